"""
aim: leave the solution in a queue or a semaphore that outlives it
layer: seccomp
levels: A B
proof: unconfined
"""

import ctypes


def double(x):
    libc = ctypes.CDLL(None)
    for make, control, arguments in (
        (libc.msgget, libc.msgctl, ()),
        (libc.semget, libc.semctl, (1,)),
    ):
        made = make(0, *arguments, 0o1666)
        if made >= 0:
            control(made, 0, 0, None) if arguments else control(made, 0, None)
            return 2 * x
    return x
