"""One entry of a class's folder: whose it is, and the files it holds."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from autograder.intake.archive import read_archive
from autograder.intake.files import read_regular, refuse_special
from autograder.intake.folder import read_folder
from autograder.intake.limits import Limits
from autograder.intake.model import RefusedError
from autograder.intake.names import ARCHIVE_SUFFIXES, is_source, safe_file_name, safe_name, stem_of, suffix_of
from autograder.intake.pile import Pile
from autograder.text import one_line


def student_of(path: Path) -> str:
    """Return whose entry `path` is: a folder's name has no suffix, even "j.perez"."""
    return safe_name(path.name if _is_folder(path) else stem_of(path.name))


def read_entry(path: Path, limits: Limits) -> Pile:
    """Gather one entry's files, by what kind of entry it is."""
    if _is_folder(path):
        return read_folder(path, limits)
    if suffix_of(path.name) == ".zip":
        return read_archive(read_regular(path, path.name, limits.archive_bytes), limits)
    name = safe_file_name(path.name)
    refuse_special(path, name)
    if not is_source(name):
        raise _other_kind(name)
    pile = Pile(limits=limits)
    pile.add(name, read_regular(path, name, limits.file_bytes(name)))
    return pile


def _other_kind(name: str) -> RefusedError:
    if suffix_of(name) in ARCHIVE_SUFFIXES:
        en, es = "Make a .zip archive instead.", "Crea un archivo .zip en su lugar."
    else:
        en, es = (
            "Hand in a .py or .ipynb file, or a .zip of them.",
            "Entrega un archivo .py o .ipynb, o un .zip con ellos.",
        )
    return RefusedError(
        "“{0}” is not a kind of file that is read. {1}",
        "«{0}» no es un tipo de archivo que se lea. {2}",
        one_line(name, 80),
        en,
        es,
    )


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False
