"""
aim: make whoever opens the submission wait for ever
layer: intake
levels: A B C D
slow: yes
"""

import os


def build(folder, places):
    os.mkfifo(folder / "mallory.py")
