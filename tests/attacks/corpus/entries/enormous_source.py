"""
aim: exhaust memory or time with 100 MB of code
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    with (folder / "mallory.py").open("wb") as file:
        file.truncate(100 * 10**6)
