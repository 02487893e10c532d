"""
aim: take the processors from everybody with threads, while answering at once
layer: deadline
levels: A B C D
slow: yes
"""

import threading


def _spin():
    while True:
        pass


for _ in range(8):
    threading.Thread(target=_spin, daemon=True).start()


def double(x):
    return x
