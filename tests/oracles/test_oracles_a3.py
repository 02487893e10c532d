"""The references of the normalisation assignment agree with JAX and scikit-learn."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from sklearn.decomposition import PCA  # type: ignore[import-untyped]
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

from solutions.batchnorm import batchnorm_forward
from solutions.batchnorm_inference import fold_batchnorm, population_statistics
from solutions.blocks import (
    affine_batchnorm_relu_backward,
    affine_batchnorm_relu_forward,
    affine_relu_batchnorm_backward,
    affine_relu_batchnorm_forward,
)
from solutions.layernorm import layernorm_backward, layernorm_forward
from solutions.preprocessing import (
    decorrelate,
    fit_pca,
    fit_standardizer,
    standardize,
    subtract_channel_means,
    subtract_mean_image,
    whiten,
)

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
jax.config.update("jax_disable_most_optimizations", True)  # type: ignore[no-untyped-call]

SEEDS = [0, 1, 2]


def close(got: Any, wanted: Any, *, rtol: float = 1e-10, atol: float = 1e-10) -> None:
    """Require the same structure, shapes and, up to rounding, numbers."""
    got_leaves, wanted_leaves = jax.tree.leaves(got), jax.tree.leaves(wanted)
    assert len(got_leaves) == len(wanted_leaves)
    for one, other in zip(got_leaves, wanted_leaves, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol)


def pull_back(f: Callable[..., Any], args: Any, upstream: Any) -> Any:
    """Return JAX's ``f(*args)`` and the gradients of `args` for an upstream gradient."""
    out, backward = jax.vjp(f, *args)
    return out, backward(upstream)


# Preprocessing


@pytest.mark.parametrize("seed", SEEDS)
def test_standardize_matches_scikit_learn(seed: int) -> None:
    """Old and new data are standardised as by scikit-learn's StandardScaler."""
    rng = np.random.default_rng(seed)
    x_train, x = rng.normal(5, 3, (20, 4)), rng.normal(2, 9, (7, 4))
    scaler = StandardScaler().fit(x_train)
    stats = fit_standardizer(x_train)
    close(standardize(x_train, stats), scaler.transform(x_train))
    close(standardize(x, stats), scaler.transform(x))


@pytest.mark.parametrize("value", [0.0, 4.0, 0.1, -1e9 / 3])
def test_standardize_survives_a_constant_feature(value: float) -> None:
    """A constant comes out as zero, even where the rounded mean of equal numbers is not that number."""
    x_train = np.full((7, 2), value)
    x_train[:, 1] = range(7)
    stats = fit_standardizer(x_train)
    with np.errstate(divide="raise", invalid="raise"):
        close(standardize(x_train, stats)[:, 0], np.zeros(7))
        assert np.isfinite(standardize(x_train + 1, stats)).all()


def test_images_are_centred_as_by_scikit_learn() -> None:
    """Each pixel, or each channel of all pixels, is a feature whose mean StandardScaler subtracts."""
    rng = np.random.default_rng(0)
    x_train, x = rng.uniform(0, 255, (6, 5, 4, 3)), rng.uniform(0, 255, (2, 5, 4, 3))
    for subtract, width in ((subtract_mean_image, 60), (subtract_channel_means, 3)):
        scaler = StandardScaler(with_std=False).fit(x_train.reshape(-1, width))
        close(subtract(x, x_train), scaler.transform(x.reshape(-1, width)).reshape(x.shape))


