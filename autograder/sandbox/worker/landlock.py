"""Landlock: which files a worker can open, and no network. See landlock(7).

A ruleset is made once in the zygote and entered by each child, which costs it one system call. Landlock
does not restrict stat, chmod, utime or UDP at any ABI, nor TCP below ABI 4: the system call filter does.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable

from .kernel import system_call

# The same numbers on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446

_VERSION = 1  # flag of landlock_create_ruleset(2): answer the ABI instead
_PATH_BENEATH = 1
_QUIET = 1  # LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF, ABI 7: a hostile loop does not fill the audit log

# Files, network, scope. Older kernels accept the longer struct if its end is 0.
_RULESET = struct.Struct("=QQQ")
_RULE = struct.Struct("=Qi")

_WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_FILE = 1 << 1, 1 << 2, 1 << 3, 1 << 5
_MAKE_FILE, _TRUNCATE = 1 << 8, 1 << 14
_FOR_FILES = _WRITE_FILE | _READ_FILE | _TRUNCATE

#: What a rule can give to a file, or to a folder and all that lies in it.
READ = _READ_FILE | _READ_DIR
LIST = _READ_DIR
DEVICE = _READ_FILE | _WRITE_FILE
SCRATCH = READ | _WRITE_FILE | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE

#: The number of file rights since each ABI: the first has 13; then refer, truncate, and ioctl on devices.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}


def abi() -> int:
    """Return the ABI of this kernel's Landlock.

    Raises
    ------
    OSError
        ENOSYS: not in this kernel; EOPNOTSUPP: switched off at boot; EPERM: refused by a container.
    """
    return system_call(_CREATE_RULESET, None, 0, _VERSION)


def ruleset(version: int, rules: Iterable[tuple[str, int]]) -> int:
    """Return a descriptor of a new ruleset: everything this ABI can refuse is refused, but for `rules`.

    Parameters
    ----------
    version : int
        The ABI to use.
    rules : iterable of (str, int)
        Paths, and what is allowed in them. Paths that do not exist are left out.
    """
    handled = (1 << max(n for since, n in _FILE_RIGHTS.items() if since <= version)) - 1
    network = 0b11 if version >= 4 else 0  # TCP bind and connect
    scope = 0b11 if version >= 6 else 0  # abstract unix sockets, signals
    attributes = _RULESET.pack(handled, network, scope)
    descriptor = system_call(_CREATE_RULESET, attributes, len(attributes), 0)
    os.set_inheritable(descriptor, False)
    for path, rights in rules:
        _add(descriptor, path, rights & handled)
    return descriptor


def restrict(descriptor: int, version: int) -> None:
    """Put this process under a ruleset, for good; it needs no_new_privs."""
    system_call(_RESTRICT_SELF, descriptor, _QUIET if version >= 7 else 0)


def _add(descriptor: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _FOR_FILES
        system_call(_ADD_RULE, descriptor, _PATH_BENEATH, _RULE.pack(rights, place), 0)
    finally:
        os.close(place)
