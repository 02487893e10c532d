"""Inputs: named dimensions, distinct sizes, the same for everybody under one seed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import Exercise, choice, generator, integers, made, normal, scalar, size, uniform
from autograder.exercise.trials import trials


def f(x: Any) -> Any:
    """Do nothing."""
    return x


def _draws(seed: int = 0, names: str = "x", **options: Any) -> list[dict[str, Any]]:
    exercise = Exercise(f, en="x", es="x", **options)
    code = f"def check(student, {names}): pass"
    namespace: dict[str, Any] = {}
    exec(code, namespace)  # noqa: S102 (a check with the wanted parameters)
    exercise.check(points=1, en="x", es="x")(namespace["check"])
    return list(trials(exercise, exercise.checks[0], seed))


def test_dimensions_of_one_draw_are_distinct() -> None:
    """A transposed or broadcast answer cannot have the right shape by luck."""
    for seed in range(50):
        (x,) = (draw["x"] for draw in _draws(seed, inputs={"x": normal("a", "b", "c", "d")}, trials=1))
        assert len(set(x.shape)) == 4


def test_a_dimension_is_the_same_in_every_input() -> None:
    """And may be asked for by its name."""
    (draw,) = _draws(
        names="x, y, k, a",
        inputs={"x": normal("a", "b"), "y": uniform("b", 2), "k": size("a")},
        trials=1,
    )
    assert draw["x"].shape[1] == draw["y"].shape[0]
    assert draw["k"] == draw["a"] == draw["x"].shape[0]


def test_edges_are_tried_after_the_usual_sizes() -> None:
    """One more draw each."""
    shapes = [
        d["x"].shape for d in _draws(inputs={"x": normal("batch", "n")}, edges=[{"batch": 1}], trials=2)
    ]
    assert [shape[0] == 1 for shape in shapes] == [False, False, True]


def test_sizes_are_taken_from_the_ranges_given() -> None:
    """Where the usual ones do not suit."""
    (draw,) = _draws(inputs={"x": normal("n")}, sizes={"n": range(100, 101)}, trials=1)
    assert draw["x"].shape == (100,)


def test_the_seed_determines_everything() -> None:
    """The same seed draws the same, another one does not."""
    first, again, other = (_draws(seed, inputs={"x": normal("n")}, trials=1)[0]["x"] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert first.shape != other.shape or not np.array_equal(first, other)


def test_integers_stay_below_a_named_dimension() -> None:
    """Class indices, for instance."""
    (draw,) = _draws(names="x, c", inputs={"x": integers("n", high="c")}, trials=1)
    assert draw["x"].min() >= 0
    assert draw["x"].max() < draw["c"]


def test_other_kinds_of_inputs() -> None:
    """One value, one of several, whatever a function makes, a generator."""
    (draw,) = _draws(
        names="x, c, p, g, rng",
        inputs={
            "x": scalar(2, 3),
            "c": choice("a", "b"),
            "p": made(lambda rng, sizes: [rng.normal(size=sizes["n"])], "n"),
            "g": generator(),
        },
        trials=1,
    )
    assert 2 <= draw["x"] <= 3
    assert draw["c"] in ("a", "b")
    assert len(draw["p"]) == 1
    assert isinstance(draw["g"], np.random.Generator)
    assert isinstance(draw["rng"], np.random.Generator)


def test_running_out_of_distinct_sizes_is_the_authors_error() -> None:
    """It names the dimension."""
    same = range(5, 6)
    with pytest.raises(ValueError, match="'b'"):
        _draws(inputs={"x": normal("a", "b")}, sizes={"a": same, "b": same})
