"""
aim: leave a process behind
layer: seccomp
levels: A B
proof: unconfined
"""

import os


def double(x):
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return 2 * x
