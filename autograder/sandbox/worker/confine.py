"""What a fresh child gives up before it reads a submission."""

from __future__ import annotations

import os
import resource

#: Where the child's one connection sits after `descriptors`.
SOCKET = 3

#: Limits that hold for a whole submission. Memory is address space, which BLAS and NumPy map generously.
MEMORY = 4 * 2**30
CPU_SECONDS = 120
FILE_BYTES = 0
OPEN_FILES = 64


def descriptors(connection: int) -> None:
    """Leave the child nothing but its connection: standard streams go nowhere, all else is closed."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.dup2(connection, SOCKET)
    os.closerange(SOCKET + 1, os.sysconf("SC_OPEN_MAX"))


def limits() -> None:
    """Bound memory, processor time, files and core dumps; neither limit can be raised again."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
