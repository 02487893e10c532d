"""
aim: have the source read as something else than it looks like
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    entry = folder / "mallory"
    entry.mkdir()
    (entry / "a.py").write_bytes(b"# coding: utf-7\n+AGQAZQBm- double(x): return x\n")
    (entry / "b.py").write_bytes(
        b"# -*- coding: rot13 -*-\nqrs qbhoyr(k):\n    erghea k\n"
    )
    (entry / "c.py").write_bytes(
        "\ufeffdef double(x):\n    return x\n".encode("utf-16")
    )
    (entry / "d.py").write_bytes(b"\xff\xfe\x00\x00def")
    (entry / "e.py").write_text("def double(x):\n    '''\u202e''' \u2066; return x\n")
