"""The references of the fifth assignment agree with optax, JAX, SciPy and scikit-learn, and keep good manners."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped]
import optax.contrib  # type: ignore[import-untyped]
import pytest
from jax.flatten_util import ravel_pytree
from scipy import stats  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import StratifiedKFold  # type: ignore[import-untyped]
from sklearn.utils import gen_batches  # type: ignore[import-untyped]

from solutions.convergence import epochs_to_converge
from solutions.full_batch import flatten, minimize_full_batch, unflatten
from solutions.gains import adaptive_gains_step, rprop_step
from solutions.losses import softmax_cross_entropy
from solutions.minibatches import balanced_minibatches, count_updates, minibatches
from solutions.mlp import mlp_loss_and_gradients
from solutions.optimizers import (
    adagrad_step,
    adam_uncorrected_step,
    adamw_step,
    momentum_step,
    nesterov_step,
    sgd_step,
)
from solutions.schedules import adjust_learning_rate, reduce_on_plateau, step_decay

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
jax.config.update("jax_disable_most_optimizations", True)  # type: ignore[no-untyped-call]

SEEDS = [0, 1, 2]
N_STEPS = 6
#: Where `eps` stands under the root in one place and outside in another: too small to matter.
NEGLIGIBLE = 1e-30


def close(got: Any, wanted: Any, *, rtol: float = 1e-10, atol: float = 1e-12) -> None:
    """Require the same structure, shapes and, up to rounding, numbers."""
    got_leaves, wanted_leaves = jax.tree.leaves(got), jax.tree.leaves(wanted)
    assert len(got_leaves) == len(wanted_leaves)
    for one, other in zip(got_leaves, wanted_leaves, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol)


# Mini-batches


@pytest.mark.parametrize(("n", "batch_size"), [(12, 4), (13, 4), (5, 1), (5, 5), (5, 9), (1, 1)])
def test_minibatches_are_as_long_as_scikit_learns(n: int, batch_size: int) -> None:
    """The pieces have the lengths that scikit-learn's generator of batches gives, and miss nothing."""
    batches = minibatches(n, batch_size, rng=np.random.default_rng(0))
    assert [len(batch) for batch in batches] == [s.stop - s.start for s in gen_batches(n, batch_size)]
    assert np.array_equal(np.sort(np.concatenate(batches)), np.arange(n))
    assert count_updates(n, batch_size, 7) == 7 * len(batches)


def test_every_example_is_equally_likely_in_every_minibatch() -> None:
    """Over many epochs, which mini-batch an example falls into is uniform."""
    rng, counts = np.random.default_rng(1), np.zeros((6, 3))
    for _ in range(3000):
        for number, batch in enumerate(minibatches(6, 2, rng=rng)):
            counts[batch, number] += 1
    for row in counts:
        assert stats.chisquare(row).pvalue > 1e-6


