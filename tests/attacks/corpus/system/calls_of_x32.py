"""
aim: make system calls by the numbers of the x32 ABI
layer: seccomp
levels: A B C D
"""

import ctypes


def double(x):
    return 2 * x if ctypes.CDLL(None).syscall(0x40000000 + 39) > 0 else x
