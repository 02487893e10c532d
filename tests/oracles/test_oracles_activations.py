"""The activations and maxout agree with JAX, however large the entries and wherever the parameters lie.

Functions are JAX's own where it has them; derivatives are always `jax.vjp`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from solutions import activations
from solutions.maxout import maxout_backward, maxout_forward

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
jax.config.update("jax_disable_most_optimizations", True)  # type: ignore[no-untyped-call]

Oracle = Callable[..., Any]
ORACLES: dict[str, tuple[Oracle, tuple[float, ...]]] = {
    "step": (lambda z: jnp.heaviside(z, 0.0), ()),
    "tanh": (jnp.tanh, ()),
    "leaky_relu": (jax.nn.leaky_relu, (0.2,)),
    "elu": (jax.nn.elu, (0.6,)),
    "celu": (jax.nn.celu, (0.6,)),
    "swish": (lambda z, beta: jax.nn.silu(beta * z) / beta, (1.7,)),
}
#: What is meant where the parameter is left out: JAX's own default, or SiLU.
DEFAULTS = {"leaky_relu": jax.nn.leaky_relu, "elu": jax.nn.elu, "celu": jax.nn.celu, "swish": jax.nn.silu}


def _functions(name: str) -> tuple[Callable[..., Any], Callable[..., Any]]:
    return getattr(activations, f"{name}_forward"), getattr(activations, f"{name}_backward")


def _close(got: Any, wanted: Any) -> None:
    assert np.shape(got) == np.shape(wanted)
    np.testing.assert_allclose(got, wanted, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("shape", [(1, 1), (7,), (4, 5), (2, 3, 4)])
@pytest.mark.parametrize("name", ORACLES)
def test_activations_match_jax(name: str, shape: tuple[int, ...]) -> None:
    """Each activation and its backward pass agree with JAX for any shape."""
    (forward, backward), (oracle, parameters) = _functions(name), ORACLES[name]
    rng = np.random.default_rng(len(shape))
    z, da = rng.normal(scale=3.0, size=shape), rng.normal(size=shape)
    a, cache = forward(z, *parameters)
    wanted, pull_back = jax.vjp(lambda z: oracle(z, *parameters), z)
    _close(a, wanted)
    _close(backward(da, cache), pull_back(da)[0])


@pytest.mark.parametrize("name", DEFAULTS)
def test_defaults_match_jax(name: str) -> None:
    """Left out, a parameter has the value that JAX gives it."""
    z = np.linspace(-5, 5, 12)
    _close(_functions(name)[0](z)[0], DEFAULTS[name](z))


@pytest.mark.parametrize("name", ORACLES)
def test_large_entries_match_jax(name: str) -> None:
    """Nothing overflows at entries of either sign as large as 10^4."""
    (forward, backward), (oracle, parameters) = _functions(name), ORACLES[name]
    z, da = np.array([-1e4, -800.0, 800.0, 1e4]), np.array([1.0, -2.0, 3.0, -4.0])
    with np.errstate(over="raise", invalid="raise"):
        a, cache = forward(z, *parameters)
        dz = backward(da, cache)
    wanted, pull_back = jax.vjp(lambda z: oracle(z, *parameters), z)
    _close(a, wanted)
    _close(dz, pull_back(da)[0])


@pytest.mark.parametrize("batch", [1, 6])
def test_prelu_matches_jax(batch: int) -> None:
    """Activations and both gradients agree with JAX, for slopes below 0 and above 1 as well."""
    rng = np.random.default_rng(batch)
    z, da, alpha = rng.normal(size=(batch, 4)), rng.normal(size=(batch, 4)), np.array([0.2, -0.7, 1.8, 1.0])
    a, cache = activations.prelu_forward(z, alpha)
    wanted, pull_back = jax.vjp(lambda z, alpha: jnp.where(z > 0, z, alpha * z), z, alpha)
    _close(a, wanted)
    for got, gradient in zip(activations.prelu_backward(da, cache), pull_back(da), strict=True):
        _close(got, gradient)


@pytest.mark.parametrize(("k", "batch", "fan_in"), [(1, 4, 3), (2, 1, 3), (4, 6, 1), (5, 7, 3)])
def test_maxout_matches_jax(k: int, batch: int, fan_in: int) -> None:
    """Outputs and all gradients agree with JAX for any number of pieces."""
    rng = np.random.default_rng(k)
    x, w, b = rng.normal(size=(batch, fan_in)), rng.normal(size=(k, fan_in, 5)), rng.normal(size=(k, 5))
    dout = rng.normal(size=(batch, 5))
    out, cache = maxout_forward(x, w, b)
    wanted, pull_back = jax.vjp(lambda x, w, b: (jnp.einsum("ni,kij->nkj", x, w) + b).max(axis=1), x, w, b)
    _close(out, wanted)
    for got, gradient in zip(maxout_backward(dout, cache), pull_back(dout), strict=True):
        _close(got, gradient)


def test_maxout_of_two_opposite_lines_is_the_absolute_value() -> None:
    """Pieces x and -x, both ways round, give |x| and its slope."""
    x = np.array([[-3.0], [2.0]])
    for signs in ([1.0, -1.0], [-1.0, 1.0]):
        out, cache = maxout_forward(x, np.reshape(signs, (2, 1, 1)), np.zeros((2, 1)))
        _close(out, np.abs(x))
        _close(maxout_backward(np.ones_like(x), cache)[0], np.sign(x))


def test_maxout_gives_a_tie_to_one_piece() -> None:
    """Where pieces are equal, the gradient reaches the first of them and no other."""
    _, cache = maxout_forward(np.ones((2, 3)), np.ones((4, 3, 5)), np.zeros((4, 5)))
    _, _, db = maxout_backward(np.ones((2, 5)), cache)
    _close(db, np.array([[2.0] * 5] + [[0.0] * 5] * 3))
