"""
aim: end every process it may
layer: seccomp
levels: A B
"""

import os
import signal


def double(x):
    try:
        os.kill(-1, 0)
        os.killpg(0, 0)
    except OSError:
        return x
    return 2 * x
