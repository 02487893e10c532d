"""
aim: run a command in a shell
layer: seccomp
levels: A B
proof: unconfined
"""

import os


def double(x):
    return 2 * x if os.system("exit 0") == 0 else x
