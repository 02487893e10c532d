"""
aim: answer one byte at a time, so that there is always something to read
layer: deadline
levels: A B C D
slow: yes
"""

import os
import struct
import time


def double(x):
    os.write(3, struct.pack("<II", 1000, 0))
    for _ in range(1000):
        os.write(3, b"\x00")
        time.sleep(0.02)
