"""Tests of distributions: false fails below the stated rate, every mistake caught and named."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy import integrate, stats

from autograder.numeric.distribution import (
    Distribution,
    Normal,
    Uniform,
    bounds,
    drawn_from,
    mask_drawn,
    same_distribution,
)
from autograder.numeric.mismatch import Mismatch

STD = 0.1
LIMIT = STD * math.sqrt(3)
SHAPE = (200, 300)
NORMAL = Normal(0, STD)
UNIFORM = Uniform(-LIMIT, LIMIT)
Array = np.ndarray


def rng(seed: int = 0) -> np.random.Generator:
    """Return a generator of a fixed seed."""
    return np.random.default_rng(seed)


def finding(check: Callable[[], None]) -> Mismatch:
    """Return what a comparison raises."""
    with pytest.raises(Mismatch) as caught:
        check()
    assert caught.value.text.en != caught.value.text.es
    return caught.value


def pattern(check: Callable[[], None]) -> str | None:
    """Return the pattern of what a comparison raises."""
    return finding(check).evidence.pattern


def fails(check: Callable[[], None]) -> bool:
    """Tell whether a comparison raises."""
    try:
        check()
    except Mismatch:
        return True
    return False


def square(n: int) -> tuple[int, int]:
    """Return a nearly square shape of at most `n` entries."""
    side = math.isqrt(n)
    return side, n // side


def related(n: int, by: float, generator: np.random.Generator) -> Array:
    """Return standard normal rows in which neighbours have correlation `by`."""
    x = generator.standard_normal(square(n))
    for column in range(1, x.shape[1]):
        x[:, column] = by * x[:, column - 1] + math.sqrt(1 - by * by) * x[:, column]
    return x


# Each bound against the exact probability.


@pytest.mark.parametrize("n", [1, 7, 200])
@pytest.mark.parametrize("ratio", [0.05, 0.5, 0.9, 1.1, 2.0, 6.0])
def test_chi_square_bound_is_above_the_exact_tail(n: int, ratio: float) -> None:
    """The bound of a mean square is never below the chi-square tail."""
    exact = stats.chi2.sf(n * ratio, n) if ratio > 1 else stats.chi2.cdf(n * ratio, n)
    assert exact <= math.exp(-bounds.chi_square_exponent(n, ratio))


@pytest.mark.parametrize("n", [1, 10, 1000])
@pytest.mark.parametrize("p", [0.0, 0.03, 0.5, 0.8, 1.0])
def test_binomial_bound_is_above_the_exact_tail(n: int, p: float) -> None:
    """The bound of a fraction is never below the binomial tail."""
    for kept in {0, 1, n // 3, n // 2, n - 1, n}:
        exact = stats.binom.sf(kept - 1, n, p) if kept >= n * p else stats.binom.cdf(kept, n, p)
        assert exact <= math.exp(-bounds.binomial_exponent(n, kept / n, p)) * (1 + 1e-9)


@pytest.mark.parametrize("n", [1, 5, 50, 5000])
@pytest.mark.parametrize("alpha", [0.3, 0.01, 1e-9])
def test_cdf_radius_is_above_the_exact_quantile(n: int, alpha: float) -> None:
    """Massart's radius is exceeded with the stated probability at most, and is not wasteful."""
    radius = bounds.cdf_radius(n, alpha)
    assert stats.kstwo.sf(radius, n) <= alpha
    assert n < 50 or stats.kstwo.sf(radius, n) >= alpha / 10
    assert bounds.cdf_exponent(n, radius) == pytest.approx(math.log(2 / alpha))


@pytest.mark.parametrize("n", [2, 10, 40])
def test_two_sample_bound_is_above_the_exact_tail(n: int) -> None:
    """The first reflection is never below the exact two-sample tail."""
    x = np.arange(n, dtype=float)
    for shift in range(1, n + 1):
        exact = stats.ks_2samp(x, x + shift - 0.5, method="exact")
        difference = round(exact.statistic * n)
        assert math.log(exact.pvalue) <= bounds.two_sample_log_probability(n, difference) + 1e-9


@pytest.mark.parametrize("n", [1, 4, 60])
@pytest.mark.parametrize("r", [0.05, 0.4, 1.5])
def test_product_bound_is_above_the_exact_tail(n: int, r: float) -> None:
    """A sum of products of normals is half the difference of two chi-squares."""
    exact, error = integrate.quad(lambda b: stats.chi2.sf(2 * n * r + b, n) * stats.chi2.pdf(b, n), 0, np.inf)
    assert exact <= math.exp(-bounds.product_exponent(n, r)) + error
    assert bounds.product_exponent(n, r) == bounds.product_exponent(n, -r)


