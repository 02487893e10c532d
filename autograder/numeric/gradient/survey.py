"""Whether a claimed gradient agrees with its forward along a few random directions.

One direction sees every entry at once, so the cost does not grow with the parameters. Two of
three are *whitened*, ``u ~ z / |claimed|``: every entry then weighs alike, and an error in a small
one shows. The probability that K of them miss a relative error delta in one of n entries is at most
``(0.8 tau sqrt(n) / delta)^K``: 3e-7 for 1% in one of 5,200 entries, with tau = 1e-7 and K = 2.
Directions of +-1 would let errors of opposite sign cancel half the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator

from autograder.numeric.gradient.evaluation import Array, Inquiry, together
from autograder.numeric.gradient.ladder import CLEAR, Estimate, ladder
from autograder.numeric.gradient.probe import Probe, norm, residuals, rms

#: Steps of the quick tests, in units of the block's scale: a plain difference, then an extrapolated one.
_NEAR, _FAR = 1e-6, 1e-4

Finding = Literal["agrees", "zero", "unclear", "suspect"]


@dataclass(frozen=True, slots=True)
class Survey:
    """What directions showed of one block.

    Parameters
    ----------
    finding : str
        ``"agrees"``; ``"zero"`` if claim and derivative vanish; ``"unclear"`` if the bounds are too
        wide to see errors that matter; ``"suspect"`` if a difference is beyond its bound.
    step, noise : float
        Where the most suspect difference was measured, and its noise.
    clear : bool
        Whether all suspect differences are beyond doubt: none has a kink in its way.
    """

    finding: Finding
    step: float = 0.0
    noise: float = 0.0
    clear: bool = False


def survey(probe: Probe, rng: Generator) -> Inquiry[Survey]:
    """Compare claimed and numerical derivatives along one Gaussian and two whitened directions."""
    directions = [gaussian(probe, rng), whitened(probe, rng), whitened(probe, rng)]
    findings: list[Finding] = ["unclear"] * 3
    if not probe.coarse:  # otherwise rounding hides agreement at these steps
        findings = yield from _screen(probe, directions)
    doubtful = [u for u, finding in zip(directions, findings, strict=True) if finding == "unclear"]
    estimates = yield from together(ladder(probe, u) for u in doubtful)
    return _sum_up(probe, findings, list(zip(doubtful, estimates, strict=True)))


def gaussian(probe: Probe, rng: Generator) -> Array:
    """Draw a direction that treats entries alike."""
    return _normalised(rng.standard_normal(probe.values.shape))


def whitened(probe: Probe, rng: Generator) -> Array:
    """Draw a direction along which every entry of the claimed gradient counts alike."""
    size = rms(probe.claimed)
    draw = rng.standard_normal(probe.values.shape)
    if size == 0:
        return _normalised(draw)
    # Powers of two: two claims that differ by rounding get the same directions, and so the same questions.
    _, exponents = np.frexp(np.maximum(np.abs(probe.claimed), 1e-3 * size))
    return _normalised(np.ldexp(draw, int(exponents.max()) - exponents))


def _normalised(direction: Array) -> Array:
    return direction / (rms(direction) or 1.0)


def _screen(probe: Probe, directions: Sequence[Array]) -> Inquiry[list[Finding]]:
    """Accept what agrees at once, with a small step or an extrapolated one."""
    near = yield from residuals(probe, directions, [_NEAR * probe.scale] * len(directions))
    findings = [_quick(probe, u, r, _NEAR) for u, r in zip(directions, near, strict=True)]
    doubtful = [k for k, finding in enumerate(findings) if finding != "agrees"]
    if not doubtful:
        return findings
    step = _FAR * probe.scale
    again = [directions[k] for k in doubtful]
    pairs = yield from residuals(probe, again * 2, [step] * len(again) + [step / 2] * len(again))
    coarse, fine = pairs[: len(again)], pairs[len(again) :]
    for k, r in zip(doubtful, (4 * fine - coarse) / 3, strict=True):
        found = _quick(probe, directions[k], r, _FAR)
        # Zero has to hold at both steps: a cast can swallow the smaller one.
        findings[k] = found if found == "agrees" or found == findings[k] else "unclear"
    return findings


def _quick(probe: Probe, direction: Array, residual: float, step: float) -> Finding:
    magnitude = norm(probe.claimed * direction)
    if magnitude == 0 and residual == 0:
        return "zero"
    if not np.isfinite(magnitude):
        return "unclear"
    distinct = 4 * probe.noise / (step * probe.scale) < 1e-3 * magnitude
    return "agrees" if distinct and abs(residual) <= probe.agreement * magnitude else "unclear"


def _sum_up(probe: Probe, findings: list[Finding], measured: list[tuple[Array, Estimate]]) -> Survey:
    judged = [(_judge(probe, u, estimate), estimate) for u, estimate in measured]
    suspects = [estimate for finding, estimate in judged if finding == "suspect"]
    if suspects:
        worst = max(suspects, key=lambda e: abs(e.value) / e.bound if e.bound else np.inf)
        clear = all(abs(estimate.value) > CLEAR * estimate.bound for estimate in suspects)
        return Survey("suspect", worst.step, worst.noise, clear)
    every = {finding for finding in findings if finding != "unclear"} | {finding for finding, _ in judged}
    if "unclear" in every:
        return Survey("unclear")
    return Survey("zero" if every == {"zero"} else "agrees")


def _judge(probe: Probe, direction: Array, estimate: Estimate) -> Finding:
    magnitude = norm(probe.claimed * direction)
    dust = probe.dust(estimate.noise) * np.sqrt(direction.size)
    if not np.isfinite(estimate.bound + magnitude):
        return "unclear"
    if abs(estimate.value) > estimate.bound + probe.agreement * magnitude + dust:
        return "suspect"
    if estimate.bound <= probe.power(estimate.noise) / np.sqrt(direction.size) * magnitude:
        return "agrees"
    distinct = dust <= 1e-3 * np.sqrt(direction.size) * probe.weight / probe.scale
    return "zero" if distinct and max(magnitude, estimate.bound) <= dust else "unclear"
