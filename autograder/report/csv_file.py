"""Writing ``grades.csv``, one row for each student.

It is UTF-8 with a byte order mark: Excel takes a file without one for the local 8-bit encoding and
turns "Núñez" into "NÃºÃ±ez"; pandas and LibreOffice accept both (Python's ``csv`` reads it as
``utf-8-sig``). The delimiter is a comma and decimals have a point in every language, as learning
platforms expect. An Excel that wants semicolons imports it through Data > From Text/CSV.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.grade.outcome import Results, SubmissionResult
from autograder.report.files import write_atomically
from autograder.text import one_line

#: What makes a spreadsheet take a text for a formula, also as full-width characters.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

#: Where a spreadsheet that splits at semicolons would start a cell with a formula.
_INNER_FORMULA = re.compile(r";(?=[\s\"']*[=+@＝＋－＠-])")

_LONGEST = 500


def write_csv(results: Results, path: Path) -> None:
    """Write a table of scores: the total, and one column for each exercise."""
    exercises = _exercise_names(results.submissions)
    text = io.StringIO(newline="")
    # Quotes around every text, and none around numbers, leave a spreadsheet nothing to guess.
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(map(safe_cell, ["student", "status", "score", "max_score", *exercises]))
    writer.writerows(_row(submission, exercises) for submission in results.submissions)
    write_atomically(path, text.getvalue().encode("utf-8-sig"))


def safe_cell(text: str) -> str:
    """Return `text` printable, on one line, and marked as text if a spreadsheet could execute it."""
    shown = _INNER_FORMULA.sub(";'", one_line(text, _LONGEST))
    risky = text[:1] in _FORMULA or shown[:1] in _FORMULA
    return f"'{shown}" if text and risky else shown


def _row(submission: SubmissionResult, exercises: Sequence[str]) -> Iterator[str | float]:
    scores: Mapping[str, float] = {e.name: e.score for e in submission.exercises}
    yield safe_cell(submission.student)
    yield submission.status
    yield _number(submission.score)
    yield _number(submission.max_score)
    for name in exercises:
        yield _number(scores[name]) if name in scores else ""


def _number(score: float) -> float:
    rounded = round(score, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _exercise_names(submissions: Sequence[SubmissionResult]) -> list[str]:
    """Return the names of all exercises in the order in which they first appear."""
    return list(dict.fromkeys(e.name for s in submissions for e in s.exercises))
