"""Finding the entries in which a claimed gradient is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.numeric.gradient.entries import (
    Entry,
    Grid,
    Sample,
    choose_grid,
    index_of,
    measure,
    positions_of,
    screened,
    typical_size,
    verdict,
)
from autograder.numeric.gradient.evaluation import Array, Inquiry
from autograder.numeric.gradient.probe import Probe, residuals, rms
from autograder.numeric.gradient.survey import Survey

#: A block up to this size is measured entry by entry; of a larger one, so many entries are sampled.
_SMALL, _SAMPLE = 256, 64

#: Into how many parts a suspect part is cut, how many parts are followed, and down to how many entries.
_PARTS, _FOLLOWED, _LEAVES = 8, 2, 32


@dataclass(frozen=True, slots=True)
class Located:
    """What was found in single entries.

    Parameters
    ----------
    wrong, slight : tuple of Entry
        Entries beyond the tolerance, and entries that differ by less.
    sample : Sample
    decided : float
        The fraction of the measured entries that are either wrong or known not to be.
    """

    wrong: tuple[Entry, ...]
    slight: tuple[Entry, ...]
    sample: Sample
    decided: float


def localise(probe: Probe, found: Survey, tolerance: float, rng: Generator) -> Inquiry[Located]:
    """Find wrong entries of a block that a survey suspects.

    All entries of a small block are measured quickly, and the worst of them with care. In a large one
    the worst are found by bisection, and a sample is measured to see what the others are like.
    """
    limit = _SMALL if probe.claimed.size <= _SMALL else _SAMPLE
    grid = choose_grid(probe.claimed.shape, limit, rng)
    positions = positions_of(grid, probe.claimed.shape)
    numerical, error = yield from screened(probe, found, positions)
    sample = Sample(grid, numerical.reshape(_shape(grid)))
    if positions.size < probe.claimed.size:
        leaves = yield from _bisected(probe, found.step, rng)
        _, more = yield from screened(probe, found, leaves)
        positions, error = np.append(positions, leaves), np.append(error, more)
    suspects = [index_of(probe, k) for k in _suspects(probe, positions, error)]
    entries = yield from measure(probe, suspects, found.noise)
    return _judged(probe, entries, sample, tolerance)


def every_entry(probe: Probe, tolerance: float, rng: Generator) -> Inquiry[Located]:
    """Measure all entries of a small block with care, or a sample of a larger one."""
    grid = choose_grid(probe.claimed.shape, _SAMPLE, rng)
    positions = positions_of(grid, probe.claimed.shape)
    entries = yield from measure(probe, [index_of(probe, k) for k in positions])
    numerical = np.array([entry.numerical for entry in entries])
    return _judged(probe, entries, Sample(grid, numerical.reshape(_shape(grid))), tolerance)


def _judged(probe: Probe, entries: Sequence[Entry], sample: Sample, tolerance: float) -> Located:
    typical = typical_size(probe, sample)
    verdicts = [verdict(probe, entry, typical, tolerance) for entry in entries]
    judged = list(zip(entries, verdicts, strict=True))
    return Located(
        wrong=tuple(entry for entry, said in judged if said == "wrong"),
        slight=tuple(entry for entry, said in judged if said == "slight"),
        sample=sample,
        decided=1 - verdicts.count("unclear") / len(verdicts),
    )


def _bisected(probe: Probe, step: float, rng: Generator) -> Inquiry[NDArray[np.intp]]:
    """Cut the block into parts and follow those with the largest residual, down to a few entries.

    One direction per part asks about all entries of the part.
    """
    weights = _weights(probe, rng)
    parts = [np.arange(weights.size)]
    while sum(part.size for part in parts) > _LEAVES:
        pieces = [piece for part in parts for piece in np.array_split(part, _PARTS) if piece.size]
        directions = [_restricted(weights, piece).reshape(probe.claimed.shape) for piece in pieces]
        found = yield from residuals(probe, directions, [step] * len(pieces))
        parts = [pieces[k] for k in _largest(np.abs(found), _FOLLOWED)]
    return np.concatenate(parts)


def _weights(probe: Probe, rng: Generator) -> Array:
    """Draw a flat direction in which entries count alike.

    Signs and sizes are random, so that errors do not cancel; no size is small, so that none is overlooked.
    """
    claimed, typical = np.abs(probe.claimed.ravel()), rms(probe.claimed)
    weights = rng.choice([-1.0, 1.0], claimed.size) * rng.uniform(0.5, 1.5, claimed.size)
    if typical:
        weights /= np.maximum(claimed / typical, 1e-3)
    return weights / (rms(weights) or 1.0)


def _restricted(weights: Array, part: NDArray[np.intp]) -> Array:
    direction = np.zeros_like(weights)
    direction[part] = weights[part]
    return direction


def _suspects(probe: Probe, positions: NDArray[np.intp], error: Array) -> Sequence[np.intp]:
    """Choose the entries that differ most: six relative to their own size, two absolutely."""
    size = np.maximum(np.abs(probe.claimed.ravel()[positions]), error)
    chosen = [*_largest(error / np.maximum(size, 1e-3 * rms(size) or 1.0), 6), *_largest(error, 2)]
    return list(dict.fromkeys(positions[k] for k in chosen))


def _largest(values: Array, count: int) -> NDArray[np.intp]:
    """Return where the largest values are; what is not finite comes last."""
    return np.argsort(-np.where(np.isfinite(values), values, -1.0), kind="stable")[:count]


def _shape(grid: Grid) -> tuple[int, ...]:
    return tuple(axis.size for axis in grid)
