"""Homework: deep learning from scratch.

María José Núñez — I come from typed languages, so: dataclasses for caches, named tuples for results.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Callable, NamedTuple, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


class AffineGrads(NamedTuple):
    dx: Array
    dw: Array
    db: Array


class BatchNormGrads(NamedTuple):
    dx: Array
    dgamma: Array
    dbeta: Array


class Forward(NamedTuple):
    out: Array
    cache: Any


class BatchNormForward(NamedTuple):
    out: Array
    cache: BatchNormCache
    running_mean: Array
    running_var: Array


class Loss(NamedTuple):
    value: float
    gradient: Array


@dataclass(frozen=True)
class AffineCache:
    x: Array
    w: Array


@dataclass(frozen=True)
class BatchNormCache:
    x_hat: Array
    std: Array
    gamma: Array
    training: bool


@dataclass
class NetworkCache:
    affine: list[AffineCache] = field(default_factory=list)
    units: list[Array] = field(default_factory=list)


# ------------------------------------------------------------------ slopes
def numerical_gradient(f: Callable[[Array], float], x: Array, h: float = 1e-5) -> Array:
    def slope(index: tuple[int, ...]) -> float:
        step = np.zeros(x.shape)
        step[index] = h
        return (f(x + step) - f(x - step)) / (2 * h)

    grad = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        grad[index] = slope(index)
    return grad


# ------------------------------------------------------------------ units
def relu_forward(z: Array) -> Forward:
    return Forward(np.maximum(z, 0.0), z)


def relu_backward(da: Array, cache: Array) -> Array:
    return np.where(cache > 0.0, da, 0.0)


def sigmoid_forward(z: Array) -> Forward:
    e: Array = np.exp(-np.abs(z))
    a = np.where(np.signbit(z), e / (1.0 + e), 1.0 / (1.0 + e))
    return Forward(a, a)


def sigmoid_backward(da: Array, cache: Array) -> Array:
    return da * cache * (1.0 - cache)


def tanh_forward(z: Array) -> Forward:
    a = np.tanh(z)
    return Forward(a, a)


def tanh_backward(da: Array, cache: Array) -> Array:
    return da * (1.0 - cache * cache)


class Unit(Enum):
    relu = (relu_forward, relu_backward)
    sigmoid = (sigmoid_forward, sigmoid_backward)
    tanh = (tanh_forward, tanh_backward)

    def forward(self, z: Array) -> Forward:
        return self.value[0](z)

    def backward(self, da: Array, cache: Array) -> Array:
        return self.value[1](da, cache)


# ------------------------------------------------------------------ affine
def affine_forward(x: Array, w: Array, b: Array) -> Forward:
    return Forward(x @ w + b, AffineCache(x=x, w=w))


def affine_backward(dout: Array, cache: AffineCache) -> AffineGrads:
    return AffineGrads(dx=dout @ cache.w.T, dw=cache.x.T @ dout, db=dout.sum(axis=0))


# ------------------------------------------------------------------ loss
def softmax_cross_entropy(logits: Array, y: NDArray[Any]) -> Loss:
    n = logits.shape[0]
    log_z: Array = np.logaddexp.reduce(logits, axis=1, keepdims=True)
    log_p = logits - log_z
    match y.ndim:
        case 1:
            value = -float(np.take_along_axis(log_p, y[:, None], axis=1).mean())
            gradient = np.exp(log_p)
            gradient[np.arange(n), y] -= 1.0
        case 2:
            value = -float((y * log_p).sum()) / n
            gradient = np.exp(log_p) - y
        case _:
            raise ValueError("y must have one or two dimensions")
    return Loss(value, gradient / n)


# ------------------------------------------------------------------ network
def mlp_forward(params: Sequence[tuple[Array, Array]], x: Array, *, activation: str) -> Forward:
    unit, cache = Unit[activation], NetworkCache()
    a = x
    for w, b in params[:-1]:
        z, affine = affine_forward(a, w, b)
        a, unit_cache = unit.forward(z)
        cache.affine.append(affine)
        cache.units.append(unit_cache)
    out, affine = affine_forward(a, *params[-1])
    cache.affine.append(affine)
    return Forward(out, cache)


def mlp_loss_and_gradients(
    params: Sequence[tuple[Array, Array]], x: Array, y: NDArray[Any], *, activation: str
) -> tuple[float, list[tuple[Array, Array]]]:
    unit = Unit[activation]
    out, cache = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads: list[tuple[Array, Array]] = []
    top = affine_backward(d, cache.affine[-1])
    grads.append((top.dw, top.db))
    d = top.dx
    for affine, unit_cache in zip(cache.affine[-2::-1], cache.units[::-1]):
        g = affine_backward(unit.backward(d, unit_cache), affine)
        grads.append((g.dw, g.db))
        d = g.dx
    return loss, grads[::-1]


# ------------------------------------------------------------------ weights
def _normal(variance: float, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    return rng.normal(loc=0.0, scale=float(np.sqrt(variance)), size=shape)


def xavier_normal(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    return _normal(1 / fan_in, (fan_in, fan_out), rng)


def he_normal(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    return _normal(2 / fan_in, (fan_in, fan_out), rng)


def glorot_uniform(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    limit = float(np.sqrt(6 / (fan_in + fan_out)))
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


# ------------------------------------------------------------------ batch norm
def batchnorm_forward(
    x: Array, gamma: Array, beta: Array, running_mean: Array, running_var: Array,
    *, training: bool, momentum: float = 0.9, eps: float = 1e-5,
) -> BatchNormForward:
    mean, var = running_mean, running_var
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    return BatchNormForward(gamma * x_hat + beta, BatchNormCache(x_hat, std, gamma, training), running_mean, running_var)


def batchnorm_backward(dout: Array, cache: BatchNormCache) -> BatchNormGrads:
    g = dout * cache.gamma
    if cache.training:
        g = g - g.mean(axis=0) - cache.x_hat * (g * cache.x_hat).mean(axis=0)
    return BatchNormGrads(dx=g / cache.std, dgamma=(dout * cache.x_hat).sum(axis=0), dbeta=dout.sum(axis=0))


# ------------------------------------------------------------------ dropout
def dropout_forward(x: Array, *, keep_prob: float, training: bool, rng: np.random.Generator) -> Forward:
    factor = (rng.random(x.shape) < keep_prob).astype(x.dtype) if training else keep_prob
    return Forward(x * factor, factor)


def dropout_backward(dout: Array, cache: Array | float) -> Array:
    return dout * cache


def inverted_dropout_forward(x: Array, *, keep_prob: float, training: bool, rng: np.random.Generator) -> Forward:
    if not training:
        return Forward(x, np.ones_like(x))
    factor = (rng.random(x.shape) < keep_prob).astype(x.dtype) / keep_prob
    return Forward(x * factor, factor)


def inverted_dropout_backward(dout: Array, cache: Array) -> Array:
    return dout * cache


# ------------------------------------------------------------------ optimizers
class Step(NamedTuple):
    w: Array
    memory: Array


class AdamStep(NamedTuple):
    w: Array
    m: Array
    v: Array


def momentum_step(w: Array, grad: Array, v: Array, *, lr: float, momentum: float = 0.9) -> Step:
    v = momentum * v + lr * grad
    return Step(w - v, v)


def rmsprop_step(w: Array, grad: Array, s: Array, *, lr: float, decay: float = 0.9, eps: float = 1e-8) -> Step:
    s = decay * s + (1 - decay) * grad**2
    return Step(w - lr * grad / (np.sqrt(s) + eps), s)


def adam_step(
    w: Array, grad: Array, m: Array, v: Array, t: int,
    *, lr: float = 1e-3, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> AdamStep:
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return AdamStep(w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v)