@pytest.mark.parametrize("n_components", [None, 1, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_pca_matches_scikit_learn(seed: int, n_components: int | None) -> None:
    """Decorrelated data are scikit-learn's up to signs; whitened ones, but for its divisor N - 1, too."""
    rng = np.random.default_rng(seed)
    x_train, x = rng.normal(size=(30, 4)) @ rng.normal(size=(4, 4)) + 3, rng.normal(size=(5, 4))
    pca = fit_pca(x_train, n_components)
    oracle = PCA(n_components, svd_solver="full").fit(x_train)
    wanted = oracle.transform(x)
    close(np.abs(decorrelate(x, pca)), np.abs(wanted))
    white = wanted / np.sqrt(oracle.explained_variance_ * 29 / 30 + 0.1)
    close(np.abs(whiten(x, pca, 0.1)), np.abs(white))


def test_pca_diagonalises_the_covariance_and_whitening_makes_it_the_identity() -> None:
    """NumPy's covariance of the decorrelated data is diagonal and falling; of the white ones, the identity."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(50, 5)) @ rng.normal(size=(5, 5))
    pca = fit_pca(x)
    covariance = np.cov(decorrelate(x, pca), rowvar=False)
    close(covariance, np.diag(np.diag(covariance)))
    assert (np.diff(np.diag(covariance)) < 0).all()
    close(np.cov(whiten(x, pca, 0.0), rowvar=False, bias=True), np.eye(5))


# Batch normalisation: statistics, placement, folding


@pytest.mark.parametrize("sizes", [(5,), (4, 4, 4), (6, 1, 3)])
@pytest.mark.parametrize("seed", SEEDS)
def test_population_statistics_match_scikit_learn(seed: int, sizes: tuple[int, ...]) -> None:
    """Mean and variance over batches of any size are those of StandardScaler, batch by batch."""
    rng = np.random.default_rng(seed)
    batches = [rng.normal(3 * k, k + 1, (size, 4)) for k, size in enumerate(sizes)]
    scaler = StandardScaler()
    for batch in batches:
        scaler.partial_fit(batch)
    close(population_statistics(batches), (scaler.mean_, scaler.var_))


def jax_batchnorm(x: Any, gamma: Any, beta: Any, eps: float) -> Any:
    """Normalise over the batch with JAX."""
    return gamma * jax.nn.standardize(x, axis=0, epsilon=eps) + beta


def jax_before(x: Any, w: Any, b: Any, gamma: Any, beta: Any) -> Any:
    """Affine, normalisation, ReLU."""
    return jax.nn.relu(jax_batchnorm(x @ w + b, gamma, beta, 0.1))


def jax_after(x: Any, w: Any, b: Any, gamma: Any, beta: Any) -> Any:
    """Affine, ReLU, normalisation."""
    return jax_batchnorm(jax.nn.relu(x @ w + b), gamma, beta, 0.1)


BLOCKS: dict[str, tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]] = {
    "before": (affine_batchnorm_relu_forward, affine_batchnorm_relu_backward, jax_before),
    "after": (affine_relu_batchnorm_forward, affine_relu_batchnorm_backward, jax_after),
}


def draw_block(seed: int) -> list[Any]:
    """Draw the array arguments of a block."""
    rng = np.random.default_rng(seed)
    shapes = [(8, 3), (3, 5), (5,), (5,), (5,), (5,)]
    return [*(rng.normal(size=shape) for shape in shapes), rng.uniform(0.5, 2.0, 5)]


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("seed", SEEDS)
def test_blocks_match_jax(seed: int, name: str) -> None:
    """Both orders and their five gradients agree with JAX."""
    forward, backward, oracle = BLOCKS[name]
    args = draw_block(seed)
    dout = np.random.default_rng(seed + 100).normal(size=(8, 5))
    out, cache, _, _ = forward(*args, training=True, eps=0.1)
    wanted, gradients = pull_back(oracle, tuple(args[:5]), dout)
    close(out, wanted)
    close(backward(dout, cache), gradients)


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_collect_the_statistics_of_what_they_normalise(name: str) -> None:
    """The running averages move towards the moments of the pre-activations, or of the activations."""
    x, w, b, _, _, mean, var = args = draw_block(0)
    normalised = np.asarray(jnp.dot(x, w) + b if name == "before" else jax.nn.relu(jnp.dot(x, w) + b))
    _, _, new_mean, new_var = BLOCKS[name][0](*args, training=True, momentum=0.7)
    close(new_mean, 0.7 * mean + 0.3 * normalised.mean(axis=0))
    close(new_var, 0.7 * var + 0.3 * normalised.var(axis=0))


def test_a_bias_before_the_normalisation_does_nothing() -> None:
    """Its gradient vanishes, and shifting it leaves the training output as it is."""
    args = draw_block(0)
    out, cache, _, _ = affine_batchnorm_relu_forward(*args, training=True)
    _, _, db, _, _ = affine_batchnorm_relu_backward(np.ones_like(out), cache)
    close(db, np.zeros(5))
    args[2] = args[2] + 10.0
    close(affine_batchnorm_relu_forward(*args, training=True)[0], out)


def test_a_folded_layer_does_what_the_two_did() -> None:
    """One affine layer gives the output of the affine layer and the normalisation, at inference."""
    x, w, b, gamma, beta, mean, var = draw_block(1)
    wanted, *_ = batchnorm_forward(x @ w + b, gamma, beta, mean, var, training=False, eps=0.1)
    w_folded, b_folded = fold_batchnorm(w, b, gamma, beta, mean, var, 0.1)
    close(x @ w_folded + b_folded, wanted)


# Layer normalisation


@pytest.mark.parametrize("eps", [1e-5, 0.3])
@pytest.mark.parametrize(("batch", "features"), [(1, 4), (5, 1), (3, 2), (8, 5)])
@pytest.mark.parametrize("seed", SEEDS)
def test_layernorm_matches_jax(seed: int, batch: int, features: int, eps: float) -> None:
    """Layer normalisation and its three gradients agree with JAX."""
    rng = np.random.default_rng(seed)
    x = rng.normal(loc=2.0, scale=3.0, size=(batch, features))
    gamma, beta = rng.normal(size=(2, features))
    dout = rng.normal(size=x.shape)

    def oracle(x: Any, gamma: Any, beta: Any) -> Any:
        return gamma * jax.nn.standardize(x, axis=-1, epsilon=eps) + beta

    out, cache = layernorm_forward(x, gamma, beta, eps=eps)
    wanted, gradients = pull_back(oracle, (x, gamma, beta), dout)
    close(out, wanted)
    close(layernorm_backward(dout, cache), gradients)


def test_layernorm_by_default_adds_1e_5() -> None:
    """The default eps shows where the variance is as small as it is."""
    x = np.random.default_rng(0).normal(scale=1e-3, size=(4, 6))
    out, _ = layernorm_forward(x, np.ones(6), np.zeros(6))
    close(out, jax.nn.standardize(jnp.asarray(x), axis=-1, epsilon=1e-5))


# Manners: float32 in, float32 out, and nothing is changed in place


def draw(*shape: int) -> Any:
    """Draw a float32 array."""
    return np.random.default_rng(0).normal(size=shape).astype(np.float32)


CALLS: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "layernorm_forward": (layernorm_forward, (draw(4, 3), draw(3), draw(3))),
    "layernorm_backward": (
        layernorm_backward,
        (draw(4, 3), layernorm_forward(draw(4, 3), draw(3), draw(3))[1]),
    ),
    "population_statistics": (population_statistics, ([draw(4, 3), draw(2, 3)],)),
    "fold_batchnorm": (
        fold_batchnorm,
        (draw(4, 3), draw(3), draw(3), draw(3), draw(3), draw(3) ** 2, 0.1),
    ),
    "fit_standardizer": (fit_standardizer, (draw(6, 3),)),
    "standardize": (standardize, (draw(4, 3), fit_standardizer(draw(6, 3)))),
    "subtract_mean_image": (subtract_mean_image, (draw(2, 4, 3, 5), draw(6, 4, 3, 5))),
    "subtract_channel_means": (subtract_channel_means, (draw(2, 4, 3, 5), draw(6, 4, 3, 5))),
    "fit_pca": (fit_pca, (draw(9, 3), 2)),
    "decorrelate": (decorrelate, (draw(4, 3), fit_pca(draw(9, 3)))),
    "whiten": (whiten, (draw(4, 3), fit_pca(draw(9, 3)), 0.1)),
}


for _name, (_forward, _backward, _) in BLOCKS.items():
    _args = [np.asarray(array, dtype=np.float32) for array in draw_block(0)]
    CALLS[f"{_name}, forward"] = (functools.partial(_forward, training=True), tuple(_args))
    CALLS[f"{_name}, backward"] = (_backward, (draw(8, 5), _forward(*_args, training=True)[1]))


@pytest.mark.parametrize("name", CALLS)
def test_precision_is_kept_and_arguments_are_left_alone(name: str) -> None:
    """Every result of single-precision arguments has single precision, caches included."""
    function, args = CALLS[name]
    before = copy.deepcopy(args)
    leaves = jax.tree.leaves(function(*args))
    assert {leaf.dtype for leaf in leaves if isinstance(leaf, np.ndarray)} == {np.dtype(np.float32)}
    close(args, before, rtol=0, atol=0)
