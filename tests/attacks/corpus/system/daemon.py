"""
aim: leave a process behind that outlives the grading, in a session of its own
layer: seccomp
levels: A B
"""

import os
import time


def double(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(5)
        os._exit(0)
    return 2 * x
