"""
aim: say that loading is over while it goes on, and again later
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


send(["loaded", [], ["double", "unit", "table"]])


def double(x):
    send(["loaded", [], []])
    return x
