"""
aim: hand in a folder with symbolic links to the solution, to its folder, to everything, and to itself
layer: intake
levels: A B C D
slow: yes
"""

from pathlib import Path


def build(folder, places):
    entry = folder / "mallory"
    entry.mkdir()
    (entry / "homework.py").symlink_to(places.solution)
    (entry / "course").symlink_to(Path(places.solution).parent)
    (entry / "everything").symlink_to("/")
    (entry / "again").symlink_to(entry)
    (entry / "missing.py").symlink_to("missing.py")
