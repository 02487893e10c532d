"""What chance does to a random calculation: bounds from repeated runs of its reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

#: How often a reference is run; how far from the mean of its runs one more run may lie, in standard deviations. Of
#: numbers that are nearly normal, one in 10^11 lies further (Student's t, 39 degrees of freedom, two-sided): of fifty
#: at once, one is outside with probability 5e-10.
RUNS = 40
T = 9.5


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where each entry of one more run lies, all but certainly."""

    low: np.ndarray[Any, Any]
    high: np.ndarray[Any, Any]

    @classmethod
    def of(cls, runs: Any, t: float = T) -> Bounds:
        """Return the bounds from runs that are the rows of an array."""
        runs = np.asarray(runs)
        mean = runs.mean(axis=0)
        # One more run varies like the others, and their mean is known only so well.
        away = t * runs.std(axis=0, ddof=1) * np.sqrt(1 + 1 / len(runs))
        return cls(mean - away, mean + away)

    def hold(self, values: Any) -> np.ndarray[Any, Any]:
        """Tell for each value whether it lies within."""
        return np.asarray((self.low <= values) & (values <= self.high))
