"""System calls that Python does not offer.

Imported by the zygote before it forks: a confined child imports nothing, and finds ctypes already there.
"""

from __future__ import annotations

import ctypes
import os

Argument = int | bytes | None

_libc = ctypes.CDLL(None, use_errno=True)


def system_call(number: int, *arguments: Argument) -> int:
    """Make a system call by its number: see syscall(2).

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    return _checked(_libc.syscall(ctypes.c_long(number), *map(_long, arguments)))


def prctl(option: int, *arguments: Argument) -> int:
    """Make the system call prctl(2); arguments not given are 0, as newer options demand.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    padded = (*arguments, 0, 0, 0, 0)[:4]
    return _checked(_libc.prctl(option, *map(_long, padded)))


def capset(header: bytes, data: bytes) -> None:
    """Make the system call capset(2), whose number differs from one architecture to another.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    _checked(_libc.capset(header, data))


def _long(argument: Argument) -> ctypes.c_long | bytes | None:
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
