"""
aim: crash whoever runs it by overwriting the interpreter's own objects
layer: process split
levels: A B C D
"""

import ctypes


def double(x):
    ctypes.memset(id(None), 0xFF, 8)
    ctypes.memset(id(type), 0x41, 64)
    return None
