"""``autograder list`` shows a course."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_every_exercise_is_listed_with_its_points(run: Run, course: Path) -> None:
    """On a terminal of 80 columns, and as Markdown."""
    done = run("list")
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "double" in done.stdout
    assert "Exercises: 1. Points: 3." in done.stdout
    assert "| `double` | double | 3 |" in run("list", "--markdown", "--lang", "es").stdout
