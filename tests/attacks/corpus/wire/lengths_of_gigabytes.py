"""
aim: make the grader wait for and keep gigabytes
layer: wire
levels: A B C D
"""

import os
import struct


def double(x):
    os.write(3, struct.pack("<II", 2**32 - 1, 2**32 - 1))
