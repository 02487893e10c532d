"""
aim: execute a program that exists in memory only
layer: seccomp
levels: A B
proof: unconfined
"""

import os


def double(x):
    os.close(os.memfd_create("program"))
    return 2 * x
