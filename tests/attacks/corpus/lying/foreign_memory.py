"""
aim: return an object whose array interface points at address 0, or outside its own memory
layer: wire
levels: A B C D
"""

import numpy as np


class Liar:
    def __init__(self, shape):
        self.__array_interface__ = {
            "shape": shape,
            "typestr": "<f8",
            "data": (0, False),
            "version": 3,
        }


def double(x):
    return Liar(x.shape)


def unit(x):
    return np.lib.stride_tricks.as_strided(x, (2**20,), (8,))[: x.size][::-1]
