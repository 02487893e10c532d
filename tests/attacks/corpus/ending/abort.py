"""
aim: crash whoever runs it, leaving a core dump
layer: process split
levels: A B C D
"""

import os


def double(x):
    os.abort()
