"""Single, half, extended and complex numbers on the way."""

import numpy as np


def program():
    x = np.linspace(0, 1, 50)
    assert np.allclose(np.sqrt(x.astype(np.float32)), np.sqrt(x), atol=1e-6)
    assert (
        np.exp(1j * np.pi * x).dtype == complex
        and x.astype(np.float16).dtype == np.float16
    )
    assert np.longdouble(1) / 3 != 0 and np.isclose(np.abs(np.exp(2j)), 1)
    return (x > 0.5).astype(np.uint8).sum() == 25 and np.array(
        ["a", "b"]
    ).dtype.kind == "U"
