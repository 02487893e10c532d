"""Choosing hyperparameters: what the gradient does not tell.

Learning rates and penalties act by their order of magnitude: from 0.001 to 0.01 is as far as from 0.1 to 1. So they are
drawn, compared and narrowed down on a logarithmic scale. And every choice is made on examples that were not
trained on; with few examples, every example takes its turn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from solutions.arrays import Array

Candidate: TypeAlias = dict[str, float]
"""A value for each hyperparameter, by name."""

Space: TypeAlias = Mapping[str, tuple[float, float]]
"""A range ``(low, high)`` for each hyperparameter, by name."""

Indices: TypeAlias = npt.NDArray[np.integer]

#: How near a border the best value is "on" it: this share of the range, on the logarithmic scale.
_BORDER = 0.1


def sample_log_uniform(low: float, high: float, n: int, *, rng: np.random.Generator) -> Array:
    """Draw numbers whose logarithm is uniform.

    Parameters
    ----------
    low : float
        Lower end of the range; positive.
    high : float
        Upper end.
    n : int
        How many numbers.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    samples : array, shape (n,)
        Independent numbers between `low` and `high`.

    Notes
    -----
    ``exp(u)`` with `u` uniform between ``log(low)`` and ``log(high)``: each factor of ten gets the same share.
    Drawn uniformly between 1e-4 and 1, nine in ten learning rates would be above 0.1.

    Examples
    --------
    >>> import numpy as np
    >>> samples = sample_log_uniform(1e-4, 1.0, 1000, rng=np.random.default_rng(0))
    >>> print(np.histogram(samples, [1e-4, 1e-3, 1e-2, 1e-1, 1])[0])  # about 250 in every decade
    [231 242 260 267]
    """
    return np.exp(rng.uniform(math.log(low), math.log(high), size=n))


def random_search(
    objective: Callable[[Candidate], float], space: Space, n_trials: int, *, rng: np.random.Generator
) -> tuple[Candidate, list[tuple[Candidate, float]]]:
    """Try random candidates and keep the best.

    Parameters
    ----------
    objective : callable
        Takes a candidate, a dictionary like ``{"lr": 0.03, "factor": 1e-4}``, and returns its loss: smaller is
        better. The loss of a training that exploded may be NaN.
    space : dict of str to (low, high)
        The range of every hyperparameter, all positive.
    n_trials : int
        How many candidates are tried, each once.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    best : dict of str to float
        The candidate with the smallest loss; never one whose loss is NaN, unless all are.
    trials : list of (candidate, loss), in the order they were tried
        All candidates and their losses.

    Notes
    -----
    Every value of every candidate is log-uniform in its range, independent of the others. A grid of 5 x 5 tries five
    values of each hyperparameter; 25 random candidates try 25, and if only one of the two matters much,
    that is five times as fine for the same price [1]_.

    References
    ----------
    .. [1] J. Bergstra and Y. Bengio, "Random search for hyper-parameter optimization", 2012.

    Examples
    --------
    >>> import math
    >>> import numpy as np
    >>> space = {"lr": (1e-4, 1.0), "factor": (1e-6, 1e-2)}
    >>> best, trials = random_search(
    ...     lambda candidate: abs(math.log10(candidate["lr"]) + 2), space, 50, rng=np.random.default_rng(0)
    ... )
    >>> len(trials), 0.008 < best["lr"] < 0.012
    (50, True)
    """
    samples = {name: sample_log_uniform(low, high, n_trials, rng=rng) for name, (low, high) in space.items()}
    trials = []
    for k in range(n_trials):
        candidate = {name: float(values[k]) for name, values in samples.items()}
        trials.append((candidate, objective(candidate)))
    return _best(trials), trials


def coarse_to_fine(
    objective: Callable[[Candidate], float],
    space: Space,
    *,
    n_trials: int,
    n_rounds: int,
    rng: np.random.Generator,
) -> tuple[Candidate, list[dict[str, tuple[float, float]]]]:
    """Search in rounds, each in the neighbourhood of the best candidate so far.

    After every round, each hyperparameter gets a new range, around its value in the best candidate of all rounds so
    far, which is the middle of the new range on the logarithmic scale. Where that value lay in the middle of the
    last range, the new one is half as wide; where it lay on a border (in the first or the last tenth of the last
    range), it is twice as wide. Widths, too, are meant on the logarithmic scale.

    Parameters
    ----------
    objective : callable
        Takes a candidate and returns its loss, as in `random_search`.
    space : dict of str to (low, high)
        The ranges of the first round.
    n_trials : int
        How many candidates are tried in each round.
    n_rounds : int
        How many rounds.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    best : dict of str to float
        The best candidate of all rounds.
    spaces : list of dict of str to (low, high), one a round
        The ranges that each round searched; the first is `space`.

    Notes
    -----
    With ``r = high / low`` the width on the logarithmic scale is ``log r``. Half of it, around `best`, is the range
    from ``best / r**0.25`` to ``best * r**0.25``; twice of it, from ``best / r`` to ``best * r``.

    A best value on a border says that better ones may lie beyond. To narrow down there would be to search, ever more
    finely, the edge of a range that somebody guessed.

    Examples
    --------
    >>> import numpy as np
    >>> best, spaces = coarse_to_fine(
    ...     lambda candidate: abs(np.log10(candidate["lr"])),  # best is 1, beyond the first range
    ...     {"lr": (1e-4, 1e-1)}, n_trials=20, n_rounds=4, rng=np.random.default_rng(0),
    ... )
    >>> print([tuple(round(float(np.log10(end)), 1) for end in space["lr"]) for space in spaces])
    [(-4.0, -1.0), (-4.2, 1.8), (-1.6, 1.4), (-0.8, 0.7)]
    >>> print(round(best["lr"], 1))
    1.1
    """
    space, spaces, trials = dict(space), [], []
    for _ in range(n_rounds):
        spaces.append(space)
        trials += random_search(objective, space, n_trials, rng=rng)[1]
        best = _best(trials)
        space = {name: _next_range(low, high, best[name]) for name, (low, high) in space.items()}
    return best, spaces


def _best(trials: list[tuple[Candidate, float]]) -> Candidate:
    """Return the candidate with the smallest loss; NaN counts as the largest."""
    best, _ = min(trials, key=lambda trial: math.inf if math.isnan(trial[1]) else trial[1])
    return best


def _next_range(low: float, high: float, best: float) -> tuple[float, float]:
    """Return the next range around `best`: twice as wide where it lies on a border, else half as wide."""
    ratio = high / low
    place = math.log(best / low) / math.log(ratio)  # 0 at low, 1 at high
    on_border = place < _BORDER or place > 1 - _BORDER
    reach = ratio if on_border else ratio**0.25
    return best / reach, best * reach


def k_fold(n: int, k: int, *, rng: np.random.Generator) -> list[tuple[Indices, Indices]]:
    """Split examples into folds, each of which validates once.

    Parameters
    ----------
    n : int
        Number of examples.
    k : int
        Number of folds, at most `n`.
    rng : numpy.random.Generator
        The source of randomness: which examples share a fold is random.

    Returns
    -------
    splits : list of (train, validation), one pair a fold
        Indices of examples: in `validation` those of the fold, in `train` all others. The sizes of the folds differ by
        one at most.

    Notes
    -----
    Every example validates exactly once and trains ``k - 1`` times, so the mean of the k validation losses uses every
    example without ever testing a network on what it has seen. The examples are shuffled first: data often come
    sorted by class, and a fold in order would hold one class only.

    Examples
    --------
    >>> import numpy as np
    >>> splits = k_fold(7, 3, rng=np.random.default_rng(0))
    >>> [(len(train), len(validation)) for train, validation in splits]
    [(4, 3), (5, 2), (5, 2)]
    >>> print(np.sort(np.concatenate([validation for _, validation in splits])))
    [0 1 2 3 4 5 6]
    """
    folds = np.array_split(rng.permutation(n), k)
    return [
        (np.concatenate([fold for other, fold in enumerate(folds) if other != number]), validation)
        for number, validation in enumerate(folds)
    ]
