"""
aim: read hidden inputs in the name of the type of an answer, or in a text or the keys that it holds
layer: report
levels: A B C D
"""


def double(x):
    return type(f"INPUT {x.tolist()}", (), {})()


def unit(x):
    return f"INPUT {x.tolist()}"


def table(n):
    return {f"INPUT {n}": 1.0}


def corner(n):
    return [f"INPUT {n}"]
