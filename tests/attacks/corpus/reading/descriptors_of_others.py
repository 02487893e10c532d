"""
aim: reopen a file that another process has open
layer: landlock
levels: A B
proof: unconfined as root
"""

import os


def double(x):
    for name in os.listdir(f"/proc/{os.getppid()}/fd"):
        try:
            os.close(os.open(f"/proc/{os.getppid()}/fd/{name}", os.O_RDONLY))
        except OSError:
            continue
        return 2 * x
    return x
