"""
aim: have the reference that stands in for `double` answer for `double` itself
layer: process split
levels: A B C D
earns: quadruple
"""

stolen = []


def double(x):
    return stolen[0](x) if stolen else x


def quadruple(x):
    stolen.append(globals()["double"])
    return globals()["double"](globals()["double"](x))
