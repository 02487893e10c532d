# Luis Ortega - tarea 1 (retropropagación) y tarea 2 (inicialización)
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / (2 * h)
    return g


def relu_forward(z):
    return np.maximum(z, 0), z


def relu_backward(da, cache):
    return da * (cache > 0)


def sigmoid_forward(z):
    a = 1 / (1 + np.exp(-z))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def log_softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def softmax_cross_entropy(logits, y):
    t = np.eye(logits.shape[1])[y] if y.ndim == 1 else y
    lp = log_softmax(logits)
    return -(t * lp).sum() / len(lp), (np.exp(lp) - t) / len(lp)


def _red(params, x, activation):
    caches = []
    for k, (w, b) in enumerate(params):
        x, c = affine_forward(x, w, b)
        caches.append(c)
        if k < len(params) - 1:
            x, c = relu_forward(x) if activation == "relu" else sigmoid_forward(x)
            caches.append(c)
    return x, caches


def mlp_forward(params, x, *, activation):
    z, caches = _red(params, x, activation)
    # la salida de la red son probabilidades
    return np.exp(log_softmax(z)), caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    z, caches = _red(params, x, activation)
    loss, d = softmax_cross_entropy(z, y)
    grads = []
    while caches:
        d, dw, db = affine_backward(d, caches.pop())
        grads.append((dw, db))
        if caches:
            d = relu_backward(d, caches.pop()) if activation == "relu" else sigmoid_backward(d, caches.pop())
    return loss, grads[::-1]


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))
