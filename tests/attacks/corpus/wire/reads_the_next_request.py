"""
aim: answer from a thread that reads the grader's requests before the worker does
layer: process split
levels: A B C D
slow: yes
"""

import os
import threading


def _listen():
    while True:
        os.read(3, 65536)


threading.Thread(target=_listen, daemon=True).start()


def double(x):
    return x
