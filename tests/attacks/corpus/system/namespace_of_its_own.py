"""
aim: become root in a user namespace, where more of the kernel can be reached
layer: seccomp
levels: A B
proof: unconfined
"""

import ctypes

entered = []


def double(x):
    if not entered and ctypes.CDLL(None).unshare(0x10000000) == 0:  # CLONE_NEWUSER
        entered.append(True)
    return 2 * x if entered else x
