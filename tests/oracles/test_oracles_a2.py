"""The references of initialisation agree with JAX, optax and SciPy, keep their hands off their inputs, and float32."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped]
import pytest
from scipy import stats  # type: ignore[import-untyped]
from scipy.spatial.distance import pdist  # type: ignore[import-untyped]

from solutions.clipping import clip_by_global_norm, clip_by_value
from solutions.depth import (
    activation_statistics,
    chain_gradient,
    dead_relu_fraction,
    gradient_norms_by_layer,
)
from solutions.initializers import (
    constant,
    fan_sum_normal,
    glorot_normal,
    small_normal,
    unit_normal,
    zeros,
)
from solutions.residual import residual_backward, residual_forward
from solutions.symmetry import hidden_unit_spread, train_from

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]

SEEDS = [0, 1, 2]
ACTIVATIONS: dict[str, Callable[..., Any]] = {
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "relu": jax.nn.relu,
}


def close(got: Any, wanted: Any, *, rtol: float = 1e-10, atol: float = 1e-12) -> None:
    """Require the same structure, shapes and, up to rounding, numbers."""
    got_leaves, wanted_leaves = jax.tree.leaves(got), jax.tree.leaves(wanted)
    assert len(got_leaves) == len(wanted_leaves)
    for one, other in zip(got_leaves, wanted_leaves, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol)


def make_params(rng: np.random.Generator, *widths: int, dtype: Any = np.float64) -> list[Any]:
    """Draw weights and biases for layers of the given widths."""
    pairs = itertools.pairwise(widths)
    return [(rng.normal(size=(i, o)).astype(dtype), rng.normal(size=o).astype(dtype)) for i, o in pairs]


# Initialisers

INITIALIZERS = {
    "small_normal": (small_normal, jax.nn.initializers.normal(0.01)),
    "unit_normal": (unit_normal, jax.nn.initializers.normal(1.0)),
    # jax.nn.initializers.glorot_normal is a truncated normal, hence variance_scaling
    "glorot_normal": (glorot_normal, jax.nn.initializers.variance_scaling(1.0, "fan_avg", "normal")),
    "fan_sum_normal": (fan_sum_normal, jax.nn.initializers.variance_scaling(0.5, "fan_avg", "normal")),
}


@pytest.mark.parametrize(("fan_in", "fan_out"), [(120, 500), (500, 120)])
@pytest.mark.parametrize("name", INITIALIZERS)
def test_initializers_match_jax(name: str, fan_in: int, fan_out: int) -> None:
    """Weights have the shape, spread and distribution of JAX's initialisers."""
    ours, oracle = INITIALIZERS[name]
    w = ours(fan_in, fan_out, rng=np.random.default_rng(3))
    wanted = np.asarray(oracle(jax.random.key(3), (fan_in, fan_out), jnp.float64))
    assert w.shape == wanted.shape
    assert w.dtype == wanted.dtype
    np.testing.assert_allclose(w.std(), wanted.std(), rtol=0.02)
    np.testing.assert_allclose(w.mean(), 0.0, atol=5 * wanted.std() / np.sqrt(w.size))
    assert stats.ks_2samp(w.ravel(), wanted.ravel()).pvalue > 1e-6


@pytest.mark.parametrize(("fan_in", "fan_out"), [(120, 500), (500, 120)])
@pytest.mark.parametrize(
    ("init", "variance"),
    [
        (small_normal, lambda fan_in, fan_out: 1e-4),
        (unit_normal, lambda fan_in, fan_out: 1.0),
        (glorot_normal, lambda fan_in, fan_out: 2 / (fan_in + fan_out)),
        (fan_sum_normal, lambda fan_in, fan_out: 1 / (fan_in + fan_out)),
    ],
)
def test_initializers_have_the_variance_of_their_formula(
    init: Callable[..., Any], variance: Callable[..., float], fan_in: int, fan_out: int
) -> None:
    """A one-sample test finds the normal distribution of the stated variance."""
    w = init(fan_in, fan_out, rng=np.random.default_rng(4))
    law = stats.norm(scale=variance(fan_in, fan_out) ** 0.5)
    assert stats.kstest(w.ravel(), law.cdf).pvalue > 1e-6


