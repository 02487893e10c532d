"""
aim: read the environment of another process
layer: landlock
levels: A B
proof: unconfined as root
"""

import os


def double(x):
    with open(f"/proc/{os.getppid()}/environ", "rb") as file:
        return 2 * x if file.read() else x
