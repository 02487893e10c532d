"""The references of regularisation agree with JAX, optax and SciPy, and keep their hands off their inputs."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped]
import optax.contrib  # type: ignore[import-untyped]
import pytest
from scipy import ndimage, special, stats  # type: ignore[import-untyped]

from solutions.augmentation import random_flip, random_shift
from solutions.autoencoder import autoencoder_loss_and_gradients, greedy_pretraining
from solutions.early_stopping import early_stopping
from solutions.ensembles import average_predictions, average_weights, bayesian_average
from solutions.multitask import multitask_loss_and_gradients
from solutions.noise import add_input_noise, add_weight_noise, smooth_labels
from solutions.penalties import l1_penalty, l2_penalty
from solutions.weight_sharing import tied_gradient

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]

SEEDS = [0, 1, 2]


def close(got: Any, wanted: Any, *, rtol: float = 1e-10, atol: float = 1e-12) -> None:
    """Require the same structure, shapes and, up to rounding, numbers."""
    got_leaves, wanted_leaves = jax.tree.leaves(got), jax.tree.leaves(wanted)
    assert len(got_leaves) == len(wanted_leaves)
    for one, other in zip(got_leaves, wanted_leaves, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol)


def make_params(rng: np.random.Generator, widths: list[int], dtype: Any = np.float64) -> list[Any]:
    """Draw weights and biases for layers of the given widths."""
    return [
        (rng.normal(size=(i, o)).astype(dtype), rng.normal(size=o).astype(dtype))
        for i, o in itertools.pairwise(widths)
    ]


def make_predictions(rng: np.random.Generator, dtype: Any = np.float64) -> Any:
    """Draw what four models predict for five examples of three classes."""
    return special.softmax(rng.normal(size=(4, 5, 3)), axis=2).astype(dtype)


# Penalties


@pytest.mark.parametrize("exclude_biases", [False, True])
@pytest.mark.parametrize("depth", [1, 3])
@pytest.mark.parametrize(("penalty", "size"), [(l2_penalty, jnp.square), (l1_penalty, jnp.abs)])
def test_penalties_match_jax(
    penalty: Callable[..., Any], size: Callable[..., Any], depth: int, exclude_biases: bool
) -> None:
    """Penalty and gradients agree with JAX's derivative of lam / 2 times the sum."""
    params = make_params(np.random.default_rng(depth), [3, 5, 4, 2][: depth + 1])

    def oracle(params: Any) -> Any:
        counted = [w for w, _ in params] if exclude_biases else jax.tree.leaves(params)
        return 0.7 / 2 * sum(size(p).sum() for p in counted)

    got, grads = penalty(params, 0.7, exclude_biases=exclude_biases)
    wanted, wanted_grads = jax.value_and_grad(oracle)(params)
    close((got, grads), (wanted, wanted_grads))
    assert [len(pair) for pair in grads] == [2] * depth


def test_l1_penalty_rests_at_zero() -> None:
    """A weight of exactly zero is not pulled anywhere."""
    _, [(dw, db)] = l1_penalty([(np.zeros((2, 2)), np.zeros(2))], 1.0)
    assert not dw.any()
    assert not db.any()


# Early stopping


def first_reduction(losses: Any, patience: int, min_delta: float) -> int | None:
    """Return the epoch at which optax's `reduce_on_plateau` lowers the learning rate first."""
    rule = optax.contrib.reduce_on_plateau(factor=0.5, patience=patience, rtol=0.0, atol=min_delta or 1e-12)
    zero = jnp.zeros(())

    def epoch(state: Any, loss: Any) -> Any:
        _, state = rule.update(zero, state, value=loss)
        return state, state.scale

    _, scales = jax.lax.scan(epoch, rule.init(zero), losses)
    reduced = np.flatnonzero(np.asarray(scales) < 1)
    return int(reduced[0]) if reduced.size else None


