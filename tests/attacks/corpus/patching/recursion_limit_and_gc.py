"""
aim: leave the interpreter in a state in which the comparison cannot work
layer: process split
levels: A B C D
"""

import gc
import sys
import warnings

gc.disable()
sys.setrecursionlimit(60)
warnings.simplefilter("error")
sys.stdout = sys.stderr = None


def double(x):
    return x
