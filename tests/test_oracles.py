"""The references agree with JAX and optax, keep their hands off their inputs, and keep float32.

No expected value below comes from `solutions`: derivatives are JAX's own (`jax.vjp`, `jax.grad`), functions
are JAX's or optax's, and distributions are judged by SciPy.
"""

from __future__ import annotations

import copy
import functools
import importlib
import inspect
import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped]
import pytest
from scipy import stats  # type: ignore[import-untyped]

from solutions.activations import (
    relu_backward,
    relu_forward,
    sigmoid_backward,
    sigmoid_forward,
)
from solutions.affine import affine_backward, affine_forward
from solutions.batchnorm import batchnorm_backward, batchnorm_forward
from solutions.dropout import (
    dropout_backward,
    dropout_forward,
    inverted_dropout_backward,
    inverted_dropout_forward,
)
from solutions.initializers import glorot_uniform, he_normal, xavier_normal
from solutions.losses import softmax_cross_entropy
from solutions.mlp import mlp_forward, mlp_loss_and_gradients
from solutions.numerical_gradient import numerical_gradient
from solutions.optimizers import (
    adagrad_step,
    adam_step,
    adam_uncorrected_step,
    adamw_step,
    momentum_step,
    nesterov_step,
    rmsprop_step,
    sgd_step,
)

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
# Most of the time goes into compiling tiny programs; unoptimised ones differ in nothing but rounding.
jax.config.update("jax_disable_most_optimizations", True)  # type: ignore[no-untyped-call]

SEEDS = [0, 1, 2]
BATCHES = [1, 6]
ACTIVATIONS: dict[str, tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]] = {
    "relu": (relu_forward, relu_backward, jax.nn.relu),
    "sigmoid": (sigmoid_forward, sigmoid_backward, jax.nn.sigmoid),
}


def close(got: Any, wanted: Any, *, rtol: float = 1e-10, atol: float = 1e-12) -> None:
    """Require the same structure, shapes and, up to rounding, numbers."""
    got_leaves, wanted_leaves = jax.tree.leaves(got), jax.tree.leaves(wanted)
    assert len(got_leaves) == len(wanted_leaves)
    for one, other in zip(got_leaves, wanted_leaves, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol)


@jax.jit
@jax.value_and_grad
def jax_cross_entropy(logits: Any, y: Any) -> Any:
    """Return optax's mean loss and, by JAX, its gradient with respect to the logits."""
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean()


@functools.partial(jax.jit, static_argnums=0)
def pull_back(f: Callable[..., Any], args: Any, constants: Any, upstream: Any) -> Any:
    """Return JAX's ``f(*args, *constants)`` and the gradients of `args` for an upstream gradient."""
    out, backward = jax.vjp(lambda *args: f(*args, *constants), *args)
    return out, backward(upstream)


# Derivatives by perturbation


@pytest.mark.parametrize("shape", [(), (1,), (3, 4), (2, 3, 2)])
@pytest.mark.parametrize("seed", SEEDS)
def test_numerical_gradient_matches_autodiff(seed: int, shape: tuple[int, ...]) -> None:
    """Central differences agree with JAX's gradient for arrays of any shape."""
    x = np.asarray(np.random.default_rng(seed).normal(size=shape))
    wanted = jax.jit(jax.grad(lambda x: jnp.exp(jnp.sin(x).sum() / 5) + (x**3).sum()))(x)
    got = numerical_gradient(lambda x: np.exp(np.sin(x).sum() / 5) + (x**3).sum(), x)
    close(got, wanted, rtol=1e-6, atol=1e-8)


def test_numerical_gradient_reads_any_memory_layout() -> None:
    """A read-only, strided and transposed view is differentiated like a plain array."""
    x = np.random.default_rng(0).normal(size=(6, 8))[::2, 1::3].T
    x.flags.writeable = False
    close(numerical_gradient(lambda x: (x**3).sum(), x), jax.grad(lambda x: (x**3).sum())(x), rtol=1e-6)


