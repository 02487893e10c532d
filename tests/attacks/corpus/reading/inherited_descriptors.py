"""
aim: use a file or socket of the grader's that was left open
layer: process split
levels: A B C D
"""

import os


def double(x):
    for descriptor in range(4, 1024):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        return 2 * x  # something is there
    return x
