"""A small course, nbgrader's commands, and what they leave behind."""

from __future__ import annotations

import atexit
import csv
import functools
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

ASSIGNMENT = "a1_double"
NOTEBOOK = "a1_double_en"

EXERCISES = '''
from autograder import Assignment, Exercise, close, normal


def double(x):
    """Double.

    Parameters
    ----------
    x : array

    Returns
    -------
    y : array
    """
    return 2 * x


exercise = Exercise(double, en="Double it.", es="Duplícalo.", inputs={"x": normal("n", "m")})


@exercise.check(points=3, en="doubles", es="duplica")
def doubles(student, x):
    close(student(x), double(x), name="y")


@exercise.check(points=2, en="zero stays zero", es="el cero sigue siendo cero")
def keeps_zero(student, x):
    close(student(0 * x), 0 * x, name="y")


@exercise.misconception(caught_by=doubles, en="Times two, not the square.", es="Por dos, no al cuadrado.")
def squares(x):
    return x**2


@exercise.misconception(caught_by=keeps_zero, en="Add nothing.", es="No sumes nada.")
def adds_one(x):
    return 2 * x + 1


def negate(x):
    """Change the sign.

    Parameters
    ----------
    x : array

    Returns
    -------
    y : array
    """
    return -x


sign = Exercise(negate, en="Change the sign.", es="Cambia el signo.", inputs={"x": normal("n", "m")})


@sign.check(points=4, en="negates", es="cambia el signo")
def negates(student, x):
    close(student(x), -x, name="y")


@sign.misconception(caught_by=negates, en="The other sign.", es="El otro signo.")
def keeps_the_sign(x):
    return +x


assignment = Assignment(name="a1_double", en="Doubling", es="Duplicar", exercises=[exercise, sign])
'''

LESSON = """---
jupytext:
  text_representation:
    extension: .md
    format_name: markdown
---
# {title}

@exercise double

@exercise negate

@question why points=2

{question}
"""

LATE = '''
from nbgrader.plugins import BasePlugin


class OnePoint(BasePlugin):
    """One point for being late."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 1.0
'''


@dataclass(frozen=True)
class Graded:
    """The course after everything was done to it.

    Parameters
    ----------
    root : Path
        The Gradiente course.
    folder : Path
        The nbgrader course in it.
    said : dict
        What each command printed.
    """

    root: Path
    folder: Path
    said: dict[str, str]

    @property
    def gradebook(self) -> Path:
        """The gradebook's file."""
        return self.folder / "gradebook.db"

    def row(self, student: str, name: str) -> dict[str, Any]:
        """Return a grade as nbgrader stores it."""
        query = (
            "select grade.*, grade_cells.max_score as points from grade"
            " join base_cell on base_cell.id = grade.cell_id"
            " join grade_cells on grade_cells.id = base_cell.id"
            " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
            " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
            " where base_cell.name = ? and submitted_assignment.student_id = ?"
        )
        connection = sqlite3.connect(self.gradebook)
        connection.row_factory = sqlite3.Row
        try:
            (found,) = connection.execute(query, (name, student)).fetchall()
        finally:
            connection.close()
        return dict(found)

    def score(self, student: str, name: str) -> float | None:
        """Return what the autograder gave."""
        found: float | None = self.row(student, name)["auto_score"]
        return found

    def total(self, student: str) -> float:
        """Return what the autograder gave for the exercises."""
        return sum(self.score(student, name) or 0.0 for name in ("double", "negate"))

    def notebook(self, student: str) -> NotebookNode:
        """Return the autograded notebook."""
        path = self.folder / "autograded" / student / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
        return nbformat.read(path, 4)

    def outputs(self, student: str) -> str:
        """Return everything that is shown below the cells of an autograded notebook."""
        return json.dumps([cell.get("outputs", []) for cell in self.notebook(student).cells])

    def feedback(self, student: str) -> str:
        """Return the page that the student gets."""
        path = self.folder / "feedback" / student / ASSIGNMENT / f"{NOTEBOOK}.html"
        return path.read_text(encoding="utf-8")

    def exported(self) -> dict[str, dict[str, str]]:
        """Return the exported grades by student."""
        with (self.folder / "grades.csv").open(encoding="utf-8") as file:
            return {row["student_id"]: row for row in csv.DictReader(file)}


Command = Callable[..., str]


def environment(home: Path) -> dict[str, str]:
    """Return what a command is started with: a home of its own, and nothing of this one's."""
    (home / "home").mkdir(exist_ok=True)
    repository = Path(__file__).parents[2]
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(home / "home"),
        "PYTHONPATH": f"{repository}:{home}",
        "LC_ALL": "C.UTF-8",
        "PYTHONWARNINGS": "ignore",
    }


@functools.cache
def _forking() -> subprocess.Popen[str]:
    """Start what runs the commands; it ends with this process."""
    program = [sys.executable, str(Path(__file__).with_name("forked.py"))]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONWARNINGS": "ignore"}
    started = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
    atexit.register(started.communicate)
    return started


def commands(home: Path) -> Command:
    """Return a function that runs a command, and returns what it printed."""
    env = environment(home)

    def run(*words: str, cwd: Path, fails: bool = False) -> str:
        forking, output = _forking(), home / "said.txt"
        asked = {"words": words, "folder": str(cwd), "environment": env, "output": str(output)}
        assert forking.stdin is not None
        assert forking.stdout is not None
        print(json.dumps(asked), file=forking.stdin, flush=True)
        code = int(forking.stdout.readline())
        said = output.read_text(encoding="utf-8")
        assert (code != 0) == fails, said
        return said

    return run


def run_module(home: Path, *arguments: str, cwd: Path) -> str:
    """Run a module of Python's as a program, and return what it printed."""
    program = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        program, cwd=cwd, env=environment(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_course(root: Path) -> None:
    """Write a Gradiente course of one assignment."""
    folder = root / "assignments" / ASSIGNMENT
    folder.mkdir(parents=True)
    (root / "pyproject.toml").write_text("[tool.autograder]\n", encoding="utf-8")
    (folder / "__init__.py").write_text(EXERCISES, encoding="utf-8")
    for language, title, question in (("en", "Doubling", "Why?"), ("es", "Duplicar", "¿Por qué?")):
        text = LESSON.format(title=title, question=question)
        (folder / f"lesson.{language}.md").write_text(text, encoding="utf-8")
