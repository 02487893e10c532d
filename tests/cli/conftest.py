"""A small course on disk, and the command run on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXERCISE = '''
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


@exercise.misconception(caught_by=doubles, en="Times two.", es="Por dos.")
def squares(x):
    return x**2


assignment = Assignment(name="a1_double", en="Doubling", es="Duplicar", exercises=[exercise])
'''

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one assignment of one exercise."""
    folder = tmp_path / "course"
    (folder / "assignments" / "a1_double").mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[tool.autograder]\n", encoding="utf-8")
    (folder / "assignments" / "a1_double" / "__init__.py").write_text(EXERCISE, encoding="utf-8")
    return folder


@pytest.fixture
def submissions(course: Path) -> Path:
    """A right and a wrong submission."""
    folder = course / "submissions"
    folder.mkdir()
    (folder / "ana.py").write_text("def double(x):\n    return x + x\n", encoding="utf-8")
    (folder / "luis.py").write_text("def double(x):\n    return x * x\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(course: Path) -> Run:
    """Run the command in the course's root."""

    def run(*arguments: str, cwd: Path = course) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "autograder", *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "COLUMNS": "80"},
        )

    return run
