"""
aim: make a function of the grader's fail in a way that says something, or run for ever
layer: report
levels: A B C D
"""

import numpy as np


def double(x):
    return x


def quadruple(x):
    said = []
    for argument in (
        "x" * 9000,
        None,
        {"a": 1},
        [[]] * 50,
        1j * np.ones(2),
        np.array("s"),
        double,
        object(),
    ):
        try:
            double(argument)
        except Exception as error:
            said.append(str(error))
    raise ValueError(said)


def table(n):
    return None


def corner(n):
    for argument in (-1, -(2**62), float("inf"), float("nan"), "9" * 9000, [3], True):
        try:
            table(argument)
        except Exception:
            continue
    return -1
