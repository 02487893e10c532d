"""
aim: hide one file behind another where accents are stored in two ways
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    entry = folder / "mallory"
    entry.mkdir()
    (entry / "soluci\u00f3n.py").write_text("def double(x):\n    return x\n")
    (entry / "solucio\u0301n.py").write_text("def double(x):\n    return 2 * x\n")
