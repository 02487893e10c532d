"""The distributions an answer can be wanted to have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from autograder.numeric.distribution import bounds
from autograder.numeric.distribution.draws import Floats


class Distribution(Protocol):
    """A continuous, strictly sub-Gaussian distribution; `z` stands for ``(x - mean) / std``."""

    @property
    def mean(self) -> float:
        """The expectation."""

    @property
    def std(self) -> float:
        """The standard deviation."""

    @property
    def support(self) -> tuple[float, float]:
        """The smallest and largest possible value."""

    def cdf(self, x: npt.ArrayLike) -> Floats:
        """Return the probability of a value of at most `x`."""

    def tail(self, deviation: float) -> float:
        """Return the probability of ``abs(z) > deviation``."""

    def square_exponent(self, n: int, ratio: float) -> float:
        """Bound the mean of `n` values of ``z**2`` at `ratio` (see `bounds`)."""


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal distribution.

    Parameters
    ----------
    mean, std : float
        Expectation and standard deviation, `std` above 0.
    """

    mean: float
    std: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.mean) and 0 < self.std < math.inf):
            raise ValueError(f"a normal distribution needs a finite mean and std > 0, not {self!r}")

    @property
    def support(self) -> tuple[float, float]:
        """The whole line."""
        return (-math.inf, math.inf)

    def cdf(self, x: npt.ArrayLike) -> Floats:
        """Return the probability of a value of at most `x`."""
        scaled = (self.mean - np.asarray(x, dtype=np.float64)) / (self.std * math.sqrt(2))
        values = np.fromiter(map(math.erfc, scaled.ravel().tolist()), np.float64, scaled.size)
        return values.reshape(scaled.shape) / 2

    def tail(self, deviation: float) -> float:
        """Return the probability of a value further than `deviation` standard deviations from the mean."""
        return math.erfc(deviation / math.sqrt(2))

    def square_exponent(self, n: int, ratio: float) -> float:
        """Bound the mean square of `n` standardised values at `ratio`."""
        return bounds.chi_square_exponent(n, ratio)


@dataclass(frozen=True, slots=True)
class Uniform:
    """The uniform distribution.

    Parameters
    ----------
    low, high : float
        The limits, `low` below `high`.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 < self.high - self.low < math.inf:
            raise ValueError(f"a uniform distribution needs finite limits, low < high, not {self!r}")

    @property
    def mean(self) -> float:
        """The middle."""
        return self.low + (self.high - self.low) / 2

    @property
    def std(self) -> float:
        """The width over the square root of 12."""
        return (self.high - self.low) / math.sqrt(12)

    @property
    def support(self) -> tuple[float, float]:
        """The limits."""
        return (self.low, self.high)

    def cdf(self, x: npt.ArrayLike) -> Floats:
        """Return the probability of a value of at most `x`."""
        inside = np.clip(np.asarray(x, dtype=np.float64), self.low, self.high)
        fractions: Floats = (inside - self.low) / (self.high - self.low)
        return fractions

    def tail(self, deviation: float) -> float:
        """Return the probability of a value further than `deviation` standard deviations from the middle."""
        return max(0.0, 1 - deviation / math.sqrt(3))

    def square_exponent(self, n: int, ratio: float) -> float:
        """Bound the mean square of `n` standardised values: within [0, 3], variance 4/5."""
        largest = 2.0 if ratio > 1 else 1.0
        return bounds.bernstein_exponent(n, abs(ratio - 1), 0.8, largest)
