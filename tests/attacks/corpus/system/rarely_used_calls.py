"""
aim: reach parts of the kernel that nobody needs and many attacks start from
layer: seccomp
levels: A B
proof: unconfined
"""

import ctypes

# inotify_init1, eventfd2, timerfd_create, userfaultfd, bpf, perf_event_open, personality
CALLS = (
    (294, (0,)),
    (290, (0, 0)),
    (283, (1, 0)),
    (323, (1,)),
    (321, (0, 0, 0)),
    (298, (0, 0, 0, 0, 0)),
    (135, (-1,)),
)


def double(x):
    libc = ctypes.CDLL(None)
    for number, arguments in CALLS:
        if libc.syscall(number, *arguments) >= 0:
            return 2 * x
    return x
