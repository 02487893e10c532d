"""
aim: keep whoever unpacks the answer busy for ever
layer: deadline
levels: A B C D
slow: yes
"""

import itertools


class Endless(tuple):
    def __iter__(self):
        return itertools.repeat(None)


def double(x):
    return Endless()
