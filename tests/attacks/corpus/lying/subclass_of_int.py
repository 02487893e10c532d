"""
aim: return an integer whose index is another one
layer: wire
levels: A B C D
"""


class Liar(int):
    def __index__(self):
        return 2**70

    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


def corner(n):
    return Liar(7)


def double(x):
    return [[Liar(7)] * x.shape[1]] * x.shape[0]
