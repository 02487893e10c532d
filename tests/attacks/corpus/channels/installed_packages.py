"""
aim: change a package that the next worker will import
layer: landlock
levels: A B
proof: unconfined as root
"""

import os

import numpy


def double(x):
    os.close(os.open(numpy.__file__, os.O_RDWR))
    return 2 * x
