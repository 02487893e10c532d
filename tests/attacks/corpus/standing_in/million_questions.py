"""
aim: keep the grader busy with a million questions to a function of its own
layer: deadline
levels: A B C D
slow: yes
"""


def double(x):
    return x


def quadruple(x):
    for _ in range(1_000_000):
        double(x)
    return double(double(x))