def test_numerical_gradient_leaves_x_alone_when_f_raises() -> None:
    """An exception inside the function does not leave a perturbed array behind."""
    x = np.ones(3)

    def f(x: Any) -> float:
        if x[1] != 1:
            raise ArithmeticError
        return 0.0

    with pytest.raises(ArithmeticError):
        numerical_gradient(f, x)
    np.testing.assert_array_equal(x, np.ones(3))


# Layers and losses


@pytest.mark.parametrize("shape", [(1, 1), (1, 6), (4, 5), (2, 3, 4)])
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_match_jax(name: str, seed: int, shape: tuple[int, ...]) -> None:
    """Each activation and its backward pass agree with JAX for any shape."""
    forward, backward, oracle = ACTIVATIONS[name]
    rng = np.random.default_rng(seed)
    z, da = rng.normal(scale=3.0, size=shape), rng.normal(size=shape)
    a, cache = forward(z)
    wanted, (dz,) = pull_back(oracle, (z,), (), da)
    close(a, wanted)
    close(backward(da, cache), dz)


def test_relu_takes_slope_zero_at_the_kink() -> None:
    """At exactly zero the rectifier's slope is the one JAX takes."""
    z, da = np.array([-1.0, 0.0, 1.0]), np.ones(3)
    close(relu_backward(da, relu_forward(z)[1]), pull_back(jax.nn.relu, (z,), (), da)[1][0])


def jax_affine(x: Any, w: Any, b: Any) -> Any:
    """Apply a layer with JAX, each index written out."""
    return jnp.einsum("ni,ij->nj", x, w) + b


@pytest.mark.parametrize(("fan_in", "fan_out"), [(1, 4), (3, 1), (5, 3)])
@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("seed", SEEDS)
def test_affine_matches_jax(seed: int, batch: int, fan_in: int, fan_out: int) -> None:
    """The affine layer and its three gradients agree with JAX."""
    rng = np.random.default_rng(seed)
    x, w, b = rng.normal(size=(batch, fan_in)), rng.normal(size=(fan_in, fan_out)), rng.normal(size=fan_out)
    dout = rng.normal(size=(batch, fan_out))
    out, cache = affine_forward(x, w, b)
    wanted, gradients = pull_back(jax_affine, (x, w, b), (), dout)
    close(out, wanted)
    close(affine_backward(dout, cache), gradients)


@pytest.mark.parametrize("classes", [1, 2, 5])
@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("seed", SEEDS)
def test_softmax_cross_entropy_matches_optax(seed: int, batch: int, classes: int) -> None:
    """Loss and gradient agree with optax, for class indices and for one-hot rows."""
    rng = np.random.default_rng(seed)
    logits, y = rng.normal(scale=4.0, size=(batch, classes)), rng.integers(classes, size=batch)
    wanted = jax_cross_entropy(logits, y)
    close(softmax_cross_entropy(logits, y), wanted)
    close(softmax_cross_entropy(logits, np.eye(classes)[y]), wanted)
    close(softmax_cross_entropy(logits, np.eye(classes, dtype=int)[y]), wanted)


# Networks


def make_params(rng: np.random.Generator, widths: list[int], dtype: Any = np.float64) -> list[Any]:
    """Draw weights and biases for layers of the given widths."""
    return [
        (rng.normal(size=(i, o)).astype(dtype), rng.normal(size=o).astype(dtype))
        for i, o in itertools.pairwise(widths)
    ]


