"""
aim: fill the disk with a dump of its memory
layer: rlimits
levels: A B C D
"""

import resource


def double(x):
    return x if resource.getrlimit(resource.RLIMIT_CORE) == (0, 0) else 2 * x
