"""
aim: end in an exception that is no Exception, and another while that is looked at
layer: process split
levels: A B C D
"""


class Worse(BaseException):
    def __str__(self):
        raise Worse

    __repr__ = __str__


def double(x):
    raise Worse


def unit(x):
    raise GeneratorExit
