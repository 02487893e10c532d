"""
aim: hide one file behind another where names ignore case
layer: intake
levels: A B C D
slow: yes
"""

import zipfile


def build(folder, places):
    with zipfile.ZipFile(folder / "mallory.zip", "w") as archive:
        archive.writestr("Homework.py", "def double(x):\n    return x\n")
        archive.writestr("homework.PY", "def double(x):\n    return 2 * x\n")
