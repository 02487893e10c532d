"""
aim: have a symbolic link in an archive followed
layer: intake
levels: A B C D
slow: yes
"""

import stat
import zipfile


def build(folder, places):
    with zipfile.ZipFile(folder / "mallory.zip", "w") as archive:
        link = zipfile.ZipInfo("homework.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, places.solution)
