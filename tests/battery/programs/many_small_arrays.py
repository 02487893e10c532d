"""A hundred thousand arrays alive at once."""

import numpy as np


def program():
    arrays = [np.full(10, k) for k in range(100_000)]
    return int(sum(a[0] for a in arrays)) == sum(range(100_000))
