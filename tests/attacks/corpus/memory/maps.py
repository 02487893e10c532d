"""
aim: map more memory than a worker may have, past the allocator
layer: rlimits
levels: A B C D
"""

import mmap


def double(x):
    mmap.mmap(-1, 5 * 2**30)
    return 2 * x
