"""``autograder release``: what students get, generated from the exercises and lessons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text as RichText

from autograder.course import choose, find_course, load_assignment
from autograder.release import drift_of
from autograder.release import release as write
from autograder.text import Language, Text

#: The folder that students get, within an assignment's.
STUDENT = "student"


def release(start: Path, asked: Sequence[str], out: Path | None, check: bool, language: Language) -> int:
    """Write the student versions of assignments, or say where they differ; return the exit code."""
    course = find_course(start)
    names = [name for a in asked for name in choose(course, a)] if asked else choose(course, "all")
    console = Console(soft_wrap=True)
    drifted = False
    for name in names:
        assignment, source = load_assignment(course, name), course.root / course.folder / name
        folder = source / STUDENT if out is None else out / name
        if check:
            for drift in drift_of(assignment, source, folder):
                drifted = True
                console.print(RichText(f"{drift.path} {drift.text.to(language)}.", style="red"))
        else:
            files = write(assignment, source, folder)
            said = Text(en=f"{folder}: {len(files)} files", es=f"{folder}: {len(files)} archivos")
            console.print(RichText(said.to(language)))
    if drifted:
        remedy = Text(en="Run `autograder release`.", es="Ejecuta `autograder release`.")
        console.print(RichText(remedy.to(language)))
    return 1 if drifted else 0