def jax_network(params: Any, x: Any, activation: str) -> Any:
    """Apply the network with JAX's operations."""
    for w, b in params[:-1]:
        x = ACTIVATIONS[activation][2](jnp.dot(x, w) + b)
    w, b = params[-1]
    return jnp.dot(x, w) + b


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_mlp_matches_jax(activation: str, depth: int, batch: int) -> None:
    """Logits, loss and every gradient agree with JAX at any depth and with any activation."""
    rng = np.random.default_rng([depth, batch])
    params = make_params(rng, [*[3, 5, 4, 6][:depth], 7])
    x, y = rng.normal(size=(batch, 3)), rng.integers(7, size=batch)

    def oracle(params: Any) -> Any:
        logits = jax_network(params, x, activation)
        return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean(), logits

    (wanted_loss, logits), wanted = jax.jit(jax.value_and_grad(oracle, has_aux=True))(params)
    close(mlp_forward(params, x, activation=activation)[0], logits)
    loss, gradients = mlp_loss_and_gradients(params, x, y, activation=activation)
    close(loss, wanted_loss)
    close(gradients, wanted)
    assert [len(pair) for pair in gradients] == [2] * depth
    close(mlp_loss_and_gradients(params, x, np.eye(7)[y], activation=activation), (wanted_loss, wanted))


# Initialisers

