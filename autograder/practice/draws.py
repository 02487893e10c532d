"""Comparing random answers with recorded ones: not their numbers, but how these are distributed.

A large recorded answer is summarised: its shape, the axes along which it is constant, and its quantiles.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.distribution import same_distribution
from autograder.sandbox.calls import Answer, Handle, Returned

#: What a summary is made of.
SHAPE, CONSTANT, QUANTILES, COUNT = "__shape__", "__constant__", "__quantiles__", "__count__"

#: Above so many entries, an answer is summarised.
LARGE = 1000
_LEVELS = 501

#: Of a larger answer that is not random, only the first entries are recorded.
FIRST = "__first__"
_EXCERPT = 1500

#: Below so many, nothing can be told of how they are distributed.
FEW = 16

#: Two samples of one distribution differ by more than 2.7 sqrt(1/n + 1/m) with a probability below 1e-6.
_KOLMOGOROV = 2.7


def summary(array: NDArray[Any]) -> dict[str, Any]:
    """Return what is recorded of a large random answer."""
    levels = np.linspace(0.0, 1.0, _LEVELS)
    return {
        SHAPE: list(array.shape),
        CONSTANT: _constant_axes(array),
        QUANTILES: np.quantile(array.astype(np.float64), levels, method="lower"),
        COUNT: int(array.size),
    }


def excerpt(array: NDArray[Any]) -> dict[str, Any]:
    """Return what is recorded of a large answer that is not random: its shape and first entries."""
    return {SHAPE: list(array.shape), FIRST: array.ravel()[:_EXCERPT].copy()}


def is_large(array: NDArray[Any], *, random: bool) -> bool:
    """Tell whether an array is not recorded whole."""
    return array.size > (LARGE if random else _EXCERPT) and array.dtype.kind in "bfiu"


def is_excerpt(value: Any) -> bool:
    """Tell whether a recorded answer is an excerpt."""
    return isinstance(value, dict) and FIRST in value


def is_summary(value: Any) -> bool:
    """Tell whether a recorded answer is a summary."""
    return isinstance(value, dict) and QUANTILES in value


def shape_of(recorded: Any) -> tuple[int, ...]:
    """Return the shape of a recorded answer, summarised or whole."""
    return tuple(recorded[SHAPE]) if isinstance(recorded, dict) else np.shape(recorded)


def drawn_alike(array: NDArray[Any], recorded: Any) -> bool:
    """Tell whether an answer of the right shape may come from the distribution of the recorded one."""
    if not is_summary(recorded):
        return same_distribution(array, recorded)
    if _constant_axes(array) != list(recorded[CONSTANT]):
        return False
    quantiles, levels = recorded[QUANTILES], np.linspace(0.0, 1.0, _LEVELS)
    values = np.sort(array.ravel())
    slack = 1e-9 * np.abs(quantiles)  # where many entries share a value, it may be rounded otherwise
    below = np.searchsorted(values, quantiles - slack, side="left") / values.size
    up_to = np.searchsorted(values, quantiles + slack, side="right") / values.size
    distance = float(np.max(np.maximum(below - levels, levels - up_to)))
    allowed = _KOLMOGOROV * np.sqrt(1 / values.size + 1 / recorded[COUNT]) + 1 / (_LEVELS - 1)
    return bool(distance <= allowed)


def _constant_axes(array: NDArray[Any]) -> list[int]:
    """Return the axes along which nothing changes (a mask shared by all rows, say)."""
    return [
        axis
        for axis in range(array.ndim)
        if array.shape[axis] > 1
        and np.array_equal(array, np.broadcast_to(array.take([0], axis), array.shape))
    ]


def same_numbers(first: Answer, second: Answer) -> bool:
    """Tell whether two answers are the same arrays."""
    if not (isinstance(first, Returned) and isinstance(second, Returned)):
        return False
    return _same(first.value, second.value)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, Handle) and isinstance(other, Handle):
        return True
    try:
        return np.array_equal(one, other)
    except (TypeError, ValueError):
        return False


def repetitions(answers: Sequence[Answer], random: Sequence[int]) -> list[tuple[int, int, bool]]:
    """Return which random answers of one shape, next to each other, are the same and which are not."""
    by_shape: dict[object, list[int]] = {}
    for place in random:
        answer = answers[place]
        if isinstance(answer, Returned) and (shape := _shape(answer.value)):
            by_shape.setdefault(shape, []).append(place)
    return [
        (first, second, same_numbers(answers[first], answers[second]))
        for places in by_shape.values()
        for first, second in itertools.pairwise(places)
    ]


def _shape(value: Any) -> object:
    """Return the shape of an answer, or of the first part of one, if it is large enough to tell draws apart."""
    first = value[0] if isinstance(value, tuple | list) and value else value
    return first.shape if isinstance(first, np.ndarray) and first.size >= FEW else None
