"""Tarea de Fernanda Castillo.

Idea: cada forward devuelve, como cache, una función (closure) que ya sabe hacer el backward.
Entonces todos los backward son iguales: llamar al cache con el gradiente que llega.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np

Backward = Callable[[np.ndarray], object]


def _pull(d, cache: Backward):
    return cache(d)


relu_backward = sigmoid_backward = tanh_backward = _pull
affine_backward = batchnorm_backward = _pull
dropout_backward = inverted_dropout_backward = _pull


# ---------- gradiente numérico con un generador de vecinos ----------
def _neighbours(x: np.ndarray, h: float) -> Iterator[tuple[tuple[int, ...], np.ndarray, np.ndarray]]:
    for index in product(*map(range, x.shape)):
        up, down = x.copy(), x.copy()
        up[index] += h
        down[index] -= h
        yield index, up, down


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    grad = np.full(x.shape, np.nan)
    for index, up, down in _neighbours(x, h):
        grad[index] = (f(up) - f(down)) / (up[index] - down[index])  # el paso que de verdad se dio
    return grad


# ---------- activaciones ----------
def relu_forward(z):
    on = z > 0
    return np.where(on, z, 0.0), lambda da: np.where(on, da, 0.0)


def sigmoid_forward(z):
    # log(sigmoide(z)) = min(z, 0) - log(1 + e^-|z|)
    a = np.exp(np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z))))
    return a, lambda da: da * a * (1 - a)


def tanh_forward(z):
    a = np.tanh(z)
    return a, lambda da: da * (1 - a * a)


# ---------- afín ----------
def affine_forward(x, w, b):
    def back(dout):
        return dout @ w.T, x.T @ dout, np.add.reduce(dout, axis=0)

    return np.add(np.matmul(x, w), b), back


# ---------- pérdida ----------
def _as_indices_or_onehot(y, classes):
    if y.ndim == 2:
        yield from y
    else:
        for k in y:
            row = np.zeros(classes)
            row[k] = 1.0
            yield row


def softmax_cross_entropy(logits, y):
    n, classes = logits.shape
    total, rows = 0.0, []
    for z, t in zip(logits, _as_indices_or_onehot(y, classes)):
        s = z - z.max()
        log_sum = math.log(math.fsum(np.exp(s)))
        total += float(np.dot(t, log_sum - s))
        rows.append((np.exp(s - log_sum) - t) / n)
    return total / n, np.stack(rows)


# ---------- red ----------
_FORWARDS = {"relu": relu_forward, "sigmoid": sigmoid_forward, "tanh": tanh_forward}


def mlp_forward(params, x, *, activation):
    act = _FORWARDS[activation]
    pulls: list[tuple[Backward, Backward]] = []
    *hidden, (w_out, b_out) = params
    for w, b in hidden:
        z, pull_affine = affine_forward(x, w, b)
        x, pull_act = act(z)
        pulls.append((pull_affine, pull_act))
    out, pull_out = affine_forward(x, w_out, b_out)

    def back(d):
        """Genera (dw, db) desde la última capa hasta la primera."""
        d, dw, db = pull_out(d)
        yield dw, db
        for pull_affine, pull_act in reversed(pulls):
            d, dw, db = pull_affine(pull_act(d))
            yield dw, db

    return out, back


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, back = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    return loss, list(back(d))[::-1]


# ---------- pesos ----------
def _filas(fan_in: int, sacar_fila: Callable[[], np.ndarray]) -> np.ndarray:
    return np.stack([sacar_fila() for _ in range(fan_in)])


def xavier_normal(fan_in, fan_out, *, rng):
    return _filas(fan_in, lambda: rng.normal(0, 1 / math.sqrt(fan_in), fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    r = math.sqrt(6 / (fan_in + fan_out))
    return _filas(fan_in, lambda: rng.uniform(-r, r, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return _filas(fan_in, lambda: rng.normal(0, math.sqrt(2 / fan_in), fan_out))


# ---------- batch norm ----------
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    inv = 1 / np.sqrt(var + eps)
    xhat = (x - mean) * inv

    def back(dout):
        dgamma, dbeta = np.add.reduce(dout * xhat, axis=0), np.add.reduce(dout, axis=0)
        if training:
            dout = dout - (dbeta + xhat * dgamma) / len(x)
        return dout * (gamma * inv), dgamma, dbeta

    return xhat * gamma + beta, back, running_mean, running_var


# ---------- dropout ----------
def _mask(shape, keep_prob, rng):
    draws = (rng.random() < keep_prob for _ in range(math.prod(shape)))
    return np.fromiter(draws, dtype=float).reshape(shape)


def dropout_forward(x, *, keep_prob, training, rng):
    k = _mask(x.shape, keep_prob, rng) if training else keep_prob
    return x * k, lambda dout: dout * k


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if not training:
        return x, lambda dout: dout
    k = _mask(x.shape, keep_prob, rng)
    return x * k / keep_prob, lambda dout: dout * k / keep_prob


# ---------- optimizadores ----------
def _ema(beta: float) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    return lambda old, new: beta * old + (1 - beta) * new


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = _ema(decay)(s, grad**2)
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = _ema(beta1)(m, grad), _ema(beta2)(v, grad**2)
    # -expm1(t log(beta)) = 1 - beta^t sin cancelación
    c1 = -math.expm1(t * math.log(beta1)) if beta1 > 0 else 1.0
    c2 = -math.expm1(t * math.log(beta2)) if beta2 > 0 else 1.0
    return w - lr * (m / c1) / (np.sqrt(v / c2) + eps), m, v