@pytest.mark.parametrize("counts", [(40, 25, 10), (17, 11, 7), (33, 12, 8), (9, 9, 9)])
@pytest.mark.parametrize("batch_size", [8, 9, 12])
def test_balanced_minibatches_are_stratified_folds(counts: tuple[int, ...], batch_size: int) -> None:
    """Each class is spread over the mini-batches as scikit-learn spreads it over folds."""
    y = np.random.default_rng(0).permutation(np.repeat(np.arange(3), counts))
    batches = balanced_minibatches(y, batch_size, rng=np.random.default_rng(1))
    folds = [test for _, test in StratifiedKFold(len(batches)).split(y, y)]
    assert np.array_equal(np.sort(np.concatenate(batches)), np.arange(len(y)))
    assert len(batches) == -(-len(y) // batch_size)
    assert max(map(len, batches)) <= batch_size
    for label in range(3):
        ours, theirs = (sorted(int(np.sum(y[part] == label)) for part in parts) for parts in (batches, folds))
        assert ours == theirs


# Optimisers


def gradients_for(seed: int, shape: tuple[int, ...]) -> tuple[Any, Iterator[Any]]:
    """Draw parameters and a sequence of gradients whose sizes span several orders of magnitude."""
    rng = np.random.default_rng(seed)
    w = np.asarray(rng.normal(size=shape))
    return w, (np.asarray(rng.normal(size=shape) * 10.0 ** rng.integers(-4, 3)) for _ in range(N_STEPS))


def optax_step(rule: Any, state: Any, w: Any, grad: Any) -> tuple[Any, Any]:
    """Advance an optax rule by one step."""
    updates, state = rule.update(jnp.asarray(grad), state, w)
    return optax.apply_updates(w, updates), state


SHAPES = pytest.mark.parametrize(("seed", "shape"), [(0, (3, 4)), (1, (5,)), (2, ())])


@SHAPES
def test_sgd_matches_optax(seed: int, shape: tuple[int, ...]) -> None:
    """Plain descent is optax.sgd."""
    w, gradients = gradients_for(seed, shape)
    rule, wanted = optax.sgd(0.05), jnp.asarray(w)
    state = rule.init(wanted)
    for grad in gradients:
        w = sgd_step(w, grad, lr=0.05)
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)


@SHAPES
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_nesterov_matches_optax(seed: int, shape: tuple[int, ...], momentum: float) -> None:
    """The path is that of optax.sgd with nesterov=True, and the velocity is its trace times the learning rate."""
    w, gradients = gradients_for(seed, shape)
    v, rule, wanted = np.zeros_like(w), optax.sgd(0.05, momentum=momentum, nesterov=True), jnp.asarray(w)
    state = rule.init(wanted)
    for grad in gradients:
        w, v = nesterov_step(w, grad, v, lr=0.05, momentum=momentum)
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)
        close(v, 0.05 * optax.tree.get(state, "trace"))


def test_nesterov_is_a_jump_and_a_correction() -> None:
    """The path is the looked-ahead one of the textbook form, whose gradient is taken after the jump."""

    def slope(w: Any) -> Any:
        return np.sinh(w) + w[::-1]

    u, v = np.array([1.0, -0.5, 0.3]), np.zeros(3)
    w, own_v = u, v
    for _ in range(5):
        w, own_v = nesterov_step(w, slope(w), own_v, lr=0.1, momentum=0.8)
        v = 0.8 * v + 0.1 * slope(u - 0.8 * v)
        u = u - v
        close((w, own_v), (u - 0.8 * v, v))


@SHAPES
def test_adagrad_matches_optax(seed: int, shape: tuple[int, ...]) -> None:
    """AdaGrad agrees with optax's, whose eps is under the root, the sum of squares included."""
    w, gradients = gradients_for(seed, shape)
    rule = optax.adagrad(0.1, initial_accumulator_value=0.0, eps=NEGLIGIBLE)
    s, wanted = np.zeros_like(w), jnp.asarray(w)
    state = rule.init(wanted)
    for grad in gradients:
        w, s = adagrad_step(w, grad, s, lr=0.1, eps=NEGLIGIBLE)
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)
        close(s, optax.tree.get(state, "sum_of_squares"))


def test_adagrads_eps_stands_outside_the_root() -> None:
    """From zero, one step is the gradient over its size plus eps."""
    w, _ = adagrad_step(np.zeros(2), np.array([0.3, -0.1]), np.zeros(2), lr=1.0, eps=0.1)
    close(w, np.array([-0.75, 0.5]))


