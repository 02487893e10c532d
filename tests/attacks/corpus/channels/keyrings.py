"""
aim: leave the solution in the kernel's keyring
layer: seccomp
levels: A B
"""

import ctypes


def double(x):
    libc = ctypes.CDLL(None)
    key = libc.syscall(
        248, b"user", b"gradiente-attack", b"2 * x", 5, -1
    )  # add_key, for this thread
    return 2 * x if key > 0 else x
