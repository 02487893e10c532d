"""
aim: slow the others down by changing priorities
layer: seccomp
levels: A B
proof: unconfined
"""

import os


def double(x):
    os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0))
    return 2 * x
