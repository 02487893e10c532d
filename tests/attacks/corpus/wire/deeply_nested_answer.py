"""
aim: overflow the stack with an honest list of lists, and one that contains itself
layer: wire
levels: A B C D
"""


def double(x):
    value = []
    for _ in range(10**5):
        value = [value]
    return value


def unit(x):
    value = []
    value.append(value)
    return value


def table(n):
    value = {}
    value["again"] = value
    return value
