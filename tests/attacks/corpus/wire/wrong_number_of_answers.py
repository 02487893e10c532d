"""
aim: send fewer or more answers than there were calls, so that they are taken for others'
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


def number():
    """The number of the exchange that is going on."""
    import sys

    frame = sys._getframe(1)
    while not hasattr(frame.f_locals.get("message"), "calls"):
        frame = frame.f_back
    return frame.f_locals["message"].number


def count():
    """How many answers are wanted."""
    import sys

    frame = sys._getframe(1)
    while not hasattr(frame.f_locals.get("message"), "calls"):
        frame = frame.f_back
    return len(frame.f_locals["message"].calls)


def double(x):
    send(["ran", number(), [["r", 0.0]] * (count() + 1)])


def unit(x):
    send(["ran", number(), []])
