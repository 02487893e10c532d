"""The members of a zip archive: their names and kinds, judged before any is unpacked."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.intake.model import RefusedError
from autograder.intake.names import is_installed, is_junk, is_source, safe_file_name
from autograder.intake.pile import Pile, too_many
from autograder.text import one_line

#: Bringing a name of combining marks into normal form takes the square of its length.
_LONGEST_PATH = 1000
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
#: Others can claim gigabytes of memory in their first bytes, and no usual tool writes them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive, with the safe parts of its path."""

    info: zipfile.ZipInfo
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its path, parts separated by "/"."""
        return "/".join(self.parts)

    @property
    def is_source(self) -> bool:
        """Whether it is a Python file or a notebook."""
        return is_source(self.parts[-1])


def members_of(infos: Sequence[zipfile.ZipInfo], pile: Pile) -> list[Member]:
    """Return the files among `infos` that belong to the submission; refuse the archive if one is not sane.

    What lies among installed packages is noted in `pile`.
    """
    if len(infos) > pile.limits.archive_entries:
        raise too_many(pile.limits.archive_entries)
    paths = [(info, _path(info)) for info in infos]
    _refuse_twice(path for _, path in paths)
    members: list[Member] = []
    for info, path in paths:
        _refuse_special(info, path)
        parts = [part for part in path.split("/") if part not in ("", ".")]
        if not parts or path.endswith("/") or any(map(is_junk, parts)):
            continue
        if any(map(is_installed, parts[:-1])):
            pile.installed.append(path)
        else:
            members.append(Member(info=info, parts=tuple(map(safe_file_name, parts))))
    return _unwrapped(members)


def _unwrapped(members: list[Member]) -> list[Member]:
    """Drop the one folder that holds everything, which packing a folder puts there."""
    if len({member.parts[0] for member in members}) != 1 or any(len(m.parts) == 1 for m in members):
        return members
    return [Member(info=member.info, parts=member.parts[1:]) for member in members]


def _path(info: zipfile.ZipInfo) -> str:
    """Return a member's path, refused unless it stays within the archive on every system."""
    # `filename` is already cut at a NUL byte; `orig_filename` is what the archive says.
    path = info.orig_filename
    if not info.flag_bits & _UTF8:
        path = _as_utf8(path)
    drive = re.match(r"[A-Za-z]:", path)
    if len(path) > _LONGEST_PATH or "\0" in path or "\\" in path or drive or path.startswith("/"):
        raise _bad_path(path)
    if not path or ".." in path.split("/"):
        raise _bad_path(path)
    return path


def _as_utf8(path: str) -> str:
    """Undo the code page that `zipfile` assumes where macOS writes UTF-8 without saying so."""
    try:
        return path.encode("cp437").decode()
    except UnicodeError:
        return path


def _bad_path(path: str) -> RefusedError:
    return RefusedError(
        "The archive holds a file named “{0}”, which would not stay inside its folder when unpacked."
        " Make the .zip again with plain file names.",
        "El archivo comprimido contiene un archivo llamado «{0}», que quedaría fuera de su carpeta al"
        " extraerlo."
        " Vuelve a crear el .zip con nombres de archivo simples.",
        one_line(path, 80),
    )


def _refuse_twice(paths: Iterable[str]) -> None:
    seen: set[str] = set()
    for path in paths:
        if path in seen:
            raise RefusedError(
                "The archive holds “{0}” twice, and only you know which one counts. Make it again.",
                "El archivo comprimido contiene «{0}» dos veces, y solo tú sabes cuál vale. Vuelve a"
                " crearlo.",
                one_line(path, 80),
            )
        seen.add(path)


def _refuse_special(info: zipfile.ZipInfo, path: str) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise RefusedError(
            "“{0}” in the archive is a symbolic link or another special file. Put the file itself in"
            " the archive.",
            "«{0}» en el archivo comprimido es un enlace simbólico u otro archivo especial."
            " Incluye el archivo mismo.",
            one_line(path, 80),
        )
    if info.flag_bits & _ENCRYPTED:
        raise RefusedError(
            "The archive is protected by a password (“{0}”). Make it again without one.",
            "El archivo comprimido está protegido con contraseña («{0}»). Vuelve a crearlo sin contraseña.",
            one_line(path, 80),
        )
    if info.compress_type not in _METHODS:
        raise RefusedError(
            "“{0}” is compressed with an unusual method. Make the .zip again with the usual one (deflate).",
            "«{0}» está comprimido con un método poco común. Vuelve a crear el .zip con el método usual"
            " (deflate).",
            one_line(path, 80),
        )
