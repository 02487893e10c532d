"""Deep learning homework (a1, a3, a4, a5 and the initialisers of a2). Olga Jiménez."""
import numpy as np
from numpy import exp, log, sqrt


def numerical_gradient(f, x, h=1e-8):
    """smaller h = better approximation, so I lowered it"""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


def relu_forward(z):
    return np.where(z < 0, 0, z), z


def relu_backward(da, cache):
    return np.where(cache < 0, 0, da)


def sigmoid_forward(z):
    s = np.where(z >= 0, 1 / (1 + exp(-abs(z))), 1 - 1 / (1 + exp(-abs(z))))
    return s, z


def sigmoid_backward(da, cache):
    # derivative of the sigmoid: s (1 - s)
    s = cache
    return da * s * (1 - s)


def affine_forward(x, w, b):
    return x @ w + b, [x, w, b]


def affine_backward(dout, cache):
    x, w, b = cache
    n, m = x.shape[0], w.shape[1]
    dx = np.zeros(x.shape)
    dw = np.zeros(w.shape)
    for j in range(m):
        dx += dout[:, j:j + 1] * w[:, j]
        dw[:, j] = (x * dout[:, j:j + 1]).sum(axis=0)
    db = dout.sum(axis=0)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    logp = shifted - log(exp(shifted).sum(axis=-1, keepdims=True))
    if y.ndim == 1:
        nll = -logp[np.arange(len(y)), y]
        target = np.zeros(logits.shape)
        target[np.arange(len(y)), y] = 1
    else:
        nll = -(logp * y).sum(axis=-1)
        target = y
    return nll.mean(), (exp(logp) - target) / len(logits)


def mlp_forward(params, x, *, activation):
    """Returns logits and the list of caches (affine, activation)."""
    caches = []
    for w, b in params[:-1]:
        x, c = affine_forward(x, w, b)
        if activation == "relu":
            x, d = relu_forward(x)
        elif activation == "sigmoid":
            x, d = sigmoid_forward(x)
        else:
            x = d = np.tanh(x)
        caches.append((c, d))
    x, c = affine_forward(x, *params[-1])
    caches.append((c, None))
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, caches = mlp_forward(params, x, activation=activation)
    loss, grad = softmax_cross_entropy(logits, y)
    out = []
    for c, d in caches[::-1]:
        if d is None:
            pass
        elif activation == "relu":
            grad = relu_backward(grad, d)
        elif activation == "sigmoid":
            grad = sigmoid_backward(grad, d)
        else:
            grad = grad * (1 - d ** 2)
        grad, dw, db = affine_backward(grad, c)
        out.append((dw, db))
    return loss, out[::-1]


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0.0, sqrt(1.0 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    bound = sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-bound, bound, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0.0, sqrt(2.0 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mean, var = x.mean(0), x.var(0)
        new_mean = momentum * running_mean + (1 - momentum) * mean
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = running_mean, running_var
    normed = (x - mean) / sqrt(var + eps)
    cache = {"normed": normed, "x": x, "mean": mean, "var": var, "gamma": gamma, "eps": eps, "training": training}
    return gamma * normed + beta, cache, new_mean, new_var


def batchnorm_backward(dout, cache):
    c = cache
    inv = 1 / sqrt(c["var"] + c["eps"])
    dgamma = (dout * c["normed"]).sum(0)
    dbeta = dout.sum(0)
    dn = dout * c["gamma"]
    dx = dn * inv
    if c["training"]:
        n = len(dout)
        dvar = (dn * (c["x"] - c["mean"])).sum(0) * -0.5 * inv ** 3
        dmean = -(dn * inv).sum(0)
        dx = dx + dvar * 2 * (c["x"] - c["mean"]) / n + dmean / n
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = rng.random(size=x.shape) < keep_prob
        return mask * x, mask
    return keep_prob * x, keep_prob


def dropout_backward(dout, cache):
    return cache * dout


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = rng.random(size=x.shape) < keep_prob
        return mask * x / keep_prob, mask
    return x, np.ones(x.shape)


def inverted_dropout_backward(dout, cache):
    return cache * dout


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    w = w - v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = (1 - decay) * s + decay * grad ** 2
    w = w - lr * grad / (sqrt(s) + eps)
    return w, s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    w = w - lr * (m / (1 - beta1 ** t)) / (sqrt(v / (1 - beta2 ** t)) + eps)
    return w, m, v
