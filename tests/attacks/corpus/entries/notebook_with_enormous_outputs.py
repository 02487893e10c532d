"""
aim: exhaust memory with the outputs of a notebook
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    with (folder / "mallory.ipynb").open("w") as file:
        file.write('{"cells": [], "metadata": {"x": "')
        for _ in range(60):
            file.write("x" * 10**6)
        file.write('"}}')