def test_constant_initializers_match_jax() -> None:
    """Zeros and constants are JAX's, and leave the generator alone."""
    rng, key = np.random.default_rng(0), jax.random.key(0)
    before = copy.deepcopy(rng.bit_generator.state)
    close(zeros(3, 4, rng=rng), jax.nn.initializers.zeros(key, (3, 4), jnp.float64))
    close(constant(3, 4, rng=rng), jax.nn.initializers.constant(0.1)(key, (3, 4), jnp.float64))
    close(constant(3, 4, value=-2, rng=rng), jax.nn.initializers.constant(-2.0)(key, (3, 4), jnp.float64))
    assert rng.bit_generator.state == before


# Depth


@pytest.mark.parametrize("depth", [1, 2, 9])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("seed", SEEDS)
def test_chain_gradient_matches_autodiff(seed: int, activation: str, depth: int) -> None:
    """The product of slopes and weights is JAX's derivative of the chain."""
    rng = np.random.default_rng(seed)
    ws, bs, x = np.abs(rng.normal(size=depth)), np.abs(rng.normal(size=depth)), rng.uniform(0.1, 1)

    def chain(x: Any) -> Any:
        for w, b in zip(ws, bs, strict=True):
            x = ACTIVATIONS[activation](w * x + b)
        return x

    close(chain_gradient(ws, bs, x, activation=activation), jax.grad(chain)(x))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_activation_statistics_match_jax(activation: str) -> None:
    """Means and deviations are those of JAX's network with the same inputs and weights."""
    weights = np.random.default_rng(5).normal(size=(4, 6, 6))
    handed = iter(weights)
    means, stds = activation_statistics(
        lambda fan_in, fan_out, rng: next(handed),
        activation=activation,
        n_layers=4,
        width=6,
        n_samples=20,
        rng=np.random.default_rng(7),
    )
    a = jnp.asarray(np.random.default_rng(7).standard_normal((20, 6)))
    layers = []
    for w in weights:
        a = ACTIVATIONS[activation](a @ w)
        layers.append(a)
    close(means, jnp.stack([a.mean() for a in layers]))
    close(stds, jnp.stack([a.std() for a in layers]))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("widths", [(3, 4), (3, 5, 4), (3, 5, 6, 2, 4)])
def test_gradient_norms_match_jax_and_optax(widths: tuple[int, ...], activation: str) -> None:
    """Each norm is that of JAX's gradient of optax's loss, for any depth."""
    rng = np.random.default_rng(len(widths))
    params, x = make_params(rng, *widths), rng.normal(size=(7, widths[0]))
    y = rng.integers(widths[-1], size=7)

    def loss(params: Any) -> Any:
        a = x
        for w, b in params[:-1]:
            a = ACTIVATIONS[activation](a @ w + b)
        logits = a @ params[-1][0] + params[-1][1]
        return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean()

    wanted = [jnp.linalg.norm(dw) for dw, _ in jax.grad(loss)(params)]
    close(list(gradient_norms_by_layer(params, x, y, activation=activation)), wanted)


@pytest.mark.parametrize("seed", SEEDS)
def test_dead_units_get_no_gradient_in_jax(seed: int) -> None:
    """The units counted are those whose pre-activations JAX gives a gradient of zero throughout."""
    rng = np.random.default_rng(seed)
    z = rng.normal(loc=-1.0, size=(3, 40))
    slopes = np.asarray(jax.grad(lambda z: jax.nn.relu(z).sum())(z))
    assert 0 < (slopes == 0).all(axis=0).mean() < 1
    close(dead_relu_fraction(z), (slopes == 0).all(axis=0).mean())
    assert dead_relu_fraction(np.zeros((4, 3))) == 1.0


# Symmetry


def test_training_matches_optax() -> None:
    """Plain gradient descent leads where optax's leads, step by step."""
    rng = np.random.default_rng(0)
    params = make_params(rng, 3, 4, 2)
    x, y = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))

    def loss(params: Any) -> Any:
        (w1, b1), (w2, b2) = params
        return ((jnp.tanh(x @ w1 + b1) @ w2 + b2 - y) ** 2).mean()

    gradients = jax.jit(jax.grad(loss))
    rule = optax.sgd(0.1)
    wanted, state = params, rule.init(params)
    for n_steps in range(4):
        got = train_from(params, lambda p: jax.device_get(gradients(p)), lr=0.1, n_steps=n_steps)
        close(got, wanted)
        updates, state = rule.update(gradients(wanted), state)
        wanted = optax.apply_updates(wanted, updates)


