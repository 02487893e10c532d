"""``autograder nbgrader init``: a course for nbgrader that Gradiente grades."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text as RichText

from autograder.course import choose, find_course
from autograder.nbgrader.course import sources, write_course
from autograder.text import Language, Text

_NEXT = Text(en="Next, in that folder:", es="Ahora, en esa carpeta:")

_THEN = Text(
    en="Then press Autograde in Formgrader, or: {}",
    es="Después pulsa Autograde en Formgrader, o bien: {}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InitOptions:
    """What was asked for; see ``autograder nbgrader init --help``."""

    folder: Path
    assignments: tuple[str, ...]
    notebooks: tuple[Language, ...]
    course_id: str | None
    force: bool
    language: Language
    course: Path


def init(options: InitOptions) -> int:
    """Make an nbgrader course, and say what comes next; return the exit code."""
    course = find_course(options.course)
    names = [name for asked in options.assignments or ("all",) for name in choose(course, asked)]
    wanted = sources(names, options.notebooks)
    course_id = options.course_id or options.folder.resolve().name
    written = write_course(course, options.folder, wanted, course_id, force=options.force)
    console = Console(soft_wrap=True)
    said = Text(
        en=f"{options.folder}: {len(written)} files.", es=f"{options.folder}: {len(written)} archivos."
    )
    console.print(RichText(said.to(options.language)))
    console.print(RichText(_NEXT.to(options.language)))
    first = wanted[0].name
    for command in ("generate_assignment", "release_assignment", "collect"):
        console.print(RichText(f"    nbgrader {command} {first}", style="bold"))
    console.print(RichText(_THEN.to(options.language).format(f"nbgrader autograde {first}")))
    return 0
