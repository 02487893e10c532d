"""``autograder list``: every assignment and exercise, with points and topics."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text as RichText

from autograder.course import choose, find_course, load_assignment
from autograder.exercise.model import Assignment
from autograder.text import Language, Text

_EXERCISE = Text(en="Exercise", es="Ejercicio")
_TOPIC = Text(en="Topic", es="Tema")
_POINTS = Text(en="Points", es="Puntos")
_TOTAL = Text(en="Exercises: {}. Points: {}.", es="Ejercicios: {}. Puntos: {}.")


def list_exercises(start: Path, language: Language, *, markdown: bool) -> int:
    """Print the course's exercises; return 0."""
    course = find_course(start)
    assignments = [load_assignment(course, name) for name in choose(course, "all")]
    if markdown:
        print(markdown_table(assignments, language))
        return 0
    console = Console()
    for assignment in assignments:
        console.print(RichText(f"{assignment.name}: {assignment.title.to(language)}", style="bold"))
        console.print(_table(assignment, language))
    exercises = [exercise for assignment in assignments for exercise in assignment.exercises]
    points = sum(assignment.max_score for assignment in assignments)
    console.print(_TOTAL.to(language).format(len(exercises), f"{points:g}"))
    return 0


def _table(assignment: Assignment, language: Language) -> Table:
    table = Table(box=None)
    table.add_column(_EXERCISE.to(language), no_wrap=True)
    table.add_column(_TOPIC.to(language))
    table.add_column(_POINTS.to(language), justify="right")
    for exercise in assignment.exercises:
        topic = RichText(exercise.topic.to(language))
        table.add_row(RichText(exercise.name), topic, f"{exercise.max_score:g}")
    return table


def markdown_table(assignments: list[Assignment], language: Language) -> str:
    """Return the table of techniques as Markdown, as the README has it."""
    lines = []
    for assignment in assignments:
        lines += [
            f"**{assignment.title.to(language)}** (`{assignment.name}`, {assignment.max_score:g} "
            f"{_POINTS.to(language).lower()})",
            "",
            f"| {_EXERCISE.to(language)} | {_TOPIC.to(language)} | {_POINTS.to(language)} |",
            "|---|---|---:|",
        ]
        lines += [f"| `{e.name}` | {e.topic.to(language)} | {e.max_score:g} |" for e in assignment.exercises]
        lines.append("")
    return "\n".join(lines).rstrip()