@pytest.mark.parametrize("min_delta", [0.0, 0.3])
@pytest.mark.parametrize("patience", [1, 2, 4])
@pytest.mark.parametrize("seed", range(4))
def test_early_stopping_matches_optax(seed: int, patience: int, min_delta: float) -> None:
    """Training stops where optax finds a plateau, or at the end, and the best epoch is the lowest that counts."""
    losses = 2 - np.linspace(0, 1, 15) + np.random.default_rng(seed).normal(0, 0.5, 15)
    reduced = first_reduction(losses, patience, min_delta)
    stop, best = early_stopping(losses, patience=patience, min_delta=min_delta)
    assert stop == (14 if reduced is None else reduced)
    if min_delta == 0:
        assert best == np.argmin(losses[: stop + 1])
    assert losses[best] - min_delta <= losses[: stop + 1].min()


# Noise


@pytest.mark.parametrize("std", [0.1, 2.0])
def test_noise_is_normal(std: float) -> None:
    """A one-sample test finds the stated normal distribution in the inputs and in each layer's weights."""
    rng = np.random.default_rng(0)
    law = stats.norm(scale=std)
    x = rng.normal(size=(100, 80))
    assert stats.kstest((add_input_noise(x, std=std, rng=rng) - x).ravel(), law.cdf).pvalue > 1e-6
    params = make_params(rng, [90, 70, 80])
    noisy = add_weight_noise(params, std=std, rng=rng)
    for (w, b), (noisy_w, noisy_b) in zip(params, noisy, strict=True):
        assert stats.kstest((noisy_w - w).ravel(), law.cdf).pvalue > 1e-6
        np.testing.assert_array_equal(noisy_b, b)
    first, second = (
        noisy_w.ravel()[:5000] - w.ravel()[:5000] for (noisy_w, _), (w, _) in zip(noisy, params, strict=True)
    )
    assert abs(stats.pearsonr(first, second).statistic) < 0.1


