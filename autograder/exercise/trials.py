"""The draws of inputs on which a check is tried: the same for everybody under one seed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from autograder.exercise.inputs import draw_sizes
from autograder.exercise.model import Check, Exercise


def trials(exercise: Exercise, check: Check, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the inputs of each trial, by the parameter names of the check.

    First come draws of distinct sizes, then one draw for each of the exercise's edges.
    """
    usual = exercise.trials if check.trials is None else check.trials
    fixed: list[Mapping[str, int]] = [{}] * usual
    if check.trials is None:
        fixed += exercise.edges
    for number, sizes in enumerate(fixed):
        rng = _rng(seed, exercise.name, check.name, number)
        yield _draw(exercise, check.parameters, rng, sizes)


def _draw(
    exercise: Exercise, parameters: tuple[str, ...], rng: np.random.Generator, fixed: Mapping[str, int]
) -> dict[str, Any]:
    # Every input of the exercise is drawn, asked for or not, so that checks with the same
    # dimensions stay comparable when one of them asks for one more.
    names = tuple(d for spec in exercise.inputs.values() for d in spec.dimensions)
    sizes = draw_sizes(rng, names, exercise.sizes, {k: v for k, v in fixed.items() if k in names})
    drawn: dict[str, Any] = {name: spec.draw(rng, sizes) for name, spec in exercise.inputs.items()}
    known = {**sizes, "rng": rng, **drawn}
    return {name: known[name] for name in parameters}


def _rng(seed: int, *names: object) -> np.random.Generator:
    """A generator of its own for each check and trial: adding a check leaves the others' inputs alone."""
    digest = hashlib.sha256(":".join(map(str, (seed, *names))).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "little"))
