"""nbgrader's own commands, with Gradiente behind them: scores, feedback, and traps that are none here."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path

import nbformat
import pytest
from graded_course import ASSIGNMENT, NOTEBOOK, Graded, commands, run_module
from handed_in import SUBMISSIONS

pytestmark = pytest.mark.xdist_group("nbgrader")

FULL = ("ana", "late", "in_a_module", "noisy", "deleted", "duplicated", "edited", "schemas")
NOTHING = ("untouched", "leaker")
SOME = {"wrong": 6.0, "zero": 2.0, "not_a_number": 2.0, "too_many": 6.0, "hooks": 2.0, "spy": 2.0} | {
    "crowded": 6.0,
    "scripted": 2.0,
}


def test_init_says_what_comes_next(graded: Graded) -> None:
    """Three commands of nbgrader's, and what is in the folder."""
    for command in ("generate_assignment", "release_assignment", "collect"):
        assert f"nbgrader {command} {ASSIGNMENT}" in graded.said["init"]


def test_skeletons_are_released(graded: Graded) -> None:
    """The signature stays, and nbgrader's own words do not replace it; the .py file and the recordings go along."""
    released = graded.folder / "release" / ASSIGNMENT
    notebook = nbformat.read(released / f"{NOTEBOOK}.ipynb", 4)
    sources = "\n".join(cell.source for cell in notebook.cells)
    assert "def double(x):" in sources
    assert "YOUR CODE HERE" not in sources
    assert "YOUR ANSWER HERE" not in sources
    assert {p.name for p in released.iterdir()} == {
        f"{NOTEBOOK}.ipynb",
        f"{NOTEBOOK}.py",
        f"{ASSIGNMENT}.checks",
    }


@pytest.mark.parametrize("student", FULL)
def test_right_work_earns_everything(graded: Graded, student: str) -> None:
    """Whatever became of the notebook's cells, whatever was printed, wherever it was written."""
    assert (graded.score(student, "double"), graded.score(student, "negate")) == (5.0, 4.0)


@pytest.mark.parametrize("student", NOTHING)
def test_nothing_earns_nothing(graded: Graded, student: str) -> None:
    """A skeleton, or an exception."""
    assert graded.total(student) == 0.0


@pytest.mark.parametrize("student", SOME)
def test_only_passed_checks_earn(graded: Graded, student: str) -> None:
    """Zero, NaN, False, negative and enormous values, hooks and reading elsewhere are worth nothing."""
    assert graded.total(student) == SOME[student]


def test_everybody_is_graded(graded: Graded) -> None:
    """No submission is dropped, and progress is shown."""
    assert graded.exported().keys() == SUBMISSIONS.keys()
    assert f"({len(SUBMISSIONS)} of {len(SUBMISSIONS)})" in graded.said["autograde"]


def test_three_ways_give_the_same_scores(graded: Graded, tmp_path: Path) -> None:
    """`nbgrader autograde`, `autograder grade`, and Formgrader's *Autograde*, several times in one process."""
    for student in SUBMISSIONS:
        shutil.copytree(graded.folder / "submitted" / student / ASSIGNMENT, tmp_path / "in" / student)
    run = commands(graded.root)
    run("autograder", "grade", str(tmp_path / "in"), "-a", ASSIGNMENT, "-o", str(tmp_path), cwd=graded.root)
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    command = {
        one["student"]: {exercise["name"]: exercise["score"] for exercise in one["exercises"]}
        for one in results["submissions"]
    }
    assert command == {s: {n: graded.score(s, n) for n in ("double", "negate")} for s in SUBMISSIONS}
    shutil.copytree(graded.folder, tmp_path / "ml101")
    (graded.root / "pressed.py").write_text(_PRESS, encoding="utf-8")
    said = run_module(graded.root, "pressed", str(graded.root), cwd=tmp_path / "ml101")
    pressed = json.loads(said.splitlines()[-1])
    assert pressed == {student: command[student] for student in pressed}
    assert len(pressed) == 5


_PRESS = """
import json
import sys

from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI

app = NbGrader()
app.initialize([])
app.config.ConfinedGrade.course = sys.argv[1]
app.config.CourseDirectory.root = "."
api = NbGraderAPI(config=app.config)
scores = {}
for student in ("wrong", "late", "in_a_module", "hooks", "duplicated"):
    result = api.autograde("a1_double", student, force=True)
    assert result["success"], result
    with api.gradebook as gradebook:
        (notebook,) = gradebook.find_submission("a1_double", student).notebooks
        scores[student] = {g.name: g.auto_score for g in notebook.grades if g.name != "answer-why"}
print(json.dumps(scores))
"""


def test_the_mistake_is_named(graded: Graded) -> None:
    """Points of each check and the misconception are in the cell's output and in the student's page."""
    for text in (graded.outputs("wrong"), graded.feedback("wrong")):
        assert "squares" in text
        assert "Times two, not the square." in text
        assert "2 / 2" in text
        assert "0 / 3" in text


