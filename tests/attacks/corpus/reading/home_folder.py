"""
aim: list the home folder of the grader
layer: landlock
levels: A B
proof: unconfined as root
"""

import os


def double(x):
    os.listdir("/root")
    return 2 * x
