"""
aim: stand still without using processor time
layer: deadline
levels: A B C D
slow: yes
"""

import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return x
