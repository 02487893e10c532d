"""The only folders the zygote makes: one for matplotlib to find, one for each child that asked for scratch."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


class Folders:
    """Temporary folders, removed when their child has ended, or with the zygote."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="gradiente-"))
        tempfile.tempdir = None  # forget what was found here: a child finds its own
        self._home.chmod(0o711)
        self._scratch: dict[int, Path] = {}
        self._made = 0
        self.matplotlib = self._home / "matplotlib"
        self.matplotlib.mkdir()
        self.matplotlib.chmod(0o777)  # it insists on a writable folder; Landlock lets it read this one only

    def new_scratch(self, owner: int | None) -> Path:
        """Return a new empty folder that `owner` (default: this user) can write in."""
        self._made += 1
        folder = self._home / f"scratch-{self._made}"
        folder.mkdir(mode=0o700)
        if owner is not None:
            os.chown(folder, owner, owner)
        return folder

    def belongs_to(self, pid: int, folder: Path) -> None:
        """Remember whose folder it is."""
        self._scratch[pid] = folder

    def forget(self, pid: int) -> None:
        """Remove the folder of a child that has ended, if it had one."""
        folder = self._scratch.pop(pid, None)
        if folder is not None:
            _remove(folder)

    def close(self) -> None:
        """Remove everything."""
        _remove(self._home)


def _remove(folder: Path) -> None:
    """Remove a folder as far as possible: without Landlock and seccomp, what is in it can be made to resist."""
    with suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
