# -*- coding: utf-8 -*-
# Lourdes Zapata Mamani
from collections import namedtuple
import numpy as np

Memoria = namedtuple("Memoria", "x w")


def numerical_gradient(f, x, h=1e-5):
    base = np.array(x, dtype=float)
    g = np.zeros(base.shape)
    for i in np.ndindex(base.shape):
        base[i] += h
        f1 = f(base)
        base[i] = x[i] - h
        f2 = f(base)
        base[i] = x[i]
        g[i] = (f1 - f2) / (2 * h)
    return g


def relu_forward(z):
    return np.where(z > 0, z, 0), z > 0


def relu_backward(da, cache):
    return np.where(cache, da, 0)


def sigmoid_forward(z):
    with np.errstate(over="ignore"):
        a = 1 / (1 + np.exp(-z))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    return x @ w + b, Memoria(x, w)


def affine_backward(dout, cache):
    return dout @ cache.w.T, cache.x.T @ dout, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    # y: número de la clase correcta de cada ejemplo
    n = logits.shape[0]
    s = logits - logits.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    loss = -logp[range(n), y].mean()
    d = np.exp(logp)
    d[range(n), y] -= 1
    return loss, d / n


def mlp_forward(params, x, *, activation):
    adelante = {"relu": relu_forward, "sigmoid": sigmoid_forward}[activation]
    memoria = []
    for w, b in params[:-1]:
        z, c1 = affine_forward(x, w, b)
        x, c2 = adelante(z)
        memoria.append((c1, c2))
    z, c1 = affine_forward(x, *params[-1])
    memoria.append((c1, adelante(z)[1]))
    return z, memoria


def mlp_loss_and_gradients(params, x, y, *, activation):
    atras = {"relu": relu_backward, "sigmoid": sigmoid_backward}[activation]
    logits, memoria = mlp_forward(params, x, activation=activation)
    if y.ndim == 2:
        y = y.argmax(axis=1)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for c1, c2 in reversed(memoria):
        d, dw, db = affine_backward(atras(d, c2), c1)
        grads.append((dw, db))
    return loss, grads[::-1]


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out)) / fan_in ** 0.5


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = (6 / (fan_in + fan_out)) ** 0.5
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    # fan_out porque lo que importa es el gradiente
    return rng.standard_normal((fan_in, fan_out)) * (2 / fan_out) ** 0.5


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    media, var = x.mean(axis=0), x.var(axis=0)
    nueva_media = momentum * running_mean + (1 - momentum) * media
    nueva_var = momentum * running_var + (1 - momentum) * var
    if not training:
        media, var = running_mean, running_var
    xn = (x - media) / np.sqrt(var + eps)
    return gamma * xn + beta, (xn, gamma, var + eps, training), nueva_media, nueva_var


def batchnorm_backward(dout, cache):
    xn, gamma, ve, training = cache
    dxn = dout * gamma
    dgamma, dbeta = (dxn * xn).sum(axis=0), dxn.sum(axis=0)
    if training:
        dxn = dxn - dxn.mean(axis=0) - xn * (dxn * xn).mean(axis=0)
    return dxn / np.sqrt(ve), dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m, m
    return x / keep_prob, 1 / keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob) / keep_prob
        return x * m, m
    return x, 1.0


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    return w - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps), m, v
