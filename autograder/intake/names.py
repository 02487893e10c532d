"""File names from anywhere, made safe to show, to compare and to write."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from autograder.intake.model import RefusedError
from autograder.text import one_line

SOURCE_SUFFIXES = frozenset({".py", ".ipynb"})
ARCHIVE_SUFFIXES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"})

#: Left by editors, operating systems and Python; nobody means to hand them in.
_JUNK = frozenset({"__pycache__", "__macosx", "thumbs.db", "desktop.ini", "icon\r"})
#: Other people's code that ends up in a submission when a whole project folder is packed.
_INSTALLED = frozenset({"site-packages", "node_modules", "venv"})
_NBGRADER = frozenset({"timestamp.txt", "submission_secret.txt"})
_README = frozenset({"readme", "readme.md", "readme.txt", "readme.rst", "léeme", "léeme.txt", "leeme.txt"})

#: Controls, bidirectional and other invisible formatting, lone surrogates, line separators.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Holds family and flag emoji together.
_JOINER = "\u200d"
#: In UTF-8; a file system allows 255 and reports add suffixes of their own.
_LONGEST = 200


def suffix_of(name: str) -> str:
    """Return the suffix of `name` in lower case, with its dot, or ""."""
    return PurePosixPath(name).suffix.casefold()


def stem_of(name: str) -> str:
    """Return `name` without its suffix."""
    return PurePosixPath(name).stem


def is_source(name: str) -> bool:
    """Tell whether `name` is that of a Python file or a notebook."""
    return suffix_of(name) in SOURCE_SUFFIXES


def is_junk(part: str) -> bool:
    """Tell whether a file or folder of this name is never part of a submission."""
    return part.startswith(".") or part.casefold() in _JUNK


def is_handed_out(part: str) -> bool:
    """Tell whether a file was not the student's to write: recorded checks, and what nbgrader puts beside them."""
    return part.endswith(".checks") or part in _NBGRADER


def is_installed(part: str) -> bool:
    """Tell whether a folder of this name holds installed packages instead of the student's work."""
    return part.casefold() in _INSTALLED


def is_readme(name: str) -> bool:
    """Tell whether `name` explains a folder instead of being a submission in it."""
    return unicodedata.normalize("NFC", name).casefold() in _README


def safe_name(raw: str) -> str:
    """Return `raw` in normal form, with what could act or mislead replaced.

    A changed name ends in a hash of the original: two names never become the same one.
    """
    name = unicodedata.normalize("NFC", raw)
    kept = "".join("_" if _is_unsafe(character) else character for character in name)
    short = kept.encode()[:_LONGEST].decode(errors="ignore")
    if short == name and name.replace(".", "").strip():
        return name
    mark = hashlib.sha256(raw.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"{kept.encode()[: _LONGEST - 9].decode(errors='ignore')}-{mark}"


def safe_file_name(raw: str) -> str:
    """Return `raw` as `safe_name` does, and keep its suffix, in lower case."""
    return safe_name(stem_of(raw)) + suffix_of(raw) if is_source(raw) else safe_name(raw)


def collision_key(name: str) -> str:
    """Return what `name` looks like to a system that ignores case, accents' spelling and joiners."""
    folded = unicodedata.normalize("NFC", name).casefold().replace(_JOINER, "")
    return unicodedata.normalize("NFC", folded)


def refuse_collisions(names: Iterable[str]) -> None:
    """Refuse names that would be one file, or a file and a folder at once, on another machine."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(collision_key(name), name)
        if other is not name:
            raise _collision(other, name)
    for name in names:
        for parent in PurePosixPath(collision_key(name)).parents:
            if str(parent) in seen:
                raise _collision(seen[str(parent)], name)


def listed(names: Sequence[str], most: int = 8) -> str:
    """Return the first few names on one line, and how many more there are."""
    shown = ", ".join(one_line(name, 80) for name in names[:most])
    return shown if len(names) <= most else f"{shown} (+{len(names) - most})"


def _is_unsafe(character: str) -> bool:
    return character in "/\\" or (character != _JOINER and unicodedata.category(character) in _UNSAFE)


def _collision(first: str, second: str) -> RefusedError:
    return RefusedError(
        "Two of its files have names that differ only in upper and lower case or in how accents are stored:"
        " “{0}” and “{1}”. Rename or remove one of them.",
        "Dos de sus archivos tienen nombres que solo se distinguen por mayúsculas o por la forma de guardar"
        " los acentos: «{0}» y «{1}». Cambia el nombre de uno o elimínalo.",
        one_line(first, 80),
        one_line(second, 80),
    )
