"""Framing: one message is two lengths, a msgpack header, and the raw array bytes."""

from __future__ import annotations

import struct
from typing import Any

import msgspec

from .values import Buffers, WireError

#: Header bytes, body bytes.
LENGTHS = struct.Struct("<II")

MAX_HEADER = 32 * 2**20
MAX_BODY = 256 * 2**20

#: From a worker. Decoding costs up to forty times as much memory as a header takes, and some time: a list of
#: a hundred thousand numbers takes one megabyte.
MAX_ANSWER_HEADER = 4 * 2**20
MAX_ANSWER_BODY = 128 * 2**20

_encoder = msgspec.msgpack.Encoder()


def frame(message: Any, buffers: Buffers) -> list[Any]:
    """Return the pieces of a message, in order, for one vectored send."""
    header = _encoder.encode(message)
    body = sum(len(buffer) for buffer in buffers)
    if len(header) > MAX_HEADER or body > MAX_BODY:
        raise WireError(f"a message of {len(header) + body} bytes is too long")
    return [LENGTHS.pack(len(header), body) + header, *buffers]


def lengths(
    prefix: bytes | bytearray | memoryview, most_header: int = MAX_HEADER, most_body: int = MAX_BODY
) -> tuple[int, int]:
    """Return the lengths of header and body, checked against the limits."""
    header, body = LENGTHS.unpack(prefix)
    if header > most_header or body > most_body:
        raise WireError(f"a message of {header + body} bytes is too long")
    return header, body
