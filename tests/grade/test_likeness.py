"""When a wrong answer counts as that of a known mistake: up to rounding, and up to signs that are free."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import Exercise, close, normal
from autograder.grade.exercise import grade_exercise
from autograder.grade.host import LocalHost


def root(x: Any) -> Any:
    """Return a number whose square is x**2 + 1; its sign is free."""
    return np.sqrt(x**2 + 1)


def _exercise(*, signs_are_free: bool) -> Exercise:
    exercise = Exercise(root, en="x", es="x", inputs={"x": normal("n")}, signs_are_free=signs_are_free)

    @exercise.check(points=1, en="x", es="x")
    def squares_to_it(student: Any, x: Any) -> None:
        close(np.square(student(x)), x**2 + 1)

    @exercise.misconception(caught_by=squares_to_it, en="Add 1.", es="Suma 1.")
    def forgets_the_one(x: Any) -> Any:
        return np.sqrt(x**2)

    return exercise


@pytest.mark.parametrize(("signs_are_free", "named"), [(True, ["forgets_the_one"]), (False, [])])
def test_a_mistake_of_the_other_sign_is_named_where_signs_are_free(
    signs_are_free: bool, named: list[str]
) -> None:
    """Elsewhere, an answer of the other sign is another answer."""
    host = LocalHost({"root": lambda x: -np.sqrt(x**2)})
    result = grade_exercise("", _exercise(signs_are_free=signs_are_free), host, 0)
    assert [m.name for m in result.misconceptions] == named


def parts(x: Any) -> Any:
    """Return the sum and the sum of the deviations.

    Returns
    -------
    total : float
    nothing : float
    """
    return x.sum(), (x - x.mean()).sum()


@pytest.mark.parametrize(("rounding", "named"), [(1e-15, ["averages"]), (1e-6, [])])
def test_a_part_that_is_nothing_but_rounding_does_not_hide_a_mistake(
    rounding: float, named: list[str]
) -> None:
    """What is zero in theory is everyone's own rounding error."""
    exercise = Exercise(parts, en="x", es="x", inputs={"x": normal("n", mean=9.0)})

    @exercise.check(points=1, en="x", es="x")
    def adds_up(student: Any, x: Any) -> None:
        close(student(x)[0], x.sum())

    @exercise.misconception(caught_by=adds_up, en="Add up.", es="Suma.")
    def averages(x: Any) -> Any:
        return x.mean(), (x - x.mean()).sum()

    host = LocalHost({"parts": lambda x: (x.mean(), rounding)})
    assert [m.name for m in grade_exercise("", exercise, host, 0).misconceptions] == named


@pytest.mark.parametrize("answer", [None, "x", [[1.0], [1.0, 2.0]], (0.0, None), (np.nan, np.nan)])
def test_an_answer_of_any_kind_can_be_compared(answer: Any) -> None:
    """Nothing that a submission returns is more than unlike."""
    exercise = _exercise(signs_are_free=True)
    result = grade_exercise("", exercise, LocalHost({"root": lambda x: answer}), 0)
    assert (result.score, result.misconceptions) == (0, [])
