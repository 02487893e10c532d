"""
aim: leave the solution for an accomplice in a file
layer: landlock
levels: A B
proof: unconfined
"""

import os

PLACE = "@WATCHED@/gradiente-attack-twice-x"  # a name says enough


def double(x):
    with open(PLACE, "w"):
        pass
    os.unlink(PLACE)
    return 2 * x
