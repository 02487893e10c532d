"""
aim: meet another submission at a unix socket without a file
layer: seccomp
levels: A B
proof: unconfined
"""

import socket


def double(x):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as meeting:
        meeting.bind("\0gradiente-attack")
    return 2 * x
