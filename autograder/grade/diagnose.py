"""Naming a mistake: replay what a failed check asked on each misconception, and compare the answers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.exercise.model import Exercise, Misconception
from autograder.grade.likeness import Likeness, repeats_one_number
from autograder.grade.rehearsal import handles, with_values
from autograder.grade.run import Exchange
from autograder.sandbox.calls import Answer, Call, Earlier, Handle, Returned
from autograder.sandbox.local import LocalSession

#: Draws of a misconception that are compared with an answer: these if they resemble one another, those if not.
_FEW = 10
_REDRAWS = 64

#: Of an exchange of so many calls, the first few are replayed before the rest is.
_LONG = 8
_FIRST = 3

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
    mistakes = _mistakes(exercise)
    own = [m for m in mistakes if check in m.caught_by]
    later = _come_after(exercise, check)
    others = [m for m in mistakes if check not in m.caught_by and later.isdisjoint(m.caught_by)]
    precisions = (True, False) if _any_randomness(exchanges) else (True,)
    for exactly in precisions:
        # What is drawn may resemble the right answer as well: a few numbers resemble anything.
        required_of_own = reproduces if exactly or _are_many(exchanges) else _explains
        for candidates, required in ((own, required_of_own), (others, _explains)):
            alike = [m for m in candidates if required(exercise, m, exchanges, exactly=exactly)]
            if alike:
                return alike[0] if len(alike) == 1 else None
    return None


def _mistakes(exercise: Exercise) -> list[Misconception]:
    """Return the misconceptions, without those that are the convention meant here."""
    meant = {m.convention for m in exercise.meant}
    return [m for m in exercise.misconceptions if m.name not in meant]


def _come_after(exercise: Exercise, check: str) -> set[str]:
    """Return the checks that need this one: what they catch passes it, and cannot be why it failed."""
    found = {check}
    for other in exercise.checks:  # each needs earlier ones only
        if not found.isdisjoint(other.needs):
            found.add(other.name)
    return found - {check}


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

    Answers that depend on a generator need only be distributed alike, unless `exactly`.
    """
    session = wrong_session(exercise, misconception)
    random, own = Randomness(), _OwnHandles()
    like = Likeness(unsigned=exercise.signs_are_free)
    answered = False  # failing alike is not enough: many mistakes end in the same exception
    draws: list[_Draw] = []
    for exchange in exchanges:
        calls = [own.of(call) for call in exchange.calls]
        drawn = random.reached(exchange) if not exactly else frozenset()
        asked = [
            place
            for place, call in enumerate(exchange.calls)
            if call.target is not None or call.function in misconception.functions
        ]
        fixed = [place for place in asked if place not in drawn]
        for last in _stages(calls, fixed):
            answers = session.run(calls[: last + 1])
            if not all(like.alike(exchange.answers[k], answers[k]) for k in fixed if k <= last):
                return False
        own.learn(exchange.answers, answers)
        draws += [_Draw(calls[k], exchange.answers[k], answers[k]) for k in asked if k in drawn]
        answered = answered or any(isinstance(answers[k], Returned) for k in asked)
    # Draws take longest to compare, and drawing again takes longer still.
    unlike = [draw for draw in draws if not draw.alike]
    return answered and all(draw.can_repeat for draw in unlike) and all(d.repeats(session) for d in unlike)


def _stages(calls: Sequence[Call], fixed: Sequence[int]) -> list[int]:
    """Return the places up to which calls are replayed: most mistakes show at once, and spare the rest.

    What the grader calls back may answer otherwise when it is called again: that is replayed only once.
    """
    whole = len(calls) - 1
    values = (value for call in calls for value in (*call.args, *call.kwargs.values()))
    if len(calls) < _LONG or len(fixed) <= _FIRST or any(map(callable, values)):
        return [whole]
    return [fixed[_FIRST - 1], whole]


def _are_many(exchanges: Iterable[Exchange]) -> bool:
    """Tell whether so much was drawn that resemblance says something."""
    random, draws = Randomness(), 0
    for exchange in exchanges:
        answers = (exchange.answers[place] for place in random.reached(exchange))
        draws += sum(_entries(answer.value) for answer in answers if isinstance(answer, Returned))
    return draws >= _FEWEST_DRAWS


def _entries(value: Any) -> int:
    """Return the number of entries in the larger arrays of an answer."""
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


class Randomness:
    """Follows which answers depend on a generator: they are compared as distributions.

    How a submission consumes its generator is its own business, so its draws and the misconception's differ.
    """

    def __init__(self) -> None:
        self._handles: set[int] = set()

    def reached(self, exchange: Exchange) -> frozenset[int]:
        """Return the places of the calls whose answers depend on a generator; ask for one exchange after another."""
        places: set[int] = set()
        for place, (call, answer) in enumerate(zip(exchange.calls, exchange.answers, strict=True)):
            values = (*call.args, *call.kwargs.values(), call.target)
            if any(self._is_random(value, places) for value in values):
                places.add(place)
                self._handles.update(handle.number for _, handle in handles(answer))
        return frozenset(places)

    def _is_random(self, value: Any, places: Container[int]) -> bool:
        return (
            isinstance(value, np.random.Generator)
            or (isinstance(value, Handle) and value.number in self._handles)
            or (isinstance(value, Earlier) and value.call in places)
        )


class _Draw:
    """A random answer, beside what a misconception draws.

    Parameters
    ----------
    call : Call
        As the misconception was asked.
    theirs, ours : Answer
        The submission's, and the misconception's.
    """

    def __init__(self, call: Call, theirs: Answer, ours: Answer) -> None:
        self._call, self._theirs, self._ours = call, theirs, ours
        self._values = (*call.args, *call.kwargs.values())
        given = [value for value in self._values if isinstance(value, np.ndarray)]
        self._like = Likeness(given=given)
        self._roughly = Likeness(given=given, changes_only=True)

    @property
    def alike(self) -> bool:
        """Whether the one resembles the other."""
        return self._like.alike(self._theirs, self._ours)

    @property
    def can_repeat(self) -> bool:
        """Whether the call means the same at any time: it is about no object kept from an earlier one."""
        return not any(isinstance(value, Handle | Earlier) for value in (*self._values, self._call.target))

    def repeats(self, session: LocalSession) -> bool:
        """Tell whether the answer resembles another draw: they may differ as wholes (one coin for all images)."""
        varied = False
        for seed in range(_REDRAWS):
            again = session.run([_redrawn(self._call, seed)])[0]
            if self._like.alike(self._theirs, again):
                return True
            if not seed and all(map(repeats_one_number, (self._theirs, self._ours, again))):
                return True  # each draws a number of its own, and repeats it
            varied = varied or not self._roughly.alike(self._ours, again)
            if seed == _FEW and not varied:
                return False
        return False


def _redrawn(call: Call, seed: int) -> Call:
    def other(value: Any) -> Any:
        return np.random.default_rng(seed) if isinstance(value, np.random.Generator) else value

    return with_values(call, other)
