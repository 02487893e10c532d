"""
aim: crash the reading of notebooks with values of the wrong kinds
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    (folder / "mallory.ipynb").write_text(
        '{"cells": [{"cell_type": "code", "source": [1, {"a": NaN}]}, null, 7], "nbformat": "four", "metadata": []}'
    )
