"""Layers and losses with correct backwards, to measure how often the gradient check is wrong about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Blocks: TypeAlias = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Subject:
    """A function of one point, its backward for one upstream gradient, and a point.

    Parameters
    ----------
    forward, backward : callable
    point : mapping of name to array
    loss : bool
        The backward ignores its upstream gradient.
    """

    forward: Callable[[Blocks], Array]
    backward: Callable[[Blocks, Array], dict[str, Array]]
    point: dict[str, Array]
    loss: bool = False


def _sizes(rng: Generator) -> tuple[int, int, int]:
    n, d, m = (int(k) for k in rng.choice(np.arange(3, 10), 3, replace=False))
    return n, d, m


def affine(rng: Generator) -> Subject:
    """``x W + b``."""
    n, d, m = _sizes(rng)
    return Subject(
        lambda p: p["x"] @ p["W"] + p["b"],
        lambda p, v: {"x": v @ p["W"].T, "W": p["x"].T @ v, "b": v.sum(0)},
        {"x": rng.standard_normal((n, d)), "W": rng.standard_normal((d, m)), "b": rng.standard_normal(m)},
    )


def _elementwise(f: Callable[[Array], Array], slope: Callable[[Array], Array], rng: Generator) -> Subject:
    n, d, _ = _sizes(rng)
    point = {"x": rng.standard_normal((n, d))}
    return Subject(lambda p: f(p["x"]), lambda p, v: {"x": v * slope(p["x"])}, point)


def relu(rng: Generator) -> Subject:
    """``max(x, 0)``."""
    return _elementwise(lambda x: np.maximum(x, 0), lambda x: x > 0, rng)


def leaky_relu(rng: Generator) -> Subject:
    """A rectifier with slope 0.01 below zero."""
    return _elementwise(lambda x: np.where(x > 0, x, 0.01 * x), lambda x: np.where(x > 0, 1, 0.01), rng)


def _logistic(x: Array) -> Array:
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e)).astype(x.dtype)


def sigmoid(rng: Generator) -> Subject:
    """The logistic function."""
    return _elementwise(_logistic, lambda x: _logistic(x) * _logistic(-x), rng)


def tanh(rng: Generator) -> Subject:
    """The hyperbolic tangent."""
    return _elementwise(np.tanh, lambda x: 1 - np.tanh(x) ** 2, rng)


def _softmax(x: Array) -> Array:
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def softmax_cross_entropy(rng: Generator) -> Subject:
    """The mean cross-entropy of a softmax."""
    n, d, _ = _sizes(rng)
    rows, labels = np.arange(n), rng.integers(0, d, n)

    def forward(p: Blocks) -> Array:
        shifted = p["x"] - p["x"].max(1, keepdims=True)
        return np.mean(np.log(np.exp(shifted).sum(1)) - shifted[rows, labels])

    def backward(p: Blocks, _: Array) -> dict[str, Array]:
        gradient = _softmax(p["x"])
        gradient[rows, labels] -= 1
        return {"x": gradient / n}

    return Subject(forward, backward, {"x": rng.standard_normal((n, d))}, loss=True)


def hinge(rng: Generator) -> Subject:
    """The multiclass hinge loss with margin 1."""
    n, d, _ = _sizes(rng)
    rows, labels = np.arange(n), rng.integers(0, d, n)

    def margins(x: Array) -> Array:
        margin = np.maximum(x - x[rows, labels][:, None] + 1, 0)
        margin[rows, labels] = 0
        return margin

    def backward(p: Blocks, _: Array) -> dict[str, Array]:
        active = (margins(p["x"]) > 0).astype(p["x"].dtype)
        active[rows, labels] = -active.sum(1)
        return {"x": active / n}

    point = {"x": rng.standard_normal((n, d))}
    return Subject(lambda p: margins(p["x"]).sum() / n, backward, point, loss=True)


def _normalise(x: Array, axis: int) -> tuple[Array, Array]:
    deviation = np.sqrt(x.var(axis, keepdims=True) + np.asarray(1e-5, x.dtype))
    return (x - x.mean(axis, keepdims=True)) / deviation, deviation


def _normalisation(axis: int, rng: Generator) -> Subject:
    n, d, _ = _sizes(rng)

    def backward(p: Blocks, v: Array) -> dict[str, Array]:
        unit, deviation = _normalise(p["x"], axis)
        g = v * p["gamma"]
        centred = g - g.mean(axis, keepdims=True) - unit * (g * unit).mean(axis, keepdims=True)
        return {"x": centred / deviation, "gamma": (v * unit).sum(0), "beta": v.sum(0)}

    point = {
        "x": rng.standard_normal((n, d)),
        "gamma": rng.standard_normal(d),
        "beta": rng.standard_normal(d),
    }
    return Subject(lambda p: _normalise(p["x"], axis)[0] * p["gamma"] + p["beta"], backward, point)


def batchnorm(rng: Generator) -> Subject:
    """Batch normalisation in training."""
    return _normalisation(0, rng)


def layernorm(rng: Generator) -> Subject:
    """Layer normalisation."""
    return _normalisation(1, rng)


def biased_batchnorm(rng: Generator) -> Subject:
    """Normalise what has a bias, whose derivative vanishes but for rounding."""
    n, d, m = _sizes(rng)
    x = rng.standard_normal((n, d))

    def forward(p: Blocks) -> Array:
        return _normalise(x.astype(p["W"].dtype) @ p["W"] + p["b"], 0)[0]

    def backward(p: Blocks, v: Array) -> dict[str, Array]:
        unit, deviation = _normalise(x.astype(p["W"].dtype) @ p["W"] + p["b"], 0)
        da = (v - v.mean(0) - unit * (v * unit).mean(0)) / deviation
        return {"W": x.T.astype(da.dtype) @ da, "b": da.sum(0)}

    return Subject(forward, backward, {"W": 0.1 * rng.standard_normal((d, m)), "b": rng.standard_normal(m)})


def mlp(rng: Generator) -> Subject:
    """Two layers with a rectifier between."""
    n, d, m = _sizes(rng)
    k = int(rng.integers(2, 6))

    def backward(p: Blocks, v: Array) -> dict[str, Array]:
        a = p["x"] @ p["W1"] + p["b1"]
        da = (v @ p["W2"].T) * (a > 0)
        hidden = np.maximum(a, 0)
        return {"W1": p["x"].T @ da, "b1": da.sum(0), "W2": hidden.T @ v, "b2": v.sum(0), "x": da @ p["W1"].T}

    shapes: dict[str, tuple[int, ...]] = {"x": (n, d), "W1": (d, m), "b1": (m,), "W2": (m, k), "b2": (k,)}
    return Subject(
        lambda p: np.maximum(p["x"] @ p["W1"] + p["b1"], 0) @ p["W2"] + p["b2"],
        backward,
        {name: rng.standard_normal(shape) for name, shape in shapes.items()},
    )


def maxout(rng: Generator) -> Subject:
    """The larger of each three neighbouring values, the first of equals."""
    n, d, _ = _sizes(rng)

    def backward(p: Blocks, v: Array) -> dict[str, Array]:
        gradient = np.zeros_like(p["x"])
        np.put_along_axis(gradient, p["x"].argmax(2)[..., None], v[..., None].astype(gradient.dtype), 2)
        return {"x": gradient}

    return Subject(lambda p: p["x"].max(2), backward, {"x": rng.standard_normal((n, d, 3))})


SUBJECTS = (
    affine,
    relu,
    leaky_relu,
    sigmoid,
    tanh,
    softmax_cross_entropy,
    hinge,
    batchnorm,
    layernorm,
    biased_batchnorm,
    mlp,
    maxout,
)
