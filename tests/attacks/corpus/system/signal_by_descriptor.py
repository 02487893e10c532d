"""
aim: signal another process through a descriptor that stands for it
layer: seccomp
levels: A B
proof: unconfined
"""

import os
import signal


def double(x):
    signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 0)
    return 2 * x
