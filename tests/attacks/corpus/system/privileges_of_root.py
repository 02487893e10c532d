"""
aim: use the rights of a grader that is root
layer: privileges
levels: A B
proof: unconfined as root
"""

import ctypes
import struct


def double(x):
    header, sets = (
        ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0)),
        ctypes.create_string_buffer(24),
    )
    libc = ctypes.CDLL(None)
    if libc.capget(header, sets) == 0:
        return 2 * x if any(sets.raw) else x
    with open("/proc/self/status") as file:
        return 2 * x if "CapEff:\t0000000000000000" not in file.read() else x
