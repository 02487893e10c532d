"""Finding the entries in which a claimed gradient is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.numeric.evaluation import Array, Inquiry, together
from autograder.numeric.ladder import ladder
from autograder.numeric.probe import Probe, residuals, rms
from autograder.numeric.survey import Survey

Index: TypeAlias = tuple[int, ...]

#: A block up to this size is measured entry by entry; a larger one is bisected, and sampled.
_SMALL, _SAMPLE = 256, 64

#: Into how many parts a suspect part is cut, how many parts are followed, and down to how many entries.
_PARTS, _FOLLOWED, _LEAVES = 8, 2, 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a gradient, claimed and measured, with a bound on the error of the measurement."""

    index: Index
    claimed: float
    numerical: float
    bound: float

    @property
    def error(self) -> float:
        """How far the claim is from the measurement."""
        return abs(self.claimed - self.numerical)


@dataclass(frozen=True, slots=True)
class Sample:
    """The numerical gradient, to screening accuracy, on a grid of a block's entries.

    Parameters
    ----------
    grid : tuple of int arrays
        One open mesh (as `numpy.ix_` makes it) that selects the entries from the block.
    numerical : float64 array of the grid's shape
    """

    grid: tuple[NDArray[np.intp], ...]
    numerical: Array


@dataclass(frozen=True, slots=True)
class Located:
    """Entries beyond the tolerance (`wrong`), entries that differ by less (`slight`), and a sample."""

    wrong: tuple[Entry, ...]
    slight: tuple[Entry, ...]
    sample: Sample


def localise(probe: Probe, found: Survey, tolerance: float, rng: Generator) -> Inquiry[Located]:
    """Find the wrong entries of a block that a survey suspects."""
    limit = _SMALL if probe.claimed.size <= _SMALL else _SAMPLE
    sample = yield from _sampled(probe, found.step, _grid(probe.claimed.shape, limit, rng))
    positions = _positions(sample.grid, probe.claimed.shape)
    numerical = sample.numerical.ravel()
    if sample.numerical.size < probe.claimed.size:
        leaves = yield from _narrowed(probe, found.step, rng)
        measured = yield from _screened(probe, found.step, leaves)
        positions, numerical = np.append(positions, leaves), np.append(numerical, measured)
    suspects = _suspects(probe, positions, numerical)
    entries = yield from measure(probe, [_index(probe, k) for k in suspects], found.noise)
    size = typical(probe, sample)
    return Located(
        wrong=tuple(e for e in entries if verdict(probe, e, size, tolerance) == "wrong"),
        slight=tuple(e for e in entries if verdict(probe, e, size, tolerance) == "slight"),
        sample=sample,
    )


def every_entry(probe: Probe, tolerance: float, rng: Generator) -> Inquiry[tuple[Located, float]]:
    """Measure entries with a ladder each, all of a small block; also return the fraction decided."""
    grid = _grid(probe.claimed.shape, _SAMPLE, rng)
    positions = _positions(grid, probe.claimed.shape)
    entries = yield from measure(probe, [_index(probe, int(k)) for k in positions])
    shape = tuple(axis.size for axis in grid)
    sample = Sample(grid, np.array([e.numerical for e in entries]).reshape(shape))
    size = typical(probe, sample)
    verdicts = [verdict(probe, e, size, tolerance) for e in entries]
    wrong = tuple(e for e, v in zip(entries, verdicts, strict=True) if v == "wrong")
    slight = tuple(e for e, v in zip(entries, verdicts, strict=True) if v == "slight")
    return Located(wrong, slight, sample), 1 - verdicts.count("unclear") / len(verdicts)


def measure(probe: Probe, indices: Iterable[Index], noise: float = 0.0) -> Inquiry[list[Entry]]:
    """Measure single entries, each by a ladder of its own."""
    wanted = list(indices)
    estimates = yield from together(ladder(probe, probe.unit(index), noise) for index in wanted)
    return [
        Entry(index, float(probe.claimed[index]), float(probe.claimed[index]) + found.value, found.bound)
        for index, found in zip(wanted, estimates, strict=True)
    ]


def typical(probe: Probe, sample: Sample | None) -> float:
    """Return the size of a typical entry: an error is relative to that where the entry itself is small."""
    measured = rms(sample.numerical) if sample else 0.0
    return max(rms(probe.claimed), measured if np.isfinite(measured) else 0.0)


