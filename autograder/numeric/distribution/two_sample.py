"""Whether two random answers resemble each other."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from autograder.numeric.distribution import bounds
from autograder.numeric.distribution.draws import Floats

#: Fewer entries than this tell nothing.
_TELLING = 15


def same_distribution(first: npt.ArrayLike, second: npt.ArrayLike, *, significance: float = 1e-6) -> bool:
    """Tell whether two random answers may come from the same distribution.

    Parameters
    ----------
    first, second : array
        Answers of any numeric dtype. Compare their shapes beforehand if they matter.
    significance : float
        The largest probability of answering False for two answers of the same distribution.

    Returns
    -------
    bool
        True if a two-sample Kolmogorov-Smirnov test sees no difference, ties or not. Then also the infinities
        and NaNs are in the same places, and the answers are constant along the same axes (a mask
        shared by all rows resembles only another such mask). Nothing but zeros resembles nothing but zeros.

    Notes
    -----
    This is for diagnosis, to say which known mistake an answer looks like, and needs enough entries: below
    about 15 it cannot tell anything apart. Equal sizes use the bound of Gnedenko and Korolyuk (1951),
    others Massart's (1990) twice. The entries, once constant axes are removed, count as independent.
    """
    one, two = _numbers(first), _numbers(second)
    if one is None or two is None or not _same_gaps(one, two) or _one_is_empty(one, two):
        return False
    (one, constant_one), (two, constant_two) = _without_constant_axes(one), _without_constant_axes(two)
    if constant_one != constant_two:
        return False
    x, y = (np.sort(values[np.isfinite(values)]) for values in (one, two))
    return not (x.size and y.size) or _two_samples_agree(x, y, significance)


def _numbers(values: npt.ArrayLike) -> Floats | None:
    try:
        array = np.asarray(values)
    except (ValueError, TypeError, OverflowError):
        return None
    if array.dtype.kind not in "biuf" or array.size == 0:
        return None
    with np.errstate(all="ignore"):
        return array.astype(np.float64)


def _same_gaps(one: Floats, two: Floats) -> bool:
    """Tell whether NaN and infinities agree, place by place where the sizes allow it."""
    if one.size != two.size:
        return bool(np.isfinite(one).all() and np.isfinite(two).all())
    gaps = [np.where(np.isfinite(values), 0.0, values).ravel() for values in (one, two)]
    return np.array_equal(gaps[0], gaps[1], equal_nan=True)


def _one_is_empty(one: Floats, two: Floats) -> bool:
    """Tell whether one answer is all zeros and the other is not, which may be constant all the same."""
    return min(one.size, two.size) >= _TELLING and bool(one.any() != two.any())


def _without_constant_axes(values: Floats) -> tuple[Floats, tuple[int, ...]]:
    """Keep one slice of each axis along which nothing changes; say which axes these are."""
    constant = []
    for axis, length in enumerate(values.shape):
        head = values.take([0], axis=axis)
        if length > 1 and np.array_equal(np.broadcast_to(head, values.shape), values, equal_nan=True):
            constant.append(axis)
    for axis in constant:
        values = values.take([0], axis=axis)
    return values, tuple(constant)


def _two_samples_agree(x: Floats, y: Floats, significance: float) -> bool:
    at = np.concatenate([x, y])
    below_x, below_y = np.searchsorted(x, at, side="right"), np.searchsorted(y, at, side="right")
    if x.size == y.size:
        difference = int(np.max(np.abs(below_x - below_y)))
        return bounds.two_sample_log_probability(x.size, difference) > math.log(significance)
    distance = float(np.max(np.abs(below_x / x.size - below_y / y.size)))
    return distance <= bounds.cdf_radius(x.size, significance / 2) + bounds.cdf_radius(
        y.size, significance / 2
    )
