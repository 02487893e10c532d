"""What a class's results come to: means, pass rates, and the mistakes that were made most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from autograder.grade.outcome import CheckResult, ExerciseResult, Message, Results, SubmissionResult
from autograder.report.numbers import share

#: Scores are counted in so many bands of equal width.
BANDS = 10


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """How often a check was passed, of all submissions that were graded."""

    name: str
    title: Message
    passed: float


@dataclass(frozen=True, slots=True)
class ExerciseFigures:
    """How a class did on an exercise: mean score, and the fractions with full marks and attempts."""

    name: str
    assignment: str
    mean: float
    max_score: float
    full: float
    attempted: float
    checks: tuple[CheckFigures, ...]


@dataclass(frozen=True, slots=True)
class MistakeFigures:
    """How many students made a mistake that was recognised."""

    exercise: str
    name: str
    hint: Message
    students: int


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """A class at a glance. `mean` and `median` are those of the graded submissions, None without any."""

    graded: int
    unreadable: int
    max_score: float
    mean: float | None
    median: float | None
    bands: tuple[int, ...]
    exercises: tuple[ExerciseFigures, ...]
    mistakes: tuple[MistakeFigures, ...]

    @property
    def total(self) -> int:
        """How many submissions there are."""
        return self.graded + self.unreadable


def class_figures(results: Results) -> ClassFigures:
    """Return the figures of a class."""
    graded = [s for s in results.submissions if s.status == "graded"]
    scores = [s.score for s in graded]
    return ClassFigures(
        graded=len(graded),
        unreadable=len(results.submissions) - len(graded),
        max_score=max((s.max_score for s in results.submissions), default=0.0),
        mean=fmean(scores) if scores else None,
        median=median(scores) if scores else None,
        bands=_bands(graded),
        exercises=_exercises(graded),
        mistakes=_mistakes(graded),
    )


def band(submission: SubmissionResult) -> int:
    """Return the band of a score: 0 is the lowest; full marks belong to the highest."""
    return min(BANDS - 1, int(BANDS * share(submission.score, submission.max_score) + 1e-9))


def stops(submission: SubmissionResult) -> list[str]:
    """Return which of ``"timeout"`` and ``"killed"`` happened to a submission."""
    seen = {check.status for e in submission.exercises for check in e.checks}
    return [status for status in ("timeout", "killed") if status in seen]


def by_name(submissions: Iterable[SubmissionResult]) -> list[SubmissionResult]:
    """Return submissions by student, numbers in the order of their value."""
    return sorted(submissions, key=lambda s: (_natural(s.student), s.student))


def _natural(name: str) -> list[tuple[int, int | str]]:
    """Return a key that puts ``s2`` before ``s10``."""
    parts = re.split(r"([0-9]{1,18})", name.casefold())
    return [(0, int(part)) if place % 2 else (1, part) for place, part in enumerate(parts)]


def _bands(graded: Sequence[SubmissionResult]) -> tuple[int, ...]:
    counts = Counter(map(band, graded))
    return tuple(counts[number] for number in range(BANDS))


def _exercises(graded: Sequence[SubmissionResult]) -> tuple[ExerciseFigures, ...]:
    grouped: dict[str, list[ExerciseResult]] = {}
    for submission in graded:
        for exercise in submission.exercises:
            grouped.setdefault(exercise.name, []).append(exercise)
    return tuple(map(_exercise, grouped.values()))


def _exercise(results: list[ExerciseResult]) -> ExerciseFigures:
    return ExerciseFigures(
        name=results[0].name,
        assignment=results[0].assignment,
        mean=fmean(e.score for e in results),
        max_score=results[0].max_score,
        full=fmean(e.score >= e.max_score for e in results),
        attempted=fmean(e.status == "attempted" for e in results),
        checks=_checks([check for e in results for check in e.checks]),
    )


def _checks(results: Sequence[CheckResult]) -> tuple[CheckFigures, ...]:
    titles = {check.name: check.title for check in results}
    passed = {name: fmean(c.status == "passed" for c in results if c.name == name) for name in titles}
    return tuple(CheckFigures(name, title, passed[name]) for name, title in titles.items())


def _mistakes(graded: Sequence[SubmissionResult]) -> tuple[MistakeFigures, ...]:
    """Return the mistakes, most frequent first; a student counts once for each."""
    hints: dict[tuple[str, str], Message] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for submission in graded:
        made = {(e.name, m.name): m.hint for e in submission.exercises for m in e.misconceptions}
        hints |= made
        counts.update(made.keys())
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(MistakeFigures(*key, hint=hints[key], students=counts[key]) for key in ordered)
