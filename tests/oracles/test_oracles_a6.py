"""The references of a6 agree with JAX, optax, SciPy and scikit-learn.

No expected value below comes from `solutions`: derivatives and training runs are JAX's and optax's, distributions are
judged by SciPy, and splits, scores and classifiers are scikit-learn's.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped]
import pytest
from scipy import stats  # type: ignore[import-untyped]
from sklearn.datasets import load_digits  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import accuracy_score, log_loss  # type: ignore[import-untyped]
from sklearn.model_selection import KFold  # type: ignore[import-untyped]

from solutions.digits import train_digits
from solutions.network import L2, MSE, SGD, CrossEntropy, Dense, Input, Network
from solutions.search import coarse_to_fine, k_fold, random_search, sample_log_uniform
from solutions.training import (
    expected_initial_loss,
    fit,
    generalization_gap,
    has_exploded,
    overfit_tiny,
    regularization_raises_loss,
    update_ratio,
)

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]

ACTIVATIONS: dict[str, Any] = {
    "linear": lambda z: z,
    "relu": jax.nn.relu,
    "tanh": jnp.tanh,
    "sigmoid": jax.nn.sigmoid,
}
ARCHITECTURES = [
    [(3, "linear")],
    [(6, "relu"), (3, "linear")],
    [(5, "tanh"), (6, "sigmoid"), (3, "relu")],
    [(7, "sigmoid"), (5, "relu"), (6, "tanh"), (3, "linear")],
]


def close(got: Any, wanted: Any, *, rtol: float = 1e-9) -> None:
    """Require the same structure, shapes and, up to rounding, numbers."""
    got_leaves, wanted_leaves = jax.tree.leaves(got), jax.tree.leaves(wanted)
    assert len(got_leaves) == len(wanted_leaves)
    for one, other in zip(got_leaves, wanted_leaves, strict=True):
        np.testing.assert_allclose(one, other, rtol=rtol, atol=1e-12)


def build(layers: list[tuple[int, str]], loss: Any, **options: Any) -> Network:
    """Chain layers of these units and activations on four features."""
    node: Any = (inputs := Input(4))
    for seed, (units, activation) in enumerate(layers):
        node = Dense(units, activation, seed)(node)
    return Network(inputs, node, loss, **options)


def jax_outputs(params: Any, x: Any, layers: list[tuple[int, str]]) -> Any:
    """Apply the layers with JAX."""
    for (w, b), (_, activation) in zip(params, layers, strict=True):
        x = ACTIVATIONS[activation](jnp.dot(x, w) + b)
    return x


def jax_loss(params: Any, x: Any, y: Any, layers: Any, factor: float) -> Any:
    """Return optax's loss of JAX's outputs, and the L2 penalty."""
    out = jax_outputs(params, x, layers)
    if y.ndim == 2:
        loss = optax.losses.squared_error(out, y).mean()
    else:
        loss = optax.softmax_cross_entropy_with_integer_labels(out, y).mean()
    return loss + factor / 2 * sum((w**2).sum() for w, _ in params)


@pytest.mark.parametrize("factor", [0.0, 0.3])
@pytest.mark.parametrize("kind", [MSE, CrossEntropy])
@pytest.mark.parametrize("layers", ARCHITECTURES, ids=len)
def test_networks_match_jax(layers: Any, kind: Any, factor: float) -> None:
    """Outputs, loss and every gradient agree with JAX at any depth, with any activations and losses."""
    rng = np.random.default_rng(len(layers))
    network = build(layers, kind(), reg=L2(factor) if factor else None)
    network.set_params([(w, rng.normal(size=b.shape)) for w, b in network.get_params()])
    x = rng.normal(size=(6, 4))
    y: Any = rng.normal(size=(6, 3)) if kind is MSE else rng.integers(3, size=6)
    params = network.get_params()
    close(network.predict(x), jax_outputs(params, x, layers))
    close(network.loss_and_gradients(x, y), jax.value_and_grad(jax_loss)(params, x, y, layers, factor))


def test_losses_match_optax_and_scikit_learn() -> None:
    """Values and gradients of both losses, alone."""
    rng = np.random.default_rng(0)
    out, target, y = rng.normal(size=(5, 3)), rng.normal(size=(5, 3)), np.array([0, 2, 1, 1, 0])
    close(MSE()(out, target), jax.value_and_grad(lambda out: ((out - target) ** 2).mean())(out))
    loss, gradient = CrossEntropy()(out, y)
    close(loss, log_loss(y, np.exp(out) / np.exp(out).sum(axis=1, keepdims=True)))
    wanted = jax.grad(lambda out: optax.softmax_cross_entropy_with_integer_labels(out, y).mean())
    close(gradient, wanted(out))


def test_first_weights_have_their_distribution() -> None:
    """Normal, with variance 2 / fan_in for rectifiers and 1 / fan_in for others; biases zero; the seed decides."""
    for activation, gain in (("relu", 2), ("tanh", 1), ("linear", 1)):
        w = Dense(80, activation, seed=3)(Input(120)).w
        assert stats.kstest(w.ravel(), stats.norm(scale=math.sqrt(gain / 120)).cdf).pvalue > 1e-6
        close(Dense(80, activation, seed=3)(Input(120)).w, w)
        assert not Dense(80, activation, seed=3)(Input(120)).b.any()
    assert not np.array_equal(Dense(2)(Input(3)).w, Dense(2)(Input(3)).w)


@pytest.mark.parametrize("factor", [0.0, 0.1])
def test_training_with_one_batch_follows_optax(factor: float) -> None:
    """Parameters and history are those of optax's gradient descent."""
    rng = np.random.default_rng(1)
    layers = ARCHITECTURES[1]
    x, y = rng.normal(size=(9, 4)), rng.integers(3, size=9)
    network = build(layers, CrossEntropy(), optimizer=SGD(bs=9, lr=0.2), reg=L2(factor))
    params: Any = jax.tree.map(jnp.asarray, network.get_params())
    history = fit(network, x, y, 5, (x[:4], y[:4]))
    rule = optax.sgd(0.2)
    state, losses, val_losses = rule.init(params), [], []
    for _ in range(5):
        updates, state = rule.update(jax.grad(jax_loss)(params, x, y, layers, factor), state)
        params = optax.apply_updates(params, updates)
        losses.append(jax_loss(params, x, y, layers, factor))
        val_losses.append(jax_loss(params, x[:4], y[:4], layers, factor))
    close(network.get_params(), params)
    close(history, {"loss": losses, "val_loss": val_losses})
    close(generalization_gap(history), np.subtract(val_losses, losses))


