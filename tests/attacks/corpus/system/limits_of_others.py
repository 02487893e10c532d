"""
aim: lower the limits of another process, so that it ends
layer: seccomp
levels: A B
proof: unconfined as root
"""

import os
import resource


def double(x):
    limits = resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)
    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, limits)
    return 2 * x