INITIALIZERS = {  # jax.nn.initializers.he_normal is a truncated normal, hence variance_scaling
    "xavier_normal": (xavier_normal, jax.nn.initializers.variance_scaling(1.0, "fan_in", "normal")),
    "glorot_uniform": (glorot_uniform, jax.nn.initializers.glorot_uniform()),
    "he_normal": (he_normal, jax.nn.initializers.variance_scaling(2.0, "fan_in", "normal")),
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
def test_initializers_match_their_stated_distributions(fan_in: int, fan_out: int) -> None:
    """A one-sample test finds the variances 1 / fan_in and 2 / fan_in and Glorot's limit."""
    rng = np.random.default_rng(5)
    limit = (6 / (fan_in + fan_out)) ** 0.5
    w = glorot_uniform(fan_in, fan_out, rng=rng)
    assert 0.999 * limit < np.abs(w).max() <= limit
    laws = [
        (w, stats.uniform(-limit, 2 * limit)),
        (xavier_normal(fan_in, fan_out, rng=rng), stats.norm(scale=fan_in**-0.5)),
        (he_normal(fan_in, fan_out, rng=rng), stats.norm(scale=(2 / fan_in) ** 0.5)),
    ]
    for drawn, law in laws:
        assert stats.kstest(drawn.ravel(), law.cdf).pvalue > 1e-6


# Batch normalisation


def draw_batchnorm(rng: np.random.Generator, batch: int, features: int) -> list[Any]:
    """Draw the five array arguments of the forward pass."""
    x = rng.normal(loc=2.0, scale=3.0, size=(batch, features))
    gamma, beta, mean = rng.normal(size=(3, features))
    return [x, gamma, beta, mean, rng.uniform(0.5, 2.0, size=features)]


def jax_batchnorm_training(x: Any, gamma: Any, beta: Any, mean: Any, var: Any, eps: Any) -> Any:
    """Normalise with the batch's statistics, using JAX."""
    return gamma * jax.nn.standardize(x, axis=0, epsilon=eps) + beta


def jax_batchnorm_inference(x: Any, gamma: Any, beta: Any, mean: Any, var: Any, eps: Any) -> Any:
    """Normalise with the running statistics, using JAX."""
    return gamma * jax.nn.standardize(x, axis=0, mean=mean, variance=var, epsilon=eps) + beta


@pytest.mark.parametrize("eps", [1e-5, 0.3])
@pytest.mark.parametrize(("batch", "features"), [(1, 1), (1, 4), (2, 3), (9, 1), (8, 5)])
@pytest.mark.parametrize("seed", SEEDS)
def test_batchnorm_matches_jax(seed: int, batch: int, features: int, eps: float) -> None:
    """Batch normalisation agrees with JAX in both modes, and its gradients in training."""
    rng = np.random.default_rng(seed)
    x, gamma, beta, mean, var = draw_batchnorm(rng, batch, features)
    dout = rng.normal(size=x.shape)
    out, cache, _, _ = batchnorm_forward(x, gamma, beta, mean, var, training=True, eps=eps)
    wanted, gradients = pull_back(jax_batchnorm_training, (x, gamma, beta), (mean, var, eps), dout)
    close(out, wanted, atol=1e-10)  # JAX takes E[x^2] - E[x]^2 for the variance and loses a few digits
    close(batchnorm_backward(dout, cache), gradients, atol=1e-10)
    out, _, _, _ = batchnorm_forward(x, gamma, beta, mean, var, training=False, eps=eps)
    close(out, jax_batchnorm_inference(x, gamma, beta, mean, var, eps), atol=1e-10)


@pytest.mark.parametrize("momentum", [0.0, 0.9, 0.99])
def test_batchnorm_collects_running_statistics(momentum: float) -> None:
    """Over several batches, the running statistics follow optax's incremental update."""
    rng = np.random.default_rng(0)
    _, gamma, beta, mean, var = draw_batchnorm(rng, 6, 3)
    wanted_mean, wanted_var = jnp.asarray(mean), jnp.asarray(var)
    for batch in [6, 1, 4]:
        x = rng.normal(size=(batch, 3))
        _, _, mean, var = batchnorm_forward(x, gamma, beta, mean, var, training=True, momentum=momentum)
        wanted_mean = optax.incremental_update(jnp.mean(x, axis=0), wanted_mean, 1 - momentum)
        wanted_var = optax.incremental_update(jnp.var(x, axis=0, ddof=0), wanted_var, 1 - momentum)
        close((mean, var), (wanted_mean, wanted_var))


def test_batchnorm_keeps_running_statistics_at_inference() -> None:
    """Inference returns the running statistics it was given."""
    args = draw_batchnorm(np.random.default_rng(0), 6, 3)
    _, _, mean, var = batchnorm_forward(*args, training=False)
    close((mean, var), tuple(args[3:]), rtol=0, atol=0)


# Dropout

DROPOUTS = {
    "original": (dropout_forward, dropout_backward),
    "inverted": (inverted_dropout_forward, inverted_dropout_backward),
}
JAX_DROPOUTS: dict[tuple[str, bool], Callable[..., Any]] = {
    ("original", True): lambda x, mask, keep_prob: jnp.where(mask, x, 0.0),
    ("original", False): lambda x, mask, keep_prob: keep_prob * x,
    ("inverted", True): lambda x, mask, keep_prob: jnp.where(mask, x / keep_prob, 0.0),
    ("inverted", False): lambda x, mask, keep_prob: x,
}


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("keep_prob", [0.3, 0.8, 1.0])
@pytest.mark.parametrize("shape", [(1, 1), (1, 6), (5, 4), (2, 3, 4)])
@pytest.mark.parametrize("name", DROPOUTS)
def test_dropout_matches_jax(name: str, shape: tuple[int, ...], keep_prob: float, training: bool) -> None:
    """Both forms are the stated products, by JAX, with the units that came through as the mask."""
    forward, backward = DROPOUTS[name]
    rng = np.random.default_rng(0)
    x, dout = rng.normal(size=shape), rng.normal(size=shape)
    out, cache = forward(x, keep_prob=keep_prob, training=training, rng=rng)
    wanted, (dx,) = pull_back(JAX_DROPOUTS[name, training], (x,), (out != 0, keep_prob), dout)
    close(out, wanted)
    close(backward(dout, cache), dx)


@pytest.mark.parametrize("keep_prob", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("name", DROPOUTS)
def test_dropout_keeps_units_independently_with_the_stated_probability(name: str, keep_prob: float) -> None:
    """The number of kept units, in all and in pairs of neighbours, is binomial."""
    forward, _ = DROPOUTS[name]
    out, _ = forward(np.ones((200, 300)), keep_prob=keep_prob, training=True, rng=np.random.default_rng(1))
    kept = out != 0
    assert stats.binomtest(int(kept.sum()), kept.size, keep_prob).pvalue > 1e-6
    for pairs in (kept[:, ::2] & kept[:, 1::2], kept[::2] & kept[1::2]):
        assert stats.binomtest(int(pairs.sum()), pairs.size, keep_prob**2).pvalue > 1e-6


@pytest.mark.parametrize("name", DROPOUTS)
def test_dropout_has_the_same_mean_in_both_modes(name: str) -> None:
    """Averaged over many masks, the training output is the inference output."""
    forward, _ = DROPOUTS[name]
    x, rng = np.array([-2.0, 0.5, 3.0]), np.random.default_rng(2)
    draws, _ = forward(np.tile(x, (100_000, 1)), keep_prob=0.7, training=True, rng=rng)
    wanted, _ = forward(x, keep_prob=0.7, training=False, rng=rng)
    np.testing.assert_allclose(draws.mean(axis=0), wanted, rtol=0.02)


# Optimisers

N_STEPS = 6


def gradients_for(seed: int, shape: tuple[int, ...]) -> tuple[Any, Iterator[Any]]:
    """Draw parameters and a sequence of gradients whose sizes span several orders of magnitude."""
    rng = np.random.default_rng(seed)
    w = np.asarray(rng.normal(size=shape))
    return w, (np.asarray(rng.normal(size=shape) * 10.0 ** rng.integers(-4, 3)) for _ in range(N_STEPS))


def optax_step(rule: Any, state: Any, w: Any, grad: Any) -> tuple[Any, Any]:
    """Advance an optax rule by one step."""
    updates, state = rule.update(jnp.asarray(grad), state, w)
    return optax.apply_updates(w, updates), state


OPTIMIZER_CASES = pytest.mark.parametrize(("seed", "shape"), [(0, (3, 4)), (1, (5,)), (2, (1,)), (3, ())])


@OPTIMIZER_CASES
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_momentum_matches_optax(seed: int, shape: tuple[int, ...], momentum: float) -> None:
    """The path is that of optax.sgd, and the velocity is its trace times the learning rate."""
    # optax keeps trace = momentum * trace + grad and adds -lr * trace. With lr constant, multiply the
    # first by lr: lr * trace obeys our v = momentum * v + lr * grad, and we subtract it.
    lr = 0.05
    w, gradients = gradients_for(seed, shape)
    v, rule, wanted = np.zeros_like(w), optax.sgd(lr, momentum=momentum), jnp.asarray(w)
    state = rule.init(wanted)
    for grad in gradients:
        w, v = momentum_step(w, grad, v, lr=lr, momentum=momentum)
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)
        close(v, lr * optax.tree.get(state, "trace"))


def test_momentum_holds_the_learning_rate_inside_the_velocity() -> None:
    """When the learning rate changes, each gradient keeps the rate of its own step."""
    rates = jnp.asarray([0.1, 0.1, 0.02, 0.02, 0.5, 0.001])
    w, gradients = gradients_for(4, (3, 2))
    rule: Any = optax.chain(
        optax.scale_by_schedule(lambda step: rates[step]), optax.trace(decay=0.9), optax.scale(-1.0)
    )
    v, wanted = np.zeros_like(w), jnp.asarray(w)
    state = rule.init(wanted)
    for lr, grad in zip(rates.tolist(), gradients, strict=True):
        w, v = momentum_step(w, grad, v, lr=lr, momentum=0.9)
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)
        close(v, optax.tree.get(state, "trace"))


