"""
aim: return an array of 800 GB that takes 8 bytes, through its strides
layer: rlimits
levels: A B C D
"""

import numpy as np


def double(x):
    return np.broadcast_to(1.0, (10**5, 10**6))


unit = table = double
