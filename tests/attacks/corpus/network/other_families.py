"""
aim: talk to the machine below, the kernel or the network's lower layers
layer: seccomp
levels: A B
proof: unconfined
"""

import socket


def double(x):
    for family, kind in (
        (40, socket.SOCK_STREAM),
        (16, socket.SOCK_RAW),
        (38, socket.SOCK_SEQPACKET),
        (17, socket.SOCK_RAW),
    ):
        try:  # vsock, netlink, the kernel's cryptography, raw packets
            socket.socket(family, kind).close()
        except OSError:
            continue
        return 2 * x
    return x
