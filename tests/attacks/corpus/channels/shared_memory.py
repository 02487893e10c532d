"""
aim: leave the solution in shared memory that outlives it
layer: seccomp
levels: A B
proof: unconfined
"""

import ctypes


def double(x):
    libc = ctypes.CDLL(None)
    made = libc.shmget(0, 4096, 0o1666)
    if made < 0:
        return x
    libc.shmctl(made, 0, None)  # remove it again
    return 2 * x
