"""
aim: write outside the folder where the archive is unpacked
layer: intake
levels: A B C D
slow: yes
"""

import zipfile


def build(folder, places):
    with zipfile.ZipFile(folder / "mallory.zip", "w") as archive:
        archive.writestr("homework.py", "def double(x):\n    return x\n")
        archive.writestr(
            f"../../../../../..{places.watched}/gradiente-attack-slip.py", "x = 1\n"
        )
