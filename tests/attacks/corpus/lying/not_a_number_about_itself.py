"""
aim: be compared with what follows from its own answer, which is not a number either
layer: comparison
levels: A B C D
"""


def unit(x):
    return float("nan") * x


def double(x):
    return x.tolist() * 0 + [[float("nan")]]
