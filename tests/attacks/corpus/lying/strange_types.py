"""
aim: return the right numbers' look-alikes of other types: texts, dates, records, bytes, complex
layer: wire
levels: A B C D
"""

import numpy as np


def double(x):
    return (2 * x).astype(str)


def unit(x):
    return (x / np.sqrt((x * x).sum())).astype(np.complex128) + 1j


def table(n):
    return np.zeros((n, n), "M8[s]")


def corner(n):
    return np.zeros((), [("a", float), ("b", object)])


def quadruple(x):
    return (4 * x).tobytes()
