"""
aim: read the file with the solution
layer: landlock
levels: A B
proof: unconfined
"""


def double(x):
    space = {}
    with open("@SOLUTION@") as file:
        exec(file.read(), space)
    return space["double"](x)
