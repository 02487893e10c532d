"""A directional derivative with a bound on its error, from central differences at halving steps.

A difference at a large step suffers from curvature and kinks, one at a small step from rounding. On a
ladder of steps both can be measured: rounding from second differences at the finest rungs, where
nothing else is left; truncation from how the estimate changes between rungs; and kinks from second
differences that do not halve with the step. For a single kink the error of a central difference is
exactly half the second difference. The rung with the least bound wins.

The idea is that of Ridders (1982), with a bound that stays honest at kinks: plain extrapolation
reports success there with an error of one half.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.gradient.evaluation import Array, Inquiry
from autograder.numeric.gradient.probe import EPS32, EPS64, Probe, norm

_RUNGS = 28
_COARSEST = 0.25

#: How many of the finest rungs show the noise.
_FINEST = 6

#: A difference this many times its bound is beyond doubt.
CLEAR = 100

#: The least deviation of one evaluation, in units of the rounding of its result.
_LEAST = 0.3

_SAFETY = 2

#: The median of |y(h) - 2 y(0) + y(-h)| for values with independent Gaussian noise of deviation 1.
_MEDIAN_SECOND_DIFFERENCE = 1.65


@dataclass(frozen=True, slots=True)
class Estimate:
    """A derivative minus its claimed value.

    Parameters
    ----------
    value : float
    bound : float
        Of its error, with a safety factor of two; infinite where nothing can be said.
    step : float
        Where it was found.
    noise : float
        Measured deviation of one evaluation.
    """

    value: float
    bound: float
    step: float
    noise: float


@dataclass(frozen=True, slots=True)
class _Rungs:
    """What each of k steps showed: residuals, second differences (k, outputs + 1), flatness."""

    steps: Array
    residuals: Array
    seconds: Array
    rounding: float
    flat: NDArray[np.bool_]


def ladder(probe: Probe, direction: Array, noise: float = 0.0) -> Inquiry[Estimate]:
    """Estimate the derivative along `direction`, minus the claimed one.

    Parameters
    ----------
    probe : Probe
    direction : array of the block's shape
    noise : float
        A deviation known from elsewhere; less is not believed.
    """
    steps = probe.scale * _COARSEST * np.exp2(-np.arange(_RUNGS, dtype=np.float64))
    moves = steps.reshape(-1, *[1] * direction.ndim) * direction
    plus, minus = probe.values + moves, probe.values - moves
    outputs = yield [probe.at(values) for values in (*plus, *minus)]
    rungs = _rungs(probe, steps, (plus, minus), np.array(outputs))
    if not np.isfinite(rungs.residuals[-_FINEST:]).all():
        return Estimate(0.0, np.inf, float(steps[-1]), 0.0)
    noise = max(noise, _noise(probe, direction, rungs))
    if _is_staircase(rungs):
        noise = max(noise, _LEAST * EPS32 * probe.weight)
    best, consistent = _best(rungs, noise)
    # Kinks out of sight of the small steps can mimic a derivative at the large ones, and contradict them.
    return best if consistent else replace(best, bound=np.inf)


def _rungs(probe: Probe, steps: Array, moved: tuple[Array, Array], outputs: Array) -> _Rungs:
    upper, lower = outputs[:_RUNGS], outputs[_RUNGS:]
    flat, x = (_RUNGS, -1), probe.values
    risen = (probe.upstream * (upper - lower)).reshape(flat).sum(axis=1)
    up, down = (probe.claimed * (moved[0] - x), probe.claimed * (x - moved[1]))
    rise, fall = up.reshape(flat).sum(axis=1), down.reshape(flat).sum(axis=1)
    bends = probe.upstream * ((upper - probe.output) - (probe.output - lower))
    seconds = np.column_stack([bends.reshape(_RUNGS, probe.output.size), fall - rise])
    return _Rungs(
        steps=steps,
        residuals=(risen - rise - fall) / (2 * steps),
        seconds=seconds / steps[:, None],
        rounding=4 * EPS64 * float(np.abs(rise / steps).max()),
        flat=(upper == lower).reshape(_RUNGS, probe.output.size).all(axis=1),
    )


def _noise(probe: Probe, direction: Array, rungs: _Rungs) -> float:
    """Return the deviation of one evaluation, measured, and floored by the least possible.

    A wrong claim does not cancel the rounding of the arguments, which then counts as well.
    """
    seconds = np.abs(rungs.seconds.sum(axis=1) * rungs.steps)[-_FINEST:]
    measured = float(np.median(seconds)) / _MEDIAN_SECOND_DIFFERENCE
    arguments = EPS64 * norm(probe.claimed * probe.values * (direction != 0))
    return max(measured, _LEAST * (probe.noise + arguments))


def _is_staircase(rungs: _Rungs) -> bool:
    """Whether a cast on the way, to float32, swallows the smallest steps although the claim is not zero.

    What looks flat and free of noise there is the tread of a staircase.
    """
    swallowed = rungs.flat & (rungs.residuals != 0)
    return bool(swallowed[-_FINEST:].any() and not rungs.flat.all())


def _best(rungs: _Rungs, noise: float) -> tuple[Estimate, bool]:
    """Choose the estimate with the least bound; also return whether all others agree with it."""
    values, steps, bounds = _candidates(rungs, noise)
    k = int(np.argmin(bounds))
    if not np.isfinite(bounds[k]):
        return Estimate(0.0, np.inf, float(steps[k]), noise), True
    agree = np.abs(values - values[k]) <= bounds + bounds[k]
    estimate = Estimate(float(values[k]), float(bounds[k]), float(steps[k]), noise)
    return estimate, bool(np.all(agree | np.isinf(bounds)))


def _candidates(rungs: _Rungs, noise: float) -> tuple[Array, Array, Array]:
    """Return values, steps and bounds of plain differences, and of pairs of them extrapolated."""
    r, h = rungs.residuals, rungs.steps
    unbent = rungs.seconds[:-1] - 2 * rungs.seconds[1:]
    kink = np.maximum(np.abs(unbent.sum(axis=1)), np.sqrt(np.square(unbent).sum(axis=1))) / 2
    richer = (4 * r[1:] - r[:-1]) / 3
    plain = 2.1 * noise / h[1:-1] + _neighbours(np.abs(np.diff(r))) + _neighbours(kink)
    wide = np.maximum(_neighbours(kink)[:-1], kink[2:])
    extrapolated = 3.9 * noise / h[2:-1] + _neighbours(np.abs(np.diff(richer))) + wide
    bounds = _SAFETY * np.concatenate([plain, extrapolated]) + rungs.rounding
    values, steps = np.concatenate([r[1:-1], richer[1:-1]]), np.concatenate([h[1:-1], h[2:-1]])
    return values, steps, np.where(np.isfinite(bounds), bounds, np.inf)


def _neighbours(values: Array) -> Array:
    """Return the larger of each two neighbouring values."""
    return np.maximum(values[:-1], values[1:])
