"""
aim: exhaust memory with a file whose declared size is small
layer: intake
levels: A B C D
slow: yes
"""

import struct
import zipfile


def build(folder, places):
    path = folder / "mallory.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("homework.py", bytes(60 * 10**6))
    path.write_bytes(
        path.read_bytes().replace(struct.pack("<L", 60 * 10**6), struct.pack("<L", 100))
    )
