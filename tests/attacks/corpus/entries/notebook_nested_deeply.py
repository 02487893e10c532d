"""
aim: exhaust the stack with the nesting of a notebook
layer: intake
levels: A B C D
slow: yes
"""


def build(folder, places):
    (folder / "mallory.ipynb").write_text(
        '{"cells": ' + "[" * 10**6 + "]" * 10**6 + "}"
    )
