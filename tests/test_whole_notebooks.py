"""A student's whole notebook earns everything, the lesson's trainings and figures between the exercises included."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import nbformat
import pytest

from autograder.batch.job import Job, grade_one
from autograder.course import Selection, find_course, load_assignment
from autograder.exercise.model import Assignment
from autograder.intake import read_submission
from autograder.release.lesson import notebook, read_lesson
from autograder.release.module import module_name, module_source
from autograder.text import Language

COURSE = find_course(Path(__file__).parent)
SOLUTIONS = COURSE.root / "solutions"


def _modules(names: Iterator[str]) -> list[str]:
    """Return modules of the solutions in an order in which each comes after those it imports."""
    found: list[str] = []
    for name in names:
        text = (SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")
        inner = re.findall(r"^from solutions\.(\w+) import", text, re.MULTILINE)
        found += [module for module in [*_modules(iter(inner)), name] if module not in found]
    return found


def _cell(module: str) -> str:
    """Return a module as a student would have written it into a cell, beside the others."""
    tree = ast.parse((SOLUTIONS / f"{module}.py").read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if "solutions" not in (getattr(node, "module", None) or "")]
    return ast.unparse(tree)


def _written_in(assignment: Assignment, path: Path, language: Language) -> nbformat.NotebookNode:
    made = notebook(assignment, read_lesson(path, language), language)
    functions = [f for e in assignment.exercises for f in (*e.uses.values(), *e.references.values())]
    names = (inspect.getmodule(f).__name__.removeprefix("solutions.") for f in functions)  # type: ignore[union-attr]
    for cell in made.cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = ""
    made.cells[:0] = [nbformat.v4.new_code_cell(_cell(module)) for module in _modules(names)]
    return made


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", COURSE.names)
def test_it_earns_everything(name: str, language: Language, tmp_path: Path) -> None:
    """In no more time than a submission has, and with nothing to remark."""
    assignment = load_assignment(COURSE, name)
    made = _written_in(assignment, COURSE.root / COURSE.folder / name, language)
    nbformat.write(made, tmp_path / f"{name}_{language}.ipynb")
    skeletons = module_source(assignment, language)  # handed out beside the notebook, and in again
    (tmp_path / module_name(assignment, language)).write_text(skeletons, encoding="utf-8")
    result = grade_one(Job(COURSE, Selection(names=(name,)), 7, True), read_submission(tmp_path))
    assert [e.name for e in result.exercises if e.score < e.max_score] == []
    assert (result.score, result.notes, result.problems) == (assignment.max_score, [], [])