@pytest.mark.parametrize("eps", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("classes", [2, 5])
def test_smooth_labels_matches_optax(classes: int, eps: float) -> None:
    """Soft labels agree with optax's."""
    targets = np.eye(classes)[np.random.default_rng(0).integers(classes, size=6)]
    close(smooth_labels(targets, eps=eps), optax.smooth_labels(targets, eps))


# Augmentation


def test_flip_matches_numpy() -> None:
    """Each image is the old one or numpy's mirror image of it, in the stated proportion."""
    images = np.random.default_rng(0).normal(size=(3000, 4, 5, 2))
    for probability in (0.3, 0.5):
        out = random_flip(images, flip_prob=probability, rng=np.random.default_rng(1))
        flipped = np.array(
            [np.array_equal(one, np.fliplr(image)) for one, image in zip(out, images, strict=True)]
        )
        np.testing.assert_array_equal(out[~flipped], images[~flipped])
        assert stats.binomtest(int(flipped.sum()), flipped.size, probability).pvalue > 1e-6
    np.testing.assert_array_equal(random_flip(images, flip_prob=0.0, rng=np.random.default_rng(0)), images)


@pytest.mark.parametrize("max_shift", [0, 1, 2])
def test_shift_matches_scipy(max_shift: int) -> None:
    """Each image is one of SciPy's shifts of the old one, and all shifts are equally likely."""
    images = np.random.default_rng(0).uniform(1, 2, size=(1000, 6, 5, 2))
    out = random_shift(images, max_shift=max_shift, rng=np.random.default_rng(1))
    moves = list(itertools.product(range(-max_shift, max_shift + 1), repeat=2))
    found = np.array(
        [
            [np.array_equal(one, wanted) for one, wanted in zip(out, shifted, strict=True)]
            for shifted in (ndimage.shift(images, (0, *move, 0), order=0, mode="constant") for move in moves)
        ]
    )
    assert (found.sum(axis=0) == 1).all()
    if max_shift:
        assert stats.chisquare(found.sum(axis=1)).pvalue > 1e-6


def test_shift_may_leave_the_frame() -> None:
    """Images may be moved farther than they are large."""
    images = np.ones((200, 2, 2, 1))
    out = random_shift(images, max_shift=3, rng=np.random.default_rng(0))
    assert out.shape == images.shape
    assert set(out.sum(axis=(1, 2, 3))) == {0.0, 1.0, 2.0, 4.0}


# Weight sharing, ensembles


@pytest.mark.parametrize("shape", [(6,), (3, 4), (2, 3, 2)])
def test_tied_gradient_matches_jax(shape: tuple[int, ...]) -> None:
    """It is JAX's gradient with respect to the shared weights, at each place where one is used."""
    rng = np.random.default_rng(0)
    shared, groups = rng.normal(size=4), rng.integers(4, size=shape)
    slopes = rng.normal(size=shape)

    def loss(places: Any) -> Any:
        return (jnp.sin(places) * slopes).sum()

    wanted = jax.grad(lambda shared: loss(shared[groups]))(shared)[groups]
    close(tied_gradient(np.asarray(jax.grad(loss)(shared[groups])), groups), wanted)


@pytest.mark.parametrize("seed", SEEDS)
def test_average_predictions_matches_scipy(seed: int) -> None:
    """The two means agree with NumPy's and SciPy's, and the geometric one with the average of logits."""
    logits = np.random.default_rng(seed).normal(size=(4, 5, 3))
    predictions = special.softmax(logits, axis=2)
    close(average_predictions(predictions), predictions.mean(axis=0))
    geometric = average_predictions(predictions, geometric=True)
    mean = stats.gmean(predictions, axis=0)
    close(geometric, mean / mean.sum(axis=1, keepdims=True))
    close(geometric, jax.nn.softmax(logits.mean(axis=0), axis=1))


@pytest.mark.parametrize("models", [1, 2, 5])
def test_average_weights_matches_jax(models: int) -> None:
    """Each parameter is averaged over the models, whatever the depth."""
    rng = np.random.default_rng(0)
    params = [make_params(rng, [3, 4, 2]) for _ in range(models)]
    close(average_weights(params), jax.tree.map(lambda *parts: sum(parts) / models, *params))


@pytest.mark.parametrize("offset", [0.0, -1e4, 1e4])
def test_bayesian_average_matches_scipy(offset: float) -> None:
    """The weights are SciPy's softmax, however large the logarithms."""
    rng = np.random.default_rng(0)
    log_posteriors, predictions = rng.normal(size=4) + offset, make_predictions(rng)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        got = bayesian_average(log_posteriors, predictions)
    close(got, jnp.einsum("m,mbc->bc", special.softmax(log_posteriors), predictions))
    close(got.sum(axis=1), np.ones(5))


# Networks


@pytest.mark.parametrize("task_weight", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("batch", [1, 6])
def test_multitask_matches_jax(batch: int, task_weight: float) -> None:
    """Loss and gradients agree with JAX and optax."""
    rng = np.random.default_rng(batch)
    params = [*make_params(rng, [3, 5, 4]), *make_params(rng, [5, 2])]
    x, y, t = rng.normal(size=(batch, 3)), rng.integers(4, size=batch), rng.normal(size=(batch, 2))

    def oracle(params: Any) -> Any:
        (w, b), (wc, bc), (wv, bv) = params
        h = jax.nn.relu(x @ w + b)
        class_loss = optax.softmax_cross_entropy_with_integer_labels(h @ wc + bc, y).mean()
        return class_loss + task_weight * optax.l2_loss(h @ wv + bv, t).sum(axis=1).mean()

    wanted = jax.value_and_grad(oracle)(params)
    close(multitask_loss_and_gradients(params, x, y, t, task_weight=task_weight), wanted)
    if task_weight == 1:
        close(multitask_loss_and_gradients(params, x, y, t), wanted)


@pytest.mark.parametrize("noisy", [False, True])
@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("batch", [1, 6])
def test_autoencoder_matches_jax(batch: int, tied: bool, noisy: bool) -> None:
    """Loss and gradients agree with JAX, with free and tied weights, clean and noisy inputs."""
    rng = np.random.default_rng(batch)
    x, noise = rng.normal(size=(batch, 4)), rng.normal(size=(batch, 4))
    w, b, v, c = rng.normal(size=(4, 3)), rng.normal(size=3), rng.normal(size=(3, 4)), rng.normal(size=4)
    params = [w, b, c] if tied else [w, b, v, c]
    seen = x + noise if noisy else x

    def oracle(params: Any) -> Any:
        decoder = params[0].T if tied else params[2]
        out = jax.nn.sigmoid(seen @ params[0] + params[1]) @ decoder + params[-1]
        return optax.l2_loss(out, x).sum(axis=1).mean()

    got = autoencoder_loss_and_gradients(params, x, tied=tied, noisy_x=seen if noisy else None)
    close(got, jax.value_and_grad(oracle)(params))


def test_greedy_pretraining_trains_on_codes() -> None:
    """Each layer is trained on JAX's sigmoid of the layer before, the first on the data."""
    rng = np.random.default_rng(0)
    x, seen = rng.normal(size=(5, 6)), []

    def train_layer(inputs: Any, width: int) -> Any:
        seen.append(inputs)
        return rng.normal(size=(inputs.shape[1], width)), rng.normal(size=width)

    params = greedy_pretraining(x, [4, 3, 2], train_layer)
    assert [w.shape for w, _ in params] == [(6, 4), (4, 3), (3, 2)]
    wanted = jnp.asarray(x)
    for inputs, (w, b) in zip(seen, params, strict=True):
        close(inputs, wanted)
        wanted = jax.nn.sigmoid(wanted @ w + b)


# Manners: each function, called with arrays of a given dtype


def calls(dtype: Any) -> dict[str, tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]:
    """Make one call of every function."""
    rng = np.random.default_rng(0)

    def draw(*shape: int) -> Any:
        return rng.normal(size=shape).astype(dtype)

    params, x, images = make_params(rng, [3, 4, 2], dtype), draw(5, 3), draw(6, 4, 4, 2)
    heads = [*make_params(rng, [3, 4, 2], dtype), *make_params(rng, [4, 2], dtype)]
    free = [draw(3, 4), draw(4), draw(4, 3), draw(3)]
    task = (heads, x, np.array([0, 1, 1, 0, 1]), draw(5, 2))
    noise: dict[str, Any] = {"std": 0.1, "rng": rng}

    def untrained(inputs: Any, width: int) -> Any:
        return np.ones((inputs.shape[1], width), dtype), np.ones(width, dtype)

    return {
        "l2_penalty": (l2_penalty, (params, 0.3), {"exclude_biases": True}),
        "l1_penalty": (l1_penalty, (params, 0.3), {}),
        "add_input_noise": (add_input_noise, (x,), noise),
        "add_weight_noise": (add_weight_noise, (params,), noise),
        "smooth_labels": (smooth_labels, (np.eye(3, dtype=dtype),), {"eps": 0.1}),
        "random_flip": (random_flip, (images,), {"rng": rng}),
        "random_shift": (random_shift, (images,), {"max_shift": 1, "rng": rng}),
        "tied_gradient": (tied_gradient, (draw(2, 3), np.array([[0, 1, 0], [1, 2, 0]])), {}),
        "average_predictions": (average_predictions, (make_predictions(rng, dtype),), {"geometric": True}),
        "average_weights": (average_weights, ([params, params],), {}),
        "bayesian_average": (bayesian_average, (draw(4), make_predictions(rng, dtype)), {}),
        "multitask": (multitask_loss_and_gradients, task, {"task_weight": 0.5}),
        "autoencoder": (autoencoder_loss_and_gradients, (free, x), {"noisy_x": draw(5, 3)}),
        "autoencoder, tied": (autoencoder_loss_and_gradients, ([*free[:2], free[3]], x), {"tied": True}),
        "greedy_pretraining": (greedy_pretraining, (x, [4, 2], untrained), {}),
    }


@pytest.mark.parametrize("name", calls(np.float64))
def test_inputs_are_not_changed(name: str) -> None:
    """Arguments hold the same numbers after a call, and no function writes to one even for a moment."""
    function, args, kwargs = calls(np.float64)[name]
    before = copy.deepcopy([leaf for leaf in jax.tree.leaves(args) if isinstance(leaf, np.ndarray)])
    for leaf in jax.tree.leaves(args):
        if isinstance(leaf, np.ndarray):
            leaf.flags.writeable = False
    function(*args, **kwargs)
    after = [leaf for leaf in jax.tree.leaves(args) if isinstance(leaf, np.ndarray)]
    for kept, now in zip(before, after, strict=True):
        np.testing.assert_array_equal(now, kept)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", calls(np.float64))
def test_precision_is_kept(name: str, dtype: Any) -> None:
    """Every result has the precision of the arrays that went in."""
    function, args, kwargs = calls(dtype)[name]
    leaves = jax.tree.leaves(function(*args, **kwargs))
    assert {np.asarray(leaf).dtype for leaf in leaves} == {np.dtype(dtype)}
