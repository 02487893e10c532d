"""
aim: take more memory than a worker may have
layer: rlimits
levels: A B C D
"""

import numpy as np


def double(x):
    np.empty(5 * 2**27)  # 5 GB, untouched
    return 2 * x
