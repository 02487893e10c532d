"""
aim: leave the solution in a shared memory segment with a name
layer: landlock
levels: A B
proof: unconfined
"""

import os

import _posixshmem


def double(x):
    os.close(
        _posixshmem.shm_open("/gradiente-attack-twice-x", os.O_CREAT | os.O_RDWR, 0o600)
    )
    _posixshmem.shm_unlink("/gradiente-attack-twice-x")
    return 2 * x