def test_product_bound_of_an_enormous_product_is_infinite() -> None:
    """Nothing is lost to cancellation or overflow."""
    assert bounds.product_exponent(10, 1e240) == math.inf
    assert bounds.product_exponent(1, 1e-9) == pytest.approx(5e-19)


def test_uniform_values_are_strictly_sub_gaussian() -> None:
    """The moment generating functions behind the bounds of means and products are below the normal's."""
    t = np.linspace(0.01, 20, 500)
    assert (np.log(np.sinh(math.sqrt(3) * t) / (math.sqrt(3) * t)) <= t * t / 2).all()


@pytest.mark.parametrize("n", [3, 30, 300])
def test_bounds_of_uniform_means_and_squares_hold(n: int) -> None:
    """Observed tails of the mean and the mean square stay below their bounds."""
    z = rng().uniform(-math.sqrt(3), math.sqrt(3), (20_000, n))
    for level in (0.3, 0.1, 0.01):
        means = [bounds.mean_exponent(n, m) > math.log(2 / level) for m in z.mean(1)]
        squares = [UNIFORM.square_exponent(n, s) > math.log(2 / level) for s in (z * z).mean(1)]
        assert max(np.mean(means), np.mean(squares)) <= level


def test_repeats_bound_holds_on_a_grid() -> None:
    """The observed number of repeats among draws of 1000 equally likely values stays below its bound."""
    drawn = rng().integers(0, 1000, (4000, 60))
    repeats = [60 - len(np.unique(row)) for row in drawn]
    for level in (0.3, 0.1, 0.01):
        assert np.mean([bounds.repeats_exponent(r, 60, 1e-3) > math.log(1 / level) for r in repeats]) <= level


@pytest.mark.parametrize("wanted", [Normal(0.3, 2.0), Uniform(-1.0, 4.0)])
def test_families_agree_with_scipy(wanted: Distribution) -> None:
    """Moments, distribution function and tails are those of SciPy."""
    low, high = wanted.support
    oracle = stats.norm(0.3, 2.0) if math.isinf(high) else stats.uniform(low, high - low)
    x = np.linspace(-6, 6, 41)
    assert (wanted.mean, wanted.std) == pytest.approx((oracle.mean(), oracle.std()))
    np.testing.assert_allclose(wanted.cdf(x), oracle.cdf(x), rtol=1e-12, atol=1e-300)
    for t in (0.0, 0.5, 1.7, 9.0):
        assert wanted.tail(t) == pytest.approx(
            2 * oracle.sf(oracle.mean() + t * oracle.std()), rel=1e-12, abs=1e-300
        )


# False fails.


def single(shape: tuple[int, ...], generator: np.random.Generator) -> Array:
    """Draw the wanted normal in single precision."""
    return generator.standard_normal(shape, dtype=np.float32) * np.float32(STD)


SAMPLERS: dict[str, tuple[Distribution, Callable[[tuple[int, ...], np.random.Generator], Array]]] = {
    "normal": (NORMAL, lambda shape, g: g.normal(0, STD, shape)),
    "normal, scaled": (NORMAL, lambda shape, g: STD * g.standard_normal(shape)),
    "normal, transposed": (NORMAL, lambda shape, g: g.normal(0, STD, shape[::-1]).T),
    "normal, inverted": (NORMAL, lambda shape, g: STD * stats.norm.ppf(g.random(shape))),
    "normal, float32": (NORMAL, single),
    "normal, float16": (NORMAL, lambda shape, g: g.normal(0, STD, shape).astype(np.float16)),
    "uniform": (UNIFORM, lambda shape, g: g.uniform(-LIMIT, LIMIT, shape)),
    "uniform, float32": (
        UNIFORM,
        lambda shape, g: (g.random(shape, dtype=np.float32) * 2 - 1) * np.float32(LIMIT),
    ),
    "uniform, away from 0": (Uniform(5, 6), lambda shape, g: g.uniform(5, 6, shape).astype(np.float32)),
}


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("shape", [(1,), (2, 3), (20, 15)])
def test_right_samples_fail_less_often_than_stated(sampler: str, shape: tuple[int, ...]) -> None:
    """With 1% allowed, at most 1% of right answers fail, however they are drawn."""
    wanted, draw = SAMPLERS[sampler]
    generator = rng(1)
    answers = (draw(shape, generator) for _ in range(400))
    assert np.mean([fails(lambda w=w: drawn_from(w, wanted, false_fail=0.01)) for w in answers]) <= 0.01


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_right_samples_of_the_recommended_size_pass(sampler: str) -> None:
    """One large answer and several calls pass at the default rate."""
    wanted, draw = SAMPLERS[sampler]
    drawn_from(draw(SHAPE, rng(2)), wanted)
    drawn_from([draw((50, 60), rng(seed)) for seed in range(5)], wanted)


