"""
aim: return a text that says it is a number, or quotes itself as something else
layer: wire
levels: A B C D
"""


class Liar(str):
    def __format__(self, spec):
        return "<b>passed</b>"

    __str__ = __repr__ = lambda self: "<b>passed</b>"

    def __float__(self):
        return 1.0

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def double(x):
    return Liar("2")


unit = table = corner = double
