"""Deep but sane, and endless but caught."""

import sys


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def program():
    assert down(900) == 900
    sys.setrecursionlimit(5000)
    assert down(4000) == 4000
    try:
        down(10**6)
    except RecursionError:
        return True
