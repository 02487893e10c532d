"""
aim: reach the solution through another process's root folder
layer: landlock
levels: A B
proof: unconfined as root
"""

import os


def double(x):
    space = {}
    with open(f"/proc/{os.getppid()}/root@SOLUTION@") as file:
        exec(file.read(), space)
    return space["double"](x)
