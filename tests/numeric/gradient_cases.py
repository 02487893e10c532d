"""Functions with correct backwards, and what the tests of the gradient check do to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.numeric.gradient import GradientVerdict, check_gradient

Blocks = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A forward of one point, a backward for one upstream gradient, and a point."""

    forward: Callable[[Blocks], Any]
    backward: Callable[[Blocks, Any], dict[str, Any]]
    point: dict[str, Any]
    loss: bool = False

    def check(self, seed: int = 0, **options: Any) -> GradientVerdict:
        """Check it in this process."""

        def forward(points: Sequence[Blocks]) -> list[Any]:
            return [np.asarray(self.forward(point)) for point in points]

        def backward(point: Blocks, upstreams: Sequence[Any]) -> list[dict[str, Any]]:
            return [self.backward(point, upstream) for upstream in upstreams]

        rng = np.random.default_rng(seed)
        return check_gradient(forward, backward, self.point, rng=rng, loss=self.loss, **options)

    def changing(self, name: str, change: Callable[..., Any]) -> Case:
        """Return the case with ``change(gradient, point, upstream)`` for the gradient of one block."""

        def backward(point: Blocks, upstream: Any) -> dict[str, Any]:
            gradients = self.backward(point, upstream)
            return {**gradients, name: change(np.array(gradients[name]), point, upstream)}

        return replace(self, backward=backward)

    def with_entry(self, name: str, index: tuple[int, ...], error: float) -> Case:
        """Return the case with one entry of a gradient off by a relative error."""

        def change(gradient: Any, point: Blocks, upstream: Any) -> Any:
            gradient[index] *= 1 + error
            return gradient

        return self.changing(name, change)

    def scaled(self, factor: float) -> Case:
        """Return the case with its point scaled."""
        return replace(self, point={name: factor * block for name, block in self.point.items()})

    def in_float32(self, *, returned: Any = np.float32) -> Case:
        """Return the case computed in single precision, returned as another type perhaps."""

        def cast(point: Blocks) -> dict[str, Any]:
            return {name: block.astype(np.float32) for name, block in point.items()}

        return replace(
            self,
            forward=lambda p: np.asarray(self.forward(cast(p))).astype(returned),
            backward=lambda p, v: self.backward(cast(p), v.astype(np.float32)),
        )


def draw(*shape: int, seed: int = 7) -> Any:
    """Draw a Gaussian array."""
    return np.random.default_rng([seed, *shape]).standard_normal(shape)


def affine(n: int = 6, d: int = 4, m: int = 3) -> Case:
    """``x W + b``."""
    return Case(
        lambda p: p["x"] @ p["W"] + p["b"],
        lambda p, v: {"x": v @ p["W"].T, "W": p["x"].T @ v, "b": v.sum(0)},
        {"x": draw(n, d), "W": draw(d, m), "b": draw(m)},
    )


def elementwise(f: Callable[[Any], Any], slope: Callable[[Any], Any], x: Any | None = None) -> Case:
    """Return a function of single entries."""
    point = {"x": draw(5, 4) if x is None else np.asarray(x, dtype=np.float64)}
    return Case(lambda p: f(p["x"]), lambda p, v: {"x": v * slope(p["x"])}, point)


def relu(x: Any | None = None, at_zero: float = 0.0) -> Case:
    """``max(x, 0)`` with a choice of subgradient."""
    return elementwise(
        lambda x: np.maximum(x, 0), lambda x: np.where(x == 0, at_zero, (x > 0).astype(x.dtype)), x
    )


def sigmoid() -> Case:
    """The logistic function."""

    def logistic(x: Any) -> Any:
        e = np.exp(-np.abs(x))
        return np.where(x >= 0, 1, e) / (1 + e)

    return elementwise(logistic, lambda x: logistic(x) * logistic(-x))


def tanh() -> Case:
    """The hyperbolic tangent."""
    return elementwise(np.tanh, lambda x: 1 - np.tanh(x) ** 2)


