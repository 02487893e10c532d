"""
aim: use up almost the whole deadline and then crash, since crashes are forgiven more often than time-outs
layer: deadline
levels: A B C D
slow: yes
"""

import os
import time


def double(x):
    time.sleep(0.6)
    os._exit(0)


quadruple = unit = table = corner = double
