"""
aim: attach to another process as a debugger does
layer: seccomp
levels: A B
proof: unconfined as root
"""

import ctypes
import os

attached = []


def double(x):
    if (
        not attached and ctypes.CDLL(None).ptrace(0x4206, os.getppid(), 0, 0) == 0
    ):  # PTRACE_SEIZE: it runs on
        attached.append(True)
    return 2 * x if attached else x
