"""
aim: list the folder of the course
layer: landlock
levels: A B
proof: unconfined
"""

import os


def double(x):
    return 2 * x if os.listdir(os.path.dirname("@SOLUTION@")) else x