def test_an_epoch_visits_every_example_once_in_batches() -> None:
    """The batches of each epoch are a permutation of all examples, another one each time; the last is shorter."""
    network = build([(3, "linear")], CrossEntropy(), optimizer=SGD(bs=4, lr=0.1))
    seen: list[Any] = []
    asked = network.loss_and_gradients

    def listening(x: Any, y: Any) -> Any:
        seen.append(x[:, 0].astype(int).tolist())
        return asked(x, y)

    network.loss_and_gradients = listening  # type: ignore[method-assign]
    x = np.arange(10)[:, None] * np.array([1.0, 0, 0, 0])
    fit(network, x, np.zeros(10, dtype=int), 3)
    epochs = [seen[k : k + 3] for k in range(0, 12, 4)]  # the fourth call of each measures
    assert [[len(batch) for batch in epoch] for epoch in epochs] == [[4, 4, 2]] * 3
    orders = [list(itertools.chain(*epoch)) for epoch in epochs]
    assert all(sorted(order) == list(range(10)) for order in orders)
    assert len({tuple(order) for order in orders}) == 3


def test_accuracy_matches_scikit_learn(capsys: pytest.CaptureFixture[str]) -> None:
    """So it does on validation examples; progress is printed if asked for, line by line."""
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(30, 4)), rng.integers(3, size=30)
    network = build([(3, "linear")], CrossEntropy(), metrics=["accuracy"], optimizer=SGD(bs=7, lr=0.1))
    history = fit(network, x[:20], y[:20], 2, (x[20:], y[20:]))
    assert capsys.readouterr().out == ""
    chosen = network.predict(x).argmax(axis=1)
    assert history["accuracy"][-1] == pytest.approx(accuracy_score(y[:20], chosen[:20]))
    assert history["val_accuracy"][-1] == pytest.approx(accuracy_score(y[20:], chosen[20:]))
    fit(network, x, y, 2, verbose=True)
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_the_initial_loss_is_that_of_equal_probabilities() -> None:
    """As scikit-learn measures it."""
    for classes in (2, 10):
        y = np.arange(classes)
        wanted = log_loss(y, np.full((classes, classes), 1 / classes), labels=y)
        assert expected_initial_loss(classes) == pytest.approx(wanted)


def test_regularisation_raises_the_loss_only_where_there_is_some() -> None:
    """At equal parameters, whatever the networks came with."""
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(6, 4)), rng.integers(3, size=6)
    plain = build(ARCHITECTURES[1], CrossEntropy())
    for reg, raises in ((L2(0.1), True), (L2(0.0), False), (None, False)):
        other = build(ARCHITECTURES[1], CrossEntropy(), reg=reg)
        other.set_params([(w + rng.normal(), b) for w, b in other.get_params()])
        assert regularization_raises_loss(plain, other, x, y) is raises


