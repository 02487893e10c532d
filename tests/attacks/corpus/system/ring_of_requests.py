"""
aim: have the kernel do in the background what the filter refuses
layer: seccomp
levels: A B
"""

import ctypes
import os


def double(x):
    made = ctypes.CDLL(None).syscall(
        425, 1, ctypes.create_string_buffer(120)
    )  # io_uring_setup
    if made < 0:
        return x
    os.close(made)
    return 2 * x
