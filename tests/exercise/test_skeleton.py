"""Contracts and skeletons, read off references."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.exercise.contract import contract_of
from autograder.exercise.skeleton import skeleton, unwritten


def forward(x: Any, w: Any, *, eps: float = 1e-5) -> Any:
    """Do a thing.

    It is explained at length here.

    Parameters
    ----------
    x : array, shape (n,)
        Input.

    Returns
    -------
    out : array, shape (n,)
        Output.
    cache : anything
        For the backward.

    Notes
    -----
    The formula: SECRET.
    """
    return x * w + eps, None


class Stepper:
    """Step along.

    Parameters
    ----------
    lr : float
    """

    def __init__(self, lr: float = 0.1) -> None:
        self.lr = lr

    def step(self, w: Any) -> Any:
        """Make a step.

        Returns
        -------
        w : array
        """
        return w - self.lr


def test_a_skeleton_has_signature_and_docstring_but_no_answer() -> None:
    """Summary, Parameters and Returns are handed out; the body and the Notes are not."""
    text = skeleton(forward)
    assert text.startswith("def forward(x, w, *, eps=1e-05):")
    assert all(part in text for part in ("Do a thing.", "x : array, shape (n,)", "out : array"))
    assert "SECRET" not in text
    assert "x * w" not in text
    assert text.rstrip().endswith("raise NotImplementedError")


def test_a_skeleton_can_be_executed() -> None:
    """And does nothing."""
    with pytest.raises(NotImplementedError):
        unwritten(forward)(1, 2)


def test_a_class_has_a_skeleton_too() -> None:
    """With its methods."""
    text = skeleton(Stepper)
    assert "class Stepper:" in text
    assert "def step(self, w):" in text
    assert "Initialize self" not in text
    with pytest.raises(NotImplementedError):
        unwritten(Stepper)(0.1)


def test_results_are_named_by_the_docstring_and_the_cache_stays() -> None:
    """Names and positions come from the Returns section."""
    contract = contract_of(forward, ("cache",))
    assert contract.parameters == ("x", "w", "eps")
    assert contract.results == ("out", "cache")
    assert contract.opaque == (1,)


def test_a_class_keeps_its_instance_and_names_its_methods() -> None:
    """Each method has a contract of its own."""
    contract = contract_of(Stepper, ("cache",))
    assert contract.is_class
    assert contract.opaque == (-1,)
    assert contract.method("step").results == ("w",)