def test_overfitting_learns_labels_that_mean_nothing() -> None:
    """And only those that it is given."""
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(80, 4)), rng.integers(3, size=80)
    network = build([(60, "tanh"), (3, "linear")], CrossEntropy(), optimizer=SGD(bs=5, lr=0.3))
    assert overfit_tiny(network, x, y, n_examples=10, epochs=400) == 1.0
    assert accuracy_score(y[10:], network.predict(x[10:]).argmax(axis=1)) < 0.8


@pytest.mark.parametrize(
    ("losses", "exploded"),
    [
        ([2.0, 1.0], False),
        ([2.0, 6.0, 1.0], False),
        ([2.0, 6.1, 1.0], True),
        ([2.0, math.nan], True),
        ([math.inf, 1.0], True),
        ([math.nan], True),
    ],
)
def test_explosions_are_told(losses: list[float], exploded: bool) -> None:
    """By any epoch above three times the first, NaN or infinite."""
    assert has_exploded({"loss": losses}) is exploded
    assert has_exploded({"loss": [2.0, 6.1, 1.0]}, 4) is False


def test_the_update_ratio_is_a_ratio_of_norms() -> None:
    """As NumPy and optax compute them."""
    rng = np.random.default_rng(5)
    w, update = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    wanted = optax.tree.norm(update) / optax.tree.norm(w)
    assert float(update_ratio(w, update)) == pytest.approx(float(wanted))


def test_samples_match_scipys_log_uniform_distribution() -> None:
    """One-sample test against `scipy.stats.loguniform`."""
    samples = sample_log_uniform(1e-4, 10.0, 20_000, rng=np.random.default_rng(6))
    assert stats.kstest(samples, stats.loguniform(1e-4, 10.0).cdf).pvalue > 1e-6


def test_random_search_keeps_the_smallest_loss() -> None:
    """Also where some trainings explode, and even if all do."""
    space = {"lr": (1e-4, 1.0), "factor": (1e-3, 1e-1)}

    def objective(candidate: dict[str, float]) -> float:
        return math.nan if candidate["lr"] > 0.01 else abs(math.log(candidate["factor"] / 0.02))

    best, trials = random_search(objective, space, 60, rng=np.random.default_rng(7))
    losses = [loss for _, loss in trials]
    assert best == trials[int(np.nanargmin(losses))][0]
    for name, (low, high) in space.items():
        values = [candidate[name] for candidate, _ in trials]
        assert stats.kstest(values, stats.loguniform(low, high).cdf).pvalue > 1e-6
    assert random_search(lambda candidate: math.nan, space, 3, rng=np.random.default_rng(7))[0]["lr"] > 0


@pytest.mark.parametrize("wanted", [1e-7, 3e-3, 40.0])
def test_a_search_from_coarse_to_fine_finds_what_lies_beyond(wanted: float) -> None:
    """Below, within and above the first range."""
    best, spaces = coarse_to_fine(
        lambda candidate: (math.log(candidate["lr"] / wanted)) ** 2,
        {"lr": (1e-4, 1e-1)},
        n_trials=30,
        n_rounds=7,
        rng=np.random.default_rng(8),
    )
    assert best["lr"] == pytest.approx(wanted, rel=0.1)
    assert len(spaces) == 7


@pytest.mark.parametrize(("n", "k"), [(10, 5), (23, 4), (7, 7)])
def test_folds_are_like_scikit_learns(n: int, k: int) -> None:
    """As many, as large, disjoint and covering; and shuffled."""
    splits = k_fold(n, k, rng=np.random.default_rng(9))
    wanted = KFold(k, shuffle=True, random_state=0).split(np.zeros(n))
    for (train, validation), (their_train, their_validation) in zip(splits, wanted, strict=True):
        assert (len(train), len(validation)) == (len(their_train), len(their_validation))
        assert sorted([*train, *validation]) == list(range(n))
    assert sorted(np.concatenate([validation for _, validation in splits])) == list(range(n))
    assert any(validation.tolist() != sorted(validation) for _, validation in splits) or k == n


def test_digits_are_read_as_well_as_by_scikit_learn() -> None:
    """On held-out images the trained network is as good as a logistic regression, to two per cent."""
    x, y = load_digits(return_X_y=True)
    order = np.random.default_rng(10).permutation(len(x))
    x, y = x[order] / 16, y[order]
    ours = train_digits(x[:1200], y[:1200]).predict(x[1200:]).argmax(axis=1)
    theirs = LogisticRegression(max_iter=1000).fit(x[:1200], y[:1200]).predict(x[1200:])
    assert accuracy_score(y[1200:], ours) > accuracy_score(y[1200:], theirs) - 0.02 > 0.9
