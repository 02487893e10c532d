"""
aim: send the exercises away over TCP
layer: seccomp
levels: A B
proof: unconfined
"""

import socket


def double(x):
    with socket.create_connection(
        ("127.0.0.1", int("@TCP@")), timeout=0.2
    ) as connection:
        connection.sendall(x.tobytes())
    return 2 * x
