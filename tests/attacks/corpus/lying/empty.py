"""
aim: return nothing to compare
layer: comparison
levels: A B C D
"""

import numpy as np


def double(x):
    return np.empty((0, x.shape[1]))


def unit(x):
    return np.empty(0)


def table(n):
    return []


def corner(n):
    return ()
