"""
aim: end the process that starts everybody's workers
layer: seccomp
levels: A B
proof: unconfined
"""

import os


def double(x):
    os.kill(os.getppid(), 0)  # 0 asks whether it could
    return 2 * x
