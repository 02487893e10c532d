"""
aim: become another program, without filters
layer: seccomp
levels: A B C D
"""

import os


def double(x):
    os.execv("/bin/true", ["true"])
