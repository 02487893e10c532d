"""
aim: signal an accomplice by locking a file that both can read
layer: seccomp
levels: A B
proof: unconfined
"""

import fcntl
import os


def double(x):
    with open(os.__file__) as file:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return 2 * x
