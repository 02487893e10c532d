"""Recording an exercise: asking its reference, and each misconception, what the checks ask."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from autograder.exercise.model import Assignment, Check, Exercise, Misconception
from autograder.grade.diagnose import Randomness, wrong_session
from autograder.grade.rehearsal import conversations, in_one_message
from autograder.grade.run import Exchange
from autograder.numeric.formula import Formula
from autograder.practice.recording import (
    Bilingual,
    RecordedCheck,
    RecordedExercise,
    RecordedMistake,
    Recording,
    Table,
)
from autograder.release.judged import judged_places
from autograder.sandbox.calls import Answer, Call
from autograder.sandbox.local import LocalSession
from autograder.text import Text

#: The inputs of recorded checks are drawn from this seed; anybody may know it, no class is graded by it.
PUBLIC_SEED = 0


@functools.lru_cache(maxsize=16)
def record(assignment: Assignment) -> Recording:
    """Record the public checks of an assignment. Exercises do not change once they are written."""
    table = Table()
    exercises = [_record_exercise(exercise, table) for exercise in assignment.exercises]
    return Recording(assignment.name, _bilingual(assignment.title), exercises, table.blobs)


def _record_exercise(exercise: Exercise, table: Table) -> RecordedExercise:
    checks: list[RecordedCheck] = []
    mistakes: list[RecordedMistake] = []
    for check in exercise.checks:
        calls = _asked(exercise, check) if check.public else []
        if not calls:
            continue
        checks.append(_record_check(exercise, check, calls, table))
        named_here = [wrong for wrong in exercise.misconceptions if wrong.caught_by[0] == check.name]
        mistakes += [_record_mistake(exercise, wrong, check, calls, table) for wrong in named_here]
    recorded = {check.name for check in checks}
    return RecordedExercise(
        name=exercise.name,
        functions=list(exercise.references),
        max_score=exercise.max_score,
        checks=checks,
        mistakes=mistakes,
        unrecorded=[_bilingual(check.text) for check in exercise.checks if check.name not in recorded],
        signs_are_free=exercise.signs_are_free,
    )


def _asked(exercise: Exercise, check: Check) -> list[Call]:
    """Return what the check's first trial asks of a right submission, up to a call that cannot be written down."""
    exchanges = conversations(exercise, PUBLIC_SEED)[f"{check.name}, trial 0"]
    calls: list[Call] = []
    for _, _, asked in in_one_message(exchanges):
        if any(map(_cannot_be_written, asked)):
            break
        calls += asked
    return calls


def _cannot_be_written(call: Call) -> bool:
    """Tell whether a function is among the arguments that is not given by its text."""
    values = (*call.args, *call.kwargs.values())
    return any(callable(value) and not isinstance(value, Formula) for value in values)


def _record_check(exercise: Exercise, check: Check, calls: Sequence[Call], table: Table) -> RecordedCheck:
    answers = LocalSession({**exercise.uses, **exercise.references}).run(calls)
    random = _random(calls, answers)
    encoded, blobs = table.calls(calls)
    return RecordedCheck(
        name=check.name,
        title=_bilingual(check.text),
        points=float(check.points),
        needs=list(check.needs),
        calls=encoded,
        blobs=blobs,
        random=random,
        names=[_result_names(exercise, call) for call in calls],
        judged=judged_places(exercise, check, calls, PUBLIC_SEED),
        right=table.answers(answers, random),
    )


def _record_mistake(
    exercise: Exercise, wrong: Misconception, check: Check, calls: Sequence[Call], table: Table
) -> RecordedMistake:
    answers = wrong_session(exercise, wrong).run(calls)
    recorded = table.answers(answers, _random(calls, answers))
    return RecordedMistake(wrong.name, _bilingual(wrong.hint), check.name, recorded)


def _random(calls: Sequence[Call], answers: Sequence[Answer]) -> list[int]:
    return sorted(Randomness().reached(Exchange(calls, answers)))


def _result_names(exercise: Exercise, call: Call) -> list[str]:
    contract = exercise.contracts.get(call.function)
    return list(contract.results) if contract is not None and call.target is None else []


def _bilingual(text: Text) -> Bilingual:
    return Bilingual(text.en, text.es)