@OPTIMIZER_CASES
@pytest.mark.parametrize(("decay", "eps"), [(0.9, 1e-8), (0.5, 0.1)])
def test_rmsprop_matches_optax(seed: int, shape: tuple[int, ...], decay: float, eps: float) -> None:
    """RMSProp with its eps outside the root agrees with optax's, state included."""
    w, gradients = gradients_for(seed, shape)
    rule = optax.rmsprop(0.01, decay=decay, eps=eps, eps_in_sqrt=False, initial_scale=0.0)
    s, wanted = np.zeros_like(w), jnp.asarray(w)
    state = rule.init(wanted)
    for grad in gradients:
        w, s = rmsprop_step(w, grad, s, lr=0.01, decay=decay, eps=eps)
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)
        close(s, optax.tree.get(state, "nu"))


@OPTIMIZER_CASES
@pytest.mark.parametrize(("beta1", "beta2", "eps"), [(0.9, 0.999, 1e-8), (0.5, 0.8, 0.1), (0.0, 0.9, 1e-3)])
def test_adam_matches_optax(
    seed: int, shape: tuple[int, ...], beta1: float, beta2: float, eps: float
) -> None:
    """Adam agrees with optax's, both moments included, from the first step on."""
    w, gradients = gradients_for(seed, shape)
    rule = optax.adam(0.01, b1=beta1, b2=beta2, eps=eps, eps_root=0.0)
    m, v, wanted = np.zeros_like(w), np.zeros_like(w), jnp.asarray(w)
    state = rule.init(wanted)
    for t, grad in enumerate(gradients, start=1):
        w, m, v = adam_step(w, grad, m, v, t, lr=0.01, beta1=beta1, beta2=beta2, eps=eps)
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)
        close((m, v), (optax.tree.get(state, "mu"), optax.tree.get(state, "nu")))


