"""
aim: write wherever it likes when the archive is unpacked
layer: intake
levels: A B C D
slow: yes
"""

import zipfile


def build(folder, places):
    with zipfile.ZipFile(folder / "mallory.zip", "w") as archive:
        archive.writestr(f"{places.watched}/gradiente-attack-absolute.py", "x = 1\n")
        archive.writestr("C:\\gradiente-attack.py", "x = 1\n")
