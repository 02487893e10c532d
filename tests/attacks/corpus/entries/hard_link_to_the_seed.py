"""
aim: read the private seed in the report, by handing in a hard link to its file
layer: report
levels: A B C D
slow: yes
"""

import os


def build(folder, places):
    os.link(places.seed, folder / "mallory.py")
