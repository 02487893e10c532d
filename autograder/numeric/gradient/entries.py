"""Single entries of a gradient: measuring them, and judging what was measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.numeric.gradient.evaluation import Array, Inquiry, together
from autograder.numeric.gradient.ladder import ladder
from autograder.numeric.gradient.probe import Probe, residuals, rms
from autograder.numeric.gradient.survey import Survey

Index: TypeAlias = tuple[int, ...]

#: An open mesh, as `numpy.ix_` makes it: chosen rows, columns ... and all their crossings.
Grid: TypeAlias = tuple[NDArray[np.intp], ...]

#: An entry smaller than this fraction of a typical one is held to that fraction.
SMALL = 0.1

#: The least relative difference worth a note.
_NOTABLE = 1e-8


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a gradient, claimed and measured.

    Parameters
    ----------
    index : tuple of int
    claimed, numerical : float
    bound : float
        Of the error of `numerical`.
    noise : float
        Deviation of one evaluation.
    """

    index: Index
    claimed: float
    numerical: float
    bound: float
    noise: float

    @property
    def error(self) -> float:
        """How far the claim is from the measurement."""
        return abs(self.claimed - self.numerical)

    @property
    def size(self) -> float:
        """The larger of claim and measurement."""
        return max(abs(self.claimed), abs(self.numerical))


@dataclass(frozen=True, slots=True)
class Sample:
    """The numerical gradient on a grid of a block's entries, each `numerical` an array of the grid's shape."""

    grid: Grid
    numerical: Array


def measure(probe: Probe, indices: Iterable[Index], noise: float = 0.0) -> Inquiry[list[Entry]]:
    """Measure single entries, each by a ladder of its own; `noise` is known from elsewhere."""
    wanted = list(indices)
    estimates = yield from together(ladder(probe, probe.unit(index), noise) for index in wanted)
    return [
        Entry(index, claimed := float(probe.claimed[index]), claimed + found.value, found.bound, found.noise)
        for index, found in zip(wanted, estimates, strict=True)
    ]


def screened(probe: Probe, found: Survey, positions: NDArray[np.intp]) -> Inquiry[tuple[Array, Array]]:
    """Measure entries quickly, with two steps; `positions` are in C order.

    Returns
    -------
    numerical : (k,) array
        By the smaller step, which a kink is less likely to disturb.
    error : (k,) array
        The smaller of both differences from the claim: a kink shows at the larger step only, noise at
        the smaller one only, an error at both.
    """
    directions = [probe.unit(index_of(probe, k)) for k in positions]
    small = probe.scale * float(np.cbrt(found.noise / probe.weight)) if probe.weight else found.step
    steps = [found.step, min(small, found.step / 8)]
    residues = yield from residuals(probe, directions * 2, np.repeat(steps, len(directions)).tolist())
    coarse, fine = np.split(residues, 2)
    return probe.claimed.ravel()[positions] + fine, np.fmin(np.abs(coarse), np.abs(fine))


def verdict(
    probe: Probe, entry: Entry, typical: float, tolerance: float
) -> Literal["right", "slight", "wrong", "unclear"]:
    """Judge a measured entry against the tolerance; `typical` is the size of most entries."""
    size = max(entry.size, SMALL * typical)
    beyond = entry.error - entry.bound - probe.dust(entry.noise)
    if beyond > tolerance * size:
        return "wrong"
    if beyond > _NOTABLE * size:
        return "slight"
    # Less is asked of an entry than of a direction, in which its error is one of many terms.
    return "right" if entry.bound <= max(10 * probe.power(entry.noise), tolerance) * size else "unclear"


def typical_size(probe: Probe, sample: Sample | None) -> float:
    """Return the root mean square of the gradient, claimed or measured, whichever is larger."""
    measured = rms(sample.numerical) if sample else 0.0
    return max(rms(probe.claimed), measured if np.isfinite(measured) else 0.0)


def choose_grid(shape: Index, limit: int, rng: Generator) -> Grid:
    """Choose rows, columns ... so that at most `limit` entries are at their crossings."""
    lengths = list(shape)
    while int(np.prod(lengths)) > limit:
        longest = int(np.argmax(lengths))
        lengths[longest] = (lengths[longest] + 1) // 2
    return np.ix_(*(np.sort(rng.choice(n, m, replace=False)) for n, m in zip(shape, lengths, strict=True)))


def positions_of(grid: Grid, shape: Index) -> NDArray[np.intp]:
    """Return where a grid's entries are in C order."""
    if not shape:
        return np.zeros(1, dtype=np.intp)
    return np.ravel_multi_index(np.broadcast_arrays(*grid), shape).ravel()


def index_of(probe: Probe, position: int | np.intp) -> Index:
    """Return the index of an entry from its position in C order."""
    return tuple(int(k) for k in np.unravel_index(position, probe.claimed.shape))
