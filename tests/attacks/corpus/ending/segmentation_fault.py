"""
aim: crash whoever runs it
layer: process split
levels: A B C D
"""

import ctypes


def double(x):
    ctypes.string_at(0)
