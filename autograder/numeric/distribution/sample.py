"""An answer in units of the wanted distribution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.numeric.distribution.draws import ENORMOUS, Array, Floats
from autograder.numeric.distribution.families import Distribution

_SINGLE_PRECISION = float(np.finfo(np.float32).eps)


@dataclass(frozen=True, slots=True)
class Sample:
    """Standardised values `z` of all calls, what they should be, and how coarsely `z` is rounded."""

    z: Floats
    wanted: Distribution
    name: str
    resolution: float

    @classmethod
    def of(cls, stack: Array, wanted: Distribution, name: str) -> Sample:
        """Standardise answers; what overflows becomes `ENORMOUS`."""
        with np.errstate(all="ignore"):
            z = (stack.astype(np.float64) - wanted.mean) / wanted.std
        return cls(np.clip(z, -ENORMOUS, ENORMOUS), wanted, name, _resolution(stack.dtype, wanted))

    @property
    def n(self) -> int:
        """The number of entries of all calls."""
        return self.z.size

    @property
    def mean_square(self) -> float:
        """The variance about the wanted mean, relative to the wanted variance."""
        return float(np.mean(self.z * self.z))

    def value(self, z: float) -> float:
        """Return `z` in the units of the answer."""
        return self.wanted.mean + self.wanted.std * z


def _resolution(dtype: np.dtype[Any], wanted: Distribution) -> float:
    """Bound the rounding of `z`, and with it the probability that two values round alike."""
    eps = max(_SINGLE_PRECISION, float(np.finfo(dtype).eps))
    return min(1.0, 2 * eps * (1 + abs(wanted.mean) / wanted.std))


def furthest_from_cdf(z: Floats, wanted: Distribution) -> tuple[float, float]:
    """Return the largest signed distance of the sorted `z` from the wanted distribution, and its place."""
    cdf = wanted.cdf(wanted.mean + wanted.std * z)
    steps = np.arange(len(z) + 1) / len(z)
    above, below = steps[1:] - cdf, steps[:-1] - cdf
    high, low = int(np.argmax(above)), int(np.argmin(below))
    if above[high] >= -below[low]:
        return float(above[high]), float(z[high])
    return float(below[low]), float(z[low])