def test_many_right_samples_pass_at_a_loose_rate() -> None:
    """Of 4000 right answers, far fewer than the stated 5% fail: the bounds are on the safe side."""
    draws = rng(3).normal(0, STD, (4000, 12, 10))
    assert np.mean([fails(lambda w=w: drawn_from(w, NORMAL, false_fail=0.05)) for w in draws]) <= 0.02


@pytest.mark.parametrize("keep_prob", [0.02, 0.5, 0.9])
@pytest.mark.parametrize("shape", [(1,), (3, 4), (30, 20)])
def test_right_masks_fail_less_often_than_stated(keep_prob: float, shape: tuple[int, ...]) -> None:
    """With 5% allowed, at most 5% of right masks fail."""
    masks = rng(4).random((2000, *shape)) < keep_prob
    failed = [fails(lambda m=m: mask_drawn(m, keep_prob=keep_prob, false_fail=0.05)) for m in masks]
    assert np.mean(failed) <= 0.05


@pytest.mark.parametrize(("x_size", "y_size"), [(30, 30), (20, 35), (4, 9)])
def test_equal_distributions_are_told_apart_less_often_than_stated(x_size: int, y_size: int) -> None:
    """With 5% allowed, at most 5% of pairs are told apart, with ties and without."""
    g = rng(5)
    for draw in (g.standard_normal, lambda n: g.integers(0, 3, n)):
        same = [same_distribution(draw(x_size), draw(y_size), significance=0.05) for _ in range(1000)]
        assert np.mean(same) >= 0.95


# Power: the table of the module.

POWER: dict[str, tuple[int, Callable[[int, np.random.Generator], None]]] = {
    "variance 2 times": (550, lambda n, g: drawn_from(g.normal(0, STD * 2**0.5, square(n)), NORMAL)),
    "variance half": (550, lambda n, g: drawn_from(g.normal(0, STD * 0.5**0.5, square(n)), NORMAL)),
    "std 5% more": (25_000, lambda n, g: drawn_from(g.normal(0, STD * 1.05, square(n)), NORMAL)),
    "std 5% less": (25_000, lambda n, g: drawn_from(g.normal(0, STD * 0.95, square(n)), NORMAL)),
    "limit 5% more": (200, lambda n, g: drawn_from(g.uniform(-1.05, 1.05, square(n)), Uniform(-1, 1))),
    "limit 5% less": (700, lambda n, g: drawn_from(g.uniform(-0.95, 0.95, square(n)), Uniform(-1, 1))),
    "uniform": (450, lambda n, g: drawn_from(g.uniform(-LIMIT, LIMIT, square(n)), NORMAL)),
    "normal": (100, lambda n, g: drawn_from(g.normal(0, STD, square(n)), UNIFORM)),
    "mask 0.5": (12_000, lambda n, g: mask_drawn(g.random(square(n)) < 0.55, keep_prob=0.5)),
    "mask 0.8": (8_500, lambda n, g: mask_drawn(g.random(square(n)) < 0.75, keep_prob=0.8)),
    "correlation 0.1": (25_000, lambda n, g: drawn_from(related(n, 0.1, g), Normal(0, 1))),
}


@pytest.mark.parametrize("mistake", POWER)
def test_mistakes_are_caught_at_the_documented_sizes(mistake: str) -> None:
    """No mistake of the table slips through at its size."""
    n, check = POWER[mistake]
    generator = rng(6)
    runs = 150 if n > 20_000 else 500
    assert all(fails(lambda: check(n, generator)) for _ in range(runs))


# Each failure is named.


