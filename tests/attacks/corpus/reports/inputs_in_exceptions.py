"""
aim: read hidden inputs in the text of an exception
layer: report
levels: A B C D
"""


def double(x):
    raise ValueError(f"INPUT {x.tolist()}")


def unit(x):
    assert False, f"INPUT {x.tolist()}"


def table(n):
    raise NotImplementedError(f"INPUT {n}")
