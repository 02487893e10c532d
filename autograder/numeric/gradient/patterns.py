"""Naming the relation between a wrong gradient and the right one.

Each rule compares the two on a sample of entries and answers with a sentence, or None. A relation
counts only if it explains the whole sample; the exact diagnosis of a mistake belongs to the exercise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.gradient import pattern_texts as texts
from autograder.numeric.gradient.evaluation import Array, Point
from autograder.numeric.gradient.pattern_texts import Pattern
from autograder.numeric.gradient.probe import norm, rms

#: The relative difference of entries that counts as none here; quick measurements are less exact.
_ALIKE = 1e-4

#: What may remain of the error after an explanation, as a fraction of it.
_LEFT_OVER = 1e-2


@dataclass(frozen=True, slots=True)
class Contrast:
    """A wrong gradient next to the right one, and what may have gone into it.

    Parameters
    ----------
    name : str
        The block.
    point : Point
        All parameters under test.
    claimed : (shape of the block) float64 array
        The whole claim.
    grid : tuple of int arrays
        Selects the entries that were measured.
    numerical : (shape of the grid) float64 array
    upstream : (shape of the output) float64 array
    """

    name: str
    point: Point
    claimed: Array
    grid: tuple[NDArray[np.intp], ...]
    numerical: Array
    upstream: Array

    @property
    def values(self) -> Array:
        """The block."""
        return self.point[self.name]

    @property
    def missing(self) -> Array:
        """What the claim lacks, on the grid."""
        return self.numerical - self.on_grid(self.claimed)

    def on_grid(self, values: Array) -> Array:
        """Return the measured entries of an array of the block's shape."""
        return values[self.grid] if self.grid else values

    def explains(self, prediction: Array, observed: Array) -> bool:
        """Whether `prediction` leaves next to nothing of the error in `observed`."""
        return norm(prediction - observed) <= _LEFT_OVER * norm(self.missing)


def name_pattern(contrast: Contrast) -> Pattern | None:
    """Name how the claimed gradient is wrong, or return None if no rule explains it."""
    if not np.isfinite(contrast.numerical).all():
        return None
    answers = (rule(contrast) for rule in _RULES)
    return next((answer for answer in answers if answer is not None), None)


def _factor(contrast: Contrast) -> Pattern | None:
    claimed, wanted = contrast.on_grid(contrast.claimed), contrast.numerical
    if not claimed.any():
        return texts.zero()
    factor = _ratio(claimed, wanted)
    if not contrast.explains(factor * wanted, claimed):
        return None
    for number, symbol, source in _factors(contrast):
        if abs(factor - number) <= _LEFT_OVER * min(abs(number), abs(number - 1)):
            return texts.factor(symbol, source)
    return texts.factor(f"{factor:.4g}", None) if claimed.size >= 3 else None


def _factors(contrast: Contrast) -> Iterator[tuple[float, str, texts.Size | None]]:
    """Yield the factors with a name: plain ones first, then those made of a size N."""
    for plain, symbol in ((-1.0, "-1"), (2.0, "2"), (0.5, "1/2"), (-2.0, "-2"), (-0.5, "-1/2")):
        yield plain, symbol, None
    for size in _sizes(contrast):
        n = size.value
        for value, symbol in ((n, "N"), (1 / n, "1/N"), ((n - 1) / n, "(N-1)/N"), (n / (n - 1), "N/(N-1)")):
            yield value, symbol, size
            yield -value, f"-{symbol}", size


def _sizes(contrast: Contrast) -> Iterator[texts.Size]:
    """Yield the sizes a mean may have been taken over."""
    others = [(name, values) for name, values in contrast.point.items() if name != contrast.name]
    arrays = [("", contrast.upstream), (contrast.name, contrast.values), *others]
    for owner, array in arrays:
        for axis, length in enumerate(array.shape):
            if length > 1:
                yield texts.Size(length, owner, axis)
    for owner, array in arrays:
        if array.size > 1:
            yield texts.Size(array.size, owner, None)


def _rearranged(contrast: Contrast) -> Pattern | None:
    """The right numbers at the wrong places."""
    claimed = contrast.claimed
    axes = range(claimed.ndim)
    if claimed.ndim > 4 or claimed.size < 3:
        return None
    for order in permutations(axes):
        turned = claimed.transpose(order)
        if list(order) != list(axes) and turned.shape == claimed.shape and _same(contrast, turned):
            return texts.transposed()
    for last in range(1, claimed.ndim + 1):
        if _same(contrast, np.flip(claimed, axis=tuple(axes)[-last:])):
            return texts.reversed_order()
    return None


