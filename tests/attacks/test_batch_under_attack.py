"""`autograder grade` over a class in which most are hostile: the others get what they would get alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import attack_course
import pytest
from attack_corpus import MALLORY, Places, corpus
from attack_levels import HONEST

#: One for each way to harm a batch: its processes, its time, its memory, its files, its reports, its intake.
HOSTILE = (
    "ending/exit_at_once_while_loading",
    "ending/segmentation_fault",
    "ending/abort",
    "entries/pipe",
    "entries/zip_bomb_of_one_file",
    "lying/pickles",
    "memory/allocates",
    "reports/markup_while_loading",
    "system/kill_everybody",
    "time/endless_loop",
    "wire/answers_twice",
    "wire/deep_nesting_of_the_header",
)

PEOPLE = {
    "ana": HONEST,
    "luis": HONEST.replace("x + x", "x * x"),
    "zoe": "def double(x):\n    raise NotImplementedError\n",
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course whose assignment is the one under attack."""
    folder = tmp_path / "course"
    assignment = folder / "assignments" / "attacked"
    assignment.mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[tool.autograder]\n")
    shutil.copy(attack_course.__file__, assignment / "__init__.py")
    return folder


def _grade(course: Path, submissions: Path, out: str, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", str(submissions), "--assignment", "attacked", "--out", out,
         "--seed", "7", "--trust", *options],
        cwd=course,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not re.search("[\x00-\x08\x0b-\x1f]\\[?2J", done.stdout)
    results = json.loads((course / out / "results.json").read_text())
    return {found.pop("student"): _timeless(found) for found in results["submissions"]}


def _timeless(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in ("cpu_s", "wall_s")}


def test_honest_submissions_do_not_notice(course: Path, places: Places) -> None:
    """Neither when they come before the attackers nor after, whether alone or side by side with them."""
    alone, together = course / "alone", course / "together"
    for folder in (alone, together):
        folder.mkdir()
        for name, source in PEOPLE.items():
            (folder / f"{name}.py").write_text(source)
    attacks = {attack.name: attack for attack in corpus()}
    for number, name in enumerate(HOSTILE):
        shelf = course / "shelf" / str(number)
        shelf.mkdir(parents=True)
        attacks[name].put(shelf, places)
        for entry in shelf.iterdir():
            entry.rename(together / entry.name.replace(MALLORY, f"{MALLORY}{number:02}"))
    wanted = _grade(course, alone, "grades/alone")
    found = _grade(course, together, "grades/together", "--jobs", "2")
    assert {name: found[name] for name in PEOPLE} == wanted
    assert [wanted[name]["score"] for name in PEOPLE] == [11.0, 8.0, 0.0]
    assert len(found) == len(PEOPLE) + len(HOSTILE)
    assert all(result["score"] == 0 for name, result in found.items() if name not in PEOPLE)
    pages = {page.name for page in (course / "grades" / "together" / "feedback").iterdir()}
    assert len(pages) == len(found)