@pytest.mark.parametrize("seed", SEEDS)
def test_spread_matches_scipys_distances(seed: int) -> None:
    """The mean square distance to the mean is half that of all pairs, by SciPy."""
    params = make_params(np.random.default_rng(seed), 3, 6, 1, 4)
    wanted = []
    for w, b in params[:-1]:
        units = np.vstack([w, b]).T
        wanted.append(np.sqrt((pdist(units) ** 2).sum()) / len(units))
    close(hidden_unit_spread(params), np.array(wanted))


# Residual block and clipping


def jax_block(x: Any, w1: Any, b1: Any, w2: Any, b2: Any) -> Any:
    """Apply a residual block with JAX's operations."""
    return x + jax.nn.relu(x @ w1 + b1) @ w2 + b2


@pytest.mark.parametrize("batch", [1, 6])
@pytest.mark.parametrize(("features", "hidden"), [(1, 1), (3, 5), (4, 2)])
def test_residual_matches_jax(features: int, hidden: int, batch: int) -> None:
    """The block and its five gradients agree with JAX."""
    rng = np.random.default_rng([features, batch])
    (w1, b1), (w2, b2) = make_params(rng, features, hidden, features)
    x, dout = rng.normal(size=(batch, features)), rng.normal(size=(batch, features))
    out, cache = residual_forward(x, w1, b1, w2, b2)
    wanted, pull_back = jax.vjp(jax_block, x, w1, b1, w2, b2)
    close(out, wanted)
    close(residual_backward(dout, cache), pull_back(dout))


@pytest.mark.parametrize("bound", [0.1, 1.0, 100.0])
def test_clipping_matches_optax(bound: float) -> None:
    """Both ways of clipping are optax's, whether there is something to clip or not."""
    grads = make_params(np.random.default_rng(0), 3, 4, 2)
    for ours, oracle in ((clip_by_value, optax.clip), (clip_by_global_norm, optax.clip_by_global_norm)):
        rule = oracle(bound)
        close(ours(grads, bound), rule.update(grads, rule.init(grads))[0])


def test_zero_gradients_survive_clipping() -> None:
    """A norm of zero divides nothing."""
    still = [(np.zeros((2, 3)), np.zeros(3))]
    with np.errstate(divide="raise", invalid="raise"):
        close(clip_by_global_norm(still, 1.0), still)


# Manners


def calls(dtype: Any) -> dict[str, tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]:
    """Make one call of every function that takes arrays."""
    rng = np.random.default_rng(0)
    params = make_params(rng, 3, 5, 3, dtype=dtype)
    (w1, b1), (w2, b2) = params
    x, dout = (rng.normal(size=(4, 3)).astype(dtype) for _ in range(2))
    chain = {"activation": "relu"}
    return {
        "chain_gradient": (chain_gradient, (b1[:3] ** 2, b2**2, dtype(0.5)), chain),
        "gradient_norms_by_layer": (gradient_norms_by_layer, (params, x, np.array([0, 1, 2, 1])), {}),
        "train_from": (train_from, (params, lambda params: params), {"lr": 0.1, "n_steps": 2}),
        "hidden_unit_spread": (hidden_unit_spread, (params,), {}),
        "residual_forward": (residual_forward, (x, w1, b1, w2, b2), {}),
        "residual_backward": (residual_backward, (dout, residual_forward(x, w1, b1, w2, b2)[1]), {}),
        "clip_by_value": (clip_by_value, (params, 0.5), {}),
        "clip_by_global_norm": (clip_by_global_norm, (params, 0.5), {}),
    }


@pytest.mark.parametrize("name", calls(np.float64))
def test_inputs_may_be_read_only(name: str) -> None:
    """No function writes to an argument even for a moment."""
    function, args, kwargs = calls(np.float64)[name]
    for leaf in jax.tree.leaves([arg for arg in args if not callable(arg)]):
        if isinstance(leaf, np.ndarray):
            leaf.flags.writeable = False
    function(*args, **kwargs)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", calls(np.float64))
def test_precision_is_kept(name: str, dtype: Any) -> None:
    """Every result, caches included, has the precision of the arrays that went in."""
    function, args, kwargs = calls(dtype)[name]
    leaves = jax.tree.leaves(function(*args, **kwargs))
    assert {leaf.dtype for leaf in leaves} == {np.dtype(dtype)}


@pytest.mark.parametrize("name", calls(np.float64))
def test_float32_results_are_close_to_float64(name: str) -> None:
    """The float32 path calculates the same thing as the float64 path."""
    single, double = calls(np.float32)[name], calls(np.float64)[name]
    results = [function(*args, **kwargs) for function, args, kwargs in (single, double)]
    close(*results, rtol=1e-3, atol=1e-4)
