"""A loss with one minimum, over the parameters of a network of any depth."""

from __future__ import annotations

import itertools

import numpy as np

from autograder import require
from solutions.full_batch import flatten, unflatten


class Bowl:
    """A sum of parabolas, and a little that binds each parameter to the next.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        Units of each layer of the network, its inputs first.
    """

    def __init__(self, rng, widths):
        shapes = list(itertools.pairwise(widths))
        self.start = [(rng.normal(size=shape), rng.normal(size=shape[1])) for shape in shapes]
        self.lowest = rng.normal(size=flatten(self.start).shape)
        self.bends = rng.uniform(0.5, 5.0, self.lowest.shape)
        self.calls = 0

    def loss_and_grads(self, params):
        """Return the loss and its gradients, and count the call."""
        self.calls += 1
        loss, slope = self._at(flatten(params))
        return loss, unflatten(slope, self.start)

    def remaining(self, params):
        """Return how much of the loss at the start is left, however the parameters are collected."""
        entries = np.concatenate([np.empty(0), *_entries(params)])
        require(
            entries.shape == self.lowest.shape and np.isfinite(entries).all(),
            en=f"The answer should hold {self.lowest.size} finite numbers, as many as `params`.",
            es=f"La respuesta debería contener {self.lowest.size} números finitos, tantos como `params`.",
        )
        return self._at(entries)[0] / self._at(flatten(self.start))[0]

    def _at(self, vector):
        away = vector - self.lowest
        jumps = np.diff(away)
        slope = self.bends * away
        slope[1:] += jumps
        slope[:-1] -= jumps
        return float(self.bends @ away**2 + jumps @ jumps) / 2, slope


def _entries(params):
    if isinstance(params, list | tuple):
        return [part for item in params for part in _entries(item)]
    numbers = np.asarray(params)
    return [numbers.ravel()] if numbers.dtype.kind in "biuf" else []
