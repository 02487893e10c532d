"""What a process may do beyond its user's rights, and which user it is. See capabilities(7), prctl(2)."""

from __future__ import annotations

import os
import signal
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from .kernel import capset, prctl

#: The user with no rights, by the number it has everywhere.
NOBODY = 65534

_SET_PDEATHSIG, _SET_DUMPABLE, _CAPBSET_DROP, _SET_NO_NEW_PRIVS, _CAP_AMBIENT = 1, 4, 24, 38, 47
_CLEAR_ALL = 4

_HEADER = struct.pack("=Ii", 0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
_NO_CAPABILITIES = bytes(24)

#: Why a worker keeps the grader's user, or "dropped" where it does not.
User = Literal["dropped", "ordinary", "unreachable", "refused", "off"]


def keep_memory_private() -> None:
    """Let no process of the same user read this one's memory or environment, nor a debugger attach.

    Files in ``/proc/self`` then belong to root, and there are no core dumps. Inherited by fork, not by exec.
    """
    prctl(_SET_DUMPABLE, 0)


def promise() -> None:
    """Give up, for this process and all it forks, whatever executing a program could add to its rights."""
    prctl(_SET_NO_NEW_PRIVS, 1)
    keep_memory_private()
    try:
        prctl(_CAP_AMBIENT, _CLEAR_ALL)
        for capability in range(64):
            prctl(_CAPBSET_DROP, capability)
    except OSError:  # past the last capability, or no right to drop any: no_new_privs makes them useless
        pass


def user_for_workers(needed: Iterable[str]) -> tuple[int | None, User]:
    """Return the user that workers become, or None and why they stay who they are.

    Parameters
    ----------
    needed : iterable of str
        What a worker must still be able to read, later too: much of NumPy and SciPy is imported on first use.
    """
    if os.geteuid() != 0:
        return None, "ordinary"
    if not all(map(_open_to_all, needed)):
        return None, "unreachable"
    return (NOBODY, "dropped") if _succeeds_in_child() else (None, "refused")


def give_up(user: int | None) -> None:
    """Become `user`, drop every capability, and end when the zygote ends."""
    if user is not None:
        _become(user)
    capset(_HEADER, _NO_CAPABILITIES)
    prctl(_SET_DUMPABLE, 0)  # a change of user sets it anew from the sysctl fs.suid_dumpable
    prctl(_SET_PDEATHSIG, signal.SIGKILL)  # a change of user clears it


def _become(user: int) -> None:
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def _open_to_all(path: str) -> bool:
    """Tell whether any user may enter every folder above `path` and read `path`."""
    place = Path(path)
    above = all(folder.stat().st_mode & 0o001 for folder in place.parents)
    wanted = 0o005 if place.is_dir() else 0o004
    return above and place.stat().st_mode & wanted == wanted


def _succeeds_in_child() -> bool:
    """Try: a container can lack the capabilities, a user namespace the number."""
    pid = os.fork()
    if pid == 0:
        try:
            _become(NOBODY)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0
