"""One parameter block of a forward under test, and how far a claimed gradient is from its differences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.numeric.gradient.evaluation import Array, Inquiry, Point

EPS64 = float(np.finfo(np.float64).eps)

#: The spacing of float32, which a forward may compute in without returning it.
EPS32 = float(np.finfo(np.float32).eps)


#: However noisy the forward, an error of this size, next to the largest claim, is not rounding.
_INEXACT_AT_MOST = 1e-4


def norm(values: Array) -> float:
    """Return the Euclidean norm, without overflow or underflow on the way."""
    largest = float(np.max(np.abs(values), initial=0.0))
    if largest == 0 or not np.isfinite(largest):
        return largest
    return largest * float(np.sqrt(np.sum(np.square(values / largest))))


def rms(values: Array) -> float:
    """Return the root mean square, 0 for no values."""
    return norm(values) / math.sqrt(max(values.size, 1))


def is_coarse(eps: float) -> bool:
    """Whether a spacing at 1 is that of less than double precision."""
    return eps > 1e-10


@dataclass(frozen=True)
class Probe:
    """The claim that `claimed` is the derivative of ``<upstream, forward>`` in one block at `point`.

    Parameters
    ----------
    name : str
        The block.
    point : Point
        All parameters under test.
    claimed : (shape of the block) float64 array
        The student's gradient.
    upstream, output : (shape of the output) float64 arrays
        The upstream gradient, and the forward's output at `point`.
    eps : float
        Spacing of the output's type at 1.
    agreement : float
        Relative difference from the derivative that cannot be an accident.
    largest : float
        The root mean square of the largest claim about any block.
    rounding : float
        Relative inexactness of a claim that does not come from that of the forward.
    """

    name: str
    point: Point
    claimed: Array
    upstream: Array
    output: Array
    eps: float
    agreement: float
    largest: float = 0.0
    rounding: float = 0.0

    @property
    def values(self) -> Array:
        """The block."""
        return self.point[self.name]

    @cached_property
    def scale(self) -> float:
        """The unit of steps: the block's root mean square, 1 for a block of zeros."""
        return rms(self.values) or 1.0

    @cached_property
    def weight(self) -> float:
        """The size of what is differentiated, whose rounding is the least possible noise.

        An output of zeros may be what is left of numbers about 1.
        """
        return norm(self.upstream * self.output) or EPS64 * norm(self.upstream)

    @property
    def noise(self) -> float:
        """Rounding of ``<upstream, output>``, if the forward itself made none."""
        return self.eps * self.weight

    @property
    def coarse(self) -> bool:
        """Whether the output has less than double precision."""
        return is_coarse(self.eps)

    def is_coarse(self, noise: float) -> bool:
        """Whether the deviation `noise` of an evaluation is that of single precision."""
        return noise > 0.05 * EPS32 * self.weight

    def power(self, noise: float) -> float:
        """Return the relative error of one entry that a check has to be able to see."""
        return 1e-2 if self.is_coarse(noise) else 1e-4

    def dust(self, noise: float) -> float:
        """Return an entry so small that it may be mere rounding: it cannot be told from zero.

        Where a derivative vanishes, terms as large as those of other claims cancel, and what is left of
        them is as inexact as the forward is.
        """
        noise = max(noise, self.noise)
        inexact = min(10 * noise / self.weight, _INEXACT_AT_MOST) if self.weight else 0.0
        return max(50 * noise / self.scale, max(self.rounding, inexact) * self.largest)

    def at(self, values: Array) -> Point:
        """Return the point with other values in this block."""
        return {**self.point, self.name: values}

    def unit(self, index: tuple[int, ...]) -> Array:
        """Return the direction of one entry."""
        direction = np.zeros(self.values.shape)
        direction[index] = 1.0
        return direction


def residuals(probe: Probe, directions: Sequence[Array], steps: Sequence[float]) -> Inquiry[Array]:
    """Return the numerical minus the claimed derivative along each direction, at its step.

    The claim is applied to the step as rounded, ``(x + h u) - (x - h u)``, so that the rounding of
    arguments drops out.

    Parameters
    ----------
    probe : Probe
    directions : k arrays of the block's shape
    steps : k floats

    Returns
    -------
    (k,) array
    """
    x = probe.values
    moved = [x + sign * h * u for u, h in zip(directions, steps, strict=True) for sign in (1, -1)]
    outputs = yield [probe.at(values) for values in moved]
    pairs = zip(moved[::2], moved[1::2], outputs[::2], outputs[1::2], steps, strict=True)
    return np.array(
        [
            (np.sum(probe.upstream * (upper - lower)) - np.sum(probe.claimed * (plus - minus))) / (2 * step)
            for plus, minus, upper, lower, step in pairs
        ]
    )
