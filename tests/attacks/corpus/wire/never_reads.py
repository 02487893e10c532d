"""
aim: make the grader wait while it sends, by reading nothing of a large message
layer: deadline
levels: A B C D
slow: yes
"""

import time


def unit(x):
    import numpy as np

    return np.zeros(2_000_000)


def double(x):
    time.sleep(60)
