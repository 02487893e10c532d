"""Running one check on a session, and remembering what was asked and answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from autograder.exercise.model import Check, Exercise, Meant
from autograder.exercise.student import Student
from autograder.exercise.trials import trials
from autograder.grade.findings import Finding, Lines, finding
from autograder.sandbox.calls import Answer, Call, Session, WorkerLost

#: A check that failed is replayed on misconceptions; so much of it is enough to tell them apart.
_MAX_RECORDED = 400


@dataclass(frozen=True, slots=True)
class Exchange:
    """Calls that were made together, and their answers."""

    calls: Sequence[Call]
    answers: Sequence[Answer]


@dataclass(slots=True)
class Recorder:
    """A session that remembers the exchanges it passes on."""

    session: Session
    exchanges: list[Exchange] = field(default_factory=list)
    _count: int = 0

    def run(self, calls: Sequence[Call]) -> list[Answer]:
        """Pass calls on and remember them with their answers."""
        answers = self.session.run(calls)
        if self._count + len(calls) <= _MAX_RECORDED:
            self.exchanges.append(Exchange(calls, answers))
            self._count += len(calls)
        return answers

    def begin(self, section: str) -> None:
        """Start a conversation."""
        self.session.begin(section)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of running a check.

    Parameters
    ----------
    finding : Finding or None
        Why it was not passed.
    exchanges : sequence of Exchange
        Those of the failed trial.
    lost : WorkerLost or None
        If the process was lost by it.
    instead : Meant or None
        The convention that was meant, if another one was followed.
    """

    finding: Finding | None
    exchanges: Sequence[Exchange] = ()
    lost: WorkerLost | None = None
    instead: Meant | None = None


def run_check(
    exercise: Exercise,
    check: Check,
    session: Session,
    seed: int,
    lines: Lines,
    excused: Callable[[Sequence[Exchange]], bool] = lambda exchanges: False,
) -> Run:
    """Run a check on each of its trials until one fails and is not `excused` for what was answered."""
    for number, inputs in enumerate(trials(exercise, check, seed)):
        recorder = Recorder(session)
        try:
            recorder.begin(f"{check.name}, trial {number}")
            with np.errstate(all="ignore"):
                check.run(student_of(exercise, recorder), **inputs)
        except WorkerLost as lost:
            return Run(finding(lost, lines), lost=lost)
        except Exception as error:
            if excused(recorder.exchanges):
                continue
            return Run(finding(error, lines), recorder.exchanges)
    return Run(None)


def student_of(exercise: Exercise, session: Session) -> Student:
    """Return the submission behind `session` as this exercise's checks see it."""
    return Student(session, exercise.contracts, exercise.only)
