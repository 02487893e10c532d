"""
aim: exhaust the stack by recursion
layer: process split
levels: A B C D
"""


def double(x):
    return double(x)
