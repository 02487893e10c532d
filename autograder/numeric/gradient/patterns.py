"""Naming the relation between a wrong gradient and the right one.

Each rule compares the two on a sample of entries and answers with a sentence, or None. A relation
counts only if it explains the whole sample; the exact diagnosis of a mistake belongs to the exercise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations

import numpy as np

from autograder.numeric.gradient import pattern_texts as texts
from autograder.numeric.gradient.contrast import Contrast, multiple_of
from autograder.numeric.gradient.evaluation import Array
from autograder.numeric.gradient.factors import constant_factor
from autograder.numeric.gradient.pattern_texts import Pattern
from autograder.numeric.gradient.probe import rms

#: The fewest entries in which a relation is more than a coincidence.
_TELLING = 4


def name_pattern(contrast: Contrast) -> Pattern | None:
    """Name how the claimed gradient is wrong, or return None if no rule explains it."""
    if not np.isfinite(contrast.wanted).all():
        return None
    answers = (rule(contrast) for rule in _RULES)
    return next((answer for answer in answers if answer is not None), None)


def _rearranged(contrast: Contrast) -> Pattern | None:
    """Recognise the right numbers at the wrong places."""
    if contrast.wanted.size < _TELLING:
        return None
    for turned in _transposes(contrast.whole):
        if contrast.explains(contrast.on_grid(turned), contrast.wanted):
            return texts.transposed()
    for count in range(1, contrast.whole.ndim + 1):
        turned = np.flip(contrast.whole, axis=tuple(range(-count, 0)))
        if contrast.explains(contrast.on_grid(turned), contrast.wanted):
            return texts.reversed_order()
    return None


def _transposes(whole: Array) -> Iterator[Array]:
    """Yield the arrays of the same shape with axes exchanged."""
    if whole.ndim <= 4:
        for order in permutations(range(whole.ndim)):
            turned = whole.transpose(order)
            if list(order) != sorted(order) and turned.shape == whole.shape:
                yield turned


def _mask(contrast: Contrast) -> Pattern | None:
    """Recognise that all wrong entries should be zero, or are zero and should not be."""
    wrong = contrast.wrong
    if np.count_nonzero(wrong) < 2 or wrong.all():
        return None
    if (np.abs(contrast.wanted[wrong]) <= 1e-4 * rms(contrast.wanted)).all():
        return texts.mask_missing()
    return texts.mask_excessive() if (contrast.claimed[wrong] == 0).all() else None


def _missing_multiple(contrast: Contrast) -> Pattern | None:
    """Recognise a missing term proportional to something at hand."""
    if contrast.wanted.size < _TELLING:
        return None
    values = contrast.values
    known = [(values, f"`{contrast.name}`", "w"), (np.sign(values), f"sign(`{contrast.name}`)", "sign(w)")]
    if contrast.upstream.shape == values.shape:
        known.append((contrast.upstream, "dout", "dout"))
    for array, symbol, name in known:
        term = contrast.on_grid(array)
        coefficient = multiple_of(term, contrast.missing)
        if term.any() and contrast.explains(coefficient * term, contrast.missing):
            return texts.multiple(coefficient, symbol, name)
    return None


def _missing_path(contrast: Contrast) -> Pattern | None:
    """Recognise what lacks the path through a mean, or through a variance."""
    missing = contrast.missing
    values = contrast.on_grid(contrast.values)
    axes = [axis for axis, length in enumerate(missing.shape) if length >= 3]
    for axis in axes:
        if contrast.explains(missing.mean(axis, keepdims=True) + 0 * missing, missing):
            return texts.constant_along(axis)
    for axis in axes:
        if missing.shape[axis] >= _TELLING and contrast.explains(_lines(values, missing, axis), missing):
            return texts.linear_along(axis)
    return None


def _lines(values: Array, missing: Array, axis: int) -> Array:
    """Return the least squares fits ``a + b * values``, an a and a b for each line along `axis`."""
    spread = values - values.mean(axis, keepdims=True)
    slope = _coefficients(spread, missing, axis)
    fitted: Array = missing.mean(axis, keepdims=True) + slope * spread
    return fitted


def _coefficients(units: Array, values: Array, axis: int) -> Array:
    """Return the multiples of `units` nearest to `values`, one for each line along `axis`."""
    squares = np.sum(units**2, axis=axis, keepdims=True)
    nearest: Array = np.sum(values * units, axis=axis, keepdims=True) / np.where(squares > 0, squares, 1.0)
    return nearest


def _factor_by_line(contrast: Contrast) -> Pattern | None:
    """Recognise that each row, or each column, has a factor of its own."""
    if contrast.wanted.ndim < 2:
        return None
    for axis, length in enumerate(contrast.wanted.shape):
        factors = _coefficients(contrast.wanted, contrast.claimed, axis)
        if length >= 3 and contrast.explains(factors * contrast.wanted, contrast.claimed):
            return texts.factor_along(axis)
    return None


def _few(contrast: Contrast) -> Pattern | None:
    """Recognise that nearly all entries are right."""
    total = contrast.wanted.size
    few = np.count_nonzero(contrast.wrong) <= 0.1 * total + 1
    return texts.few() if few and total >= _TELLING else None


#: The simplest explanation first: a factor is also a factor per column.
_RULES: tuple[Callable[[Contrast], Pattern | None], ...] = (
    constant_factor,
    _rearranged,
    _mask,
    _missing_multiple,
    _missing_path,
    _factor_by_line,
    _few,
)
