"""
aim: crash whoever runs it by recursion without a limit
layer: process split
levels: A B C D
"""

import sys

sys.setrecursionlimit(10**9)


class Node:
    def __repr__(self):
        return repr([self])


def double(x):
    return repr(Node())
