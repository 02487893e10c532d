"""``autograder check``: a student's own files against the recorded checks, once or at every change."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text as RichText

from autograder.cli.failure import UsageError
from autograder.intake import Submission, Unreadable, read_submission
from autograder.practice.check import outcomes_of
from autograder.practice.execute import execute
from autograder.practice.replay import ExerciseOutcome
from autograder.practice.show import as_text
from autograder.text import Language, Text, one_line

_SOON = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What was asked for; see ``autograder check --help``."""

    path: Path
    exercises: tuple[str, ...]
    language: Language
    watch: bool


def check(options: CheckOptions) -> int:
    """Check a file; return 0 if every check was passed and 1 otherwise."""
    if options.watch:
        return _watch(options)
    submission = _read(options.path)
    functions, problems = execute(submission)
    console = Console(soft_wrap=True)
    for problem in problems:
        console.print(RichText(one_line(problem.to(options.language)), style="yellow"))
    folder = options.path if options.path.is_dir() else options.path.parent
    outcomes = outcomes_of(options.exercises, functions, folder)
    console.print(RichText(as_text(outcomes, options.language)))
    _print_total(console, outcomes, options.language)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _read(path: Path) -> Submission:
    if not path.exists():
        raise UsageError(
            Text(en=f"There is no file {path}.", es=f"No hay un archivo {path}."),
        )
    found = read_submission(path)
    if isinstance(found, Unreadable):
        raise UsageError(found.reason)
    return found


def _print_total(console: Console, outcomes: Sequence[ExerciseOutcome], language: Language) -> None:
    score, most = sum(o.score for o in outcomes), sum(o.max_score for o in outcomes)
    total = Text(
        en=f"{score:g} of {most:g} points, with these inputs; grading asks with others too.",
        es=f"{score:g} de {most:g} puntos con estas entradas; al calificar se prueban también otras.",
    )
    console.print(RichText(total.to(language), style="bold"))


def _watch(options: CheckOptions) -> int:
    """Check at every change, each time in a new process; interrupting ends it."""
    command = [sys.executable, "-m", "autograder", "check", str(options.path), *options.exercises]
    seen: object = None
    try:
        while True:
            now = _state(options.path)
            if now != seen:
                seen = now
                Console().rule(time.strftime("%H:%M:%S"))
                subprocess.run([*command, "--lang", options.language], check=False)  # noqa: S603 (ourselves)
            time.sleep(_SOON)
    except KeyboardInterrupt:
        return 0


def _state(path: Path) -> object:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [
        (file, file.stat().st_mtime_ns)
        for file in files
        if file.suffix in (".py", ".ipynb") and file.exists()
    ]
