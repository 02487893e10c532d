"""
aim: read the memory of another process
layer: landlock
levels: A B
proof: unconfined as root
"""

import os
import re


def double(x):
    with open(f"/proc/{os.getppid()}/maps") as file:
        start = int(re.match("[0-9a-f]+", file.read()).group(), 16)
    with open(f"/proc/{os.getppid()}/mem", "rb", buffering=0) as file:
        file.seek(start)
        return 2 * x if len(file.read(64)) == 64 else x
