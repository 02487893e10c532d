"""A class hands work in and gets it back on a real exchange, each student as a user of the system's own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from graded_course import ASSIGNMENT, environment

pytestmark = pytest.mark.xdist_group("nbgrader")

#: What makes namespaces: as root; or with the user numbers that the system lends to everyone.
_WAYS = (("unshare", "--mount", "--net"), ("unshare", "--mount", "--net", "--user", "--map-auto", "-r"))


def _namespaces() -> tuple[str, ...]:
    """Return what makes namespaces with several users in them here; skip the test if nothing does."""
    reasons = []
    for way in _WAYS:
        test = [*way, "setpriv", "--reuid=20001", "--clear-groups", "true"]
        done = subprocess.run(test, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return way
        reasons.append(done.stderr.strip())
    pytest.skip(f"NO NAMESPACES: the exchange was not tried with several users. {' / '.join(reasons)}")


@contextmanager
def _empty_folder() -> Iterator[Path]:
    """Make a folder that other users can reach, as pytest's own cannot be."""
    folder = Path(tempfile.mkdtemp(prefix="gradiente-exchange-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.rmdir()  # whatever was in it has gone with the namespace


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen on the stage."""
    if any(shutil.which(tool) is None for tool in ("unshare", "setpriv")):
        pytest.skip(
            "NO NAMESPACES: util-linux is not installed; the exchange was not tried with several users"
        )
    way = _namespaces()
    env = environment(tmp_path_factory.mktemp("exchange"))
    stage = Path(__file__).with_name("exchange_stage.py")
    with _empty_folder() as folder:
        command = [*way, sys.executable, str(stage), str(folder)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_everybody_gets_what_was_earned(seen: dict[str, Any]) -> None:
    """All right, a known mistake, and nothing for reading elsewhere; the same by `autograder grade`."""
    assert seen["exported"] == {"ana": 9.0, "bruno": 6.0, "eva": 2.0}
    assert seen["graded"] == seen["exported"]


def test_every_student_fetches_feedback(seen: dict[str, Any]) -> None:
    """One page each, the student's own: only one of them has the mistake that it names."""
    named = {student: ["squares" in page for page in pages] for student, pages in seen["pages"].items()}
    assert named == {"ana": [False], "bruno": [True], "eva": [True]}
    (page,) = seen["pages"]["bruno"]
    assert "Times two, not the square." in page


def test_students_cannot_see_one_another(seen: dict[str, Any]) -> None:
    """Neither what was handed in, nor a fellow student's home, nor the teacher's."""
    assert [line.split()[0] for line in seen["prying"]] == ["refused"] * 3


def test_graded_code_can_do_nothing_that_the_teacher_can(seen: dict[str, Any]) -> None:
    """What it looked for was there to be read and written by the user that it ran as."""
    assert seen["within_reach"] == ["gradebook.db", "seed"]
    assert seen["spied"] == []


def test_links_are_not_followed(seen: dict[str, Any]) -> None:
    """One to another's work, put in place after submitting, is left out; one to the whole course ends nothing."""
    said = seen["said"]["collect"]
    assert said.count("Collecting submission") == 3
    for name in (f"{ASSIGNMENT}_en.py", "ana.ipynb", "all"):
        assert f"no plain file that can be read: {name}" in said
