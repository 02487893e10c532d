"""How often is the gradient check wrong, and what does it cost.

False alarms are failures of correct backwards, in circumstances that upset fixed steps and fixed
tolerances. Misses are errors planted in one entry (of a tenth of the typical size or more) that the
check did not call a failure. Ends with status 1 if there is any of either.

    python benchmarks/gradient_rates.py --trials 20000
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from gradient_subjects import SUBJECTS, Array, Blocks, Subject
from numpy.random import Generator
from scipy.stats import beta

from autograder.numeric.gradient import GradientVerdict, check_gradient

CIRCUMSTANCES = (
    "clean",
    "scaled",
    "float32 inputs",
    "float32 arithmetic",
    "hidden float32",
    "exact ties",
    "zeros",
)
ERRORS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)

#: Errors are planted in entries of at least this fraction of their block, of blocks that do not vanish.
SMALLEST_ENTRY = 0.1
VANISHING = 1e-6


@dataclass(frozen=True, slots=True)
class Trial:
    """One check: its category, what came of it, and what it cost."""

    category: str
    subject: str
    status: str
    points: int
    calls: int
    seed: int


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=5000, help="checks of correct code, and of errors")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    start = time.perf_counter()
    seeds = range(options.seed, options.seed + options.trials)
    with ProcessPoolExecutor(options.workers) as pool:
        correct = list(pool.map(correct_trial, seeds, chunksize=50))
        planted = list(pool.map(planted_trial, seeds, chunksize=50))
    alarms = report("Correct backwards", correct, wrong="failed", name="false alarms")
    missed = report("One wrong entry", planted, wrong="not failed", name="misses")
    print(f"\n{time.perf_counter() - start:.0f} s")
    return 1 if alarms or missed else 0


def correct_trial(seed: int) -> Trial:
    """Check a correct backward; circumstance and function follow from the seed."""
    rng = np.random.default_rng([seed, 0])
    circumstance = CIRCUMSTANCES[seed % len(CIRCUMSTANCES)]
    make = SUBJECTS[seed // len(CIRCUMSTANCES) % len(SUBJECTS)]
    subject = under(circumstance, make(rng), rng)
    return _trial(circumstance, make.__name__, seed, run(subject, rng))


def planted_trial(seed: int) -> Trial:
    """Check a backward with one wrong entry."""
    rng = np.random.default_rng([seed, 1])
    error = ERRORS[seed % len(ERRORS)]
    make = SUBJECTS[seed // len(ERRORS) % len(SUBJECTS)]
    return _trial(f"{error:.1%}", make.__name__, seed, run(with_error(make(rng), error, rng), rng))


def _trial(category: str, subject: str, seed: int, verdict: GradientVerdict) -> Trial:
    return Trial(category, subject, verdict.status, verdict.points, verdict.calls, seed)


def run(subject: Subject, rng: Generator) -> GradientVerdict:
    """Check a subject in this process."""

    def forward(points: Sequence[Blocks]) -> list[Array]:
        return [np.asarray(subject.forward(point)) for point in points]

    def backward(point: Blocks, upstreams: Sequence[Array]) -> list[dict[str, Array]]:
        return [subject.backward(point, upstream) for upstream in upstreams]

    return check_gradient(forward, backward, subject.point, rng=rng, loss=subject.loss)


def under(circumstance: str, subject: Subject, rng: Generator) -> Subject:
    """Return the subject under an unkind circumstance."""
    point = subject.point
    if circumstance == "scaled":
        return replace(subject, point={name: x * rng.choice([1e-4, 1e4]) for name, x in point.items()})
    if circumstance == "float32 inputs":
        return replace(subject, point=_cast(point, np.float32))
    if circumstance == "exact ties":
        return replace(subject, point={name: np.round(2 * x) / 2 for name, x in point.items()})
    if circumstance == "zeros":  # every unit at its kink in two rows, with kinks of either sign
        return replace(subject, point={name: _with_zeros(name, x) for name, x in point.items()})
    if circumstance in ("float32 arithmetic", "hidden float32"):
        returned = np.float32 if circumstance == "float32 arithmetic" else np.float64
        return replace(
            subject,
            forward=lambda p: np.asarray(subject.forward(_cast(p, np.float32))).astype(returned),
            backward=lambda p, v: subject.backward(_cast(p, np.float32), v.astype(np.float32)),
        )
    return subject


def with_error(subject: Subject, error: float, rng: Generator) -> Subject:
    """Multiply one entry of one block's gradient by ``1 + error``, or ``1 - error``.

    The entry is chosen at the first call, among those that are not small there.
    """
    chosen: list[tuple[str, int]] = []
    factor = 1 + error * rng.choice([-1, 1])

    def backward(point: Blocks, upstream: Array) -> dict[str, Array]:
        gradients = {name: np.array(g, np.float64) for name, g in subject.backward(point, upstream).items()}
        if not chosen:
            chosen.append(_any_entry(gradients, rng))
        name, position = chosen[0]
        gradients[name].flat[position] *= factor
        return gradients

    return replace(subject, backward=backward)


def _any_entry(gradients: dict[str, Array], rng: Generator) -> tuple[str, int]:
    sizes = {name: np.sqrt(np.mean(gradient**2)) for name, gradient in gradients.items()}
    eligible = [
        (name, int(position))
        for name, gradient in gradients.items()
        for position in np.flatnonzero(np.abs(gradient) > SMALLEST_ENTRY * sizes[name])
        if sizes[name] > VANISHING * max(sizes.values())
    ]
    return eligible[rng.integers(len(eligible))]


def _with_zeros(name: str, x: Array) -> Array:
    kept = np.zeros(len(x)) if name.startswith("b") else np.arange(len(x)) >= (2 if name == "x" else 0)
    return x * kept.reshape(-1, *[1] * (x.ndim - 1))


def _cast(point: Blocks, dtype: Any) -> dict[str, Array]:
    return {name: x.astype(dtype) for name, x in point.items()}


def report(title: str, trials: list[Trial], *, wrong: str, name: str) -> int:
    """Print a table by category, and return how many trials went wrong."""
    print(f"\n{title}\n{'':22}{'checks':>8}{name:>14}{'95% bound':>11}{'open':>7}{'points':>18}{'calls':>10}")
    categories = list(dict.fromkeys(trial.category for trial in trials))
    for category in [*categories, "all"]:
        chosen = [trial for trial in trials if category in (trial.category, "all")]
        bad = sum(_went_wrong(trial, wrong) for trial in chosen)
        bound = beta.ppf(0.95, bad + 1, len(chosen) - bad) if bad < len(chosen) else 1.0
        unsettled = sum(trial.status == "inconclusive" for trial in chosen)
        points, calls = (_spread([getattr(t, what) for t in chosen]) for what in ("points", "calls"))
        print(f"{category:22}{len(chosen):8}{bad:14}{bound:11.2g}{unsettled:7}{points:>18}{calls:>10}")
    guilty = [trial for trial in trials if _went_wrong(trial, wrong)]
    for trial in guilty:
        print(f"    {trial.category} {trial.subject}: {trial.status} (seed {trial.seed})")
    return len(guilty)


def _went_wrong(trial: Trial, wrong: str) -> bool:
    return (trial.status == "failed") == (wrong == "failed")


def _spread(values: list[int]) -> str:
    """Return the least, the middle and the greatest value."""
    return f"{min(values)}/{int(np.median(values))}/{max(values)}"


if __name__ == "__main__":
    sys.exit(main())
