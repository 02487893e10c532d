"""What numpy.linalg has."""

import numpy as np


def program():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(40, 40)), rng.normal(size=40)
    assert np.allclose(a @ np.linalg.solve(a, b), b)
    u, s, vt = np.linalg.svd(a)
    assert np.allclose(u * s @ vt, a)
    values, vectors = np.linalg.eigh(a @ a.T)
    assert np.allclose(vectors * values @ vectors.T, a @ a.T)
    q, r = np.linalg.qr(a)
    assert np.allclose(q @ r, a)
    assert np.allclose(np.linalg.inv(a) @ a, np.eye(40))
    assert np.allclose(np.linalg.lstsq(a, b, rcond=None)[0], np.linalg.pinv(a) @ b)
    assert (
        np.linalg.matrix_rank(a) == 40
        and np.isfinite(np.linalg.slogdet(a)[1])
        and np.linalg.cond(a) > 1
    )
    assert np.allclose(np.linalg.cholesky(a @ a.T + np.eye(40)).diagonal() > 0, True)
    try:
        np.linalg.inv(np.zeros((2, 2)))
    except np.linalg.LinAlgError:
        return True