def verdict(
    probe: Probe, entry: Entry, size: float, tolerance: float
) -> Literal["right", "slight", "wrong", "unclear"]:
    """Judge a measured entry; `size` is that of a typical one."""
    own = max(abs(entry.claimed), abs(entry.numerical), 0.1 * size)
    beyond = entry.error - 2 * entry.bound - probe.dust
    if beyond > tolerance * own:
        return "wrong"
    if beyond > 1e-8 * own:
        return "slight"
    # An entry needs no more than what would be wrong in it, unlike a direction, which hides it among n.
    return "right" if 2 * entry.bound <= max(10 * probe.power, tolerance) * own else "unclear"


def _grid(shape: Index, limit: int, rng: Generator) -> tuple[NDArray[np.intp], ...]:
    """Choose rows, columns ... so that at most `limit` entries are at their crossings."""
    lengths = list(shape)
    while int(np.prod(lengths)) > limit:
        longest = int(np.argmax(lengths))
        lengths[longest] = (lengths[longest] + 1) // 2
    axes = (np.sort(rng.choice(n, m, replace=False)) for n, m in zip(shape, lengths, strict=True))
    return np.ix_(*axes)


def _positions(grid: tuple[NDArray[np.intp], ...], shape: Index) -> NDArray[np.intp]:
    if not shape:
        return np.zeros(1, dtype=np.intp)
    return np.ravel_multi_index(np.broadcast_arrays(*grid), shape).ravel()


def _index(probe: Probe, position: int) -> Index:
    return tuple(int(k) for k in np.unravel_index(position, probe.claimed.shape))


def _sampled(probe: Probe, step: float, grid: tuple[NDArray[np.intp], ...]) -> Inquiry[Sample]:
    numerical = yield from _screened(probe, step, _positions(grid, probe.claimed.shape))
    return Sample(grid, numerical.reshape(tuple(axis.size for axis in grid)))


def _screened(probe: Probe, step: float, positions: NDArray[np.intp]) -> Inquiry[Array]:
    """Measure entries quickly, with one step."""
    directions = [probe.unit(int(k)) for k in positions]
    found = yield from residuals(probe, directions, [step] * len(directions))
    numerical: Array = probe.claimed.ravel()[positions] + found
    return numerical


def _narrowed(probe: Probe, step: float, rng: Generator) -> Inquiry[NDArray[np.intp]]:
    """Cut the block into parts and follow those with the largest residual, down to a few entries.

    One direction per part asks about all its entries. Its coefficients are whitened, of random sign
    so that errors cannot cancel twice, and never small, so that none is overlooked.
    """
    claimed, size = np.abs(probe.claimed.ravel()), rms(probe.claimed)
    weights = rng.choice([-1.0, 1.0], claimed.size) * rng.uniform(0.5, 1.5, claimed.size)
    weights /= np.maximum(claimed, 1e-3 * size) if size else 1.0
    weights /= rms(weights) or 1.0
    parts = [np.arange(claimed.size)]
    while sum(part.size for part in parts) > _LEAVES:
        pieces = [piece for part in parts for piece in np.array_split(part, _PARTS) if piece.size]
        directions = [_restricted(weights, piece).reshape(probe.claimed.shape) for piece in pieces]
        found = yield from residuals(probe, directions, [step] * len(pieces))
        order = np.argsort(-_finite(np.abs(found)))
        parts = [pieces[k] for k in order[:_FOLLOWED]]
    return np.concatenate(parts)


def _restricted(weights: Array, part: NDArray[np.intp]) -> Array:
    direction = np.zeros_like(weights)
    direction[part] = weights[part]
    return direction


def _suspects(probe: Probe, positions: NDArray[np.intp], numerical: Array) -> Sequence[int]:
    """Choose the entries that differ most: six relative to their own size, two absolutely."""
    claimed = probe.claimed.ravel()[positions]
    error = _finite(np.abs(numerical - claimed))
    size = np.maximum(np.abs(claimed), np.abs(numerical))
    relative = _finite(error / np.maximum(size, 1e-3 * rms(size) or 1.0))
    chosen = [*np.argsort(-relative, kind="stable")[:6], *np.argsort(-error, kind="stable")[:2]]
    return list(dict.fromkeys(int(positions[k]) for k in chosen))


def _finite(values: NDArray[Any]) -> Array:
    """Put what is not finite last."""
    return np.where(np.isfinite(values), values, -1.0)
