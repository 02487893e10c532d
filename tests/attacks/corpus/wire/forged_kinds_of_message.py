"""
aim: send what only the grader may send, and what there is not
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
    send(["run", 1, [], False])


def unit(x):
    send(["stubbed", 1.0, None])


def table(n):
    send(["passed", 1])
