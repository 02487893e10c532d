"""
aim: crash or exhaust whoever compiles the submission
layer: process split
levels: A B C D
slow: yes
"""


def build(folder, places):
    entry = folder / "mallory"
    entry.mkdir()
    (entry / "nested.py").write_text("x = " + "(" * 5000 + ")" * 5000 + "\n")
    (entry / "long.py").write_text("x = " + "+".join(["1"] * 100_000) + "\n")
    (entry / "powers.py").write_text("x = " + "-" * 100_000 + "1\n")
    (entry / "nulls.py").write_bytes(b"x = 1\x00\n")
    (entry / "homework.py").write_text("def double(x):\n    return x\n")
