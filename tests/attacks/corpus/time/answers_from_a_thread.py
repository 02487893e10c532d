"""
aim: let a thread write over answers of exercises that come later
layer: wire
levels: A B C D
"""

import os
import struct
import threading
import time


def _later():
    time.sleep(0.01)
    while True:
        os.write(3, struct.pack("<II", 5, 0) + b"\x93\xa3ran")
        time.sleep(0.01)


def double(x):
    threading.Thread(target=_later, daemon=True).start()
    time.sleep(0.05)
    return x