def test_questions_are_graded_by_hand(graded: Graded) -> None:
    """An answer waits for somebody; none is zero, and says so."""
    for student in ("ana", "duplicated"):
        answered = graded.row(student, "answer-why")
        assert answered["auto_score"] is None
        assert answered["needs_manual_grade"]
    for student in ("wrong", "deleted"):
        empty = graded.row(student, "answer-why")
        assert (empty["auto_score"], bool(empty["needs_manual_grade"])) == (0.0, False)
        assert "No response." in graded.feedback(student)


def test_late_penalties_are_applied(graded: Graded) -> None:
    """By nbgrader's own plugin."""
    row = graded.exported()["late"]
    assert (float(row["raw_score"]), float(row["late_submission_penalty"]), float(row["score"])) == (9, 1, 8)


def test_cells_are_as_they_were_released(graded: Graded) -> None:
    """Every test is there once, with its source and points, at most as many points as it has."""
    for student in SUBMISSIONS:
        cells = [c for c in graded.notebook(student).cells if c.metadata.get("nbgrader", {}).get("grade")]
        assert sorted(c.metadata["nbgrader"]["grade_id"] for c in cells) == ["answer-why", "double", "negate"]
        for cell in cells:
            name = cell.metadata["nbgrader"]["grade_id"]
            if name != "answer-why":
                assert cell.source == f'check("{name}")'
                assert cell.metadata["nbgrader"]["points"] == {"double": 5, "negate": 4}[name]


def test_a_module_stays_as_it_was_written(graded: Graded) -> None:
    """Nbgrader would put the source's version in its place."""
    name = f"{NOTEBOOK}.py"
    written = graded.folder / "submitted" / "in_a_module" / ASSIGNMENT / name
    kept = graded.folder / "autograded" / "in_a_module" / ASSIGNMENT / name
    assert kept.read_bytes() == written.read_bytes()
    assert "No response." not in graded.notebook("in_a_module").cells[0].source


def test_nothing_hidden_is_shown(graded: Graded) -> None:
    """Neither what a submission wrote while it had hidden inputs, nor markup of its own."""
    for text in (graded.outputs("leaker"), graded.feedback("leaker")):
        assert "LEAK" not in text
        assert "<img src=x onerror" not in text
    assert "&lt;img src=x onerror" in graded.outputs("leaker")


def test_text_does_nothing_in_a_browser(graded: Graded) -> None:
    """What would act is visible in place of acting; other text stays as it was written."""
    for text in (graded.feedback("scripted"), *(c.source for c in graded.notebook("scripted").cells)):
        assert "<script>ACT" not in text
        assert "<img src=x onerror" not in text
    assert "&lt;script&gt;ACT()" in graded.feedback("scripted")
    assert not re.search(r"href=.javascript", graded.feedback("scripted"), re.IGNORECASE)
    assert not any("attachments" in cell for cell in graded.notebook("scripted").cells)
    answer = next(c for c in graded.notebook("ana").cells if c.source.startswith("Because"))
    assert answer.attachments == {"so.png": {"image/png": "iVBORw0KGgo="}}
    assert "data:image/png;base64,iVBORw0KGgo=" in graded.feedback("ana")


def test_no_wanted_value_is_shown(graded: Graded) -> None:
    """Where an answer differs is said, not what it should be on hidden inputs."""
    for text in (graded.outputs("wrong"), graded.feedback("wrong")):
        assert "Other values than wanted" in text
        assert "should be" not in text


def test_nothing_was_written_elsewhere(graded: Graded) -> None:
    """A submission cannot touch the gradebook, sources, the seed or other students' folders."""
    assert not (graded.folder / "submitted" / "ana" / "spy.txt").exists()
    assert b"SPY" not in (graded.folder / "nbgrader_config.py").read_bytes()
    assert b"SPY" not in (graded.root / ".autograder" / "seed").read_bytes()
    connection = sqlite3.connect(graded.gradebook)
    try:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()


def test_feedback_is_released_to_who_handed_in(graded: Graded) -> None:
    """Through the exchange."""
    released = list((graded.root / "exchange" / "ml101" / "feedback").rglob("*.html"))
    assert len(released) == len(SUBMISSIONS)


def test_a_module_with_the_solution_is_not_handed_out(graded: Graded, tmp_path: Path) -> None:
    """Nbgrader copies what is beside a notebook: marked solutions are taken out, others are refused."""
    folder = tmp_path / "ml101"
    shutil.copytree(graded.folder / "source", folder / "source")
    shutil.copyfile(graded.folder / "nbgrader_config.py", folder / "nbgrader_config.py")
    module = folder / "source" / ASSIGNMENT / f"{NOTEBOOK}.py"
    run = commands(graded.root)
    module.write_text("def double(x):\n    return 2 * x\n", encoding="utf-8")
    said = run("nbgrader", "generate_assignment", ASSIGNMENT, cwd=folder, fails=True)
    assert "handed out with the solution of double" in said
    assert not (folder / "release" / ASSIGNMENT).exists()
    marked = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION\n"
    module.write_text(marked, encoding="utf-8")
    run("nbgrader", "generate_assignment", ASSIGNMENT, cwd=folder)
    assert "2 * x" not in (folder / "release" / ASSIGNMENT / module.name).read_text(encoding="utf-8")
