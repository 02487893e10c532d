"""
aim: fill memory or disk with what is printed
layer: process split
levels: A B C D
result: honest
"""

import os

import numpy as np


def double(x):
    for _ in range(20):
        print("x" * 10**6)
        os.write(2, b"y" * 10**6)
    return 2 * x


def quadruple(x):
    return 4 * x


def unit(x):
    return x / np.linalg.norm(x)


def table(n):
    return np.outer(np.arange(1, n + 1), np.arange(1, n + 1))


def corner(n):
    return n * n
