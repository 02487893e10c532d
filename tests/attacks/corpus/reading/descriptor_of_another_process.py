"""
aim: take a descriptor out of another process
layer: seccomp
levels: A B
proof: unconfined as root
"""

import ctypes
import os


def double(x):
    libc = ctypes.CDLL(None)
    other = os.pidfd_open(os.getppid())
    for number in range(16):
        taken = libc.syscall(438, other, number, 0)  # pidfd_getfd
        if taken >= 0:
            os.close(taken)
            return 2 * x
    return x
