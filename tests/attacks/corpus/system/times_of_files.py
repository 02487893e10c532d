"""
aim: leave a message in the time stamps of files
layer: seccomp
levels: A B
proof: unconfined as root
"""

import os


def double(x):
    now = os.stat(os.__file__)
    os.utime(os.__file__, ns=(now.st_atime_ns, now.st_mtime_ns))
    return 2 * x
