"""Ten million entries, sorted, summed and copied."""

import numpy as np


def program():
    x = np.arange(10**7, dtype=float)[::-1]
    assert np.sort(x)[0] == 0 and x.sum() == 10**7 * (10**7 - 1) / 2
    return (x.copy() * 2).max() == 2 * (10**7 - 1)
