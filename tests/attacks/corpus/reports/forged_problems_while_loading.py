"""
aim: make the page, the results and the store enormous by problems that the worker's own code would have cut
layer: report
levels: A B C D
"""

import os
import struct

import msgspec

problem = ["<script>" * 10, "x" * 1_000_000, "solution.py\x1b[31m" * 100, -5]
header = msgspec.msgpack.encode(["loaded", [problem] * 20, ["double"]])
data = struct.pack("<II", len(header), 0) + header
while data:
    data = data[os.write(3, data) :]
