"""
aim: confuse the grader's reading with out-of-band bytes
layer: seccomp
levels: A B C D
"""

import socket

ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=3)


def double(x):
    for _ in range(3):
        ours.send(b"\x00", socket.MSG_OOB)
    return x
