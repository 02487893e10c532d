"""
aim: exhaust the stack with folders within folders
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    entry = folder / "mallory"
    for _ in range(100):
        entry /= "d"
    entry.mkdir(parents=True)
    (entry / "homework.py").write_text("def double(x):\n    return x\n")
