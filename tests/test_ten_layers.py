"""The ten-layer tables of the lectures come out of the references, up to chance.

A table is one published run: ten layers of 500 units, 10,000 examples, the standard deviation of each layer's
activations. What chance does to such a run is learnt from repeated runs of the reference. Nearly all of it comes
from the weights, so the repeated runs make do with 100 examples: that adds a little to their spread and takes
nothing away. On a logarithmic scale they are nearly normal, and the published run must lie where one more of them
lies, by Student's t: a right table is refused with probability at most 1e-9.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from assignments.a2_initialization.repeated_runs import Bounds
from solutions.depth import activation_statistics
from solutions.initializers import glorot_normal, glorot_uniform, he_normal, small_normal, unit_normal

#: The bounds are kept from test to test, so all run in one process.
pytestmark = pytest.mark.xdist_group("ten layers")

#: Quantile of Student's t with 14 degrees of freedom at 5e-11: ten layers, two sides, 1e-9 in all.
RUNS, T = 15, 16.96


def two_outside(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Any:
    """Draw what was published under the name of Glorot: the 2 outside the root, twice the variance."""
    return rng.standard_normal((fan_in, fan_out)) * 2 / np.sqrt(fan_in + fan_out)


INITIALIZERS = {
    "normal 1e-2": small_normal,
    "normal 1": unit_normal,
    "glorot uniform": glorot_uniform,
    "glorot normal": glorot_normal,
    "2 / sqrt(in + out)": two_outside,
    "he normal": he_normal,
}

#: As they were printed, layer 0 to layer 9.
PUBLISHED = {
    (
        "normal 1e-2",
        "tanh",
    ): ".213437 .047578 .010623 .002379 .000533 .000119 .000027 .000006 .000001 .000000",
    ("normal 1", "tanh"): ".982017 .981708 .981716 .981687 .981715 .981640 .981722 .981742 .981685 .981597",
    ("glorot uniform", "tanh"): (
        ".627455 .485736 .408628 .358032 .322473 .296090 .272879 .253591 .239951 .227270"
    ),
    ("glorot uniform", "relu"): (
        ".583589 .417777 .302370 .217431 .157537 .112494 .077003 .051280 .033343 .024128"
    ),
    ("2 / sqrt(in + out)", "tanh"): (
        ".721043 .634361 .594643 .576300 .567542 .561861 .559411 .557141 .555816 .556590"
    ),
    ("2 / sqrt(in + out)", "relu"): ".82623 .80415 .76676 .76669 .74706 .72588 .73432 .71051 .71466 .75505",
    ("he normal", "relu"): ".82678 .79922 .79719 .77983 .78366 .81966 .78625 .82060 .77077 .73925",
}

#: In a square layer He's standard deviation is sqrt(2 / 500), and 2 / sqrt(500 + 500) is the same number.
SAME = {"he normal": "2 / sqrt(in + out)"}


@cache
def bounds(init: str, activation: str) -> Bounds:
    """Return where the logarithms of one more run's standard deviations lie."""
    rng = np.random.default_rng(10)
    runs = [
        activation_statistics(INITIALIZERS[init], activation=activation, n_samples=100, rng=rng)[1]
        for _ in range(RUNS)
    ]
    return Bounds.of(np.log(runs), T)


def inside(row: str, within: Bounds) -> np.ndarray[Any, Any]:
    """Tell for each printed number whether something that rounds to it lies within bounds."""
    printed = np.array([float(number) for number in row.split()])
    rounding = np.array([0.5 * 10.0 ** (1 - len(number)) for number in row.split()])
    low, high = np.exp(within.low), np.exp(within.high)
    return np.asarray((low <= printed + rounding) & (printed - rounding <= high))


@pytest.mark.parametrize(("init", "activation"), PUBLISHED)
def test_a_published_table_is_one_more_run_of_the_reference(init: str, activation: str) -> None:
    """Every printed number of the row lies within the bounds from repeated runs."""
    assert inside(PUBLISHED[init, activation], bounds(init, activation)).all()


@pytest.mark.parametrize(("init", "activation"), PUBLISHED)
def test_the_bounds_tell_the_tables_apart(init: str, activation: str) -> None:
    """A row lies outside the bounds of every other initialiser with the same activation."""
    for other, same_activation in PUBLISHED:
        if same_activation == activation and SAME.get(other, other) != SAME.get(init, init):
            assert not inside(PUBLISHED[init, activation], bounds(other, activation)).all()


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_the_table_published_as_glorot_normal_is_not_that_of_its_formula(activation: str) -> None:
    """With variance 2 / (fan_in + fan_out) the signal fades, which the printed one does not."""
    assert not inside(PUBLISHED["2 / sqrt(in + out)", activation], bounds("glorot normal", activation)).all()
