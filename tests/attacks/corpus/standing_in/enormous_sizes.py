"""
aim: make the grader allocate a huge array by asking for it by its size
layer: wire
levels: A B C D
"""


def table(n):
    return None


def corner(n):
    for size in (12_000, 10**5, 2**62):
        try:
            table(size)
        except ValueError:
            continue
    return 0
