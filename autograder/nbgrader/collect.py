"""Taking in submissions: plain files, and nothing that they only point at.

What is handed in stays its student's own in the exchange. nbgrader copies it as the teacher, and follows links: one
to the gradebook, or to what another student handed in, would be collected as the student's own; one to the course's
folder would be followed for ever. A file that the teacher cannot read, or too many of them, would end the command
before it has taken in the others' work.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from autograder.text import printable

#: Folders within folders that are collected, and the least that a file takes of what there may be.
_DEPTH = 10
_BLOCK = 4096


class CollectPlainFiles(ExchangeCollect):  # type: ignore[misc]
    """Collect as nbgrader does, but leave out links and what cannot be read."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy one submission."""
        with tempfile.TemporaryDirectory() as made:
            plain = Path(made) / "plain"
            plain.mkdir()
            try:
                copy_plain_files(Path(src), plain, 1000 * self.coursedir.max_dir_size, self._left_out)
            except TooLargeError:
                self.log.error("Not collected, for there is too much of it: %s", src)
            else:
                super().do_copy(str(plain), dest, log)

    def _left_out(self, path: Path) -> None:
        self.log.warning("Left out, for it is no plain file that can be read: %s", printable(str(path)))


class TooLargeError(Exception):
    """There is more in a submission than may be."""


def copy_plain_files(source: Path, target: Path, size: int, left_out: Callable[[Path], None]) -> None:
    """Copy the plain files in a folder, whatever its owner changes in it meanwhile.

    Parameters
    ----------
    source, target : Path
    size : int
        How many bytes there may be.
    left_out : callable
        Is told of everything that is not copied.

    Raises
    ------
    TooLargeError
        If there are more.
    """
    for folder, folders, files, descriptor in os.fwalk(source, follow_symlinks=False):
        inside = Path(folder).relative_to(source)
        (target / inside).mkdir(exist_ok=True)
        for name in [n for n in folders if len(inside.parts) == _DEPTH or _is_link(n, descriptor)]:
            folders.remove(name)
            left_out(inside / name)
        for name in files:
            data = _content(name, descriptor, size + 1)
            if data is None:
                left_out(inside / name)
                continue
            size -= max(len(data), _BLOCK)
            if size < 0:
                raise TooLargeError
            (target / inside / name).write_bytes(data)


def _is_link(name: str, folder: int) -> bool:
    try:
        os.readlink(name, dir_fd=folder)
    except OSError:
        return False
    return True


def _content(name: str, folder: int, most: int) -> bytes | None:
    """Return the beginning of a file, unless it is none or cannot be read."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(most) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    except OSError:
        return None
