"""
aim: run a program by the calls that are kind to large processes
layer: seccomp
levels: A B
proof: unconfined
"""

import os


def double(x):
    pid = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(pid, 0)
    return 2 * x
