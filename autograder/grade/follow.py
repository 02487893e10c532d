"""Follow-through: one mistake costs once.

Where an exercise builds on an earlier one that went wrong, it is graded again with the reference of the
earlier one standing in. The reference stays in the grader: its stand-in in the worker only calls back.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from autograder.exercise.contract import Contract
from autograder.exercise.model import Exercise
from autograder.grade.exercise import grade_exercise
from autograder.grade.host import Host
from autograder.grade.outcome import CheckResult, ExerciseResult
from autograder.sandbox.calls import HeldFunction, Session, WorkerLost


def follow_through(
    exercise: Exercise,
    result: ExerciseResult,
    earlier: Mapping[str, ExerciseResult],
    host: Host,
    seed: int,
) -> ExerciseResult:
    """Return the exercise's result with what failed earlier carried forward, if that does it better.

    Parameters
    ----------
    exercise : Exercise
    result : ExerciseResult
        How it went with the submission's own functions throughout.
    earlier : mapping of str to ExerciseResult
        How the exercises before it went, by name.
    host : Host
    seed : int
    """
    failed = _failed(exercise, earlier)
    if not failed or not _lost_points(result) or result.status != "attempted":
        return result
    try:
        session = host.with_stand_ins(_references(_with_their_parts(failed)))
    except WorkerLost:
        return result
    passed = {check.name for check in result.checks if check.status == "passed"}
    again = grade_exercise(result.assignment, exercise, _Standing(host, session), seed, passed=passed)
    host.discard()
    if not host.defines_any(tuple(exercise.references)):
        # It is a method of a class that something stands in for: it may have looked at insides that are not there.
        again = msgspec.structs.replace(again, misconceptions=[])
    return _better(result, again, [e.name for e in failed])


class _Standing:
    """A host whose one session has stand-ins; if that is lost, so is the second grading."""

    def __init__(self, host: Host, session: Session) -> None:
        self.lines = host.lines
        self._host = host
        self._session: Session | None = session

    def session(self) -> Session:
        if self._session is None:
            raise WorkerLost("killed")
        return self._session

    def rehearse(self, exercise: Exercise, seed: int) -> WorkerLost | None:
        """Ask everything live: what a right submission is asked rests on its own functions."""
        return None

    def defines_any(self, names: Sequence[str]) -> bool:
        return self._host.defines_any(names)

    def discard(self, lost: WorkerLost | None = None) -> None:
        self._session = None

    def with_stand_ins(self, functions: Sequence[HeldFunction]) -> Session:
        return self.session()


def _failed(exercise: Exercise, earlier: Mapping[str, ExerciseResult]) -> list[Exercise]:
    return [e for e in exercise.builds_on if e.name in earlier and _lost_points(earlier[e.name])]


def _with_their_parts(failed: Sequence[Exercise]) -> list[Exercise]:
    """Return the exercises, and what classes among them build on: an object here is made of objects here."""
    found: dict[str, Exercise] = {}
    for exercise in failed:
        found[exercise.name] = exercise
        if any(map(inspect.isclass, exercise.references.values())):
            found |= {part.name: part for part in _with_their_parts(exercise.builds_on)}
    return list(found.values())


def _references(exercises: Sequence[Exercise]) -> list[HeldFunction]:
    return [_held(exercise.contracts[name]) for exercise in exercises for name in exercise.references]


def _held(contract: Contract) -> HeldFunction:
    return HeldFunction(
        name=contract.name,
        function=contract.reference,
        keep=contract.opaque,
        methods=tuple(_held_method(contract.reference, method) for method in contract.methods),
        attributes=contract.parameters if contract.is_class else (),
    )


def _held_method(owner: Any, method: Contract) -> HeldFunction:
    def call(instance: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(instance, owner):  # the submission says which object it means
            raise TypeError(f"{method.name} is a method of {owner.__name__}")
        return method.reference(instance, *args, **kwargs)

    return HeldFunction(name=method.name, function=call, keep=method.opaque)


def _lost_points(result: ExerciseResult) -> bool:
    return result.score < result.max_score


def _better(result: ExerciseResult, again: ExerciseResult, names: list[str]) -> ExerciseResult:
    """Take each check's better outcome; say what was carried forward only if it helped."""
    checks = [_higher(a, b) for a, b in zip(result.checks, again.checks, strict=True)]
    score = float(sum(check.score for check in checks))
    if score <= result.score:
        return result
    failed = {check.name for check in checks if check.score < check.points}
    return ExerciseResult(
        assignment=result.assignment,
        name=result.name,
        status=result.status,
        score=score,
        max_score=result.max_score,
        checks=checks,
        misconceptions=[m for m in again.misconceptions if m.check in failed],
        carried_forward=names,
    )


def _higher(first: CheckResult, second: CheckResult) -> CheckResult:
    return second if second.score > first.score else first
