"""A wrong gradient next to the right one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.gradient.entries import SMALL, Grid
from autograder.numeric.gradient.evaluation import Array, Point
from autograder.numeric.gradient.probe import norm, rms

#: What may remain of the error after an explanation, as a fraction of it.
LEFT_OVER = 1e-2

#: The relative difference of entries that counts as none here: they were measured quickly.
_ALIKE = 1e-4


@dataclass(frozen=True, slots=True)
class Contrast:
    """A claimed and a numerical gradient, and what may have gone into them.

    Parameters
    ----------
    name : str
        The block.
    point : Point
        All parameters under test.
    whole : (shape of the block) float64 array
        The claim, all of it.
    grid : Grid
        Selects the entries that were measured.
    wanted : (shape of the grid) float64 array
        The numerical gradient.
    upstream : (shape of the output) float64 array
    """

    name: str
    point: Point
    whole: Array
    grid: Grid
    wanted: Array
    upstream: Array

    @property
    def values(self) -> Array:
        """The block."""
        return self.point[self.name]

    @property
    def claimed(self) -> Array:
        """The claim on the grid."""
        return self.on_grid(self.whole)

    @property
    def missing(self) -> Array:
        """What the claim lacks, on the grid."""
        return self.wanted - self.claimed

    @property
    def wrong(self) -> NDArray[np.bool_]:
        """Which entries of the grid differ."""
        return self.differs(_ALIKE, 0.0)

    def differs(self, tolerance: float, doubt: float) -> NDArray[np.bool_]:
        """Return which entries of the grid differ by more than `tolerance`, relatively, and `doubt`."""
        size = np.maximum(np.abs(self.claimed), np.abs(self.wanted))
        allowed = tolerance * np.maximum(size, SMALL * rms(self.wanted)) + doubt
        differing: NDArray[np.bool_] = np.abs(self.missing) > allowed
        return differing

    def on_grid(self, values: Array) -> Array:
        """Return the measured entries of an array of the block's shape."""
        return values[self.grid] if self.grid else values

    def explains(self, prediction: Array, observed: Array) -> bool:
        """Whether `prediction` leaves next to nothing of the error in `observed`."""
        return norm(prediction - observed) <= LEFT_OVER * norm(self.missing)


def multiple_of(unit: Array, values: Array) -> float:
    """Return the coefficient of the multiple of `unit` nearest to `values`, 0 if `unit` vanishes."""
    length = norm(unit)
    return float(np.sum(values * (unit / length)) / length) if length else 0.0
