"""
aim: crash the reading of archives with a damaged one
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    (folder / "mallory.zip").write_bytes(
        b"PK\x03\x04" + b"\xff" * 5000 + b"PK\x05\x06" + b"\xff" * 18
    )
