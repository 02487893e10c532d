"""Einstein sums, with and without a plan, and tensor products."""

import numpy as np


def program():
    rng = np.random.default_rng(0)
    a, b, c = (
        rng.normal(size=(8, 9)),
        rng.normal(size=(9, 10)),
        rng.normal(size=(10, 3)),
    )
    assert np.allclose(np.einsum("ij,jk,kl->il", a, b, c, optimize=True), a @ b @ c)
    assert np.allclose(np.einsum("ij->ji", a), a.T) and np.isclose(
        np.einsum("ij,ij", a, a), (a * a).sum()
    )
    return np.tensordot(a, b, 1).shape == np.linalg.multi_dot([a, b]).shape == (8, 10)
