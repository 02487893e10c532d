"""The losses and the delta rule agree with JAX and optax."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped]
import pytest

from solutions.delta_rule import logistic_backprop
from solutions.losses import (
    binary_cross_entropy,
    mse_loss,
    multiclass_hinge_loss,
    softmax_cross_entropy,
    squared_error,
)

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]

SEEDS = [0, 1, 2]


def close(got: Any, wanted: Any, *, rtol: float = 1e-10, atol: float = 1e-12) -> None:
    """Require the same structure, shapes and, up to rounding, numbers."""
    got_leaves, wanted_leaves = jax.tree.leaves(got), jax.tree.leaves(wanted)
    assert len(got_leaves) == len(wanted_leaves)
    for one, other in zip(got_leaves, wanted_leaves, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol)


# The multiclass hinge loss


@jax.value_and_grad
def pairwise_hinges(scores: Any, y: Any) -> Any:
    """Sum optax's binary hinge loss of s_y - s_j over the wrong classes j; average over the batch."""
    pairs = optax.hinge_loss(jnp.take_along_axis(scores, y[:, None], axis=1) - scores, jnp.ones(scores.shape))
    return jnp.where(jax.nn.one_hot(y, scores.shape[1]) > 0, 0.0, pairs).sum(axis=1).mean()


@pytest.mark.parametrize("classes", [1, 2, 6])
@pytest.mark.parametrize("batch", [1, 7])
@pytest.mark.parametrize("seed", SEEDS)
def test_multiclass_hinge_loss_matches_optax(seed: int, batch: int, classes: int) -> None:
    """Loss and gradient are those of optax's binary hinge, once for every wrong class."""
    rng = np.random.default_rng(seed)
    scores, y = rng.normal(scale=2.0, size=(batch, classes)), rng.integers(classes, size=batch)
    close(multiclass_hinge_loss(scores, y), pairwise_hinges(scores, y))


def test_multiclass_hinge_loss_of_two_classes_is_crammer_and_singers() -> None:
    """With one wrong class, the sum over them and optax's maximum over them are the same."""
    rng = np.random.default_rng(4)
    scores, y = rng.normal(scale=2.0, size=(9, 2)), rng.integers(2, size=9)
    close(multiclass_hinge_loss(scores, y)[0], optax.losses.multiclass_hinge_loss(scores, y).mean())


# Regression


@pytest.mark.parametrize(("batch", "outputs"), [(1, 1), (1, 4), (6, 3)])
@pytest.mark.parametrize("seed", SEEDS)
def test_mse_loss_matches_optax(seed: int, batch: int, outputs: int) -> None:
    """The loss is the mean of optax's squared errors over all entries, with JAX's gradient."""
    pred, target = np.random.default_rng(seed).normal(size=(2, batch, outputs))
    oracle = jax.value_and_grad(lambda pred: optax.squared_error(pred, target).mean())
    close(mse_loss(pred, target), oracle(pred))


@pytest.mark.parametrize(("batch", "outputs"), [(1, 1), (1, 4), (6, 3)])
@pytest.mark.parametrize("seed", SEEDS)
def test_squared_error_matches_optax(seed: int, batch: int, outputs: int) -> None:
    """The loss is the sum of optax's l2_loss, which has the half, with JAX's gradient."""
    pred, target = np.random.default_rng(seed).normal(size=(2, batch, outputs))
    close(
        squared_error(pred, target), jax.value_and_grad(lambda pred: optax.l2_loss(pred, target).sum())(pred)
    )


# The binary cross-entropy


@jax.value_and_grad
def mean_binary_cross_entropy(logits: Any, y: Any) -> Any:
    """Return optax's mean loss, and JAX's gradient with respect to the logits."""
    return optax.sigmoid_binary_cross_entropy(logits, y).mean()


@pytest.mark.parametrize("batch", [1, 7])
@pytest.mark.parametrize("seed", SEEDS)
def test_binary_cross_entropy_matches_optax(seed: int, batch: int) -> None:
    """Loss and gradient agree with optax, for integer answers and for floats."""
    rng = np.random.default_rng(seed)
    logits, y = rng.normal(scale=4.0, size=batch), rng.integers(2, size=batch)
    wanted = mean_binary_cross_entropy(logits, y)
    close(binary_cross_entropy(logits, y), wanted)
    close(binary_cross_entropy(logits, y.astype(float)), wanted)


def test_binary_cross_entropy_is_the_softmax_of_two_classes() -> None:
    """A logit against a logit of 0 is judged alike by both cross-entropies."""
    rng = np.random.default_rng(5)
    logits, y = rng.normal(size=9), rng.integers(2, size=9)
    loss, gradient = softmax_cross_entropy(np.stack([np.zeros(9), logits], axis=1), y)
    close(binary_cross_entropy(logits, y), (loss, gradient[:, 1]))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_binary_cross_entropy_survives_huge_logits(dtype: Any) -> None:
    """Logits of magnitude 10^4 give optax's answers, without a floating-point warning."""
    logits, y = np.array([-1e4, -1e4, 0.0, 1e4, 1e4]), np.array([0, 1, 1, 0, 1])
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        got = binary_cross_entropy(logits.astype(dtype), y)
    close(got, mean_binary_cross_entropy(logits, y), rtol=1e-6)


# The generalised delta rule


def logistic_error(params: Any, x: Any, t: Any) -> Any:
    """Return half the squared error of a network of JAX's sigmoids."""
    for w, b in params:
        x = jax.nn.sigmoid(jnp.dot(x, w) + b)
    return optax.l2_loss(x, t).sum()


@pytest.mark.parametrize("batch", [1, 6])
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_logistic_backprop_matches_jax(depth: int, batch: int) -> None:
    """The error and the gradients of every layer agree with JAX at any depth."""
    rng = np.random.default_rng([depth, batch])
    widths = [3, *[5, 4][: depth - 1], 2]
    params = [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in pairwise(widths)]
    x, t = rng.normal(size=(batch, 3)), rng.uniform(size=(batch, 2))
    error, gradients = logistic_backprop(x, t, params)
    close((error, gradients), jax.value_and_grad(logistic_error)(params, x, t))
    assert [len(pair) for pair in gradients] == [2] * depth
