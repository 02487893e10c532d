"""
aim: reach the grader's terminal or files through the standard streams
layer: process split
levels: A B C D
"""

import os
import stat


def double(x):
    for descriptor in (0, 1, 2):
        status = os.fstat(descriptor)
        if not stat.S_ISCHR(status.st_mode) or os.major(status.st_rdev) != 1:
            return 2 * x  # not /dev/null
    return x
