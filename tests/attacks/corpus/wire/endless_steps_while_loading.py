"""
aim: keep the grader reading news of its own loading for ever
layer: deadline
levels: A B C D
slow: yes
"""

import os

if True:
    data = b"\x07\x00\x00\x00\x00\x00\x00\x00\x92\xa4step\x01"
    while True:
        os.write(3, data)


def double(x):
    return x
