"""
aim: never end, without using processor time
layer: deadline
levels: A B C D
slow: yes
"""

import time


def double(x):
    time.sleep(3600)
