"""A check may look at one part of a gradient that is a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import loss_gradient_agrees
from autograder.exercise.contract import contract_of
from autograder.exercise.student import StudentFunction
from autograder.numeric.mismatch import Mismatch
from autograder.sandbox.local import LocalSession


def loss(params: list[Any]) -> Any:
    """Return half the sum of squares of two parameters, and its gradients."""
    return sum(float((p**2).sum()) for p in params) / 2, list(params)


def wrong_in_the_second(params: list[Any]) -> Any:
    """Forget the second gradient."""
    return loss(params)[0], [params[0], 0 * params[1]]


def look(function: Callable[..., Any], of: str) -> None:
    """Check a function as a submission's `loss`."""
    student = StudentFunction(LocalSession({"loss": function}), contract_of(loss, ()))
    rng = np.random.default_rng(0)
    at = {"params": [rng.normal(size=3), rng.normal(size=(2, 4))]}
    loss_gradient_agrees(student, at, of=of, rng=rng)


@pytest.mark.parametrize("of", ["params", "params[0]", "params[1]"])
def test_a_right_gradient_agrees_in_every_part(of: str) -> None:
    """The whole and each part of a right gradient pass."""
    look(loss, of)


def test_a_mistake_costs_the_part_that_it_is_in() -> None:
    """The other part passes all the same."""
    look(wrong_in_the_second, "params[0]")
    for of in ("params", "params[1]"):
        with pytest.raises(Mismatch):
            look(wrong_in_the_second, of)
