"""
aim: drown the difference in infinities
layer: comparison
levels: A B C D
"""

import numpy as np


def double(x):
    return np.full_like(x, np.inf)


def unit(x):
    return np.where(np.arange(x.size) % 2, np.inf, -np.inf).reshape(x.shape)


def corner(n):
    return float("-inf")
