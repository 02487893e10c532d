"""
aim: end in the middle of a message
layer: wire
levels: A B C D
"""

import os
import struct


def double(x):
    os.write(3, struct.pack("<II", 1000, 0) + b"\x93")
    os._exit(0)
