"""
aim: leave data in a file that has no name
layer: landlock
levels: A B
proof: unconfined
"""

import os


def double(x):
    file = os.open("@WATCHED@", os.O_TMPFILE | os.O_RDWR)
    os.write(file, b"") if file else None
    return 2 * x
