"""
aim: put the folder with the solution on the path and import it
layer: landlock
levels: A B
proof: unconfined
"""

import os
import sys


def double(x):
    sys.path.insert(0, os.path.dirname("@SOLUTION@"))
    import solution

    return solution.double(x)
