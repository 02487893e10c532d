"""
aim: change the answer after it was checked, from another thread
layer: wire
levels: A B C D
"""

import threading
import time

import numpy as np

answers = []


def _flip():
    for _ in range(200):
        for array in answers:
            array[...] = 2 * array
        time.sleep(0.001)


threading.Thread(target=_flip, daemon=True).start()


def double(x):
    answers.append(0.3 * x)
    return answers[-1]
