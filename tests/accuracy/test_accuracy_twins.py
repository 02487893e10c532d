"""Whether two programs mean the same, without asking the checks."""

from __future__ import annotations

import numpy as np
import pytest
from toy_course.references import counters, means, noises, scales

from autograder.exercise.model import Exercise
from benchmarks.accuracy import spread
from benchmarks.accuracy.arguments import REGIMES, Drawer, parameters_of
from benchmarks.accuracy.measures import course_exercises
from benchmarks.accuracy.twins import comparison_of


def _differs(exercise: Exercise, **functions) -> list[str]:
    program = {**exercise.uses, **exercise.references, **functions}
    return comparison_of(exercise).regimes_that_differ(program)


@pytest.mark.parametrize("exercise", [means, scales, noises, counters], ids=lambda e: e.name)
def test_a_reference_is_its_own_twin(exercise: Exercise) -> None:
    """Nothing differs from itself."""
    assert _differs(exercise) == []


def test_another_order_of_the_same_sum_is_a_twin() -> None:
    """Float noise is no difference."""
    assert (
        _differs(means, shifted_mean=lambda x, *, weight, power=2: 1.0 + weight * (x**power).mean(axis=0))
        == []
    )


def test_a_changed_default_is_no_twin() -> None:
    """Optional arguments are left out now and then."""
    assert _differs(means, shifted_mean=lambda x, *, weight, power=3: 1.0 + weight * (x**power).mean(axis=0))


def test_what_shows_for_large_entries_only_is_no_twin() -> None:
    """The scale of the arguments varies."""
    forward = scales.references["scale_forward"]
    found = _differs(scales, scale_forward=lambda x: forward(np.minimum(x, 500.0)))
    assert found == ["scaled"]


def test_a_backward_is_asked_with_its_own_forward() -> None:
    """What is in the cache does not matter, as long as both agree."""
    pair = {
        "scale_forward": lambda x: (2 * x, {"shape": x.shape}),
        "scale_backward": lambda dout, cache: 2 * np.reshape(dout, cache["shape"]),
    }
    assert _differs(scales, **pair) == []
    assert _differs(scales, scale_backward=lambda dout, cache: 3 * dout)


def test_random_answers_are_compared_in_distribution() -> None:
    """The same distribution by other means is a twin; another distribution, or dependence, is not."""
    assert _differs(noises, noise=lambda x, *, rng: x + 1 - rng.uniform(0, 1, x.shape)) == []
    assert _differs(noises, noise=lambda x, *, rng: x + 1.1 * rng.random(x.shape))
    assert _differs(noises, noise=lambda x, *, rng: x + rng.normal(0.5, 12**-0.5, x.shape))
    assert _differs(noises, noise=lambda x, *, rng: x + rng.random())


def test_nan_is_an_answer_like_others() -> None:
    """Answers of checks hold NaN where a training exploded: the same in both programs is no difference."""
    x = np.random.default_rng(0).normal(size=(2, 200, 3))
    x[:, ::2, 1] = np.nan
    wanted, alike, otherwise = ([[row] for row in rows] for rows in (*x, np.where(np.isnan(x[1]), 0.0, x[1])))
    assert spread.same(alike, wanted)
    assert not spread.same(otherwise, wanted)


@pytest.mark.parametrize("name", ["random_search", "network"])
def test_what_is_nan_or_drawn_without_a_seed_is_its_own_twin(name: str) -> None:
    """As are losses of runs that exploded, and layers that nobody gave a seed."""
    assert _differs(course_exercises()[name]) == []


def test_a_class_is_compared_by_the_calls_of_its_checks_and_it_is_said() -> None:
    """Nobody should take that for an independent test."""
    assert not comparison_of(counters).independent
    assert "class" in comparison_of(counters).remark

    class Backwards(counters.references["Counter"]):  # type: ignore[misc]
        def count(self, times):
            return -super().count(times)

    assert _differs(counters, Counter=Backwards)


def test_an_exception_is_a_difference() -> None:
    """Where the reference answers."""
    assert _differs(scales, scale_forward=lambda x: 1 / 0)


def test_arguments_follow_the_docstring() -> None:
    """Shapes by named dimensions, intervals, defaults."""
    function = means.references["shifted_mean"]
    x, weight, power = parameters_of(function)
    assert weight.by_keyword
    assert not weight.optional
    assert power.optional
    bare = Exercise(function, en="", es="")
    for seed, regime in enumerate(REGIMES):
        drawer = Drawer(bare, regime, np.random.default_rng(seed))
        assert drawer.argument(x).shape == (drawer.size("batch"), drawer.size("features"))
        assert 0 <= drawer.argument(weight) <= 1


def test_the_first_exercises_of_the_course_need_no_calls_of_their_checks() -> None:
    """Their docstrings say enough."""
    exercises = course_exercises()
    for name in (
        "numerical_gradient",
        "relu",
        "mlp",
        "batchnorm_forward",
        "batchnorm_backward",
        "dropout",
        "adam",
    ):
        assert comparison_of(exercises[name]).independent, name
