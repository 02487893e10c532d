"""The source that belongs to an exercise, and programs made of it."""

from __future__ import annotations

import ast

import numpy as np
import pytest
from toy_course.references import ALL, counters, means, scales

from benchmarks.accuracy.measures import course_exercises
from benchmarks.accuracy.units import unit_of


def test_an_exercise_owns_its_helpers_and_constants_wherever_they_are() -> None:
    """A reference, a function beside it, a constant, a function of another module."""
    names = {name for _, name in unit_of(means, ALL).own}
    assert names == {"shifted_mean", "_raised", "SHIFT", "offset"}


def test_an_exercise_does_not_own_the_references_of_others() -> None:
    """The network calls the layers; they are exercises of their own."""
    exercises = course_exercises()
    own = {name for _, name in unit_of(exercises["mlp"], list(exercises.values())).own}
    assert "mlp_forward" in own
    assert "_mlp_backward" in own
    assert "affine_forward" not in own


def test_what_is_built_works_like_the_reference() -> None:
    """Unchanged source makes the same functions."""
    x = np.arange(6.0).reshape(3, 2)
    built = unit_of(means, ALL).build()["shifted_mean"]
    assert built is not means.references["shifted_mean"]
    np.testing.assert_array_equal(built(x, weight=0.5), means.references["shifted_mean"](x, weight=0.5))


def test_a_changed_module_is_seen_by_those_that_import_it() -> None:
    """A helper of another module is replaced where the reference uses it."""
    unit = unit_of(means, ALL)
    changed = ast.parse("def offset(shift):\n    return 100.0")
    built = unit.build({"toy_course.helpers": changed})["shifted_mean"]
    assert built(np.zeros((2, 1)), weight=0.5) == pytest.approx(100.0)


@pytest.mark.parametrize("exercise", [scales, counters], ids=lambda e: e.name)
def test_docstrings_and_annotations_are_no_part_of_the_source(exercise) -> None:
    """Edits of what is only said to people are no mutants."""
    for _, _, definition in unit_of(exercise, ALL).definitions():
        assert '"""' not in ast.unparse(definition)
        assert "->" not in ast.unparse(definition)
