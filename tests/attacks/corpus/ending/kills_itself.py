"""
aim: disappear without a word
layer: process split
levels: A B C D
"""

import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGKILL)