@pytest.mark.parametrize(
    ("factor", "name"),
    [
        (math.sqrt(2), "variance 2 times"),
        (math.sqrt(0.5), "variance half"),
        (2, "std 2 times"),
        (0.5, "std half"),
        (STD, "std equals the wanted variance"),
        (1 / STD, "std 1"),
        (3**-0.5, "std used as limit"),
        (1.2, "variance"),
    ],
)
def test_wrong_scales_are_named(factor: float, name: str) -> None:
    """The ratio of variances tells common confusions apart; both standard deviations are stated."""
    found = finding(lambda: drawn_from(rng().normal(0, STD * factor, SHAPE), NORMAL, name="w1"))
    assert found.evidence.pattern == name
    assert found.evidence.kind == "distribution"
    assert found.evidence.argument == "w1"
    assert found.evidence.got == pytest.approx(STD * factor, rel=0.02)
    assert found.evidence.wanted == STD
    assert found.evidence.total == 60_000
    assert "; 0.1 was wanted" in found.text.en
    assert "se esperaba 0.1" in found.text.es


def test_readings_that_cannot_be_told_apart_are_all_named() -> None:
    """With wanted variance one half, a missing root and half the variance are the same answer."""
    name = pattern(lambda: drawn_from(rng().normal(0, 0.5, SHAPE), Normal(0, math.sqrt(0.5))))
    assert name == "variance half or std equals the wanted variance"


def test_a_limit_used_as_standard_deviation_is_named() -> None:
    """A normal whose standard deviation is the wanted limit is recognised."""
    assert pattern(lambda: drawn_from(rng().normal(0, LIMIT, SHAPE), UNIFORM)) == "limit used as std"


@pytest.mark.parametrize(
    ("samples", "wanted", "name"),
    [
        (rng().uniform(-LIMIT, LIMIT, SHAPE), NORMAL, "uniform instead of normal"),
        (rng().normal(0, STD, SHAPE), UNIFORM, "normal instead of uniform"),
        ((rng().gamma(30, 1, SHAPE) - 30) / math.sqrt(30) * STD, NORMAL, "shape"),
        (rng().standard_t(5, SHAPE) * STD * math.sqrt(0.6), NORMAL, "too far"),
        (np.clip(rng().normal(0, STD * 1.15, SHAPE), -1, 1), NORMAL, "variance"),
        (rng().normal(0.05, STD, SHAPE), NORMAL, "mean"),
        (np.abs(rng().normal(0, STD, SHAPE)), NORMAL, "mean"),
        (rng().uniform(0, 2 * LIMIT, SHAPE), UNIFORM, "mean"),
        (np.append(rng().uniform(-LIMIT, LIMIT, 999), LIMIT * 1.001), UNIFORM, "outside the limits"),
        (np.zeros(SHAPE), NORMAL, "constant"),
        (np.full(SHAPE, 1e300), NORMAL, "enormous"),
        (rng().normal(0, STD, SHAPE).round(3), NORMAL, "repeated values"),
        (np.tile(rng().normal(0, STD, 300), (200, 1)), NORMAL, "repeated along axis 0"),
        (np.repeat(rng().normal(0, STD, (200, 1)), 300, axis=1), NORMAL, "repeated along axis 1"),
        (np.sort(rng().normal(0, STD, SHAPE), axis=0), NORMAL, "correlated along axis 0"),
        (related(60_000, 0.5, rng()) * STD, NORMAL, "correlated along axis 1"),
    ],
)
def test_wrong_samples_are_named(samples: Array, wanted: Distribution, name: str) -> None:
    """Each way of being wrong has its own pattern."""
    assert pattern(lambda: drawn_from(samples, wanted)) == name


def test_one_copied_row_is_found_among_many() -> None:
    """A single repeated row shows, though every marginal is right."""
    samples = rng().normal(0, STD, SHAPE)
    samples[150] = samples[3]
    found = finding(lambda: drawn_from(samples, NORMAL)).evidence
    assert (found.pattern, found.got, found.wanted) == ("repeated along axis 0", 199, 200)


def test_calls_that_ignore_their_generator_are_named() -> None:
    """Equal answers of calls with different generators are no independent draws."""
    samples = rng().normal(0, STD, (20, 30))
    assert pattern(lambda: drawn_from([samples, samples], NORMAL)) == "ignores its generator"
    mask = rng().random((20, 30)) < 0.5
    assert pattern(lambda: mask_drawn([mask, mask], keep_prob=0.5)) == "ignores its generator"


def test_calls_that_resemble_each_other_are_named() -> None:
    """Successive answers with a common part are correlated."""
    first, second = rng().normal(0, STD, (2, *SHAPE))
    assert (
        pattern(lambda: drawn_from([first, 0.6 * first + 0.8 * second], NORMAL)) == "correlated between calls"
    )