def _same(contrast: Contrast, rearranged: Array) -> bool:
    return contrast.explains(contrast.on_grid(rearranged), contrast.numerical)


def _mask(contrast: Contrast) -> Pattern | None:
    """All wrong entries should have been zero, or are zero and should not."""
    claimed, wanted = contrast.on_grid(contrast.claimed), contrast.numerical
    wrong = _wrong(contrast)
    if np.count_nonzero(wrong) < 2 or wrong.all():
        return None
    small = _ALIKE * rms(wanted)
    if (np.abs(wanted[wrong]) <= small).all():
        return texts.mask_missing()
    return texts.mask_excessive() if (claimed[wrong] == 0).all() else None


def _multiple(contrast: Contrast) -> Pattern | None:
    """A term proportional to something at hand is missing."""
    missing = contrast.missing
    if missing.size < 4:
        return None
    known = [(contrast.values, f"`{contrast.name}`"), (np.sign(contrast.values), f"sign(`{contrast.name}`)")]
    if contrast.upstream.shape == contrast.values.shape:
        known.append((contrast.upstream, "dout"))
    for array, name in known:
        term = contrast.on_grid(array)
        coefficient = _ratio(missing, term)
        if term.any() and contrast.explains(coefficient * term, missing):
            return texts.multiple(coefficient, name, contrast.name)
    return None


def _along_axis(contrast: Contrast) -> Pattern | None:
    """A term constant along an axis is missing, or a term linear in the block: the paths of a normalisation."""
    missing = contrast.missing
    values = contrast.on_grid(contrast.values)
    axes = [axis for axis, length in enumerate(missing.shape) if length >= 3]
    for axis in axes:
        if contrast.explains(missing.mean(axis, keepdims=True) + 0 * missing, missing):
            return texts.constant_along(axis)
    for axis in (axis for axis in axes if missing.shape[axis] >= 4):
        line = _fitted_line(missing, values, axis)
        if contrast.explains(line, missing):
            return texts.linear_along(axis)
    return None


def _fitted_line(missing: Array, values: Array, axis: int) -> Array:
    """Return the least squares fit ``a + b * values``, with its own a and b for each line along `axis`."""
    centre = missing.mean(axis, keepdims=True)
    spread = values - values.mean(axis, keepdims=True)
    norms = np.sum(spread**2, axis=axis, keepdims=True)
    slope = np.sum(missing * spread, axis=axis, keepdims=True) / np.where(norms > 0, norms, 1.0)
    fitted: Array = centre + slope * spread
    return fitted


def _factor_along_axis(contrast: Contrast) -> Pattern | None:
    """Each row, or each column, has a factor of its own."""
    claimed, wanted = contrast.on_grid(contrast.claimed), contrast.numerical
    for axis, length in enumerate(wanted.shape):
        if wanted.ndim < 2 or length < 3:
            continue
        squares = np.sum(wanted**2, axis=axis, keepdims=True)
        factors = np.sum(claimed * wanted, axis=axis, keepdims=True) / np.where(squares > 0, squares, 1.0)
        if contrast.explains(factors * wanted, claimed):
            return texts.factor_along(axis)
    return None


def _few(contrast: Contrast) -> Pattern | None:
    count = np.count_nonzero(_wrong(contrast))
    return (
        texts.few() if contrast.numerical.size >= 4 and count <= 0.1 * contrast.numerical.size + 1 else None
    )


def _wrong(contrast: Contrast) -> NDArray[np.bool_]:
    claimed, wanted = contrast.on_grid(contrast.claimed), contrast.numerical
    size = np.maximum(np.maximum(np.abs(claimed), np.abs(wanted)), 0.1 * rms(wanted))
    return np.abs(claimed - wanted) > _ALIKE * size


def _ratio(values: Array, unit: Array) -> float:
    """Return the multiple of `unit` nearest to `values`, 0 where `unit` vanishes."""
    length = norm(unit)
    return float(np.sum(values * (unit / length)) / length) if length else 0.0


#: The simplest explanation first: a factor is also a factor per column.
_RULES: tuple[Callable[[Contrast], Pattern | None], ...] = (
    _factor,
    _rearranged,
    _mask,
    _multiple,
    _along_axis,
    _factor_along_axis,
    _few,
)
