"""Whether two answers to the same call are alike: by their numbers, or by how these are distributed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.numeric.compare import Array, as_numbers, close
from autograder.numeric.distribution import same_distribution
from autograder.numeric.mismatch import Mismatch
from autograder.sandbox.calls import Answer, Handle, Raised, Returned, Unsendable

#: What is smaller than this, relative to the rest of an answer, is nothing but rounding.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two answers to the same call are compared.

    Parameters
    ----------
    given : sequence of array, optional
        The arrays that a random call was given: its answers are compared as draws.
    unsigned : bool
        Whether signs are an accident of the method.
    changes_only : bool
        Of draws, whether to compare only what became of each example that was given.
    """

    given: Sequence[Array] | None = None
    unsigned: bool = False
    changes_only: bool = False

    def alike(self, got: Answer, wanted: Answer) -> bool:
        """Tell whether two answers are the same; or, to a random call, resemble each other."""
        if isinstance(got, Raised) and isinstance(wanted, Raised):
            return got.problem.type == wanted.problem.type
        if not (isinstance(got, Returned) and isinstance(wanted, Returned)):
            return False
        if bool(got.printed) != bool(wanted.printed):
            return False
        return self._same(got.value, wanted.value, _size(wanted.value))

    def _same(self, got: Any, wanted: Any, size: float) -> bool:
        if isinstance(wanted, Handle):
            return isinstance(got, Handle)
        if isinstance(wanted, list | tuple):
            if isinstance(got, np.ndarray) and got.ndim:
                got = list(got)  # as `close` does
            return (
                isinstance(got, list | tuple)
                and len(got) == len(wanted)
                and all(self._same(g, w, size) for g, w in zip(got, wanted, strict=True))
            )
        if isinstance(wanted, dict):
            return (
                isinstance(got, dict)
                and got.keys() == wanted.keys()
                and all(self._same(got[name], wanted[name], size) for name in wanted)
            )
        if wanted is None:  # what only changes an object may answer nothing, or the object
            return got is None or isinstance(got, Unsendable)
        if got is None:  # a forgotten result
            return False
        if self.given is not None:
            return _same_draw(got, wanted, self.given, changes_only=self.changes_only)
        try:
            if self.unsigned:
                got, wanted = np.abs(as_numbers(got)), np.abs(as_numbers(wanted))
            close(got, wanted, equal_nan=True)
        except (Mismatch, TypeError, ValueError):
            return _are_rounding(got, wanted, _ROUNDING * size)
        return True


def repeats_one_number(answer: Answer) -> bool:
    """Tell whether an answer is one number throughout, other than zero: a draw that was made once for all."""
    if not isinstance(answer, Returned):
        return False
    try:
        numbers = as_numbers(answer.value)
    except Mismatch:
        return False
    return numbers.size > 1 and bool(np.all(numbers == numbers.flat[0])) and bool(numbers.flat[0])


def _are_rounding(got: Any, wanted: Any, limit: float) -> bool:
    """Tell whether both are as good as zero: a gradient that is zero comes out as everyone's own rounding."""
    try:
        same_shape = as_numbers(got).shape == as_numbers(wanted).shape
    except Mismatch:
        return False
    return same_shape and max(_size(got), _size(wanted)) <= limit < np.inf


def _size(value: Any) -> float:
    """Return the largest magnitude in an answer, or infinity where that cannot be told."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return max((_size(part) for part in value if not isinstance(part, Handle)), default=0.0)
    try:
        numbers = np.abs(as_numbers(value).astype(np.float64))
    except Mismatch:
        return np.inf
    return float(np.max(numbers, initial=0.0))


def _same_draw(got: Any, wanted: Any, given: Sequence[Array], *, changes_only: bool) -> bool:
    """Compare two draws as distributions: of what became of each example that was given, and of their entries."""
    try:
        first, second = np.asarray(got, dtype=np.float64), np.asarray(wanted, dtype=np.float64)
    except (TypeError, ValueError):
        return False
    if first.shape != second.shape:
        return False
    changes = (
        (one, other)
        for x in given
        if x.ndim > 1 and x.shape == first.shape
        for one, other in zip(_changes(first, x), _changes(second, x), strict=True)
    )
    if first.size == 0:
        return True
    return all(same_distribution(one, other) for one, other in changes) and (
        changes_only or same_distribution(first, second)
    )


def _changes(out: Array, x: Array) -> tuple[Array, Array]:
    """Sum up the change of each example in two numbers: how much there is of it, and one that tells where."""
    change = (out - x).reshape(len(x), -1)
    weights = np.random.default_rng(0).standard_normal(change.shape[1])
    return change.sum(axis=1).round(9), (change @ weights).round(9)
