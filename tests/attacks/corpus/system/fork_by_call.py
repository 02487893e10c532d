"""
aim: leave a process behind by the system calls that libraries do not use
layer: seccomp
levels: A B
proof: unconfined
"""

import ctypes
import os


def double(x):
    libc = ctypes.CDLL(None)
    for number, arguments in (
        (56, (17, 0, 0, 0, 0)),
        (57, ()),
        (56, (0x10000000 | 17, 0, 0, 0, 0)),
    ):  # clone, fork
        pid = libc.syscall(number, *arguments)
        if pid == 0:
            libc._exit(0)
        if pid > 0:
            os.waitpid(pid, 0)
            return 2 * x
    return x