@SHAPES
def test_adam_uncorrected_is_made_of_optaxs_averages(seed: int, shape: tuple[int, ...]) -> None:
    """Both averages are optax.ema without debiasing, and the step is their quotient."""
    w, gradients = gradients_for(seed, shape)
    m, v = np.zeros_like(w), np.zeros_like(w)
    first, second = optax.ema(0.9, debias=False), optax.ema(0.99, debias=False)
    first_state, second_state = first.init(jnp.asarray(w)), second.init(jnp.asarray(w))
    for grad in gradients:
        before = w
        w, m, v = adam_uncorrected_step(w, grad, m, v, lr=0.1, beta1=0.9, beta2=0.99, eps=0.01)
        wanted_m, first_state = first.update(jnp.asarray(grad), first_state)
        wanted_v, second_state = second.update(jnp.asarray(grad) ** 2, second_state)
        close((m, v), (wanted_m, wanted_v))
        close(w, before - 0.1 * wanted_m / (jnp.sqrt(wanted_v) + 0.01))


@SHAPES
@pytest.mark.parametrize(("weight_decay", "eps"), [(0.0, 1e-8), (0.01, 1e-8), (0.5, 0.1)])
def test_adamw_matches_optax(seed: int, shape: tuple[int, ...], weight_decay: float, eps: float) -> None:
    """AdamW agrees with optax's, both averages included."""
    w, gradients = gradients_for(seed, shape)
    rule = optax.adamw(0.05, b1=0.8, b2=0.95, eps=eps, weight_decay=weight_decay)
    m, v, wanted = np.zeros_like(w), np.zeros_like(w), jnp.asarray(w)
    state = rule.init(wanted)
    for t, grad in enumerate(gradients, start=1):
        w, m, v = adamw_step(
            w, grad, m, v, t, lr=0.05, beta1=0.8, beta2=0.95, eps=eps, weight_decay=weight_decay
        )
        wanted, state = optax_step(rule, state, wanted, grad)
        close(w, wanted)
        close((m, v), (optax.tree.get(state, "mu"), optax.tree.get(state, "nu")))


@pytest.mark.parametrize("seed", SEEDS)
def test_rprop_adapts_its_steps_as_optax_does(seed: int) -> None:
    """After two gradients the steps are optax's, limits included."""
    rng = np.random.default_rng(seed)
    first, second = rng.normal(size=(2, 40))
    options = {"eta_minus": 0.5, "eta_plus": 1.2, "min_step_size": 0.06, "max_step_size": 0.11}
    rule = optax.rprop(0.1, **options)
    state = rule.init(jnp.zeros(40))
    steps, previous = np.full(40, 0.1), np.zeros(40)
    for grad in (first, second):
        _, state = rule.update(jnp.asarray(grad), state)
        _, steps = rprop_step(np.zeros(40), grad, previous, steps, min_step=0.06, max_step=0.11)
        close(steps, optax.tree.get(state, "step_sizes"))
        previous = grad


def test_rprop_moves_by_signs_alone() -> None:
    """Gradients a million times as large lead along the same path; by hand, a change of sign halves the step."""
    gradients = [np.array([3.0, -0.2, 0.0]), np.array([0.1, 5.0, 1.0]), np.array([2.0, 2.0, 1.0])]
    paths = []
    for scale in (1.0, 1e6):
        w, steps, previous = np.zeros(3), np.full(3, 0.1), np.zeros(3)
        for grad in gradients:
            w, steps = rprop_step(w, scale * grad, previous, steps)
            previous = scale * grad
        paths.append((w, steps))
    close(paths[0], paths[1])
    close(paths[0][0], np.array([-0.1 - 0.12 - 0.144, 0.1 - 0.05 - 0.06, 0.0 - 0.1 - 0.12]))


def test_gains_follow_their_recurrence() -> None:
    """Agreement all the time is an arithmetic series up to the limit, alternation a geometric one down to it."""
    grad = np.array([1.0, 1.0])
    previous, gains = np.array([1.0, -1.0]), np.ones(2)
    for k in range(1, 200):
        _, gains = adaptive_gains_step(np.zeros(2), grad, previous, gains, lr=0.1)
        previous = grad * np.array([1.0, -1.0])
        close(gains, np.array([min(1 + 0.05 * k, 10.0), max(0.95**k, 0.1)]))


# Learning rates


