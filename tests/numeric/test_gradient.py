"""The numerical gradient check: what it accepts, what it finds, and how it says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from gradient_cases import (
    Case,
    affine,
    batchnorm,
    biased_batchnorm,
    draw,
    elementwise,
    hidden_layer,
    max_pool,
    relu,
    ridge,
    sigmoid,
    softmax_cross_entropy,
    tanh,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.differentiate import derivative

from autograder.numeric.gradient import check_gradient, raise_if_failed
from autograder.numeric.gradient.evaluation import carry_out, together
from autograder.numeric.gradient.ladder import ladder
from autograder.numeric.gradient.probe import Probe, norm
from autograder.numeric.mismatch import Mismatch

CORRECT = {
    "affine": affine(),
    "relu": relu(),
    "sigmoid": sigmoid(),
    "tanh": tanh(),
    "softmax cross-entropy": softmax_cross_entropy(),
    "batchnorm": batchnorm(),
    "max-pool": max_pool(),
}
correct = pytest.mark.parametrize("case", CORRECT.values(), ids=CORRECT)


class TestCorrectBackwards:
    """A derivative passes, wherever it is taken."""

    @correct
    def test_ordinary_points(self, case: Case) -> None:
        """At ordinary points it passes in two calls and a few evaluations."""
        verdict = case.check()
        assert set(verdict.blocks.values()) == {"passed"}
        assert verdict.calls <= 3
        assert verdict.points <= 40

    @correct
    @pytest.mark.parametrize("factor", [1e-4, 1e4])
    def test_unusual_scales(self, case: Case, factor: float) -> None:
        """Scale alone never makes it fail; a saturated function may leave nothing to see."""
        assert case.scaled(factor).check().status in ("passed", "vacuous")

    @correct
    @pytest.mark.parametrize("returned", [np.float32, np.float64])
    def test_single_precision(self, case: Case, returned: Any) -> None:
        """Arithmetic in float32 passes, whether the output shows it or was cast back."""
        assert case.in_float32(returned=returned).check().status == "passed"

    def test_a_cast_in_one_branch_only(self) -> None:
        """A float32 branch next to a float64 one makes steps that look flat, and still passes."""
        case = elementwise(
            lambda x: x + np.tanh(x.astype(np.float32)).astype(np.float64), lambda x: 2 - np.tanh(x) ** 2
        )
        assert {case.check(seed).status for seed in range(20)} <= {"passed", "inconclusive"}

    @pytest.mark.parametrize("at_zero", [0.0, 0.5, 1.0])
    def test_subgradients_at_a_kink(self, at_zero: float) -> None:
        """Every subgradient between the two one-sided derivatives is accepted at an exact zero."""
        x = np.round(2 * draw(6, 5)) / 2
        assert (x == 0).any()
        assert relu(x, at_zero).check().status == "passed"

    @pytest.mark.parametrize("seed", range(5))
    def test_ties(self, seed: int) -> None:
        """Equal largest entries do not fail, whichever of them gets the gradient."""
        assert max_pool(np.round(draw(6, 4, seed=seed))).check(seed).status == "passed"

    @pytest.mark.parametrize("outputs", [1, 3])
    def test_many_kinks_at_once(self, outputs: int) -> None:
        """Rows of zeros put all units at their kinks, which may cancel in second differences."""
        for seed in range(40):
            assert hidden_layer(outputs, seed).check(seed).status == "passed"

    def test_zeros_everywhere(self) -> None:
        """Parameters that are all zero have no scale of their own."""
        case = affine()
        point = {**case.point, "b": np.zeros(3), "W": np.zeros((4, 3))}
        assert replace(case, point=point).check().status == "passed"

    def test_scalar_parameter(self) -> None:
        """A 0-d parameter and a 0-d output are fine."""
        case = Case(lambda p: np.sin(p["t"]), lambda p, v: {"t": v * np.cos(p["t"])}, {"t": np.array(0.3)})
        assert case.check().status == "passed"

    def test_domain_with_an_edge(self) -> None:
        """Coarse steps that leave the domain are ignored."""
        case = elementwise(np.log, lambda x: 1 / x, np.array([1e-3, 1.0, 2.0]))
        assert case.check().status == "passed"

    def test_float32_gradient_of_a_float64_forward(self) -> None:
        """Rounding of the gradient alone is neither a failure nor worth a note."""
        case = affine().changing("W", lambda g, p, v: g.astype(np.float32))
        verdict = case.check()
        assert verdict.status == "passed"
        assert not verdict.notes

    def test_the_verdict_is_a_function_of_the_seed(self) -> None:
        """The same generator gives the same verdict."""
        case = affine().with_entry("W", (1, 2), 0.1)
        assert case.check(3) == case.check(3)

    @settings(max_examples=60, deadline=None)
    @given(
        powers=st.lists(st.integers(0, 3), min_size=2, max_size=4),
        scale=st.sampled_from([1e-3, 1.0, 1e3]),
        seed=st.integers(0, 2**32 - 1),
    )
    def test_any_polynomial(self, powers: list[int], scale: float, seed: int) -> None:
        """Any polynomial with its derivative passes; one entry changed by a percent or more fails."""
        rng = np.random.default_rng(seed)
        f = np.polynomial.Polynomial(rng.standard_normal(4)[powers])
        df = f.deriv()
        case = elementwise(lambda x: f(x / scale), lambda x: df(x / scale) / scale, scale * draw(4, 3))
        assert case.check(seed).status != "failed"
        index = np.unravel_index(rng.integers(12), (4, 3))
        slopes = df(case.point["x"] / scale)
        if abs(slopes[index]) > 0.5 * np.sqrt(np.mean(slopes**2)):
            error = rng.choice([-1, 1]) * rng.uniform(0.01, 1)
            verdict = case.with_entry("x", index, error).check(seed)
            assert verdict.status == "failed"


class TestWrongEntries:
    """An error in a single entry is found and named."""

    @correct
    @pytest.mark.parametrize("error", [0.001, 0.01, -0.1, 1.0])
    def test_one_entry(self, case: Case, error: float) -> None:
        """The parameter, the entry, both values and a bound are given."""
        name = next(iter(case.point))
        gradient = case.backward(case.point, draw(*np.shape(case.forward(case.point))))[name]
        index = tuple(int(k) for k in np.unravel_index(np.argmax(np.abs(gradient)), gradient.shape))
        verdict = case.with_entry(name, index, error).check()
        evidence = verdict.failures[0].evidence
        assert (verdict.status, evidence.kind, evidence.argument) == ("failed", "gradient", name)
        assert evidence.index == index
        assert (evidence.count, evidence.total) == (1, gradient.size)
        assert isinstance(evidence.got, float)
        assert isinstance(evidence.wanted, float)
        assert evidence.got / evidence.wanted - 1 == pytest.approx(error, rel=0.05)
        assert evidence.error_bound is not None
        assert abs(evidence.got / (1 + error) - evidence.wanted) <= evidence.error_bound

    def test_other_parameters_are_still_judged(self) -> None:
        """One wrong parameter does not hide what is known of the others."""
        verdict = affine().with_entry("W", (1, 2), 0.1).check()
        assert dict(verdict.blocks) == {"x": "passed", "W": "failed", "b": "passed"}

    def test_all_wrong_parameters_are_reported(self) -> None:
        """Every wrong parameter has a finding, and raising tells of all."""
        verdict = affine().with_entry("W", (1, 2), 0.1).with_entry("b", (0,), 0.1).check()
        assert [finding.evidence.argument for finding in verdict.failures] == ["W", "b"]
        with pytest.raises(Mismatch, match=r"`W\[1, 2\]`.*`b\[0\]`") as caught:
            raise_if_failed(verdict)
        assert "el numérico" in caught.value.text.es

    @pytest.mark.parametrize("error", [0.001, 0.01, 0.5])
    def test_large_block(self, error: float) -> None:
        """One wrong entry among 5,600 is found with far fewer evaluations than entries."""
        case = affine(9, 70, 80)
        index = (41, 63)
        verdict = case.with_entry("W", index, error).check()
        assert verdict.failures[0].evidence.index == index
        assert verdict.failures[0].evidence.pattern == "few entries"
        assert verdict.points < 1600
        assert verdict.calls < 15

    def test_errors_of_opposite_sign(self) -> None:
        """Two errors that would cancel along a direction of ones are found."""
        case = elementwise(np.tanh, lambda x: 1 - np.tanh(x) ** 2)

        def change(gradient: Any, point: Any, upstream: Any) -> Any:
            gradient[0, 0] += 0.1 * upstream[0, 0]
            gradient[1, 0] -= 0.1 * upstream[0, 0]
            return gradient

        assert case.changing("x", change).check().failures[0].evidence.count == 2

    def test_wrong_only_at_zero(self) -> None:
        """A mask that takes exact zeros for dropped entries is found, though no neighbour shows it."""
        x = np.where(np.arange(20).reshape(5, 4) % 7 == 0, 0.0, draw(5, 4))
        verdict = elementwise(np.tanh, lambda x: (1 - np.tanh(x) ** 2) * (x != 0), x).check()
        assert verdict.status == "failed"
        assert x[verdict.failures[0].evidence.index] == 0

    def test_small_differences_are_notes(self) -> None:
        """An epsilon in only one direction passes, with a note."""
        case = tanh().changing("x", lambda g, p, v: g * (1 + 1e-5))
        verdict = case.check()
        assert verdict.status == "passed"
        assert verdict.notes[0].evidence.kind == "gradient_note"
        assert "se acepta" in verdict.notes[0].text.es.lower()
        raise_if_failed(verdict)

    def test_gross_error_in_single_precision(self) -> None:
        """A forward in float32 does not protect an error of a few percent."""
        verdict = affine().with_entry("W", (1, 2), 0.05).in_float32().check()
        assert verdict.failures[0].evidence.index == (1, 2)

    def test_huge_claim(self) -> None:
        """A claim that overflows along directions is wrong all the same."""
        assert affine().changing("W", lambda g, p, v: 1e308 * np.sign(g)).check().status == "failed"


def square(n: int = 5) -> Case:
    """``x W`` with square matrices."""
    return Case(
        lambda p: p["x"] @ p["W"],
        lambda p, v: {"W": p["x"].T @ v},
        {"x": draw(n, n), "W": draw(n, n, seed=8)},
    )


def residual() -> Case:
    """``x + tanh x``."""
    return elementwise(lambda x: x + np.tanh(x), lambda x: 2 - np.tanh(x) ** 2)


def only(case: Case, name: str) -> Case:
    """Return a case with one parameter under test."""
    fixed = {key: block for key, block in case.point.items() if key != name}
    return replace(
        case,
        forward=lambda p: case.forward({**fixed, **p}),
        backward=lambda p, v: {name: case.backward({**fixed, **p}, v)[name]},
        point={name: case.point[name]},
    )


W = only(affine(), "W")

PATTERNS: dict[str, tuple[str, Case, str]] = {
    "zero": ("zero", W.changing("W", lambda g, p, v: 0 * g), "es cero"),
    "sign": ("factor -1", W.changing("W", lambda g, p, v: -g), "signo contrario"),
    "two": ("factor 2", W.changing("W", lambda g, p, v: 2 * g), "2 veces"),
    "half": ("factor 1/2", W.changing("W", lambda g, p, v: g / 2), "1/2 veces"),
    "N": ("factor N", W.changing("W", lambda g, p, v: 6 * g), "tamaño del lote"),
    "1/N": ("factor 1/N", W.changing("W", lambda g, p, v: g / 6), "tamaño del lote"),
    "(N-1)/N": ("factor (N-1)/N", W.changing("W", lambda g, p, v: g * 5 / 6), "tamaño del lote"),
    "mean in a loss": (
        "factor N",
        softmax_cross_entropy().changing("x", lambda g, p, v: 6 * g),
        "eje 0 de `x`",
    ),
    "other factor": ("factor 1.37", W.changing("W", lambda g, p, v: 1.37 * g), "1.37 veces"),
    "transposed": ("transposed", only(square(), "W").changing("W", lambda g, p, v: g.T), "transpuesta"),
    "reversed": ("reversed", W.changing("W", lambda g, p, v: g[::-1, ::-1]), "inverso"),
    "weight decay": (
        "missing multiple of w",
        ridge().changing("W", lambda g, p, v: g - 0.1 * p["W"]),
        "0.1 veces",
    ),
    "L1": (
        "missing multiple of sign(w)",
        ridge().changing("W", lambda g, p, v: g - 0.3 * np.sign(p["W"])),
        "sign(`W`)",
    ),
    "skip": ("missing multiple of dout", residual().changing("x", lambda g, p, v: g - v), "dout"),
    "mean": ("missing term constant along axis 0", only(batchnorm(mean=False), "x"), "una media"),
    "variance": ("missing term linear along axis 0", only(batchnorm(variance=False), "x"), "una varianza"),
    "scale": (
        "factor constant along axis 0",
        only(batchnorm(), "x").changing("x", lambda g, p, v: g * p["x"].std(0)),
        "una escala",
    ),
    "mask": ("mask not applied", relu().changing("x", lambda g, p, v: v), "aplicar una máscara"),
    "larger mask": (
        "mask too large",
        tanh().changing("x", lambda g, p, v: g * (p["x"] > -1)),
        "quita de más",
    ),
    "few": ("few entries", tanh().with_entry("x", (2, 1), 0.2), "las demás entradas coinciden"),
}


class TestPatterns:
    """How a gradient is wrong has a name."""

    @pytest.mark.parametrize(("name", "case", "said"), PATTERNS.values(), ids=PATTERNS)
    def test_pattern(self, name: str, case: Case, said: str) -> None:
        """The relation of all entries is named, in both languages."""
        finding = case.check().failures[0]
        assert finding.evidence.pattern == name
        assert said in finding.text.es
        assert finding.text.en != finding.text.es

    def test_pattern_of_a_large_block(self) -> None:
        """A sample of entries is enough to name a factor, and the count is then unknown."""
        verdict = only(affine(9, 70, 80), "W").changing("W", lambda g, p, v: g / 9).check()
        evidence = verdict.failures[0].evidence
        assert (evidence.pattern, evidence.count, evidence.total) == ("factor 1/N", None, None)

    def test_no_pattern(self) -> None:
        """Where nothing explains the error, no name is given."""
        noise = draw(4, 3, seed=11)
        verdict = W.changing("W", lambda g, p, v: g * (2 + noise)).check()
        assert verdict.failures[0].evidence.pattern is None
        assert verdict.failures[0].evidence.count == 12


class TestGuards:
    """What makes measuring pointless is found before, with evidence of its own."""

    def kind(self, case: Case) -> str:
        """Return the kind of the only failure."""
        (failure,) = case.check().failures
        assert failure.text.en
        assert failure.text.es
        return failure.evidence.kind

    def test_missing_gradient(self) -> None:
        """A parameter without a gradient fails."""
        case = affine()
        assert self.kind(replace(case, backward=lambda p, v: {"x": v @ p["W"].T})) == "missing_gradient"

    @pytest.mark.parametrize(
        ("name", "change", "pattern"),
        [
            ("W", lambda g, p, v: g.T, "right numbers, transposed"),
            ("W", lambda g, p, v: g.ravel(), "right numbers, wrong shape"),
            ("b", lambda g, p, v: v, "not summed"),
            ("b", lambda g, p, v: v[:2], None),
            ("W", lambda g, p, v: 2 * g.T, None),
            ("b", lambda g, p, v: np.float64(1.0), None),
        ],
    )
    def test_shape(self, name: str, change: Any, pattern: str | None) -> None:
        """Another shape fails, and right numbers in it are noticed."""
        case = affine().changing(name, change)
        (failure,) = case.check().failures
        assert (failure.evidence.kind, failure.evidence.argument) == ("shape", name)
        assert failure.evidence.wanted == str(case.point[name].shape)
        assert failure.evidence.pattern == pattern

    @pytest.mark.parametrize("value", [np.nan, np.inf])
    def test_gradient_not_finite(self, value: float) -> None:
        """A gradient with nan or inf fails at that entry."""
        case = affine().with_entry("W", (1, 2), value)
        assert case.check().failures[0].evidence.index == (1, 2)
        assert self.kind(case) == "not_finite"

    def test_output_not_finite(self) -> None:
        """An output with nan fails."""
        case = elementwise(np.log, lambda x: 1 / x, np.array([-1.0, 1.0]))
        assert self.kind(case) == "not_finite"

    @pytest.mark.parametrize("dtype", [np.complex128, object, "U8"])
    def test_output_not_numeric(self, dtype: Any) -> None:
        """An output that is not of real numbers fails."""
        case = affine()
        assert self.kind(replace(case, forward=lambda p: case.forward(p).astype(dtype))) == "dtype"

    def test_gradient_not_numeric(self) -> None:
        """A complex gradient fails."""
        assert self.kind(affine().changing("b", lambda g, p, v: g + 0j)) == "dtype"

    def test_random_forward(self) -> None:
        """A forward that draws random numbers cannot be checked."""
        rng = np.random.default_rng()
        case = affine()
        noisy = replace(case, forward=lambda p: case.forward(p) + 1e-9 * rng.standard_normal((6, 3)))
        assert self.kind(noisy) == "not_repeatable"

    def test_restless_shape(self) -> None:
        """An output whose shape depends on its values has no derivative."""
        case = elementwise(lambda x: x[x > np.median(draw(5, 4))], lambda x: 1.0)
        start = case.point["x"]
        restless = replace(
            case,
            forward=lambda p: np.zeros(3 if np.array_equal(p["x"], start) else 2),
            backward=lambda p, v: {"x": np.zeros((5, 4))},
        )
        assert self.kind(restless) == "shape"

    def test_upstream_ignored(self) -> None:
        """A backward that forgets its upstream gradient is told so."""
        assert self.kind(tanh().changing("x", lambda g, p, v: 1 - np.tanh(p["x"]) ** 2)) == "upstream_ignored"

    def test_not_linear(self) -> None:
        """A backward that squares its upstream gradient is told so."""
        assert self.kind(tanh().changing("x", lambda g, p, v: g * v)) == "not_linear"


class TestWithoutAnAnswer:
    """Where nothing can be seen, nothing is claimed."""

    def test_dead_unit(self) -> None:
        """A function that does not react is vacuous, not right."""
        assert relu(-1 - np.abs(draw(5, 4))).check().status == "vacuous"

    @pytest.mark.parametrize("spread", [1.0, 0.01])
    @pytest.mark.parametrize("single", [False, True])
    def test_bias_before_normalisation(self, spread: float, single: bool) -> None:
        """A derivative that vanishes but for rounding never fails, however small the layer before it is."""
        for seed in range(20):
            case = biased_batchnorm(spread, seed)
            case = case.in_float32() if single else case
            verdict = case.check(seed)
            assert verdict.blocks["W"] == "passed"
            assert verdict.blocks["b"] in ("vacuous", "inconclusive", "passed")

    def test_wrong_bias_before_normalisation(self) -> None:
        """A visible gradient of a parameter without influence is wrong."""
        case = biased_batchnorm(1.0, 0).changing("b", lambda g, p, v: 1e-3 * v.sum(0))
        assert dict(case.check().blocks) == {"W": "passed", "b": "failed"}

    def test_claim_for_a_dead_unit(self) -> None:
        """A gradient where the function does not react is wrong."""
        assert relu(-1 - np.abs(draw(5, 4))).changing("x", lambda g, p, v: v).check().status == "failed"

    @pytest.mark.parametrize("leak", [0.0, 1e-300, 1e-20, 1e-12])
    def test_claim_for_a_nearly_dead_unit(self, leak: float) -> None:
        """However small the output, a gradient that is much larger is wrong."""
        case = elementwise(lambda x: leak * np.tanh(x), lambda x: np.ones_like(x))
        assert case.check().status == "failed"

    def test_saturated_loss(self) -> None:
        """A loss of exactly zero has a gradient too small to measure, which is not wrong."""
        case = softmax_cross_entropy().scaled(0)
        margins = np.where(np.eye(4)[np.random.default_rng(5).integers(0, 4, 6)] > 0, 400.0, 0.0)
        assert replace(case, point={"x": margins + draw(6, 4)}).check().status in ("vacuous", "inconclusive")

    def test_one_vacuous_parameter(self) -> None:
        """A parameter without influence does not spoil the verdict on the others."""
        case = Case(lambda p: np.tanh(p["x"]), tanh().backward, {"x": draw(5, 4)})
        both = replace(
            case,
            backward=lambda p, v: {**case.backward(p, v), "unused": np.zeros(2)},
            point={**case.point, "unused": np.ones(2)},
        )
        verdict = both.check()
        assert (verdict.status, dict(verdict.blocks)) == ("passed", {"x": "passed", "unused": "vacuous"})

    def test_empty_block(self) -> None:
        """A parameter without entries has nothing to check."""
        case = affine(0, 4, 3)
        assert case.check().blocks["x"] == "vacuous"

    def test_hopeless_noise(self) -> None:
        """A forward that is all noise is inconclusive, after a bounded effort."""
        case = elementwise(lambda x: x + np.sin(1e15 * x), lambda x: np.ones_like(x))
        verdict = case.check()
        assert verdict.status == "inconclusive"
        assert verdict.points < 6000

    def test_resampling(self) -> None:
        """Another point settles what this one and its neighbours leave open."""
        case = elementwise(
            lambda x: np.where(x > 5, x**2, x + np.sin(1e15 * x)), lambda x: np.where(x > 5, 2 * x, 1.0)
        )
        verdict = case.check(resample=lambda rng: {"x": rng.uniform(6, 7, (5, 4))})
        assert verdict.status == "passed"


class TestHostileOutputs:
    """No array that comes back does harm."""

    @settings(max_examples=80, deadline=None)
    @given(data=st.data())
    def test_anything_numeric(self, data: st.DataObject) -> None:
        """Arrays of any shape, type and value give a verdict, without warnings."""
        seed = data.draw(st.integers(0, 2**32 - 1))
        dtypes = [np.float64, np.float32, np.float16, np.longdouble, np.int64, np.uint8, np.bool_]
        shapes = st.sampled_from([(), (1,), (3,), (2, 3), (0,), (3, 2)])
        magnitudes = st.sampled_from([0.0, 1e-320, 1e-30, 1.0, 1e30, 1e200, 1.7e308, np.inf, np.nan])
        types = st.sampled_from(dtypes)
        forms = [
            (data.draw(shapes), data.draw(types), data.draw(magnitudes), data.draw(st.booleans()))
            for _ in range(3)
        ]
        rng = np.random.default_rng(seed)
        fixed = rng.standard_normal(8)

        def array(k: int) -> Any:
            shape, dtype, magnitude, steady = forms[k]
            with np.errstate(all="ignore"):
                values = (fixed[: int(np.prod(shape))] if steady else rng.standard_normal(shape)) * magnitude
                kind = np.dtype(dtype).kind
                values = np.nan_to_num(values) if kind in "iub" else values
                return (
                    np.clip(values, -100, 100).astype(dtype).reshape(shape)
                    if kind in "iu"
                    else values.astype(dtype).reshape(shape)
                )

        def backward(point: Any, upstreams: Any) -> Any:
            return [{"a": array(1), "b": array(2)} for _ in upstreams]

        point = {"a": rng.standard_normal((2, 3)), "b": rng.standard_normal(3)}
        verdict = check_gradient(lambda points: [array(0) for _ in points], backward, point, rng=rng)
        assert verdict.status in ("passed", "failed", "inconclusive", "vacuous")

    @pytest.mark.parametrize("factor", [1e150, 1e300, 1e-150, 1e-300])
    def test_extreme_outputs(self, factor: float) -> None:
        """A right gradient of outputs near the limits of the format does not fail."""
        case = elementwise(lambda x: factor * np.tanh(x), lambda x: factor * (1 - np.tanh(x) ** 2))
        assert case.check().status in ("passed", "inconclusive", "vacuous")

    def test_a_forward_that_writes_into_its_argument(self) -> None:
        """Every evaluation has arguments of its own."""

        def forward(p: Any) -> Any:
            p["x"] *= 2
            return p["x"] ** 2

        case = Case(forward, lambda p, v: {"x": 8 * p["x"] * v}, {"x": draw(3, 2)})
        assert case.check().status == "passed"


class TestParts:
    """The instruments the check is made of."""

    @pytest.mark.parametrize("f", [np.sin, np.exp, np.arctan], ids=lambda f: f.__name__)
    def test_ladder_agrees_with_scipy(self, f: Any) -> None:
        """On smooth functions the estimate is SciPy's, which is the less exact of the two."""
        x = np.array([0.7])
        probe = Probe("x", {"x": x}, np.zeros(1), np.ones(1), f(x), float(np.finfo(float).eps), 1e-7)
        found = carry_out(ladder(probe, np.ones(1)), lambda points: [f(p["x"]) for p in points])
        wanted = derivative(f, 0.7)
        assert abs(found.value - wanted.df) <= found.bound + wanted.error
        assert found.bound < 1e-10

    def test_ladder_knows_a_kink(self) -> None:
        """At a kink the bound covers both one-sided derivatives."""
        probe = Probe("x", {"x": np.zeros(1)}, np.zeros(1), np.ones(1), np.zeros(1), 2e-16, 1e-7)
        found = carry_out(ladder(probe, np.ones(1)), lambda points: [np.maximum(p["x"], 0) for p in points])
        assert found.value - found.bound <= 0
        assert found.value + found.bound >= 1

    def test_ladder_near_the_edge_of_a_domain(self) -> None:
        """Rungs outside the domain say nothing, and do not contradict the others."""
        x = np.array([1e-2, 1.0])
        probe = Probe("x", {"x": x}, np.zeros(2), np.ones(2), np.log(x), 2e-16, 1e-7)

        def evaluate(points: Any) -> Any:
            with np.errstate(invalid="ignore"):
                return [np.log(point["x"]) for point in points]

        found = carry_out(ladder(probe, np.array([1.0, 0.0])), evaluate)
        assert found.value == pytest.approx(100, abs=found.bound)
        assert found.bound < 1e-4

    def test_inquiries_share_calls(self) -> None:
        """Inquiries of different length take as many calls as the longest."""

        def inquiry(rounds: int) -> Any:
            total = 0.0
            for k in range(rounds):
                outputs = yield [{"x": np.array(float(k))}] * rounds
                total += float(sum(outputs))
            return total

        calls: list[int] = []

        def evaluate(points: Any) -> Any:
            calls.append(len(points))
            return [point["x"] for point in points]

        assert carry_out(together(inquiry(n) for n in (0, 1, 3)), evaluate) == [0.0, 0.0, 9.0]
        assert calls == [4, 3, 3]

    def test_norm_does_not_overflow(self) -> None:
        """Squares beyond the format do not matter."""
        assert norm(np.array([3e200, 4e200])) == pytest.approx(5e200)
        assert norm(np.array([3e-200, 4e-200])) == pytest.approx(5e-200)
        assert norm(np.zeros(0)) == 0
