"""Asking once: a right submission's whole conversation with an exercise's checks, in one exchange.

Under one seed every submission gets the same inputs, so what the checks will ask of a right one is known
beforehand: the reference is asked first, and its calls are kept. A submission then answers all of them in
one exchange, and its checks find the answers at hand. Only what gives nothing away is asked early: a
section's first calls, and calls whose arguments follow from no right answer; the inputs of different sections
have nothing to do with one another. As soon as a check asks something else (because an
answer was wrong, or rounded differently), it is asked live. The answers are the same either way; only the
waiting is not.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.exercise.model import Exercise
from autograder.grade.run import Exchange, run_check
from autograder.sandbox.calls import Answer, Call, Earlier, Handle, Returned
from autograder.sandbox.local import LocalSession
from autograder.sandbox.remote import Prepared, RemoteSession, prepare

#: More than this is not worth keeping for every exercise.
_MAX_CALLS = 5000


@dataclass(frozen=True, slots=True)
class Planned:
    """An exchange of the plan, and where its answers begin."""

    calls: Sequence[Call]
    answers: Sequence[Answer]
    start: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a right submission is asked, by section of the conversation, and all of it in one message."""

    sections: Mapping[str, Sequence[Planned]]
    prepared: Prepared


@functools.lru_cache(maxsize=512)
def plan_of(exercise: Exercise, seed: int) -> Plan:
    """Return the plan of an exercise, made by asking its reference."""
    sections: dict[str, list[Planned]] = {}
    merged: list[Call] = []
    for name, exchanges in conversations(exercise, seed).items():
        sections[name] = _merge(exchanges, merged)
    return Plan(sections, prepare(merged))


def conversations(exercise: Exercise, seed: int) -> Mapping[str, Sequence[Exchange]]:
    """Return what every check's every trial asks of the reference, and what that answers."""
    listener = _Listener(LocalSession({**exercise.uses, **exercise.references}))
    for check in exercise.checks:
        run_check(exercise, check, listener, seed, {})
    return listener.sections


class _Listener:
    """Passes calls on and remembers all exchanges, section by section."""

    def __init__(self, session: LocalSession) -> None:
        self._session = session
        self.sections: dict[str, list[Exchange]] = {}

    def begin(self, section: str) -> None:
        self._session.begin(section)
        self._current = self.sections.setdefault(section, [])

    def run(self, calls: Sequence[Call]) -> list[Answer]:
        answers = self._session.run(calls)
        self._current.append(Exchange(calls, answers))
        return answers


def _merge(exchanges: Sequence[Exchange], merged: list[Call]) -> list[Planned]:
    """Append a section's calls to the one message, as far as they may be asked early."""
    planned: list[Planned] = []
    for exchange, start, calls in in_one_message(exchanges, len(merged)):
        if start + len(calls) > _MAX_CALLS or any(map(has_callable, calls)):
            break  # a callable is of one moment: this and what follows is asked live
        if planned and not all(call.early for call in calls):
            break  # its arguments may hold what was to be answered before
        merged += calls
        planned.append(Planned(exchange.calls, exchange.answers, start))
    return planned


def in_one_message(
    exchanges: Sequence[Exchange], start: int = 0
) -> Iterator[tuple[Exchange, int, list[Call]]]:
    """Yield each exchange, where its calls begin, and the calls with handles turned into earlier answers."""
    origin: dict[int, Earlier] = {}
    for exchange in exchanges:
        yield exchange, start, [_rebased(call, origin, start) for call in exchange.calls]
        for k, answer in enumerate(exchange.answers):
            origin |= {handle.number: Earlier(start + k, place) for place, handle in handles(answer)}
        start += len(exchange.calls)


def has_callable(call: Call) -> bool:
    """Tell whether a function is among the arguments."""
    return any(callable(value) for value in (*call.args, *call.kwargs.values()))


def _rebased(call: Call, origin: Mapping[int, Earlier], start: int) -> Call:
    def rebased(value: Any) -> Any:
        if isinstance(value, Handle):
            return origin[value.number]
        return Earlier(start + value.call, value.position) if isinstance(value, Earlier) else value

    return with_values(call, rebased)


def with_values(call: Call, change: Any) -> Call:
    """Return the call with ``change(value)`` in place of each argument and of its target."""
    return replace(
        call,
        args=tuple(change(value) for value in call.args),
        kwargs={name: change(value) for name, value in call.kwargs.items()},
        target=None if call.target is None else change(call.target),
    )


def handles(answer: Answer) -> list[tuple[int | None, Handle]]:
    """Return the handles in an answer with their positions (None: the whole answer)."""
    value = answer.value if isinstance(answer, Returned) else None
    if isinstance(value, Handle):
        return [(None, value)]
    parts = value if isinstance(value, tuple | list) else ()
    return [(place, part) for place, part in enumerate(parts) if isinstance(part, Handle)]


class Rehearsed:
    """A session whose answers to the planned calls are already there.

    Parameters
    ----------
    live : RemoteSession
        Where everything else is asked.
    plan : Plan
    answers : list of Answer
        The submission's answers to the plan's calls.
    """

    def __init__(self, live: RemoteSession, plan: Plan, answers: list[Answer]) -> None:
        self.live = live
        self._plan = plan
        self._answers = answers
        self._expected: list[Planned] = []
        self._handles: dict[int, Handle] = {}

    def begin(self, section: str) -> None:
        """Start a section of the plan. What was kept for the others stays: their answers may be needed."""
        self._expected = list(self._plan.sections.get(section, ()))
        self._handles = {}

    def run(self, calls: Sequence[Call]) -> list[Answer]:
        """Return the answers at hand if these are the planned calls; otherwise ask."""
        if self._expected and self._is_next(calls):
            return self._take()
        self._expected = []
        return self.live.run(calls)

    def _is_next(self, calls: Sequence[Call]) -> bool:
        planned = self._expected[0].calls
        return len(planned) == len(calls) and all(map(self._same_call, planned, calls))

    def _take(self) -> list[Answer]:
        planned = self._expected.pop(0)
        answers = self._answers[planned.start : planned.start + len(planned.calls)]
        for theirs, ours in zip(planned.answers, answers, strict=True):
            found = dict(handles(ours))
            self._handles |= {h.number: found[place] for place, h in handles(theirs) if place in found}
        return answers

    def _same_call(self, planned: Call, call: Call) -> bool:
        return (
            planned.function == call.function
            and len(planned.args) == len(call.args)
            and planned.kwargs.keys() == call.kwargs.keys()
            and self._same(planned.target, call.target)
            and all(map(self._same, planned.args, call.args))
            and all(self._same(value, call.kwargs[name]) for name, value in planned.kwargs.items())
        )

    def _same(self, planned: Any, value: Any) -> bool:
        """Tell whether two arguments are the same, to the last bit."""
        kind = type(planned)
        if kind is not type(value):
            return False
        if kind is np.ndarray:
            return bool(
                planned.dtype == value.dtype
                and planned.shape == value.shape
                and planned.tobytes() == value.tobytes()
            )
        if kind is Handle:
            return bool(self._handles.get(planned.number) == value)
        if kind is list or kind is tuple:
            return len(planned) == len(value) and all(map(self._same, planned, value))
        if kind is np.random.Generator:
            return bool(planned.bit_generator.state == value.bit_generator.state)
        return bool(planned == value)
