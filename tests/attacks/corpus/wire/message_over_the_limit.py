"""
aim: exhaust the grader's memory with answers larger than any message may be
layer: wire
levels: A B C D
"""

import numpy as np


def double(x):
    return [np.zeros(30_000_000)] * 10
