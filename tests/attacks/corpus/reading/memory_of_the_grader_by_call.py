"""
aim: read the memory of another process by system call
layer: seccomp
levels: A B
proof: unconfined as root
"""

import ctypes
import os
import re


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def double(x):
    try:
        with open(f"/proc/{os.getppid()}/maps") as file:
            start = int(re.match("[0-9a-f]+", file.read()).group(), 16)
    except OSError:
        start = 0x400000
    buffer = ctypes.create_string_buffer(64)
    here, there = Piece(ctypes.addressof(buffer), 64), Piece(start, 64)
    got = ctypes.CDLL(None).process_vm_readv(
        os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0
    )
    return 2 * x if got > 0 else x
