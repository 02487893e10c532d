"""Objectives for searches: functions of the grader's that remember what they were asked."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from autograder import fail, require


class Objective:
    """A loss of candidates, which are points on a logarithmic scale.

    Parameters
    ----------
    space : mapping of str to (low, high)
    loss : callable
        Takes the candidate's place in each range, by name: 0 at `low` and 1 at `high`.
    """

    __name__ = "objective"

    def __init__(self, space, loss):
        self.space = space
        self.seen = []
        self._loss = loss

    def __call__(self, candidate):
        """Return the candidate's loss, a constant where it is none."""
        self.seen.append(candidate)
        return self.loss(candidate)

    def loss(self, candidate):
        """Return the candidate's loss."""
        return float(self._loss(self.places(candidate))) if self.understands(candidate) else 1.0

    def understands(self, candidate):
        """Tell whether this is a dictionary with one positive number for every name."""
        return (
            isinstance(candidate, Mapping)
            and candidate.keys() == self.space.keys()
            and all(isinstance(value, int | float | np.number) and value > 0 for value in candidate.values())
        )

    def places(self, candidate):
        """Return where in its range, on the logarithmic scale, each value lies."""
        return {
            name: math.log(candidate[name] / low) / math.log(high / low)
            for name, (low, high) in self.space.items()
        }

    def require_candidates(self, count):
        """Require that it was asked about so many candidates, and nothing else."""
        names = ", ".join(self.space)
        require(
            all(map(self.understands, self.seen)),
            en=f"The objective takes a dictionary with a positive number for each of: {names}.",
            es=f"El objetivo recibe un diccionario con un número positivo para cada uno de: {names}.",
        )
        require(
            len(self.seen) == count,
            en=f"The objective should be asked {count} times, once for each candidate; it was asked {len(self.seen)} "
            "times.",
            es=f"Al objetivo se le debe preguntar {count} veces, una por candidato; se le preguntó {len(self.seen)} "
            "veces.",
        )


def one_of(space):
    """Return the space of one hyperparameter alone.

    There, all ways of drawing use a generator alike: a mistake in what follows can be told from the answers.
    """
    return {"lr": space["lr"]}


def same(candidate, other):
    """Tell whether two candidates are the same."""
    return (
        isinstance(candidate, Mapping)
        and isinstance(other, Mapping)
        and candidate.keys() == other.keys()
        and all(math.isclose(candidate[name], other[name], rel_tol=1e-6) for name in candidate)
    )


def require_best(best, objective):
    """Require the candidate of the smallest loss among those that were seen; NaN is never the smallest."""
    losses = [objective.loss(candidate) for candidate in objective.seen]
    if all(map(math.isnan, losses)):
        return
    wanted = objective.seen[int(np.nanargmin(losses))]
    if not same(best, wanted):
        known = [
            loss for candidate, loss in zip(objective.seen, losses, strict=True) if same(candidate, best)
        ]
        got = f"{known[0]:.6g}" if known else "–"
        fail(
            en=f"`best` should be the candidate with the smallest loss, {min(filter(_is_number, losses)):.6g}; "
            f"the loss of yours is {got}.",
            es=f"`best` debería ser el candidato con la menor pérdida, {min(filter(_is_number, losses)):.6g}; "
            f"la del tuyo es {got}.",
        )


def _is_number(loss):
    return not math.isnan(loss)
