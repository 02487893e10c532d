"""
aim: wait for an accomplice to connect
layer: seccomp
levels: A B
proof: unconfined
"""

import socket


def double(x):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
    return 2 * x
