"""
aim: end the grader
layer: seccomp
levels: A B
proof: unconfined
"""

import os


def double(x):
    os.kill(int("@GRADER@"), 0)
    return 2 * x
