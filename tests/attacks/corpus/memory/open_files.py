"""
aim: use up the machine's open files
layer: rlimits
levels: A B C D
"""

import os


def double(x):
    for _ in range(100):
        os.open("/dev/null", os.O_RDONLY)
    return 2 * x
