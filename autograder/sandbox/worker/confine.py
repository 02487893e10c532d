"""The door: what a fresh child gives up, in order, before it reads a submission.

Everything is prepared once in the zygote (`prepare`), so that passing the door (`confine`) is a dozen system
calls. Whether it holds is not for a child to say: the grader finds out by attacking it from inside.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Iterable
from dataclasses import dataclass

from . import landlock, privileges, readable
from .reports import Report
from .seccomp import Filter

#: Where the child's one connection sits after `_descriptors`.
SOCKET = 3

#: Limits that hold for a whole submission. Memory is address space, which BLAS and NumPy map generously.
MEMORY = 4 * 2**30
CPU_SECONDS = 120
SCRATCH_FILE_BYTES = 16 * 2**20
OPEN_FILES = 64

#: The layers that can be left out, to see what the others are worth.
LAYERS = frozenset({"landlock", "seccomp", "privileges"})


@dataclass(frozen=True, slots=True)
class Door:
    """What was prepared; None where a layer is not there.

    Parameters
    ----------
    report : Report
    rules : tuple of (str, int)
        What can be read, as Landlock's rules.
    ruleset : int, optional
        These rules, ready to be entered.
    filters : tuple of Filter, optional
        Without and with a scratch folder.
    user : int, optional
        Whom to become.
    drop : bool
        Whether to drop capabilities.
    """

    report: Report
    rules: tuple[tuple[str, int], ...]
    ruleset: int | None
    filters: tuple[Filter, Filter] | None
    user: int | None
    drop: bool


def prepare(site_folders: Iterable[str], also_readable: Iterable[str], layers: frozenset[str]) -> Door:
    """Make ready, in the zygote, what its children will need at the door."""
    privileges.promise()
    sites = tuple(site_folders)
    rules = _rules(sites, also_readable)
    version, ruleset = _landlock(rules) if "landlock" in layers else (0, None)
    filtering, filters = _filters() if "seccomp" in layers else (0, None)
    drop = "privileges" in layers
    needed = (*map(str, readable.interpreter_folders()), *sites)
    user, why = privileges.user_for_workers(needed) if drop else (None, "off")
    return Door(Report(version, filtering, why), rules, ruleset, filters, user, drop)


def confine(connection: int, door: Door, ruleset: int | None, *, scratch: bool) -> None:
    """Pass the door: afterwards this process computes, answers on `SOCKET`, and can do nothing else.

    Parameters
    ----------
    connection : int
        The socket to the grader.
    door : Door
    ruleset : int, optional
        The Landlock rules to enter: the door's own, or those that `with_scratch` made.
    scratch : bool
        Whether files may be written.
    """
    _streams()
    if ruleset is not None:
        landlock.restrict(ruleset, door.report.landlock)
    _descriptors(connection)
    _limits(SCRATCH_FILE_BYTES if scratch else 0)
    if door.drop:
        privileges.give_up(door.user)
    if door.filters:
        door.filters[scratch].install()


def with_scratch(door: Door, folder: str) -> int | None:
    """Return a ruleset that also lets files be written in `folder`; it must be closed."""
    if door.ruleset is None:
        return None
    return landlock.ruleset(door.report.landlock, (*door.rules, (folder, landlock.SCRATCH)))


def _rules(site_folders: tuple[str, ...], also: Iterable[str]) -> tuple[tuple[str, int], ...]:
    view = readable.view(site_folders)
    return (
        *((path, landlock.READ) for path in (*view.whole, *also, "/dev/urandom")),
        *((path, landlock.LIST) for path in view.listed),
        ("/dev/null", landlock.DEVICE),
    )


def _landlock(rules: tuple[tuple[str, int], ...]) -> tuple[int, int | None]:
    try:
        version = landlock.abi()
        return version, landlock.ruleset(version, rules)
    except OSError as error:
        return -(error.errno or 1), None


def _filters() -> tuple[int, tuple[Filter, Filter] | None]:
    try:
        return 1, (Filter(SOCKET, scratch=False), Filter(SOCKET, scratch=True))
    except OSError as error:
        return -(error.errno or 1), None


def _streams() -> None:
    """Let the standard streams go nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _descriptors(connection: int) -> None:
    """Leave the child nothing but its streams and its connection."""
    os.dup2(connection, SOCKET)
    os.closerange(SOCKET + 1, os.sysconf("SC_OPEN_MAX"))


def _limits(file_bytes: int) -> None:
    """Bound memory, processor time, files and core dumps; neither limit can be raised again."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
