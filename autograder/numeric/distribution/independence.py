"""Whether the entries of random answers are copies of each other, or related to their neighbours."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NoReturn

import numpy as np

from autograder.numeric.distribution.draws import Array, fail
from autograder.text import Text


def require_no_repeated_slices(stack: Array, *, collision: float, alpha: float, name: str) -> None:
    """Fail if two calls, or two slices along an axis, are the same numbers.

    Two independent entries are equal with probability `collision` at most. Slices along an axis are
    compared only where the union over all their pairs stays below `alpha`.
    """
    axes = [axis for axis in range(stack.ndim) if _copies_tell(stack, axis, collision, alpha)]
    distinct = {axis: len({part.tobytes() for part in np.moveaxis(stack, axis, 0)}) for axis in axes}
    copied = [axis for axis in axes if distinct[axis] < stack.shape[axis]]
    if copied:
        plainest = min(copied, key=distinct.__getitem__)
        _fail_repeated(plainest, distinct[plainest], stack.shape[plainest], name)


def _copies_tell(stack: Array, axis: int, collision: float, alpha: float) -> bool:
    length: int = stack.shape[axis]
    pairs, entries = length * (length - 1) / 2, stack.size // length
    return pairs > 0 and math.log(pairs) + entries * math.log(collision) <= math.log(alpha)


def require_unrelated_neighbours(
    stack: Array,
    *,
    exponent: Callable[[Array, Array], float],
    alpha: float,
    name: str,
) -> None:
    """Fail if neighbours along an axis, or corresponding entries of successive calls, depend on each other.

    `exponent` bounds the probability of what is seen in *disjoint* pairs, which are independent of
    one another: entries (0, 1), (2, 3) ... and then (1, 2), (3, 4) ..., each a test at level `alpha`.
    """
    for axis in range(stack.ndim):
        along = np.moveaxis(stack, axis, 0)
        for start in (0, 1):
            first, second = along[start:-1:2], along[start + 1 :: 2]
            if first.size and exponent(first, second) > math.log(2 / alpha):
                _fail_related(axis, first, second, name)


def _fail_repeated(axis: int, different: int, length: int, name: str) -> NoReturn:
    pattern = "ignores its generator" if axis == 0 else f"repeated along axis {axis - 1}"
    text = _SAME_CALLS if axis == 0 else _SAME_SLICES
    fail(
        text.format(name=name, axis=axis - 1, length=length, different=different),
        name=name,
        got=different,
        wanted=length,
        pattern=pattern,
    )


def _fail_related(axis: int, first: Array, second: Array, name: str) -> NoReturn:
    found = correlation(first, second)
    text = _RELATED_CALLS if axis == 0 else _RELATED_NEIGHBOURS
    where = "between calls" if axis == 0 else f"along axis {axis - 1}"
    fail(
        text.format(name=name, axis=axis - 1, found=found),
        name=name,
        got=found,
        wanted=0.0,
        pattern=f"correlated {where}",
    )


_SAME_CALLS = Text(
    en="Calls with different generators gave the same {name} (distinct results: {different} of {length}): "
    "the generator passed as an argument is not used.",
    es="Llamadas con generadores distintos dieron lo mismo en {name} (resultados distintos: {different} de "
    "{length}): no se usa el generador que se recibe como argumento.",
)
_SAME_SLICES = Text(
    en="{name} is copied along axis {axis} (distinct slices: {different} of {length}). "
    "Each entry must be drawn on its own.",
    es="{name} se repite a lo largo del eje {axis} (cortes distintos: {different} de {length}). "
    "Cada entrada debe sortearse por separado.",
)
_RELATED_CALLS = Text(
    en="Successive calls give related {name} (correlation {found:.3g}); they must be independent.",
    es="Llamadas sucesivas dan valores de {name} relacionados (correlación {found:.3g}); "
    "deben ser independientes.",
)
_RELATED_NEIGHBOURS = Text(
    en="Neighbours of {name} along axis {axis} are related (correlation {found:.3g}); "
    "entries must be independent.",
    es="Las entradas vecinas de {name} en el eje {axis} están relacionadas (correlación {found:.3g}); "
    "deben ser independientes.",
)


def correlation(first: Array, second: Array) -> float:
    """Return the correlation of corresponding entries, 1 where there is no variation at all."""
    a, b = first - np.mean(first, dtype=float), second - np.mean(second, dtype=float)
    scale = float(np.sqrt(np.mean(a * a) * np.mean(b * b)))
    return float(np.mean(a * b)) / scale if scale > 0 else 1.0
