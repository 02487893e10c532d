"""Seeded inputs with named dimensions.

The dimensions of one draw are distinct, so that a transposed or broadcast result cannot pass by luck.
Edge sizes (one row, one feature) are drawn where the exercise says they are legal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.random import Generator

Sizes: TypeAlias = Mapping[str, int]
#: A dimension by its name, or of a fixed size.
Dimension: TypeAlias = str | int

#: Sizes drawn for dimensions that an exercise says nothing about: small, so that messages can be read.
USUAL_SIZES = range(3, 10)


@dataclass(frozen=True, slots=True)
class Input:
    """How one argument is drawn.

    Parameters
    ----------
    draw : callable
        ``draw(rng, sizes)`` returns a value.
    dimensions : tuple of str
        The named dimensions it needs.
    """

    draw: Callable[[Generator, Sizes], Any]
    dimensions: tuple[str, ...] = ()


def normal(*dimensions: Dimension, mean: float = 0.0, std: float = 1.0) -> Input:
    """Independent normal entries, e.g. ``normal("batch", "features")``."""
    return _entries(dimensions, lambda rng, shape: rng.normal(mean, std, shape))


def uniform(*dimensions: Dimension, low: float = 0.0, high: float = 1.0) -> Input:
    """Independent entries, uniform between `low` and `high`."""
    return _entries(dimensions, lambda rng, shape: rng.uniform(low, high, shape))


def integers(*dimensions: Dimension, low: int = 0, high: Dimension) -> Input:
    """Integers from `low` up to and without `high`, which may name a dimension (``high="classes"``)."""

    def draw(rng: Generator, sizes: Sizes) -> Any:
        return rng.integers(low, _size(high, sizes), _shape(dimensions, sizes))

    return Input(draw, _named((*dimensions, high)))


def scalar(low: float, high: float) -> Input:
    """One float, uniform between `low` and `high`."""
    return Input(lambda rng, sizes: float(rng.uniform(low, high)))


def choice(*values: Any) -> Input:
    """One of the given values."""
    return Input(lambda rng, sizes: values[int(rng.integers(len(values)))])


def size(dimension: str) -> Input:
    """The size that was drawn for a dimension (an argument such as ``fan_in``)."""
    return Input(lambda rng, sizes: sizes[dimension], (dimension,))


def generator() -> Input:
    """A NumPy generator. Every call that receives it gets a copy in the same state."""
    return Input(lambda rng, sizes: np.random.default_rng(rng.integers(2**63)))


def made(draw: Callable[[Generator, Sizes], Any], *dimensions: str) -> Input:
    """Whatever ``draw(rng, sizes)`` returns; `dimensions` names the sizes that it uses."""
    return Input(draw, dimensions)


def draw_sizes(
    rng: Generator, names: tuple[str, ...], ranges: Mapping[str, range], fixed: Sizes
) -> dict[str, int]:
    """Draw distinct sizes for the named dimensions; those in `fixed` are given."""
    sizes = dict(fixed)
    # The dimension with the fewest sizes to choose from goes first; ties in the order they were named.
    for name in sorted(dict.fromkeys(names), key=lambda n: len(ranges.get(n, USUAL_SIZES))):
        if name not in fixed:
            free = [k for k in ranges.get(name, USUAL_SIZES) if k not in sizes.values()]
            if not free:
                raise ValueError(f"no size is left for the dimension {name!r} that differs from the others")
            sizes[name] = free[int(rng.integers(len(free)))]
    return sizes


def _entries(dimensions: tuple[Dimension, ...], draw: Callable[[Generator, tuple[int, ...]], Any]) -> Input:
    return Input(lambda rng, sizes: draw(rng, _shape(dimensions, sizes)), _named(dimensions))


def _named(dimensions: tuple[Dimension, ...]) -> tuple[str, ...]:
    return tuple(d for d in dimensions if isinstance(d, str))


def _shape(dimensions: tuple[Dimension, ...], sizes: Sizes) -> tuple[int, ...]:
    return tuple(_size(dimension, sizes) for dimension in dimensions)


def _size(dimension: Dimension, sizes: Sizes) -> int:
    return sizes[dimension] if isinstance(dimension, str) else dimension
