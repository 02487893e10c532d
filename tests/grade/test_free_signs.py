"""Where the sign of an answer is an accident, a mistake is recognised by its magnitudes."""

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
