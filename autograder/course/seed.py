"""The course's private seed: regrading repeats, and nobody can predict the hidden inputs."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from autograder.course.course import CourseError
from autograder.text import Text

_FILE = Path(".autograder") / "seed"


def private_seed(root: Path) -> int:
    """Return the seed in ``.autograder/seed``; make one the first time.

    Raises
    ------
    CourseError
        If the file holds no number, or cannot be written.
    """
    file = root / _FILE
    try:
        file.parent.mkdir(exist_ok=True)
        _create(file)
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise CourseError(
            Text(
                en=f"The private seed {file} cannot be used ({error}). Delete it to make a new one, or give --seed.",
                es=f"La semilla privada {file} no se puede usar ({error}). Bórrala para crear otra, o usa --seed.",
            )
        ) from error


def _create(file: Path) -> None:
    """Write a new seed, readable by its owner only, unless there is one already."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(f"{secrets.randbits(63)}\n")
