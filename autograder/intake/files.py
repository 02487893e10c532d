"""Reading one file that may be anything: never through a link, never waiting, never too much."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from autograder.intake.model import RefusedError
from autograder.text import one_line

# A FIFO without a writer would block `open`, and a link swapped in after the listing would be followed.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_regular(path: Path, name: str, most: int) -> bytes:
    """Return the bytes of a regular file of at most `most` bytes, called `name` in messages.

    Hard links are read like any file: whoever could make one already had the file, an archive cannot
    carry one, and backups and learning platforms use them to store equal files once.
    """
    refuse_special(path, name)
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise unreadable(name, error) from None
    with os.fdopen(descriptor, "rb") as file:
        try:
            _refuse_special(os.fstat(descriptor).st_mode, name)
            data = file.read(most + 1)
        except OSError as error:
            raise unreadable(name, error) from None
    if len(data) > most:
        raise too_large(name, most)
    return data


def refuse_special(path: Path, name: str) -> None:
    """Refuse what is no regular file, without opening it."""
    try:
        mode = os.lstat(path).st_mode
    except OSError as error:
        raise unreadable(name, error) from None
    _refuse_special(mode, name)


def unreadable(name: str, error: OSError) -> RefusedError:
    """Return the refusal of something the operating system does not let us read."""
    return RefusedError(
        "“{0}” cannot be opened ({1}). Check its permissions and that it still exists.",
        "«{0}» no se puede abrir ({1}). Revisa sus permisos y que todavía exista.",
        one_line(name, 80),
        one_line(error.strerror or type(error).__name__),
    )


def too_large(name: str, most: int) -> RefusedError:
    """Return the refusal of a file larger than it may be."""
    return RefusedError(
        "“{0}” is larger than {1:g} MB, the most that is read. Hand in code only, without data or outputs.",
        "«{0}» pesa más de {1:g} MB, el máximo que se lee. Entrega solo el código, sin datos ni salidas.",
        one_line(name, 80),
        most / 1_000_000,
    )


def _refuse_special(mode: int, raw: str) -> None:
    name = one_line(raw, 80)
    if stat.S_ISLNK(mode):
        raise RefusedError(
            "“{0}” is a symbolic link, and links are never followed. Hand in the file itself.",
            "«{0}» es un enlace simbólico, y los enlaces nunca se siguen. Entrega el archivo mismo.",
            name,
        )
    if not stat.S_ISREG(mode):
        raise RefusedError(
            "“{0}” is not an ordinary file (it is a pipe, a socket or a device). Hand in a .py or"
            " .ipynb file.",
            "«{0}» no es un archivo común (es una tubería, un socket o un dispositivo)."
            " Entrega un archivo .py o .ipynb.",
            name,
        )
