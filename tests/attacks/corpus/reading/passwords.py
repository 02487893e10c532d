"""
aim: read the machine's users
layer: landlock
levels: A B
proof: unconfined
"""


def double(x):
    with open("/etc/passwd") as file:
        return 2 * x if "root" in file.read() else x
