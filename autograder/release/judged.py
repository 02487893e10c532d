"""What a check looks at, found by trying: a result that may be wrong without the check noticing is not its business.

A backward returns several gradients, and each has a check of its own. The recording of one check must not complain
about what belongs to another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.exercise.model import Check, Exercise
from autograder.grade.run import run_check
from autograder.sandbox.calls import Call
from autograder.sandbox.local import LocalSession

#: The whole answer, of a function that returns one thing.
WHOLE = [-1]


def judged_places(exercise: Exercise, check: Check, calls: Sequence[Call], seed: int) -> list[list[int]]:
    """Return, for each call, the places of the results that the check looks at."""
    by_function = {
        call.function: _judged(exercise, check, call.function, seed) for call in calls if call.target is None
    }
    return [WHOLE if call.target is not None else by_function[call.function] for call in calls]


def _judged(exercise: Exercise, check: Check, function: str, seed: int) -> list[int]:
    contract = exercise.contracts[function]
    if contract.is_class:
        return WHOLE
    if len(contract.results) < 2:
        return WHOLE if _notices(exercise, check, function, None, seed) else []
    places = [place for place in range(len(contract.results)) if place not in contract.opaque]
    return [place for place in places if _notices(exercise, check, function, place, seed)]


def _notices(exercise: Exercise, check: Check, function: str, place: int | None, seed: int) -> bool:
    """Tell whether the check fails where one result is wrong."""
    functions = {**exercise.uses, **exercise.references}
    for spoil in _SPOILERS:
        spoilt = {**functions, function: _spoiling(functions[function], place, spoil)}
        run = run_check(exercise, check, LocalSession(spoilt), seed, {})
        if run.finding is not None:
            return True
    return False


def _spoiling(
    function: Callable[..., Any], place: int | None, spoil: Callable[[Any], Any]
) -> Callable[..., Any]:
    def spoilt(*args: Any, **kwargs: Any) -> Any:
        answer = function(*args, **kwargs)
        if place is None:
            return _spoilt(answer, spoil)
        return tuple(_spoilt(part, spoil) if k == place else part for k, part in enumerate(answer))

    return spoilt


def _spoilt(value: Any, spoil: Callable[[Any], Any]) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_spoilt(item, spoil) for item in value)
    if isinstance(value, dict):
        return {name: _spoilt(item, spoil) for name, item in value.items()}
    return spoil(value)


def _shifted(value: Any) -> Any:
    """Return another value: uneven, so that nothing that is measured relatively hides it."""
    if isinstance(value, bool | np.bool_):
        return not value
    if isinstance(value, int | np.integer):
        return value + 1
    if isinstance(value, float | np.floating):
        return 1.37 * value + 0.83
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiu":
        return 1.37 * value + np.linspace(0.5, 1.9, value.size).reshape(value.shape)
    return None


def _lost(_: Any) -> None:
    """Return nothing at all: what every check of a result notices."""
    return


_SPOILERS = (_shifted, _lost)
