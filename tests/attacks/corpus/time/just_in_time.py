"""
aim: use up almost the whole deadline of every single question
layer: deadline
levels: A B C D
slow: yes
"""

import time


def double(x):
    time.sleep(0.3)
    return x


unit = double


def table(n):
    time.sleep(0.5)


corner = table