@pytest.mark.parametrize(
    ("mask", "name"),
    [
        (rng().random(SHAPE) < 0.75, "fraction kept"),
        (rng().random(SHAPE) < 0.2, "keep and drop exchanged"),
        (np.ones(SHAPE, bool), "fraction kept"),
        (np.zeros(SHAPE, bool), "fraction kept"),
        (np.tile(rng().random(300) < 0.8, (200, 1)), "repeated along axis 0"),
        (np.tile(rng().random((200, 1)) < 0.8, (1, 300)), "repeated along axis 1"),
        (related(60_000, 0.7, rng()) < stats.norm.ppf(0.8), "correlated along axis 1"),
        ((related(60_000, 0.7, rng()) < stats.norm.ppf(0.8)).T, "correlated along axis 0"),
    ],
)
def test_wrong_masks_are_named(mask: Array, name: str) -> None:
    """Each way of being wrong has its own pattern, for one mask as for zeros and ones."""
    found = finding(lambda: mask_drawn(mask, keep_prob=0.8, name="kept")).evidence
    assert (found.kind, found.argument, found.pattern) == ("distribution", "kept", name)
    assert pattern(lambda: mask_drawn(mask.astype(float), keep_prob=0.8)) == name


def test_masks_that_resemble_each_other_are_named() -> None:
    """Successive masks with a common part are dependent."""
    first, fresh = rng().random((2, *SHAPE)) < 0.5
    second = np.where(rng(1).random(SHAPE) < 0.3, first, fresh)
    assert pattern(lambda: mask_drawn([first, second], keep_prob=0.5)) == "correlated between calls"


@pytest.mark.parametrize("keep_prob", [0, 1])
def test_certain_masks_are_exact(keep_prob: float) -> None:
    """With probability 0 or 1 nothing is left to chance."""
    mask = np.full((4, 5), keep_prob, bool)
    mask_drawn(mask, keep_prob=keep_prob)
    mask[0, 0] = not keep_prob
    assert pattern(lambda: mask_drawn(mask, keep_prob=keep_prob)) == "fraction kept"


def test_scaled_masks_are_not_masks() -> None:
    """Other values than 0 and 1 are pointed at."""
    found = finding(lambda: mask_drawn(np.array([[0.0, 1.0], [2.0, 2.0]]), keep_prob=0.5)).evidence
    assert (found.kind, found.index, found.got, found.count) == ("value", (1, 0), 2.0, 2)


# What is no sample at all.


@pytest.mark.parametrize(
    ("samples", "kind"),
    [
        (np.zeros((2, 3), int), "dtype"),
        (np.zeros((2, 3), bool), "dtype"),
        (np.zeros((2, 3), complex), "dtype"),
        (np.array(["a"]), "dtype"),
        (np.array([None]), "dtype"),
        (np.zeros((0, 3)), "shape"),
        ([], "shape"),
        ([np.zeros(2), np.zeros(3)], "shape"),
        ([[[1.0], [1.0, 2.0]]], "shape"),
        (np.array([0.0, np.nan]), "not_finite"),
        (np.array([0.0, -np.inf]), "not_finite"),
    ],
)
def test_what_is_no_sample_is_said_first(samples: Array, kind: str) -> None:
    """Dtype, shape and finiteness have findings of their own."""
    assert finding(lambda: drawn_from(samples, NORMAL)).evidence.kind == kind


def test_a_wanted_shape_is_required() -> None:
    """A transposed answer is a wrong shape, not a wrong distribution."""
    found = finding(lambda: drawn_from(rng().normal(0, STD, (3, 2)), NORMAL, shape=(2, 3))).evidence
    assert (found.kind, found.got, found.wanted) == ("shape", "(3, 2)", "(2, 3)")
    mask_drawn(np.ones((2, 3)), keep_prob=0.9, shape=(2, 3))


