"""Follow-through: one mistake costs once.

Where an exercise builds on an earlier one that went wrong, it is graded again with the reference of the
earlier one standing in. The reference stays in the grader: its stand-in in the worker only calls back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    failed = [e for e in exercise.builds_on if e.name in earlier and _lost_points(earlier[e.name])]
    if not failed or not _lost_points(result) or result.status != "attempted":
        return result
    try:
        session = host.with_stand_ins(_references(failed))
    except WorkerLost:
        return result
    passed = {check.name for check in result.checks if check.status == "passed"}
    again = grade_exercise(result.assignment, exercise, _Standing(host, session), seed, passed=passed)
    host.discard()
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


def _references(exercises: Sequence[Exercise]) -> list[HeldFunction]:
    return [
        HeldFunction(name=name, function=function, keep=exercise.contracts[name].opaque)
        for exercise in exercises
        for name, function in exercise.references.items()
    ]


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
