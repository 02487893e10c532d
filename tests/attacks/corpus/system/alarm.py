"""
aim: have signals sent when it is no longer running
layer: seccomp
levels: A B
proof: unconfined
"""

import signal


def double(x):
    signal.setitimer(signal.ITIMER_REAL, 3600)
    return 2 * x
