"""Gradients by perturbation agree with SciPy's differences, and on average with JAX's derivatives."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import optimize  # type: ignore[import-untyped]

from solutions.perturbation import (
    node_perturbation_gradient,
    single_weight_perturbation_gradient,
    weight_perturbation_gradient,
)

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]

#: An average of so many trials is judged to six of its standard errors.
N_TRIALS = 4000


def wave(w: Any) -> Any:
    """Return a number with slopes, curvature and mixed derivatives."""
    return jnp.exp(jnp.sin(w).sum() / 5) + (w**3).sum() / 9


@pytest.mark.parametrize("delta", [1e-5, 0.3])
def test_single_weight_perturbation_matches_scipy(delta: float) -> None:
    """One weight at a time gives SciPy's forward differences, for any step."""
    w = np.random.default_rng(0).normal(size=6)
    wanted = optimize.approx_fprime(w, lambda w: float(wave(w)), delta)
    got = single_weight_perturbation_gradient(lambda w: float(wave(w)), w, delta=delta)
    np.testing.assert_allclose(got, wanted, rtol=1e-6, atol=1e-8)
    table = w.reshape(2, 3)
    got = single_weight_perturbation_gradient(lambda w: float(wave(w)), table, delta=delta)
    np.testing.assert_allclose(got, wanted.reshape(2, 3), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("shape", [(5,), (2, 3)])
def test_weight_perturbation_is_right_on_average(shape: tuple[int, ...]) -> None:
    """With many trials the estimate is JAX's gradient, up to the noise that theory allows."""
    rng = np.random.default_rng(1)
    w = rng.normal(size=shape)
    wanted = np.asarray(jax.grad(wave)(w))
    fast = jax.jit(wave)
    got = weight_perturbation_gradient(lambda w: float(fast(w)), w, delta=1e-4, n_trials=N_TRIALS, rng=rng)
    # The variance of an entry in one trial is |gradient|^2 + its own square.
    error = np.sqrt(((wanted**2).sum() + wanted**2) / N_TRIALS)
    assert got.shape == shape
    assert (np.abs(got - wanted) < 6 * error).all()


def rest(out: Any) -> Any:
    """Return the loss of each example, as a network above the layer would."""
    return jnp.tanh(out).sum(axis=1) ** 2 + (out**3).sum(axis=1) / 9


def test_node_perturbation_is_right_on_average() -> None:
    """With many trials the estimates are JAX's gradients of the average loss, up to the noise that theory allows."""
    rng = np.random.default_rng(2)
    x, w, b = rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)
    fast = jax.jit(rest)
    got = node_perturbation_gradient(
        lambda out: np.asarray(fast(out)), x, w, b, delta=1e-4, n_trials=N_TRIALS, rng=rng
    )
    wanted = jax.grad(lambda w, b: rest(x @ w + b).mean(), argnums=(0, 1))(w, b)
    slopes = np.asarray(jax.grad(lambda out: rest(out).sum())(x @ w + b))
    variance = ((slopes**2).sum(axis=1, keepdims=True) + slopes**2) / N_TRIALS / len(x) ** 2
    errors = np.sqrt((x**2).T @ variance), np.sqrt(variance.sum(axis=0))
    for estimate, gradient, error in zip(got, wanted, errors, strict=True):
        assert estimate.shape == gradient.shape
        assert (np.abs(estimate - gradient) < 6 * error).all()
