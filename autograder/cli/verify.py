"""``autograder verify``: the laws of every exercise, with a progress bar and a line of totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text as RichText

from autograder.course import Course, CourseError, choose, find_course, load_assignment
from autograder.exercise.model import Assignment, Source
from autograder.grade.problems import AuthorProblem, written_problems
from autograder.grade.verify import verify_exercise
from autograder.text import Language


@dataclass(slots=True)
class _Totals:
    exercises: int = 0
    checks: int = 0
    misconceptions: int = 0
    problems: list[AuthorProblem] = field(default_factory=list)


def verify(start: Path, asked: Sequence[str], seeds: int, language: Language) -> int:
    """Verify assignments, print what is wrong and the totals; return the exit code."""
    course = find_course(start)
    names = [name for a in asked for name in choose(course, a)] if asked else choose(course, "all")
    totals = _Totals()
    assignments = list(_load(course, names, totals))
    _run(assignments, range(seeds), totals, language)
    console = Console(soft_wrap=True)
    for problem in totals.problems:
        console.print(RichText(str(problem)))
    console.print(
        f"verify: {totals.exercises} exercises, {totals.checks} checks, "
        f"{totals.misconceptions} misconceptions, {len(totals.problems)} problems"
    )
    return 1 if totals.problems else 0


def _load(course: Course, names: Iterable[str], totals: _Totals) -> Iterable[Assignment]:
    """Yield the assignments that can be imported; the others are problems."""
    for name in names:
        try:
            yield load_assignment(course, name)
        except CourseError as error:
            source = error.source or Source(str(course.root / course.folder / name / "__init__.py"), 1)
            remedy = "Mend it and verify again."
            totals.problems.append(
                AuthorProblem(source=source, subject=name, what=error.text.en, remedy=remedy)
            )


def _run(assignments: Sequence[Assignment], seeds: range, totals: _Totals, language: Language) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[now]}"),
    )
    total = sum(len(assignment.exercises) for assignment in assignments)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        label = "Verifying" if language == "en" else "Verificando"
        task = bar.add_task(label, total=total, now="")
        for assignment in assignments:
            written = written_problems(assignment)
            totals.problems += written
            for exercise in assignment.exercises:
                bar.update(task, now=exercise.name)
                totals.exercises += 1
                totals.checks += len(exercise.checks)
                totals.misconceptions += len(exercise.misconceptions)
                if not written:
                    totals.problems += verify_exercise(exercise, seeds)
                bar.advance(task)
