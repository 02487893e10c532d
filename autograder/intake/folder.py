"""Gathering the source files below a folder, without following a link."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from autograder.intake.files import read_regular, unreadable
from autograder.intake.limits import Limits
from autograder.intake.model import RefusedError
from autograder.intake.names import is_installed, is_junk, is_source, refuse_collisions, safe_file_name
from autograder.intake.pile import Pile, too_deep


def read_folder(folder: Path, limits: Limits) -> Pile:
    """Gather the `.py` and `.ipynb` files in and below `folder`."""
    pile = Pile(limits=limits)
    found = sorted(_walk(folder, (), pile), key=lambda item: item[0])
    refuse_collisions([name for name, _ in found])
    for name, path in found:
        try:
            data = read_regular(path, name, limits.file_bytes(name))
        except RefusedError as refusal:
            pile.faults.append(refusal.text)
        else:
            pile.add(name, data)
    return pile


def _walk(folder: Path, parents: tuple[str, ...], pile: Pile) -> Iterator[tuple[str, Path]]:
    if len(parents) > pile.limits.depth:
        raise too_deep(pile.limits.depth)
    for entry in _entries(folder, pile):
        name = "/".join((*parents, safe_file_name(entry.name)))
        if is_junk(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if is_installed(entry.name):
                pile.installed.append(name)
            else:
                yield from _walk(Path(entry.path), (*parents, safe_file_name(entry.name)), pile)
        elif is_source(entry.name) or entry.is_symlink():
            yield name, Path(entry.path)
        else:
            pile.others.append(name)


def _entries(folder: Path, pile: Pile) -> list[os.DirEntry[str]]:
    found: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                found.append(entry)
                pile.look_at(pile.limits.folder_entries)
    except OSError as error:
        raise unreadable(folder.name, error) from None
    return found
