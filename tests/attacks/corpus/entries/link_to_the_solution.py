"""
aim: hand in a symbolic link to the solution
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    (folder / "mallory.py").symlink_to(places.solution)
