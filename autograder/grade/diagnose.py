"""Naming a mistake: replay what a failed check asked on each misconception, and compare the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.exercise.model import Exercise, Misconception
from autograder.grade.rehearsal import handles, with_values
from autograder.grade.run import Exchange
from autograder.numeric.compare import close
from autograder.numeric.distribution import same_distribution
from autograder.numeric.mismatch import Mismatch
from autograder.sandbox.calls import Answer, Call, Earlier, Handle, Raised, Returned, Unsendable
from autograder.sandbox.local import LocalSession

#: Fewer draws than this, in arrays of so many at least, resemble one another whatever their distributions.
_FEWEST_DRAWS = 100
_FEWEST_IN_ARRAY = 15


def diagnose(exercise: Exercise, check: str, exchanges: Sequence[Exchange]) -> Misconception | None:
    """Return the one misconception that answers as the submission did, or None.

    Those that are to be caught by this check come first; only if none of them answers alike are the others
    asked. Equal draws come before draws that are only distributed alike. Two that answer alike name nothing: a
    wrong name is worse than none.
    """
    answers = (answer for exchange in exchanges for answer in exchange.answers)
    if not any(isinstance(answer, Returned) for answer in answers):
        return None  # nothing was answered, so nothing can be told from the answers
    own = [m for m in exercise.misconceptions if check in m.caught_by]
    others = [m for m in exercise.misconceptions if check not in m.caught_by]
    precisions = (True, False) if _any_randomness(exchanges) else (True,)
    for exactly in precisions:
        for candidates, required in ((own, reproduces), (others, _explains)):
            alike = [m for m in candidates if required(exercise, m, exchanges, exactly=exactly)]
            if alike:
                return alike[0] if len(alike) == 1 else None
    return None


def _any_randomness(exchanges: Iterable[Exchange]) -> bool:
    """Tell whether any call was given a generator."""
    calls = (call for exchange in exchanges for call in exchange.calls)
    values = (value for call in calls for value in (*call.args, *call.kwargs.values()))
    return any(isinstance(value, np.random.Generator) for value in values)


def _explains(
    exercise: Exercise, misconception: Misconception, exchanges: Sequence[Exchange], *, exactly: bool = False
) -> bool:
    """Tell whether the misconception answers as the submission did where the reference does not."""
    right = replace(
        misconception, functions={name: exercise.references[name] for name in misconception.functions}
    )
    return reproduces(exercise, misconception, exchanges, exactly=exactly) and not reproduces(
        exercise, right, exchanges, exactly=exactly
    )


def wrong_session(exercise: Exercise, misconception: Misconception) -> LocalSession:
    """Return a session that answers as a submission with this one mistake would."""
    return LocalSession({**exercise.uses, **exercise.references, **misconception.functions})


def reproduces(
    exercise: Exercise, misconception: Misconception, exchanges: Iterable[Exchange], *, exactly: bool = False
) -> bool:
    """Tell whether the misconception gives every answer of the functions that it replaces.

    Answers that depend on a generator need only be distributed alike, unless `exactly`; but then they must be so
    many that this says something.
    """
    session = wrong_session(exercise, misconception)
    random, own = _Randomness(), _OwnHandles()
    answered = False  # failing alike is not enough: many mistakes end in the same exception
    draws = 0
    for exchange in exchanges:
        answers = session.run([own.of(call) for call in exchange.calls])
        own.learn(exchange.answers, answers)
        for place, call in enumerate(exchange.calls):
            stochastic = random.reaches(call, place, exchange.answers[place]) and not exactly
            if call.target is None and call.function not in misconception.functions:
                continue
            if not _alike(exchange.answers[place], answers[place], stochastic=stochastic):
                return False
            answered = answered or isinstance(answers[place], Returned)
            draws += _count(exchange.answers[place]) if stochastic else 0
        random.next_exchange()
    return answered and (exactly or draws >= _FEWEST_DRAWS or not random.reached)


def _count(answer: Answer) -> int:
    """Return the number of entries in the larger arrays of an answer."""
    return _entries(answer.value) if isinstance(answer, Returned) else 0


def _entries(value: Any) -> int:
    if isinstance(value, list | tuple):
        return sum(map(_entries, value))
    if isinstance(value, dict):
        return sum(map(_entries, value.values()))
    size = int(np.size(value))
    return size if size >= _FEWEST_IN_ARRAY else 0


class _OwnHandles:
    """The misconception's own objects in place of the submission's (its own caches, above all)."""

    def __init__(self) -> None:
        self._own: dict[int, Handle] = {}

    def of(self, call: Call) -> Call:
        return with_values(call, self._exchanged)

    def _exchanged(self, value: Any) -> Any:
        return self._own.get(value.number, value) if isinstance(value, Handle) else value

    def learn(self, theirs: Sequence[Answer], ours: Sequence[Answer]) -> None:
        for their, our in zip(theirs, ours, strict=True):
            found = dict(handles(our))
            self._own |= {h.number: found[place] for place, h in handles(their) if place in found}


class _Randomness:
    """Follows which answers depend on a generator: they are compared as distributions.

    How a submission consumes its generator is its own business, so its draws and the misconception's differ.
    """

    def __init__(self) -> None:
        self._handles: set[int] = set()
        self._places: set[int] = set()
        self.reached = False

    def reaches(self, call: Call, place: int, answer: Answer) -> bool:
        values = (*call.args, *call.kwargs.values(), call.target)
        if not any(map(self._is_random, values)):
            return False
        self.reached = True
        self._places.add(place)
        self._handles.update(handle.number for _, handle in handles(answer))
        return True

    def next_exchange(self) -> None:
        self._places.clear()

    def _is_random(self, value: Any) -> bool:
        return (
            isinstance(value, np.random.Generator)
            or (isinstance(value, Handle) and value.number in self._handles)
            or (isinstance(value, Earlier) and value.call in self._places)
        )


def _alike(got: Answer, wanted: Answer, *, stochastic: bool) -> bool:
    if isinstance(got, Raised) and isinstance(wanted, Raised):
        return got.problem.type == wanted.problem.type
    if not (isinstance(got, Returned) and isinstance(wanted, Returned)):
        return False
    if bool(got.printed) != bool(wanted.printed):
        return False
    return _same(got.value, wanted.value, stochastic=stochastic)


def _same(got: Any, wanted: Any, *, stochastic: bool) -> bool:
    if isinstance(wanted, Handle):
        return isinstance(got, Handle)
    if wanted is None:  # what only changes an object may answer nothing, or the object
        return got is None or isinstance(got, Unsendable)
    if isinstance(wanted, list | tuple):
        return (
            isinstance(got, list | tuple)
            and len(got) == len(wanted)
            and all(_same(g, w, stochastic=stochastic) for g, w in zip(got, wanted, strict=True))
        )
    if isinstance(wanted, dict):
        return (
            isinstance(got, dict)
            and got.keys() == wanted.keys()
            and all(_same(got[name], wanted[name], stochastic=stochastic) for name in wanted)
        )
    if stochastic:
        return _same_draw(got, wanted)
    try:
        close(got, wanted, equal_nan=True)
    except (Mismatch, TypeError, ValueError):
        return False
    return True


def _same_draw(got: Any, wanted: Any) -> bool:
    try:
        first, second = np.asarray(got, dtype=np.float64), np.asarray(wanted, dtype=np.float64)
    except (TypeError, ValueError):
        return False
    return first.shape == second.shape and same_distribution(first, second)
