"""Namespaces around the zygote, by bubblewrap: its own processes, network and file system. See bwrap(1).

A bonus: many machines refuse them. Inside, there is no ``/proc``, no home folder and no course, and nothing
that can be written but an empty ``/tmp``.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.sandbox.worker import readable

_WORKER = "/gradiente"  # where the worker's package is shown: its real place is in the grader's

_UNSHARED = ("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")

#: Root keeps what the zygote needs to make its children another user and to remove their folders.
_KEPT = ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_KILL")


def program() -> str | None:
    """Return bubblewrap's path, or None if it is not installed."""
    return shutil.which("bwrap")


def command(bubblewrap: str, worker: Path, site_folders: Iterable[str]) -> list[str]:
    """Return the command that starts a zygote inside namespaces, but for the zygote's own arguments.

    Parameters
    ----------
    bubblewrap : str
        Its path.
    worker : Path
        The folder of the worker's package.
    site_folders : iterable of str
        The folders of installed packages to show.
    """
    interpreter = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
    return [
        bubblewrap,
        *_UNSHARED,
        *_user(),
        *("--tmpfs", "/tmp"),  # noqa: S108 (the one inside; first, since packages can be in the one outside)
        *_system(),
        *_bind(interpreter, *map(str, readable.interpreter_folders())),
        *_sites(site_folders),
        *("--ro-bind", str(worker), _WORKER),
        *_bind("/dev/null", "/dev/urandom", how="--dev-bind"),
        *("--remount-ro", "/", "--chdir", "/"),
        *("--", interpreter, "-s", "-P", "-S", f"{_WORKER}/__main__.py"),
    ]


def _user() -> Iterator[str]:
    """A user namespace, which an ordinary user needs; root is better off without and with few capabilities."""
    if os.geteuid() != 0:
        yield "--unshare-user"
        return
    yield from ("--cap-drop", "ALL")
    for capability in _KEPT:
        yield from ("--cap-add", capability)


def _system() -> Iterator[str]:
    """What is a link outside (``/lib`` to ``/usr/lib``) is the same link inside."""
    for path in map(Path, readable.SYSTEM):
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))


def _bind(*paths: str, how: str = "--ro-bind") -> Iterator[str]:
    """Show paths where they are. The folders above are made first: those bubblewrap makes are root's alone."""
    for path in paths:
        for above in reversed(Path(path).parents[:-1]):
            yield from ("--dir", str(above))
        yield from (how, path, path)


def _sites(folders: Iterable[str]) -> Iterator[str]:
    """Show the folders of packages; cover what is hidden in them."""
    for folder in folders:
        real = os.path.realpath(folder)
        yield from _bind(real)
        if real != folder:
            yield from ("--symlink", real, folder)
        for entry in sorted(Path(real).iterdir()):
            if readable.is_hidden(entry.name) and entry.is_dir():
                yield from ("--tmpfs", str(entry))
