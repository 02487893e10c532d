"""SciPy, imported only when a function is called."""


def program():
    import numpy as np
    import scipy.integrate
    import scipy.linalg
    import scipy.optimize
    import scipy.special
    import scipy.stats

    assert (
        np.allclose(scipy.linalg.expm(np.zeros((2, 2))), np.eye(2))
        and scipy.special.expit(0) == 0.5
    )
    assert np.isclose(scipy.special.logsumexp([0.0, 0.0]), np.log(2))
    assert scipy.optimize.minimize(lambda x: (x - 3) ** 2, 0.0).success
    return (
        abs(scipy.stats.norm.cdf(0) - 0.5) < 1e-12
        and abs(scipy.integrate.quad(lambda t: t, 0, 2)[0] - 2) < 1e-9
    )
