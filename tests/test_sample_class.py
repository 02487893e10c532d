"""The sample class is graded as its ``expected.csv`` says: every score, and every mistake by its name."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec
import pytest

from autograder.batch import Job, grade_batch
from autograder.course import Selection, find_course, selected
from autograder.grade.outcome import SubmissionResult
from autograder.grade.submission import grade_submission
from autograder.intake import read_submissions
from autograder.sandbox.process import Zygote

SAMPLE = Path(__file__).parents[1] / "examples" / "sample_class"
SEED = 2026
SELECTION = Selection(
    names=find_course(SAMPLE).names, only=tuple((SAMPLE / "exercises.txt").read_text("utf-8").split())
)

with (SAMPLE / "expected.csv").open(newline="", encoding="utf-8") as _file:
    EXPECTED = list(csv.DictReader(_file))

Results = dict[str, SubmissionResult]


# In one process: the class is graded once for all of them.
pytestmark = pytest.mark.xdist_group("sample class")


@pytest.fixture(scope="session")
def graded(zygote: Zygote) -> Results:
    """The results of the whole class, by student."""
    assignments = selected(find_course(SAMPLE), SELECTION)
    entries, _ = read_submissions(SAMPLE / "submissions")
    results = [grade_submission(assignments, entry, zygote, SEED) for entry in entries]
    return {result.student: result for result in results}


def test_every_submission_has_a_row() -> None:
    """No entry without an expectation, and no expectation without an entry."""
    entries, _ = read_submissions(SAMPLE / "submissions")
    assert [row["student"] for row in EXPECTED] == [entry.student for entry in entries]
    assert len(EXPECTED) >= 40


@pytest.mark.parametrize("row", EXPECTED, ids=[row["student"] for row in EXPECTED])
def test_graded_as_expected(row: dict[str, str], graded: Results) -> None:
    """Status, score and named mistakes are exactly those of the row."""
    result = graded[row["student"]]
    named = [f"{exercise.name}:{m.name}" for exercise in result.exercises for m in exercise.misconceptions]
    assert result.status == row["status"]
    assert (result.score, result.max_score) == (float(row["score"]), float(row["max_score"]))
    assert sorted(named) == sorted(filter(None, row["misconceptions"].split(";")))


def test_another_run_gives_the_same_results(graded: Results) -> None:
    """One seed, one outcome: in other processes, in another order, only the times differ. A third of them will do."""
    course = find_course(SAMPLE)
    job = Job(course, SELECTION, SEED)
    entries = read_submissions(SAMPLE / "submissions")[0][::3]
    again = {result.student: _untimed(result) for result in grade_batch(job, entries, jobs=2)}
    assert again == {student: _untimed(graded[student]) for student in again}
    assert len(again) == len(entries)


def _untimed(result: SubmissionResult) -> SubmissionResult:
    return msgspec.structs.replace(result, cpu_s=0.0, wall_s=0.0)
