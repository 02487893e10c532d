"""What a worker may read: the standard library, installed packages, shared libraries; no grading code.

Neither Landlock nor a bind mount can hide a folder inside one that is shown. So a folder with something
hidden in it is not shown itself: its entries are, one by one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

#: Shared libraries, what finds them, and time zones. `/nix/store` is where libraries are on NixOS.
SYSTEM = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/nix/store",
          "/etc/ld.so.cache", "/usr/share/zoneinfo")  # fmt: skip

#: What is hidden in folders of installed packages: the grader, a course, and where either was installed from.
HIDDEN = ("autograder", "solutions", "assignments", "gradiente*", "*.pth", "__editable__*", "_editable*")

_PACKAGES = ("site-packages", "dist-packages")


@dataclass(frozen=True, slots=True)
class View:
    """What is shown.

    Parameters
    ----------
    whole : tuple of str
        Files, and folders with all that lies in them.
    listed : tuple of str
        Folders shown in part: the names in them can be listed.
    """

    whole: tuple[str, ...]
    listed: tuple[str, ...]


def view(site_folders: Iterable[str]) -> View:
    """Return what a worker sees, given the folders of its installed packages."""
    sites = [Path(folder).resolve() for folder in site_folders]
    hidden = frozenset(map(str, _hidden(sites)))
    whole: dict[str, None] = {}
    listed: dict[str, None] = {}
    for root in _outermost([*interpreter_folders(), *sites]):
        for path, complete in _carve(str(root), hidden):
            (whole if complete else listed)[path] = None
    return View(tuple(whole), tuple(listed))


def interpreter_folders() -> list[Path]:
    """Return the folders of the standard library and of shared libraries, as they really are."""
    prefixes = {sys.base_prefix, sys.base_exec_prefix}
    own = [str(Path(os.__file__).parent), *(f"{p}/lib" for p in prefixes), *(f"{p}/lib64" for p in prefixes)]
    found = [Path(folder).resolve() for folder in (*SYSTEM, *own)]
    return [folder for folder in dict.fromkeys(found) if folder.exists()]


def _hidden(sites: list[Path]) -> Iterator[Path]:
    yield from (folder for folder in Path(__file__).resolve().parents if folder.name == "autograder")
    for site in sites:
        yield from (entry for entry in site.iterdir() if is_hidden(entry.name))
    for site in _other_sites():  # not on a worker's path, so that only the grader matters there
        yield from (site / name for name in HIDDEN if (site / name).exists())


def _other_sites() -> list[Path]:
    """Folders of packages that belong to the interpreter but were not given to the worker."""
    library = Path(os.__file__).resolve().parent
    parents = (library, library.parent / "python3")
    return [parent / name for parent in parents for name in _PACKAGES]


def is_hidden(name: str) -> bool:
    """Tell whether an entry of a folder of installed packages is hidden."""
    return any(fnmatchcase(name, pattern) for pattern in HIDDEN)


def _outermost(folders: Iterable[Path]) -> list[Path]:
    """Leave out folders that lie in another of them."""
    unique = set(folders)
    return sorted(folder for folder in unique if unique.isdisjoint(folder.parents))


def _carve(folder: str, hidden: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield `folder` if nothing hidden lies in it; else its name alone, then its entries in the same way."""
    if folder in hidden:
        return
    inside = frozenset(path for path in hidden if path.startswith(folder + "/"))
    yield folder, not inside
    if inside:
        for entry in sorted(map(str, Path(folder).iterdir())):
            yield from _carve(entry, inside)
