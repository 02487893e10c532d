"""What an author wrote that cannot be right, found without running anything."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.exercise.model import Assignment, Check, Exercise, Misconception, Source
from autograder.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorProblem:
    """Something to mend in an exercise: where, what, and how.

    Parameters
    ----------
    source : Source
    subject : str
        The exercise, or its check or misconception: "softmax.agrees_with_reference".
    what : str
    remedy : str
    """

    source: Source
    subject: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.source}: {self.subject}: {self.what} {self.remedy}"


def written_problems(assignment: Assignment) -> list[AuthorProblem]:
    """Return what is wrong with an assignment as it is written."""
    found: list[AuthorProblem] = []
    counts = Counter(exercise.name for exercise in assignment.exercises)
    for exercise in assignment.exercises:
        if counts[exercise.name] > 1:
            found.append(
                _of(
                    exercise, "another exercise of the assignment has this name.", "Give one of them a name=."
                )
            )
        found += _exercise_problems(exercise)
    return found


def _exercise_problems(exercise: Exercise) -> Iterator[AuthorProblem]:
    yield from _text_problems(exercise.source, exercise.name, exercise.text)
    if not exercise.checks:
        yield _of(exercise, "it has no checks.", "Write at least one with @exercise.check(...).")
    for name in exercise.inputs:
        if name == "rng":
            yield _of(exercise, "an input is called rng, which is the check's own generator.", "Rename it.")
    seen: set[str] = set()
    for check in exercise.checks:
        yield from _check_problems(exercise, check, seen)
        seen.add(check.name)
    for misconception in exercise.misconceptions:
        yield from _misconception_problems(exercise, misconception)


def _check_problems(exercise: Exercise, check: Check, earlier: set[str]) -> Iterator[AuthorProblem]:
    subject = f"{exercise.name}.{check.name}"

    def problem(what: str, remedy: str) -> AuthorProblem:
        return AuthorProblem(source=check.source, subject=subject, what=what, remedy=remedy)

    yield from _text_problems(check.source, subject, check.text)
    if not check.points > 0:
        yield problem(f"it is worth {check.points} points.", "Give it more than 0, or remove it.")
    if check.name in earlier:
        yield problem("an earlier check has the same name.", "Rename one of them.")
    for name in check.needs:
        if name not in earlier:
            yield problem(
                f"it needs {name!r}, which is no earlier check.",
                f"Name one of: {', '.join(sorted(earlier)) or 'none is before it'}.",
            )
    known = {d for spec in exercise.inputs.values() for d in spec.dimensions} | {*exercise.inputs, "rng"}
    for name in check.parameters:
        if name not in known:
            yield problem(f"it asks for an input {name!r}.", f"There are: {', '.join(sorted(known))}.")


def _misconception_problems(exercise: Exercise, wrong: Misconception) -> Iterator[AuthorProblem]:
    subject = f"{exercise.name}.{wrong.name}"

    def problem(what: str, remedy: str) -> AuthorProblem:
        return AuthorProblem(source=wrong.source, subject=subject, what=what, remedy=remedy)

    yield from _text_problems(wrong.source, subject, wrong.hint)
    names = [check.name for check in exercise.checks]
    for name in wrong.caught_by:
        if name not in names:
            yield problem(
                f"it is to be caught by {name!r}, which is no check.", f"Name one of: {', '.join(names)}."
            )
    if not wrong.caught_by:
        yield problem("no check is said to catch it.", "Name one with caught_by=.")
    for name, function in wrong.functions.items():
        if name not in exercise.references:
            known = ", ".join(exercise.references)
            yield problem(
                f"it replaces {name!r}, which is not of this exercise.", f"Replace one of: {known}."
            )
        elif not inspect.isclass(function) and _parameters(function) != _parameters(
            exercise.references[name]
        ):
            wanted = ", ".join(_parameters(exercise.references[name]))
            yield problem("its parameters differ from the reference's.", f"Write {name}({wanted}).")


def _parameters(function: object) -> list[str]:
    return list(inspect.signature(function).parameters)  # type: ignore[arg-type]


def _text_problems(source: Source, subject: str, text: Text) -> Iterator[AuthorProblem]:
    for language, words in (("en", text.en), ("es", text.es)):
        if not (isinstance(words, str) and words.strip()):
            yield AuthorProblem(
                source=source, subject=subject, what=f"its text `{language}` is empty.", remedy="Write it."
            )


def _of(exercise: Exercise, what: str, remedy: str) -> AuthorProblem:
    return AuthorProblem(source=exercise.source, subject=exercise.name, what=what, remedy=remedy)