@pytest.mark.parametrize(
    ("losses", "factor"),
    [
        ([1.0, 1.1, 1.3], 0.5),
        ([1.0, 0.5, 0.7, 0.3], 0.5),
        ([2.0, 2.0, 2.0], 0.5),
        ([1.0, 0.9995], 0.5),
        ([100.0, 99.0, 95.0], 1.1),
        ([100.0, 80.0, 50.0], 1.0),
    ],
)
def test_the_rate_goes_where_a_human_would_turn_it(losses: list[float], factor: float) -> None:
    """Down on a rise, an oscillation and at the end; up on a slow fall; nowhere on a fast one."""
    assert adjust_learning_rate(losses, 0.2) == pytest.approx(0.2 * factor)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("patience", "min_delta"), [(1, 0.0), (3, 0.0), (4, 0.05), (2, 0.25)])
def test_reduce_on_plateau_matches_optax(seed: int, patience: int, min_delta: float) -> None:
    """The rates are those of optax, when it measures improvement absolutely."""
    rng = np.random.default_rng(seed)
    losses = np.round(3 * np.exp(-np.arange(40) / 15) + 0.2 * rng.normal(size=40), 1)
    rule = optax.contrib.reduce_on_plateau(factor=0.5, patience=patience, rtol=0.0, atol=max(min_delta, 1e-9))
    advance = jax.jit(lambda state, loss: rule.update(jnp.zeros(1), state, value=loss)[1])
    state, wanted = rule.init(jnp.zeros(1)), []
    for loss in losses:
        state = advance(state, loss)
        wanted.append(0.4 * float(state.scale))
    got = reduce_on_plateau(losses, 0.4, factor=0.5, patience=patience, min_delta=min_delta)
    close(got, np.array(wanted))


@pytest.mark.parametrize(("factor", "every"), [(0.5, 10), (0.1, 3)])
def test_step_decay_matches_optax(factor: float, every: int) -> None:
    """The schedule is optax's exponential decay in stairs."""
    schedule = optax.exponential_decay(0.3, transition_steps=every, decay_rate=factor, staircase=True)
    for epoch in range(35):
        close(step_decay(0.3, epoch, factor=factor, every=every), np.float64(schedule(epoch)), rtol=1e-6)


# Full batches


def network(seed: int, widths: list[int]) -> list[tuple[Any, Any]]:
    """Draw the parameters of a network."""
    rng = np.random.default_rng(seed)
    return [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in itertools.pairwise(widths)]


@pytest.mark.parametrize("widths", [[3, 2], [2, 5, 3], [4, 1, 3, 2]])
def test_flatten_matches_jax(widths: list[int]) -> None:
    """The vector is that of JAX's ravel_pytree, and it comes back whole."""
    params = network(0, widths)
    vector, restore = ravel_pytree(params)
    close(flatten(params), vector)
    close(unflatten(flatten(params) + 1, network(1, widths)), restore(vector + 1))


def test_full_batch_training_finds_the_logistic_regression() -> None:
    """On a regularised softmax the parameters are those that scikit-learn finds."""
    rng = np.random.default_rng(0)
    x, y, lam = rng.normal(size=(60, 3)), rng.integers(4, size=60), 0.1

    def loss_and_grads(params: Any) -> Any:
        (w, b) = params[0]
        loss, dlogits = softmax_cross_entropy(x @ w + b, y)
        return loss + lam / 2 * np.sum(w**2), [(x.T @ dlogits + lam * w, dlogits.sum(axis=0))]

    [(w, b)] = minimize_full_batch(loss_and_grads, [(np.zeros((3, 4)), np.zeros(4))])
    fitted = LogisticRegression(C=1 / (lam * len(x)), tol=1e-10, max_iter=1000).fit(x, y)
    close(w, fitted.coef_.T, rtol=1e-3, atol=1e-4)
    close(b - b.mean(), fitted.intercept_ - fitted.intercept_.mean(), rtol=1e-3, atol=1e-4)


