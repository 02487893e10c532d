"""
aim: make the grader ask for a password and wait
layer: intake
levels: A B C D
slow: yes
"""

import zipfile


def build(folder, places):
    path = folder / "mallory.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("homework.py", "def double(x):\n    return x\n")
    data = bytearray(path.read_bytes())
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(start) + flags] |= 1
    path.write_bytes(data)
