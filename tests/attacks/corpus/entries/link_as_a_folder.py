"""
aim: hand in a symbolic link to the folder with the solution
layer: intake
levels: A B C D
slow: yes
"""

from pathlib import Path


def build(folder, places):
    (folder / "mallory").symlink_to(Path(places.solution).parent)