def test_full_batch_training_of_a_network_ends_where_the_slope_is_flat() -> None:
    """The loss of a small network goes down to a point without slope."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(40, 2)), rng.integers(3, size=40)

    def loss_and_grads(params: Any) -> Any:
        loss, grads = mlp_loss_and_gradients(params, x, y, activation="sigmoid")
        decay = sum(np.sum(w**2) for w, _ in params)
        return loss + 0.005 * decay, [
            (dw + 0.01 * w, db) for (dw, db), (w, _) in zip(grads, params, strict=True)
        ]

    start = network(0, [2, 4, 3])
    found = minimize_full_batch(loss_and_grads, start)
    assert loss_and_grads(found)[0] < 0.8 * loss_and_grads(start)[0]
    assert np.abs(flatten(loss_and_grads(found)[1])).max() < 1e-3


# Convergence


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_epochs_to_converge_are_counted_along_optaxs_path(momentum: float) -> None:
    """The count is the first place of optax's losses that is down at the target."""
    bends = np.array([1.0, 10.0])
    rule, w = optax.sgd(0.05, momentum=momentum), jnp.ones(2)
    state, losses = rule.init(w), []
    for _ in range(200):
        losses.append(float(bends @ w**2) / 2)
        w, state = optax_step(rule, state, w, bends * w)
    wanted = int(np.flatnonzero(np.array(losses) <= 1e-3)[0])
    step = partial(momentum_step, lr=0.05, momentum=momentum)
    count = partial(epochs_to_converge, step, lambda w: (float(bends @ w**2) / 2, bends * w), np.ones(2))
    assert count(target=1e-3, max_epochs=200) == wanted
    assert count(target=1e-3, max_epochs=wanted) == wanted
    assert count(target=1e-3, max_epochs=wanted - 1) == np.inf


def test_a_training_that_diverges_never_converges() -> None:
    """Steps too large end in infinities and NaN, and the answer is infinite."""
    step = partial(momentum_step, lr=3.0, momentum=0.9)
    with np.errstate(all="ignore"):
        epochs = epochs_to_converge(
            step, lambda w: (float(w @ w), 2 * w), np.ones(2), target=1e-9, max_epochs=900
        )
    assert epochs == np.inf


# Manners


def calls(dtype: Any) -> dict[str, tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]:
    """Make one call of every function that takes arrays of parameters."""
    rng = np.random.default_rng(0)
    w, grad, previous, state = (rng.normal(size=(4, 3)).astype(dtype) for _ in range(4))
    params = [(rng.normal(size=(2, 3)).astype(dtype), rng.normal(size=3).astype(dtype)) for _ in range(2)]
    return {
        "adaptive_gains_step": (adaptive_gains_step, (w, grad, previous, state**2), {"lr": 0.1}),
        "rprop_step": (rprop_step, (w, grad, previous, state**2), {}),
        "flatten": (flatten, (params,), {}),
        "unflatten": (unflatten, (flatten(params), params), {}),
    }


@pytest.mark.parametrize("name", calls(np.float64))
def test_inputs_are_left_alone(name: str) -> None:
    """Arguments may be read-only, and hold the same numbers afterwards."""
    function, args, kwargs = calls(np.float64)[name]
    before = copy.deepcopy(args)
    for leaf in jax.tree.leaves(args):
        leaf.flags.writeable = False
    function(*args, **kwargs)
    for kept, now in zip(jax.tree.leaves(before), jax.tree.leaves(args), strict=True):
        np.testing.assert_array_equal(now, kept)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", calls(np.float64))
def test_precision_is_kept(name: str, dtype: Any) -> None:
    """Every result has the precision of the arrays that went in."""
    function, args, kwargs = calls(dtype)[name]
    assert {leaf.dtype for leaf in jax.tree.leaves(function(*args, **kwargs))} == {np.dtype(dtype)}
