"""
aim: never end within one call of C code that no other thread can interrupt
layer: deadline
levels: A B C D
slow: yes
"""

import re


def double(x):
    re.match(r"(a+)+$", "a" * 64 + "b")
