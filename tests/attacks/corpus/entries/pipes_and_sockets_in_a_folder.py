"""
aim: make whoever opens a file of the submission wait for ever
layer: intake
levels: A B C D
slow: yes
"""

import os
import socket


def build(folder, places):
    entry = folder / "mallory"
    entry.mkdir()
    os.mkfifo(entry / "homework.py")
    os.mkfifo(entry / "notebook.ipynb")
    here = os.getcwd()
    os.chdir(entry)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.py")
    finally:
        os.chdir(here)
