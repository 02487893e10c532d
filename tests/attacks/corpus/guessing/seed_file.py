"""
aim: read the course's private seed
layer: landlock
levels: A B
proof: unconfined
"""


def double(x):
    with open("@SEED@") as file:
        return 2 * x if int(file.read()) else x
