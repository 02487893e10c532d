"""
aim: signal an accomplice by locking parts of a file, or by leasing it
layer: seccomp
levels: A B
proof: unconfined
"""

import fcntl
import os


def double(x):
    with open(os.__file__) as file:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, 7)
    return 2 * x
