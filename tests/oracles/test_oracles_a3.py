"""The references of the normalisation assignment agree with JAX and scikit-learn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from solutions.layernorm import layernorm_backward, layernorm_forward

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


# Kinds of numbers


def test_layernorm_keeps_float32_and_its_arguments() -> None:
    """Single precision in, single precision out, and nothing is changed in place."""
    rng = np.random.default_rng(0)
    args = [rng.normal(size=shape).astype(np.float32) for shape in ((4, 3), (3,), (3,))]
    before = [arg.copy() for arg in args]
    out, cache = layernorm_forward(*args)
    gradients = layernorm_backward(out, cache)
    assert {array.dtype for array in (out, *gradients)} == {np.dtype(np.float32)}
    close(args, before, rtol=0, atol=0)
