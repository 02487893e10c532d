"""From a lesson's readable source to the notebook that students get.

A lesson is Jupytext Markdown in which an exercise is one line, ``@exercise affine``, and an open question another,
``@question why points=2``, with its paragraph after it. On release an exercise becomes its statement, its skeleton
and its check; a question becomes itself and a cell for the answer. The cells carry nbgrader's metadata.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from autograder.exercise.model import Assignment, Exercise, Source
from autograder.exercise.skeleton import skeleton
from autograder.text import Language, Text

_DIRECTIVE = re.compile(
    r"^@exercise (?P<exercise>\w+)[ \t]*$"
    r"|^@question (?P<question>\w+) points=(?P<points>\d+)[ \t]*\n+(?P<text>(?:[^\n]+\n?)+)",
    re.MULTILINE,
)
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

_EXERCISE = Text(en="Exercise", es="Ejercicio")
_QUESTION = Text(en="Question", es="Pregunta")
_POINTS = Text(en="points", es="puntos")
#: What stands in the cell for an answer.
ANSWER = Text(en="*Your answer here.*", es="*Escribe aquí tu respuesta.*")
_IMPORT = Text(en="from autograder import check", es="from autograder.es import check")


class LessonError(Exception):
    """A lesson's source does not fit its assignment.

    Parameters
    ----------
    text : Text
        What is wrong, and what to do.
    source : Source
        Where.
    """

    def __init__(self, text: Text, source: Source) -> None:
        super().__init__(f"{source}: {text.en}")
        self.text = text
        self.source = source


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson's source.

    Parameters
    ----------
    path : Path
    text : str
        Without its header.
    """

    path: Path
    text: str


def read_lesson(folder: Path, language: Language) -> Lesson | None:
    """Return the lesson of an assignment's folder, if it has one in this language."""
    path = folder / f"lesson.{language}.md"
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    return Lesson(path, re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL))


def notebook(assignment: Assignment, lesson: Lesson | None, language: Language) -> NotebookNode:
    """Return the notebook that students get.

    Raises
    ------
    LessonError
        If the lesson names an exercise that is not there, or leaves one out, or names it twice.
    """
    text = _plain_lesson(assignment, language) if lesson is None else lesson.text
    if lesson is not None:
        _require_each_once(assignment, lesson)
    cells = [_code(_IMPORT.to(language), "import"), *_cells(assignment, text, language)]
    first = next((k for k, cell in enumerate(cells[1:], 1) if cell.cell_type == "code"), len(cells))
    cells.insert(first - 1, cells.pop(0))  # after the title, before the first code
    _number(cells)
    made = nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    )
    nbformat.validate(made)
    return made


def _plain_lesson(assignment: Assignment, language: Language) -> str:
    """Return a lesson of nothing but exercises, for an assignment that has none."""
    exercises = "\n\n".join(f"@exercise {exercise.name}" for exercise in assignment.exercises)
    return f"# {assignment.title.to(language)}\n\n{exercises}\n"


def _require_each_once(assignment: Assignment, lesson: Lesson) -> None:
    named = [match["exercise"] for match in _DIRECTIVE.finditer(lesson.text) if match["exercise"]]
    known = [exercise.name for exercise in assignment.exercises]
    wrong = [name for name in dict.fromkeys([*named, *known]) if named.count(name) != 1 or name not in known]
    if wrong:
        raise LessonError(
            Text(
                en=f"Each exercise of {assignment.name} belongs into its lesson once; look at: {', '.join(wrong)}.",
                es=f"Cada ejercicio de {assignment.name} va una vez en su lección; revisa: {', '.join(wrong)}.",
            ),
            Source(str(lesson.path), 1),
        )


def _cells(assignment: Assignment, text: str, language: Language) -> Iterator[NotebookNode]:
    exercises = {exercise.name: exercise for exercise in assignment.exercises}
    end = 0
    for match in _DIRECTIVE.finditer(text):
        yield from _prose(text[end : match.start()])
        if match["exercise"]:
            yield from _exercise_cells(exercises[match["exercise"]], language)
        else:
            yield from _question_cells(
                match["question"], int(match["points"]), match["text"].strip(), language
            )
        end = match.end()
    yield from _prose(text[end:])


def _prose(text: str) -> list[NotebookNode]:
    return list(jupytext.reads(text.strip() + "\n", fmt="md").cells) if text.strip() else []


def _exercise_cells(exercise: Exercise, language: Language) -> Iterator[NotebookNode]:
    title = f"### {_EXERCISE.to(language)}: `{exercise.name}` ({exercise.max_score:g} {_POINTS.to(language)})"
    yield _markdown(f"{title}\n\n{exercise.text.to(language)}", f"{exercise.name}-statement")
    functions = "\n\n".join(skeleton(f, language) for f in exercise.references.values())
    yield _code(functions.strip(), f"{exercise.name}-solution", solution=True)
    yield _code(f'check("{exercise.name}")', f"{exercise.name}", points=exercise.max_score)


def _question_cells(name: str, points: int, text: str, language: Language) -> Iterator[NotebookNode]:
    title = f"### {_QUESTION.to(language)} ({points} {_POINTS.to(language)})"
    yield _markdown(f"{title}\n\n{text}", f"question-{name}")
    cell = _markdown(ANSWER.to(language), f"answer-{name}")
    cell.metadata["nbgrader"] = _nbgrader(f"answer-{name}", points=float(points), solution=True)
    yield cell


def _markdown(source: str, name: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source, metadata={"gradiente": name})


def _code(source: str, name: str, *, solution: bool = False, points: float | None = None) -> NotebookNode:
    cell = nbformat.v4.new_code_cell(source, metadata={"gradiente": name})
    if solution or points is not None:
        cell.metadata["nbgrader"] = _nbgrader(name, points=points, solution=solution)
    return cell


def _nbgrader(name: str, *, points: float | None, solution: bool) -> dict[str, Any]:
    """Return nbgrader's metadata (its schema 3) of a cell to write in, to grade, or both."""
    found: dict[str, Any] = {
        "grade_id": name,
        "grade": points is not None,
        "solution": solution,
        "locked": not solution,
        "schema_version": 3,
        "task": False,
    }
    return found if points is None else {**found, "points": points}


def _number(cells: list[NotebookNode]) -> None:
    """Give every cell an id that depends on what it is and nothing else: a release repeats, byte by byte."""
    used: set[str] = set()
    for cell in cells:
        name = cell.metadata.pop("gradiente", None) or hashlib.sha256(cell.source.encode()).hexdigest()[:12]
        number = 2
        unique = name
        while unique in used:
            unique, number = f"{name}-{number}", number + 1
        used.add(unique)
        cell["id"] = unique[:64]
