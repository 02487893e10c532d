"""
aim: take another student's place, by a name that looks the same
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    (folder / "mallory.py").write_text("def double(x):\n    return 2 * x\n")
    (folder / "Mallory.py").write_text("def double(x):\n    return 2 * x\n")
