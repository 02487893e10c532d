"""Rewriting that keeps the meaning."""

from __future__ import annotations

import ast

import pytest
from toy_course.references import ALL, counters, means, noises

from autograder.exercise.model import Exercise
from benchmarks.accuracy.measures import course_exercises
from benchmarks.accuracy.report import ENOUGH_STYLES
from benchmarks.accuracy.styles import STYLES, keeps_meaning, rewritten_by
from benchmarks.accuracy.styles.rules import Style, ruled
from benchmarks.accuracy.units import Unit, unit_of

BY_NAME = {style.name: style for style in STYLES}


def _unit(name: str) -> Unit:
    exercises = course_exercises()
    return unit_of(exercises[name], list(exercises.values()))


def _text(style: str, exercise: str) -> str:
    """Return an exercise's own source in a style."""
    unit = _unit(exercise)
    trees = rewritten_by(BY_NAME[style], unit)
    assert trees is not None
    assert keeps_meaning(BY_NAME[style], unit, trees) is None
    return unit.source(trees)


@pytest.mark.parametrize(
    ("style", "exercise", "text"),
    [
        ("sums commuted", "momentum", "v = lr * grad + momentum * v"),
        ("a - b as a + (-1) * b", "momentum", "w = w + -1 * v"),
        ("a / b as a * (1 / b)", "adam", "m_hat = m * (1 / (1 - beta1 ** t))"),
        ("x**2 as x * x", "rmsprop", "(1 - decay) * (grad * grad)"),
        ("x**2 as np.square(x)", "rmsprop", "np.square(grad)"),
        ("reductions as functions", "affine", "np.sum(dout, axis=0)"),
        ("sums by einsum", "affine", "_habits.sum_by_einsum(dout, axis=0)"),
        ("axes by position", "affine", "dout.sum(0)"),
        ("products by np.dot", "affine", "_habits.product_by_dot(x, w) + b"),
        ("x.T as np.transpose(x)", "affine", "np.transpose(x) @ dout"),
        ("maxima by np.where", "relu", "_habits.maximum_by_where(z, 0)"),
        ("masks by where", "relu", "da * np.where(z > 0, 1.0, 0.0)"),
        ("comparisons mirrored", "relu", "da * (0 < z)"),
        ("updates in place", "momentum", "v *= momentum\n    v += lr * grad\n    w -= v"),
        ("other names", "momentum", "mi_v = momentum * mi_v + lr * mi_grad"),
        ("a temporary for every subexpression", "momentum", "_part1 = momentum * v\n    _part2 = lr * grad"),
        ("no names that are used once", "adam", "m / (1 - beta1 ** t)"),
        ("conditions inverted", "batchnorm_forward", "if not training:"),
        ("choices as statements", "dropout", "else:\n        factor = keep_prob"),
        ("for as while", "numerical_gradient", "while _place"),
        ("rng.normal by rng.standard_normal", "he_normal", "_habits.normal_by_standard(rng, 0.0,"),
        ("rng.random() < p as rng.binomial", "dropout", "_habits.kept_by_binomial(rng, x.shape, keep_prob)"),
        ("results as lists", "relu", "relu_forward = _habits.answering((1,), _habits.as_lists,"),
        ("cache in a dict", "relu", "relu_backward = _habits.unpacking(1, 'in a dict',"),
    ],
)
def test_a_style_writes_it_otherwise(style: str, exercise: str, text: str) -> None:
    """And the meaning is kept, by a test that knows nothing of the checks."""
    assert text in _text(style, exercise)


@pytest.mark.parametrize("exercise", [means, noises, counters], ids=lambda e: e.name)
def test_any_exercise_can_be_written_in_many_styles(exercise: Exercise) -> None:
    """Functions, randomness, classes."""
    unit = unit_of(exercise, ALL)
    rewritten = [
        (style, rewritten_by(style, unit)) for style in STYLES if not style.name.startswith("mixture")
    ]
    usable = [s for s, trees in rewritten if trees is not None and keeps_meaning(s, unit, trees) is None]
    assert len(usable) >= ENOUGH_STYLES


def test_a_style_that_changes_nothing_is_left_out() -> None:
    """There is no matrix product in a step of momentum."""
    assert rewritten_by(BY_NAME["products by np.dot"], _unit("momentum")) is None


def test_a_style_that_changes_the_meaning_is_found_out() -> None:
    """Whatever the checks would say."""
    wrong = ruled("wrong", lambda node: ast.Sub() if isinstance(node, ast.Add) else None)
    unit = _unit("momentum")
    trees = rewritten_by(wrong, unit)
    assert trees is not None
    assert "other answers" in (keeps_meaning(wrong, unit, trees) or "")


def test_a_style_that_breaks_the_source_is_found_out() -> None:
    """What cannot be executed is no right program."""
    broken = Style("broken", lambda unit, trees: {name: ast.parse("1 / 0") for name in trees})
    unit = _unit("momentum")
    assert "ZeroDivisionError" in (keeps_meaning(broken, unit, broken.rewrite(unit, unit.trees)) or "")


def test_styles_have_names_of_their_own() -> None:
    """They are reported by them."""
    assert len(BY_NAME) == len(STYLES)
