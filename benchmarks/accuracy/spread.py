"""Whether two programs' random answers have the same distribution, jointly and entry by entry.

Many runs with the same arguments are compared: means, variances and quantiles of every entry, products of
neighbours and of entries in the same place of different answers, by themselves and added up over an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

#: Fewer runs than this tell too little of single entries, whose distributions may be far from normal.
_FEW = 100

#: How often chance alone may exceed the limit of one comparison.
_CHANCE = 1e-11

#: Answers of more entries than this are thinned out.
_MOST_ENTRIES = 400

#: The quantiles of an entry at which its two distributions are compared.
_LEVELS = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)

Numbers: TypeAlias = NDArray[np.float64]
Runs: TypeAlias = Sequence[Sequence[Numbers]]


def same(got: Runs, wanted: Runs) -> bool:
    """Tell whether runs of two programs, each a list of arrays, may be of the same distribution."""
    if {len(run) for run in got} != {len(run) for run in wanted}:
        return False
    if any(np.isnan(x).any() for runs in (got, wanted) for run in runs for x in run):
        got, wanted = _without_nan(got), _without_nan(wanted)
    shapes = [{tuple(map(np.shape, run)) for run in runs} for runs in (got, wanted)]
    if any(len(found) > 1 for found in shapes):  # sizes are random themselves
        got, wanted = _summaries(got), _summaries(wanted)
    elif shapes[0] != shapes[1]:
        return False
    return all(
        _same_moments(x, y, alone=alone) for x, y, alone in _statistics(_stacked(got), _stacked(wanted))
    )


def _without_nan(runs: Runs) -> list[list[Numbers]]:
    """Return the numbers with zeros for NaN, and after them where NaN was."""
    return [
        [*(np.where(np.isnan(x), 0.0, x) for x in run), *(np.isnan(x).astype(float) for x in run)]
        for run in runs
    ]


def _stacked(runs: Runs) -> list[Numbers]:
    """Return one array (runs, entries) for each answer, thinned out if it is large."""
    stacked = [np.array([np.ravel(run[k]) for run in runs]) for k in range(len(runs[0]))]
    return [x[:, :: max(1, x.shape[1] // _MOST_ENTRIES)] for x in stacked]


def _summaries(runs: Runs) -> list[list[Numbers]]:
    return [[np.array([x.size, x.sum(), (x**2).sum()]) for x in run] for run in runs]


def _statistics(got: list[Numbers], wanted: list[Numbers]) -> Iterator[tuple[Numbers, Numbers, bool]]:
    """Yield pairs of arrays (runs, entries) whose means tell distributions apart, and whether entries alone do."""
    centred: tuple[list[Numbers], list[Numbers]] = ([], [])
    for pair in zip(got, wanted, strict=True):
        both = np.concatenate(pair)
        yield *pair, True
        noise = 1e-7 * np.sqrt(
            np.mean(both**2, axis=0)
        )  # a level may be one of a few values that are taken often
        for level in np.quantile(both, _LEVELS, axis=0):
            yield *((x <= level + noise).astype(float) for x in pair), False
        for side, x in zip(centred, pair, strict=True):
            side.append(x - both.mean(axis=0))
    for one, other in zip(*centred, strict=True):
        yield one**2, other**2, True
        for lag in (1, 2):
            yield one[:, lag:] * one[:, :-lag], other[:, lag:] * other[:, :-lag], True
    for j, k in combinations(range(len(got)), 2):
        if got[j].shape == got[k].shape:
            yield centred[0][j] * centred[0][k], centred[1][j] * centred[1][k], True


def _same_moments(got: Numbers, wanted: Numbers, *, alone: bool = True) -> bool:
    """Compare the means of columns, each in its unit, if `alone`; and of their sum."""
    if got.shape[1:] != wanted.shape[1:] or not np.isfinite(got).all():
        return False
    if not wanted.size:
        return True
    # Units and directions come from both alike: from one of them, chance would make the other look different.
    both = np.concatenate([got, wanted])
    unit = np.sqrt(np.mean(both**2, axis=0))
    unit = np.where(unit > 0, unit, 1.0)
    # Entries with a mean of their own are added up in its direction, so that they do not cancel.
    mean, error = both.mean(axis=0), both.std(axis=0) / np.sqrt(len(both))
    direction = np.where(np.abs(mean) > 7 * error, np.sign(mean), 1.0)
    got, wanted = got / unit, wanted / unit
    together = [(x * direction).mean(axis=1, keepdims=True) for x in (got, wanted)]
    return _same_means(*together) and (not alone or len(got) < _FEW or _same_means(got, wanted))


def _same_means(got: Any, wanted: Any) -> bool:
    difference = np.abs(got.mean(axis=0) - wanted.mean(axis=0))
    error = np.sqrt(got.var(axis=0) / len(got) + wanted.var(axis=0) / len(wanted))
    limit = t.isf(_CHANCE, len(got) + len(wanted) - 2)
    return bool(np.all(difference <= limit * error + 1e-7))
