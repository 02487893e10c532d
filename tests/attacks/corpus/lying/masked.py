"""
aim: return masked entries, whose comparisons are masked too
layer: wire
levels: A B C D
proof: naive distance
"""

import numpy as np


def double(x):
    return np.ma.masked_all(x.shape)


def unit(x):
    return np.ma.masked_all(x.shape)


def table(n):
    return np.ma.masked_all((n, n))
