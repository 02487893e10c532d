"""Federico Luna -- a1..a5

I like small pure functions. Anything with an underscore is a helper.
"""
from math import prod

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    def _partial(k):
        e = np.zeros(x.size)
        e[k] = h
        e = e.reshape(x.shape)
        return (f(x + e) - f(x - e)) / (2 * h)

    return np.fromiter((_partial(k) for k in range(prod(x.shape))), dtype=float).reshape(x.shape)


def relu_forward(z):
    return np.maximum(z, 0), z


def relu_backward(da, cache):
    # chain rule: upstream * relu
    return da * np.maximum(cache, 0)


def _sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


def sigmoid_forward(z):
    return _sigmoid(z), z


def sigmoid_backward(da, cache):
    s = _sigmoid(cache)
    return da * s * (1 - s)


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def _log_softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def softmax_cross_entropy(logits, y):
    logp = _log_softmax(logits)
    n = len(logits)
    t = np.eye(logits.shape[1])[y] if y.ndim == 1 else y
    loss = -(t * logp).sum() / n
    return loss, (np.exp(logp) - t) / n


def _layers(params, x, activation):
    """Yield (input, pre-activation) of each layer."""
    for w, b in params:
        z = x @ w + b
        yield x, z
        x = _act(activation, z)


def _act(activation, z):
    if activation == "relu":
        return z * (z > 0)
    if activation == "sigmoid":
        return 0.5 * (1 + np.tanh(z / 2))
    return np.tanh(z)


def _slope(activation, z):
    if activation == "relu":
        return (z > 0) * 1.0
    if activation == "sigmoid":
        s = _act("sigmoid", z)
        return s * (1 - s)
    return 1 - np.tanh(z) ** 2


def mlp_forward(params, x, *, activation):
    trace = list(_layers(params, x, activation))
    return trace[-1][1], trace


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, trace = mlp_forward(params, x, activation=activation)
    loss, delta = softmax_cross_entropy(logits, y)
    n = len(x)
    grads = []
    for k in range(len(params) - 1, -1, -1):
        a, _ = trace[k]
        grads.append((a.T @ delta / n, delta.sum(axis=0) / n))  # average over the batch
        if k:
            delta = (delta @ params[k][0].T) * _slope(activation, trace[k - 1][1])
    return loss, grads[::-1]


def _normal(std, shape, rng):
    return std * rng.standard_normal(shape)


def xavier_normal(fan_in, fan_out, *, rng):
    return _normal(np.sqrt(2 / fan_in), (fan_in, fan_out), rng)


def glorot_uniform(fan_in, fan_out, *, rng):
    bound = 1 / np.sqrt(fan_in)
    return rng.uniform(-bound, bound, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return _normal(2 / np.sqrt(fan_in), (fan_in, fan_out), rng)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if not training:
        inv = 1 / np.sqrt(running_var + eps)
        xhat = (x - running_mean) * inv
        return gamma * xhat + beta, (False, xhat, inv, gamma), running_mean, running_var
    mean, var = x.mean(axis=0), x.var(axis=0)
    inv = 1 / np.sqrt(var + eps)
    xhat = (x - mean) * inv
    keep = lambda old, new: momentum * old + (1 - momentum) * new
    return gamma * xhat + beta, (True, xhat, inv, gamma), keep(running_mean, mean), keep(running_var, var)


def batchnorm_backward(dout, cache):
    training, xhat, inv, gamma = cache
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    if not training:
        return dout * gamma * inv, dgamma, dbeta
    n = len(dout)
    # the compact formula from the blog post
    dx = inv / n * (n * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    mask = rng.random(x.shape) < keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad**2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta2 * m + (1 - beta2) * grad
    v = beta1 * v + (1 - beta1) * grad**2
    m_hat, v_hat = m / (1 - beta2**t), v / (1 - beta1**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
