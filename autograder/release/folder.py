"""The folder that students get, and whether it is up to date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import nbformat
import numpy as np

from autograder.exercise.model import Assignment
from autograder.practice.recording import SUFFIX, Recording, RecordingError, read_recording, write_recording
from autograder.release.lesson import notebook, read_lesson
from autograder.release.module import module_name, module_source
from autograder.release.record import record
from autograder.text import Language, Text

LANGUAGES: tuple[Language, ...] = ("en", "es")

#: How far recorded numbers may differ between machines: libraries sum in different orders.
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Drift:
    """A file that is not what a release would write.

    Parameters
    ----------
    path : Path
    text : Text
        In what way.
    """

    path: Path
    text: Text


def release(assignment: Assignment, source: Path, out: Path) -> list[Path]:
    """Write what students get; return the files.

    Parameters
    ----------
    assignment : Assignment
    source : Path
        The assignment's folder, with its lessons.
    out : Path
        The folder to write to; made if it does not exist.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in _texts(assignment, source):
        (out / name).write_text(content, encoding="utf-8", newline="\n")
        written.append(out / name)
    recording = out / f"{assignment.name}{SUFFIX}"
    write_recording(recording, record(assignment))
    return [*written, recording]


def drift_of(assignment: Assignment, source: Path, out: Path) -> list[Drift]:
    """Return what differs between the folder and what a release would write now."""
    found = []
    for name, content in _texts(assignment, source):
        path = out / name
        if not path.is_file():
            found.append(Drift(path, Text(en="is missing", es="falta")))
        elif path.read_text(encoding="utf-8") != content:
            found.append(Drift(path, Text(en="is not up to date", es="no está al día")))
    path = out / f"{assignment.name}{SUFFIX}"
    if not path.is_file():
        found.append(Drift(path, Text(en="is missing", es="falta")))
    elif not _same_recording(path, record(assignment)):
        found.append(Drift(path, Text(en="is not up to date", es="no está al día")))
    return found


def _texts(assignment: Assignment, source: Path) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        made = notebook(assignment, read_lesson(source, language), language)
        yield f"{assignment.name}_{language}.ipynb", nbformat.writes(made) + "\n"
        yield module_name(assignment, language), module_source(assignment, language)


def _same_recording(path: Path, wanted: Recording) -> bool:
    try:
        found = read_recording(path)
    except RecordingError:
        return False
    return _shape(found) == _shape(wanted) and all(
        _alike(found, one, wanted, other)
        for one, other in zip(_sections(found), _sections(wanted), strict=True)
    )


def _shape(recording: Recording) -> object:
    """Return a recording without its arrays' bytes."""

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key not in ("table", "blobs")}
        if isinstance(value, list | tuple):
            return [bare(item) for item in value]
        return f"{value:.6g}" if isinstance(value, float) else value  # as text, in which NaN is NaN

    return bare(msgspec.to_builtins(recording))


def _sections(recording: Recording) -> Iterator[list[int]]:
    for exercise in recording.exercises:
        for check in exercise.checks:
            yield check.blobs
            yield check.right.blobs
        for mistake in exercise.mistakes:
            yield mistake.answers.blobs


def _alike(found: Recording, one: list[int], wanted: Recording, other: list[int]) -> bool:
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(_same_bytes(found.table[a], wanted.table[b]) for a, b in pairs)


def _same_bytes(first: bytes, second: bytes) -> bool:
    """Compare the bytes of two arrays, most of which are float64."""
    if first == second:
        return True
    if len(first) != len(second) or len(first) % 8:
        return False
    with np.errstate(all="ignore"):
        return bool(
            np.allclose(
                np.frombuffer(first), np.frombuffer(second), rtol=_TOLERANCE, atol=_TOLERANCE, equal_nan=True
            )
        )
