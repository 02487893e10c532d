"""A course that nbgrader releases, collects and grades, once for all tests: every submission is one of its traps."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from graded_course import ASSIGNMENT, LATE, NOTEBOOK, Command, Graded, commands, make_course
from handed_in import SUBMISSIONS


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded]:
    """The course, from `init` to `export`, with nbgrader's own commands."""
    root = tmp_path_factory.mktemp("nbgrader")
    make_course(root)
    (root / "late.py").write_text(LATE, encoding="utf-8")
    run, folder, said = commands(root), root / "ml101", {}
    said["init"] = run("autograder", "nbgrader", "init", str(folder), cwd=root)
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"c.Exchange.root = {str(root / 'exchange')!r}\n")
        config.write('c.AssignLatePenalties.plugin_class = "late.OnePoint"\n')
    due = ("--duedate", "2030-01-01 00:00:00 UTC")
    run("nbgrader", "db", "assignment", "add", ASSIGNMENT, *due, cwd=folder)
    for command in ("generate_assignment", "release_assignment"):
        said[command] = run("nbgrader", command, ASSIGNMENT, cwd=folder)
    _submit_through_the_exchange(run, root, folder)
    said["collect"] = run("nbgrader", "collect", ASSIGNMENT, cwd=folder)
    _submit_the_rest(folder)
    said["autograde"] = run("nbgrader", "autograde", ASSIGNMENT, cwd=folder)
    for command in ("generate_feedback", "release_feedback"):
        said[command] = run("nbgrader", command, ASSIGNMENT, cwd=folder)
    said["export"] = run("nbgrader", "export", cwd=folder)
    yield Graded(root, folder, said)
    for place, _, _ in os.walk(root):  # pytest cannot remove what nbgrader made read-only
        Path(place).chmod(0o755)


def _submit_through_the_exchange(run: Command, root: Path, folder: Path) -> None:
    """One student fetches and hands in as nbgrader has it; the others' work is put where it would be collected."""
    home = root / "ana"
    home.mkdir()
    shutil.copyfile(folder / "nbgrader_config.py", home / "nbgrader_config.py")
    run("nbgrader", "fetch_assignment", ASSIGNMENT, "--course", "ml101", cwd=home)
    _change(home / ASSIGNMENT, "ana", folder)
    run("nbgrader", "submit", ASSIGNMENT, "--course", "ml101", "--student=ana", cwd=home)


def _submit_the_rest(folder: Path) -> None:
    for student in SUBMISSIONS:
        if student != "ana":
            to = folder / "submitted" / student / ASSIGNMENT
            shutil.copytree(folder / "release" / ASSIGNMENT, to)
            _change(to, student, folder)
            if not (to / "timestamp.txt").exists():
                (to / "timestamp.txt").write_text("2029-01-01 00:00:00 UTC", encoding="utf-8")
            (to / "submission_secret.txt").write_text(student, encoding="utf-8")


def _change(to: Path, student: str, folder: Path) -> None:
    path = to / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, 4)
    SUBMISSIONS[student](notebook, to, folder)
    path.write_text(json.dumps(notebook), encoding="utf-8")
