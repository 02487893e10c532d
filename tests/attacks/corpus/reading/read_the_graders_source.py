"""
aim: read the source file of whoever calls, and execute the reference in it
layer: landlock
levels: A B C D
proof: naive testing
"""

import re
import sys


def double(x):
    frame = sys._getframe(1)
    while frame is not None:
        try:
            with open(frame.f_code.co_filename) as file:
                found = re.search(r"^def double\(x\):\n((?: .*\n)+)", file.read(), re.M)
        except OSError:
            found = None
        if found:
            space = {}
            exec(found.group(), space)
            return space["double"](x)
        frame = frame.f_back
    return x