HOSTILE = [
    np.array(dtype.type(value) if dtype.kind != "O" else value)
    for dtype in map(np.dtype, "?bBhHiIlLefdgFDO")
    for value in (0, 1, 7)
] + [
    np.array([]),
    np.array(1e308),
    np.array([1e308, -1e308, 1e-308, 5e-324]),
    np.array([np.longdouble("1e4000"), 1]),
    np.array([np.iinfo(np.uint64).max, 0], np.uint64),
    np.full((3, 1, 0, 2), 1.0),
    np.full((1, 1, 1, 1, 1), np.nan),
    np.array([np.inf, -np.inf, np.nan]),
    np.array([np.finfo(np.float16).max] * 50, np.float16),
    np.zeros((), dtype=[("a", float)]),
    np.array(["2020-01-01"], dtype="datetime64[D]"),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_arrays_raise_nothing_but_findings(number: int) -> None:
    """Any array passes or is a finding: no other exception, no warning."""
    array = HOSTILE[number]
    for samples in (array, [array, array], np.ma.masked_array(array)):
        for wanted in (NORMAL, UNIFORM, Normal(1e10, 1e-10), Uniform(1e-300, 2e-300), Normal(0, 1e300)):
            fails(lambda s=samples, d=wanted: drawn_from(s, d))
        for keep_prob in (0, 0.5, 1):
            fails(lambda s=samples, p=keep_prob: mask_drawn(s, keep_prob=p))
    for other in HOSTILE:
        assert isinstance(same_distribution(array, other), bool)


@pytest.mark.parametrize("scale", [1e-300, 1e-30, 1e30, 1e140, 1e300])
def test_extreme_scales_are_findings(scale: float) -> None:
    """Tiny and enormous answers of a good size are distributions found wrong, their numbers finite."""
    found = finding(lambda: drawn_from(rng().normal(0, scale, SHAPE), NORMAL)).evidence
    assert found.kind == "distribution"
    assert found.got is None or math.isfinite(float(found.got))


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: Normal(0, 0),
        lambda: Normal(math.nan, 1),
        lambda: Normal(0, math.inf),
        lambda: Uniform(1, 1),
        lambda: Uniform(0, math.inf),
        lambda: mask_drawn(np.ones(3), keep_prob=1.5),
        lambda: drawn_from(np.ones(3), NORMAL, false_fail=0),
    ],
)
def test_mistakes_of_authors_are_value_errors(mistake: Callable[[], object]) -> None:
    """An impossible wish is an error of whoever wrote it."""
    with pytest.raises(ValueError, match=r"needs|must be"):
        mistake()


# Diagnosis.


def test_samples_of_the_same_distribution_resemble_each_other() -> None:
    """Different draws of one distribution agree, those of others do not."""
    g = rng()
    normal, again, wide = g.normal(0, 1, SHAPE), g.normal(0, 1, SHAPE), g.normal(0, 1.1, SHAPE)
    assert same_distribution(normal, again)
    assert same_distribution(normal, again[:70])
    assert not same_distribution(normal, wide)
    assert not same_distribution(normal, wide[:150])
    assert not same_distribution(normal, g.uniform(-math.sqrt(3), math.sqrt(3), SHAPE))


def test_masks_resemble_masks_of_the_same_kind() -> None:
    """The probability matters, and whether rows share one mask."""
    g = rng()
    masks = [g.random(SHAPE) < p for p in (0.5, 0.5, 0.55)]
    shared = [np.tile(mask[0], (200, 1)) for mask in masks]
    assert same_distribution(masks[0], masks[1])
    assert not same_distribution(masks[0], masks[2])
    assert same_distribution(shared[0], shared[1])
    assert not same_distribution(shared[0], masks[1])


def test_zeros_resemble_zeros_only() -> None:
    """An answer of zeros is no draw at all, even beside one that repeats a single number."""
    assert same_distribution(np.zeros(20), np.zeros(20))
    assert not same_distribution(np.zeros(20), np.full(20, 0.3))
    assert same_distribution(np.full(20, -1.2), np.full(20, 0.3))


def test_gaps_must_be_in_the_same_places() -> None:
    """NaN and infinities are compared place by place; without equal sizes there must be none."""
    x, y = rng().normal(0, 1, (2, 500))
    x[3] = y[3] = np.nan
    assert same_distribution(x, y)
    y[4] = np.inf
    assert not same_distribution(x, y)
    x[4] = -np.inf
    assert not same_distribution(x, y)
    assert not same_distribution(x, y[:300])
    assert same_distribution(np.full(9, np.nan), np.full(9, np.nan))


@pytest.mark.parametrize("other", [np.array([]), np.array(["a"]), [[1.0], [1.0, 2.0]], np.zeros(50, complex)])
def test_what_is_no_sample_resembles_nothing(other: Array) -> None:
    """Empty, ragged and other than real answers are like no other."""
    assert not same_distribution(other, other)