def softmax_cross_entropy(n: int = 6, d: int = 4) -> Case:
    """The mean cross-entropy of a softmax."""
    labels = np.random.default_rng(5).integers(0, d, n)
    rows = np.arange(n)

    def probabilities(x: Any) -> Any:
        e = np.exp(x - x.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)

    def backward(p: Blocks, _: Any) -> dict[str, Any]:
        gradient = probabilities(p["x"])
        gradient[rows, labels] -= 1
        return {"x": gradient / n}

    def forward(p: Blocks) -> Any:
        shifted = p["x"] - p["x"].max(1, keepdims=True)
        return np.mean(np.log(np.exp(shifted).sum(1)) - shifted[rows, labels])

    return Case(forward, backward, {"x": draw(n, d)}, loss=True)


def ridge(decay: float = 0.1, lasso: float = 0.3) -> Case:
    """A squared error with both penalties, as a function of its weights."""
    x, y = draw(6, 4), draw(6, 3)

    def forward(p: Blocks) -> Any:
        fit = np.sum((x @ p["W"] - y) ** 2) / 2
        return fit + decay * np.sum(p["W"] ** 2) / 2 + lasso * np.abs(p["W"]).sum()

    def backward(p: Blocks, _: Any) -> dict[str, Any]:
        return {"W": x.T @ (x @ p["W"] - y) + decay * p["W"] + lasso * np.sign(p["W"])}

    return Case(forward, backward, {"W": draw(4, 3)}, loss=True)


def batchnorm(n: int = 7, d: int = 4, *, mean: bool = True, variance: bool = True) -> Case:
    """Batch normalisation, perhaps without the paths through its mean and its variance."""

    def normalised(x: Any) -> tuple[Any, Any]:
        deviation = np.sqrt(x.var(0) + np.asarray(1e-5, x.dtype))
        return (x - x.mean(0)) / deviation, deviation

    def backward(p: Blocks, v: Any) -> dict[str, Any]:
        unit, deviation = normalised(p["x"])
        g = v * p["gamma"]
        through = g - mean * g.mean(0) - variance * unit * (g * unit).mean(0)
        return {"x": through / deviation, "gamma": (v * unit).sum(0), "beta": v.sum(0)}

    return Case(
        lambda p: normalised(p["x"])[0] * p["gamma"] + p["beta"],
        backward,
        {"x": draw(n, d), "gamma": draw(d), "beta": draw(d, seed=8)},
    )


def biased_batchnorm(spread: float, seed: int) -> Case:
    """An affine layer before batch normalisation, which removes its bias; `spread` is that of its weights."""
    x = draw(8, 5, seed=seed)

    def normalised(p: Blocks) -> tuple[Any, Any]:
        a = x.astype(p["W"].dtype) @ p["W"] + p["b"]
        deviation = np.sqrt(a.var(0) + np.asarray(1e-8, a.dtype))
        return (a - a.mean(0)) / deviation, deviation

    def backward(p: Blocks, v: Any) -> dict[str, Any]:
        unit, deviation = normalised(p)
        da = (v - v.mean(0) - unit * (v * unit).mean(0)) / deviation
        return {"W": x.T.astype(da.dtype) @ da, "b": da.sum(0)}

    point = {"W": spread * draw(5, 3, seed=seed), "b": draw(3, seed=seed)}
    return Case(lambda p: normalised(p)[0], backward, point)


def hidden_layer(outputs: int, seed: int) -> Case:
    """Rectified units without bias, some inputs all zero; the slope at zero is zero."""
    first, second = draw(6, 8, seed=seed), draw(8, outputs, seed=seed)
    x = draw(5, 6, seed=seed)
    x[:2] = 0
    return Case(
        lambda p: np.maximum(p["x"] @ first, 0) @ second,
        lambda p, v: {"x": ((v @ second.T) * (p["x"] @ first > 0)) @ first.T},
        {"x": x},
    )


def max_pool(x: Any | None = None) -> Case:
    """The largest of each four entries, the first of equals."""

    def backward(p: Blocks, v: Any) -> dict[str, Any]:
        gradient = np.zeros_like(p["x"])
        np.put_along_axis(gradient, p["x"].argmax(1)[:, None], v[:, None].astype(gradient.dtype), 1)
        return {"x": gradient}

    return Case(lambda p: p["x"].max(1), backward, {"x": draw(6, 4) if x is None else x})
