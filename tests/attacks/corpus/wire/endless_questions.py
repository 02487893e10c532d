"""
aim: keep the grader answering for ever, by calling functions that it never offered
layer: wire
levels: A B C D
slow: yes
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
    k = 0
    while True:
        send(["stubcall", k, [], {}])
        k = -k + 1
