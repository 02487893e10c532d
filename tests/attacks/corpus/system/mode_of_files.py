"""
aim: open a file to everybody
layer: seccomp
levels: A B
proof: unconfined
"""

import os


def double(x):
    reading, _ = os.pipe()
    os.fchmod(reading, 0o666)
    return 2 * x
