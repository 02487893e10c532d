"""Lessons run from top to bottom once the solutions are in, and say the same in both languages."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import nbformat
import pytest

from autograder.course import find_course, load_assignment
from autograder.exercise.model import Assignment
from autograder.practice import Checked
from autograder.release import release
from autograder.release.lesson import notebook, read_lesson
from autograder.text import Language

COURSE = find_course(Path(__file__).parent)
ASSIGNMENTS = [load_assignment(COURSE, name) for name in COURSE.names]

# What is about one assignment is tested in one process: its recording is made once there.
EACH_ASSIGNMENT = [
    pytest.param(a, id=a.name, marks=pytest.mark.xdist_group(f"release of {a.name}")) for a in ASSIGNMENTS
]
LANGUAGES: tuple[Language, ...] = get_args(Language)

#: Everyday, assignments take turns: their two lessons are one program with other texts, as a test here makes sure.
TO_RUN = [
    pytest.param(assignment, language, id=f"{assignment.name}-{language}", marks=case.marks)
    for number, (case, assignment) in enumerate(zip(EACH_ASSIGNMENT, ASSIGNMENTS, strict=True))
    for language in (LANGUAGES if os.environ.get("GRADIENTE_THOROUGH") else LANGUAGES[number % 2 :][:1])
]


def _source(assignment: Assignment) -> Path:
    return COURSE.root / COURSE.folder / assignment.name


@pytest.fixture(autouse=True)
def _pictures_that_nobody_sees(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw with Agg, and forget the figures."""
    monkeypatch.setenv("MPLBACKEND", "Agg")
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    monkeypatch.setattr(plt, "show", lambda *args, **kwargs: plt.close("all"))
    yield
    plt.close("all")


@pytest.fixture(autouse=True)
def _references_stay_as_they_are() -> Iterator[None]:
    """A lesson may give a student's class another method; here that class is the reference."""
    exercises = [exercise for assignment in ASSIGNMENTS for exercise in assignment.exercises]
    classes = {f for exercise in exercises for f in exercise.references.values() if isinstance(f, type)}
    before = {cls: set(vars(cls)) for cls in classes}
    yield
    for cls, names in before.items():
        for added in set(vars(cls)) - names:
            delattr(cls, added)


@pytest.mark.parametrize(("assignment", "language"), TO_RUN)
def test_it_runs_with_the_solutions_in(
    assignment: Assignment, language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every cell, in the order of the notebook that students get; and every check passes."""
    release(assignment, _source(assignment), tmp_path)
    monkeypatch.chdir(tmp_path)
    cells = nbformat.read(tmp_path / f"{assignment.name}_{language}.ipynb", as_version=4).cells
    solutions = {f"{e.name}-solution": e.references for e in assignment.exercises}
    namespace: dict[str, Any] = {"__name__": "__main__"}
    checked = 0
    for cell in cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in solutions:
            namespace |= solutions[name]
        elif cell.cell_type == "code":
            if cell.source.startswith("check("):
                result = eval(cell.source, namespace)  # noqa: S307 (our own cell)
                assert isinstance(result, Checked)
                assert result.passed, repr(result)
                checked += 1
            else:
                exec(compile(cell.source, f"{name or cell.id}", "exec"), namespace)  # noqa: S102
    assert checked == len(assignment.exercises)


@pytest.mark.parametrize("assignment", EACH_ASSIGNMENT)
def test_both_languages_have_the_same_cells(assignment: Assignment) -> None:
    """Kind by kind; the code differs in comments and texts only."""
    english, spanish = (
        notebook(assignment, read_lesson(_source(assignment), language), language).cells
        for language in LANGUAGES
    )
    assert [c.cell_type for c in english] == [c.cell_type for c in spanish]
    for one, other in zip(english, spanish, strict=True):
        if one.cell_type == "code" and "nbgrader" not in one.metadata:
            assert _without_texts(one.source) == _without_texts(other.source)


def _without_texts(source: str) -> str:
    """Return a cell's code with every text empty and no comments."""
    if "import check" in source:
        return ""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        if isinstance(node, ast.FormattedValue):
            node.format_spec = None  # how numbers are written is a matter of language, too
    return ast.unparse(tree)
