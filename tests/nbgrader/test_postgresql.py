"""Scores go into whatever database nbgrader keeps its gradebook in."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from graded_course import ASSIGNMENT, NOTEBOOK, commands, make_course
from handed_in import SUBMISSIONS

SERVER = next(
    (
        found
        for found in (shutil.which("postgres"), *Path("/usr/lib/postgresql").glob("*/bin/postgres"))
        if found
    ),
    None,
)
pytestmark = [
    pytest.mark.skipif(
        SERVER is None, reason="PostgreSQL is not installed: the gradebook was not tried on it"
    ),
    pytest.mark.xdist_group("nbgrader"),
]


@contextmanager
def _database() -> Iterator[str]:
    """Run a server of its own on a socket, as an ordinary user; yield the URL of a database."""
    programs = Path(str(SERVER)).resolve().parent
    user = "nobody" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory() as made:  # a socket's path must be short
        folder = Path(made)
        if user:
            shutil.chown(folder, user)
        initdb = [programs / "initdb", "-D", folder / "data", "-U", "grader", "-A", "trust", "--no-sync"]
        subprocess.run(initdb, user=user, cwd=folder, check=True, capture_output=True)
        server = [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", ""]
        process = subprocess.Popen(server, user=user, cwd=folder, stderr=subprocess.PIPE, text=True)
        try:
            assert process.stderr is not None
            assert any("ready to accept" in line for line in process.stderr)
            yield f"postgresql+psycopg2://grader@/postgres?host={folder}"
        finally:
            process.terminate()
            process.communicate(timeout=30)


def test_scores_in_postgresql(tmp_path: Path) -> None:
    """The same as in SQLite: full marks, partial credit, nothing."""
    make_course(tmp_path)
    run, folder = commands(tmp_path), tmp_path / "ml101"
    run("autograder", "nbgrader", "init", str(folder), cwd=tmp_path)
    with _database() as url:
        with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write(f"c.CourseDirectory.db_url = {url!r}\n")
        run("nbgrader", "generate_assignment", ASSIGNMENT, cwd=folder)
        for student in ("ana", "wrong", "untouched"):
            to = folder / "submitted" / student / ASSIGNMENT
            shutil.copytree(folder / "release" / ASSIGNMENT, to)
            notebook = nbformat.read(to / f"{NOTEBOOK}.ipynb", 4)
            SUBMISSIONS[student](notebook, to, folder)
            nbformat.write(notebook, to / f"{NOTEBOOK}.ipynb")
        run("nbgrader", "autograde", ASSIGNMENT, cwd=folder)
        run("nbgrader", "export", cwd=folder)
    assert not (folder / "gradebook.db").exists()
    with (folder / "grades.csv").open(encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {"ana": 9.0, "wrong": 6.0, "untouched": 0.0}
