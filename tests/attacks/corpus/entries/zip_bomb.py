"""
aim: exhaust memory or disk with an archive that unpacks to gigabytes
layer: intake
levels: A B C D
slow: yes
"""

import zipfile


def build(folder, places):
    with zipfile.ZipFile(folder / "mallory.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for k in range(12):
            with archive.open(f"part{k}.ipynb", "w") as file:
                file.write(bytes(19 * 10**6))
        archive.writestr("homework.py", "def double(x):\n    return x\n")
