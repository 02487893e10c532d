"""The grader is graded: the laws that every exercise must obey, checked by running it.

For each exercise: the reference earns full marks on many seeds; every misconception loses points at the
checks that should catch it and is named, alone; every check is failed by some misconception; the skeleton
scores zero, as not attempted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from autograder.exercise.model import Check, Exercise, Misconception
from autograder.exercise.skeleton import unwritten
from autograder.grade.exercise import grade_exercise
from autograder.grade.host import LocalHost
from autograder.grade.outcome import CheckResult, ExerciseResult
from autograder.grade.problems import AuthorProblem

#: Enough for a mistake of an exercise to show; the test suite uses many more.
SEEDS = tuple(range(5))

Functions = Mapping[str, Callable[..., Any]]


def verify_exercise(exercise: Exercise, seeds: Iterable[int] = SEEDS) -> list[AuthorProblem]:
    """Return every law that the exercise breaks.

    Parameters
    ----------
    exercise : Exercise
        Free of `written_problems`.
    seeds : iterable of int
        Seeds to try.
    """
    seeds = tuple(seeds)
    found = list(_reference_problems(exercise, seeds))
    if found:  # where the reference fails, the rest says nothing
        return found
    found += _skeleton_problems(exercise, seeds[0])
    failed_by: dict[str, int] = {}
    meant = {m.convention for m in exercise.meant}
    for wrong in (m for m in exercise.misconceptions if m.name not in meant):
        found += _misconception_problems(exercise, wrong, seeds, failed_by)
    found += _unfailed_checks(exercise, failed_by)
    return found


def _grade(exercise: Exercise, functions: Functions, seed: int) -> ExerciseResult:
    host = LocalHost({**_right(exercise), **functions})
    return grade_exercise("", exercise, host, seed)


def _right(exercise: Exercise) -> dict[str, Callable[..., Any]]:
    """Return right answers: the references, by the conventions that are meant."""
    conventions = {m.name: m.functions for m in exercise.misconceptions}
    functions = {**exercise.uses, **exercise.references}
    for meant in exercise.meant:
        functions |= conventions[meant.convention]
    return functions


def _reference_problems(exercise: Exercise, seeds: Iterable[int]) -> Iterator[AuthorProblem]:
    reported: set[str] = set()
    for seed in seeds:
        for check, result in _results(exercise, {}, seed):
            if result.status != "passed" and check.name not in reported:
                reported.add(check.name)
                said = result.message.en if result.message else ""
                yield _problem(
                    exercise,
                    check,
                    f"the reference does not pass (seed {seed}): {said}",
                    "Mend the check, or the reference.",
                )


def _skeleton_problems(exercise: Exercise, seed: int) -> Iterator[AuthorProblem]:
    blank = {name: unwritten(reference) for name, reference in exercise.references.items()}
    result = _grade(exercise, blank, seed)
    if result.score > 0 or result.status != "not_attempted":
        passed = ", ".join(check.name for check in result.checks if check.status == "passed")
        yield AuthorProblem(
            source=exercise.source,
            subject=exercise.name,
            what=f"the skeleton scores {result.score:g} as {result.status} (passed: {passed or 'none'}).",
            remedy="Every check must call the student's function.",
        )


def _misconception_problems(
    exercise: Exercise, wrong: Misconception, seeds: Iterable[int], failed_by: dict[str, int]
) -> Iterator[AuthorProblem]:
    for seed in seeds:
        result = _grade(exercise, wrong.functions, seed)
        statuses = {check.name: check.status for check in result.checks}
        for name, status in statuses.items():
            failed_by[name] = failed_by.get(name, 0) + (status in ("failed", "error"))
        complaint = _complaint(exercise, wrong, result, statuses)
        if complaint:
            what, remedy = complaint
            yield AuthorProblem(
                source=wrong.source,
                subject=f"{exercise.name}.{wrong.name}",
                what=f"{what} (seed {seed}).",
                remedy=remedy,
            )
            return


def _complaint(
    exercise: Exercise, wrong: Misconception, result: ExerciseResult, statuses: Mapping[str, str]
) -> tuple[str, str] | None:
    for name in wrong.caught_by:
        if statuses[name] not in ("failed", "error"):
            state = "passes" if statuses[name] == "passed" else "is skipped"
            return f"the check {name} {state} on it", "Sharpen the check, or name another in caught_by=."
    ours = {m.instead for m in exercise.meant}  # misconceptions are written in our convention
    named = [m.name for m in result.misconceptions if m.name not in ours]
    if named != [wrong.name]:
        return (
            f"it is diagnosed as {', '.join(named) or 'nothing'}",
            "Another misconception may answer alike: make the inputs tell them apart, or remove one.",
        )
    return None


def _unfailed_checks(exercise: Exercise, failed_by: Mapping[str, int]) -> Iterator[AuthorProblem]:
    for check in exercise.checks:
        if not failed_by.get(check.name):
            yield _problem(
                exercise, check, "no misconception fails it.", "Add one that does, or remove the check."
            )


def _results(exercise: Exercise, functions: Functions, seed: int) -> Iterator[tuple[Check, CheckResult]]:
    return zip(exercise.checks, _grade(exercise, functions, seed).checks, strict=True)


def _problem(exercise: Exercise, check: Check, what: str, remedy: str) -> AuthorProblem:
    return AuthorProblem(
        source=check.source, subject=f"{exercise.name}.{check.name}", what=what, remedy=remedy
    )