ADAM = partial(adam_step, beta1=0.9, beta2=0.999, eps=1e-8)


@pytest.mark.parametrize(
    ("step", "oracle"),
    [
        (partial(momentum_step, momentum=0.9), lambda: optax.sgd(1e-3, momentum=0.9)),
        (partial(rmsprop_step, eps=1e-8), lambda: optax.rmsprop(1e-3, eps_in_sqrt=False)),
        (ADAM, lambda: optax.adam(1e-3)),
    ],
)
def test_usual_values_match_optax(step: Callable[..., Any], oracle: Callable[[], Any]) -> None:
    """With the usual values, and RMSProp's default decay, the optimisers are optax's as it comes."""
    w, gradients = gradients_for(0, (4, 2))
    n_states = 2 if step is ADAM else 1
    states, rule, wanted = [np.zeros_like(w)] * n_states, oracle(), jnp.asarray(w)
    state = rule.init(wanted)
    for t, grad in enumerate(gradients, start=1):
        count = [t] if step is ADAM else []
        w, *states = step(w, grad, *states, *count, lr=1e-3)
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)


# Stability. Warnings are errors in this suite; `errstate` says so here, too.

HUGE = np.array([[-1e4, 0.0, 1e4], [1e4, 1e4, -1e4], [-1e4, -1e4, -1e4]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_survive_huge_inputs(name: str, dtype: Any) -> None:
    """Inputs of magnitude 10^4 give JAX's values and slopes, without a floating-point warning."""
    forward, backward, oracle = ACTIVATIONS[name]
    z = HUGE.astype(dtype)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        a, cache = forward(z)
        dz = backward(np.ones_like(z), cache)
    close((a, (dz,)), pull_back(oracle, (z,), (), np.ones_like(z)), rtol=1e-6)


def test_sigmoid_keeps_its_digits_in_the_left_tail() -> None:
    """Far below zero the sigmoid is tiny, not zero, and right to the last digits."""
    z = np.array([-30.0, -100.0, -700.0])
    close(sigmoid_forward(z)[0], jax.nn.sigmoid(jnp.asarray(z)), atol=0.0)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("seed", SEEDS)
def test_softmax_cross_entropy_survives_huge_logits(seed: int, dtype: Any) -> None:
    """Logits of magnitude 10^4 give optax's loss and gradient, without a floating-point warning."""
    # The oracle runs in float64: optax adds the maximum back, which in float32 costs four digits.
    logits = HUGE.astype(dtype)
    y = np.random.default_rng(seed).integers(3, size=3)
    wanted = jax_cross_entropy(HUGE, y)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        got = softmax_cross_entropy(logits, y)
        same = softmax_cross_entropy(logits, np.eye(3)[y])
    close(got, wanted, rtol=1e-6)
    close(same, wanted, rtol=1e-6)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_mlp_survives_huge_inputs(activation: str) -> None:
    """A whole network stays finite on inputs of magnitude 10^4, without a floating-point warning."""
    params = make_params(np.random.default_rng(0), [3, 4, 5])
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        result = mlp_loss_and_gradients(params, HUGE, np.array([0, 4, 2]), activation=activation)
    assert all(np.isfinite(leaf).all() for leaf in jax.tree.leaves(result))


@pytest.mark.parametrize("offset", [0.0, 1e4])
def test_batchnorm_survives_a_constant_feature(offset: float) -> None:
    """A feature that never varies comes out as its shift, with finite gradients."""
    x, gamma, beta = np.full((5, 2), offset), np.array([2.0, 3.0]), np.array([-1.0, 1.0])
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        out, cache, _, _ = batchnorm_forward(x, gamma, beta, np.zeros(2), np.ones(2), training=True)
        gradients = batchnorm_backward(np.ones((5, 2)), cache)
    close(out, np.tile(beta, (5, 1)))
    assert all(np.isfinite(gradient).all() for gradient in gradients)


@pytest.mark.parametrize(
    "step", [partial(momentum_step, momentum=0.9), partial(rmsprop_step, eps=1e-8), ADAM]
)
def test_optimizers_stand_still_without_a_gradient(step: Callable[..., Any]) -> None:
    """Zero gradients from a zero state move nothing and divide nothing by zero."""
    w, zeros = np.array([1.0, -2.0]), np.zeros(2)
    rest: list[Any] = [zeros, zeros, 1] if step is ADAM else [zeros]
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        moved, *states = step(w, zeros, *rest, lr=0.1)
    close(moved, w, rtol=0, atol=0)
    close(states, [zeros] * len(states), rtol=0, atol=0)


# Manners: every public function, called once with arrays of a given dtype

Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
MODULES = [
    "activations",
    "affine",
    "batchnorm",
    "dropout",
    "initializers",
    "losses",
    "mlp",
    "numerical_gradient",
    "optimizers",
]


def calls(dtype: Any) -> dict[str, Call]:
    """Make one call of every function that takes an array, twice where there are two modes."""
    rng = np.random.default_rng(0)

    def draw(*shape: int) -> Any:
        return rng.normal(size=shape).astype(dtype)

    x, w, b, dout, state = draw(4, 3), draw(3, 5), draw(5), draw(4, 5), draw(4, 3) ** 2
    features = [draw(3), draw(3), draw(3), draw(3) ** 2]
    params, y = make_params(rng, [3, 6, 5], dtype), np.array([0, 4, 2, 2])
    table: dict[str, Call] = {
        "numerical_gradient": (numerical_gradient, (lambda x: (x**2).sum(), x), {}),
        "affine_forward": (affine_forward, (x, w, b), {}),
        "affine_backward": (affine_backward, (dout, affine_forward(x, w, b)[1]), {}),
        "softmax_cross_entropy": (softmax_cross_entropy, (dout, y), {}),
        "softmax_cross_entropy, one-hot": (softmax_cross_entropy, (dout, np.eye(5)[y]), {}),
        "sgd_step": (sgd_step, (x, draw(4, 3)), {"lr": 0.1}),
        "nesterov_step": (nesterov_step, (x, draw(4, 3), state), {"lr": 0.1, "momentum": 0.9}),
        "adagrad_step": (adagrad_step, (x, draw(4, 3), state), {"lr": 0.1, "eps": 1e-8}),
        "adam_uncorrected_step": (
            adam_uncorrected_step,
            (x, draw(4, 3), draw(4, 3), state),
            dict(ADAM.keywords, lr=0.1),
        ),
        "adamw_step": (
            adamw_step,
            (x, draw(4, 3), draw(4, 3), state, 3),
            dict(ADAM.keywords, lr=0.1, weight_decay=0.01),
        ),
        "momentum_step": (momentum_step, (x, draw(4, 3), state), {"lr": 0.1, "momentum": 0.9}),
        "rmsprop_step": (rmsprop_step, (x, draw(4, 3), state), {"lr": 0.1, "eps": 1e-8}),
        "adam_step": (adam_step, (x, draw(4, 3), draw(4, 3), state, 3), dict(ADAM.keywords, lr=0.1)),
    }
    for name, (forward, backward, _) in ACTIVATIONS.items():
        table[f"{name}_forward"] = (forward, (x,), {})
        table[f"{name}_backward"] = (backward, (draw(4, 3), forward(x)[1]), {})
        table[f"mlp_forward, {name}"] = (mlp_forward, (params, x), {"activation": name})
        table[f"mlp_loss_and_gradients, {name}"] = (
            mlp_loss_and_gradients,
            (params, x, y),
            {"activation": name},
        )
    for training in (True, False):
        mode = "training" if training else "inference"
        cache = batchnorm_forward(x, *features, training=training)[1]
        table[f"batchnorm_forward, {mode}"] = (batchnorm_forward, (x, *features), {"training": training})
        table[f"batchnorm_backward, {mode}"] = (batchnorm_backward, (draw(4, 3), cache), {})
        for forward, backward in DROPOUTS.values():
            options: dict[str, Any] = {"keep_prob": 0.5, "training": training, "rng": rng}
            table[f"{forward.__name__}, {mode}"] = (forward, (x,), options)
            cache = forward(x, **options)[1]
            table[f"{backward.__name__}, {mode}"] = (backward, (draw(4, 3), cache), {})
    return table


def public_functions() -> set[str]:
    """Name the functions that the chapters define."""
    modules = [importlib.import_module(f"solutions.{name}") for name in MODULES]
    return {
        name
        for module in modules
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }


def test_the_table_of_calls_is_complete() -> None:
    """Every function of these chapters is in the table below or is an initialiser."""
    called = {function.__name__ for function, _, _ in calls(np.float64).values()}
    assert called | set(INITIALIZERS) == public_functions()


@pytest.mark.parametrize("name", calls(np.float64))
def test_inputs_are_not_changed(name: str) -> None:
    """Arguments, parameters in lists and caches hold the same numbers after a call."""
    function, args, kwargs = calls(np.float64)[name]
    before = copy.deepcopy(args)
    function(*args, **kwargs)
    for kept, now in zip(jax.tree.leaves(before), jax.tree.leaves(args), strict=True):
        if isinstance(now, np.ndarray):
            np.testing.assert_array_equal(now, kept)


@pytest.mark.parametrize("name", calls(np.float64))
def test_inputs_may_be_read_only(name: str) -> None:
    """No function writes to an argument even for a moment."""
    function, args, kwargs = calls(np.float64)[name]
    for leaf in jax.tree.leaves(args):
        if isinstance(leaf, np.ndarray):
            leaf.flags.writeable = False
    function(*args, **kwargs)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", calls(np.float64))
def test_precision_is_kept(name: str, dtype: Any) -> None:
    """Every result, caches included, has the precision of the arrays that went in."""
    function, args, kwargs = calls(dtype)[name]
    leaves = jax.tree.leaves(function(*args, **kwargs))
    dtypes = {leaf.dtype for leaf in leaves if isinstance(leaf, np.generic | np.ndarray)}
    assert dtypes - {np.dtype(bool)} == {np.dtype(dtype)}  # a mask may be boolean


@pytest.mark.parametrize("name", calls(np.float64))
def test_float32_results_are_close_to_float64(name: str) -> None:
    """The float32 path calculates the same thing as the float64 path."""
    single, double = calls(np.float32)[name], calls(np.float64)[name]
    results = [function(*args, **kwargs) for function, args, kwargs in (single, double)]
    close(*results, rtol=1e-3, atol=1e-4)
