"""Valeria Peña. Convención del libro que uso: W tiene forma (salidas, entradas), z = W a + b."""
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Diferencias centradas de ancho h: (f(x + h/2) - f(x - h/2)) / h."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h / 2
        g[i] = (f(x + d) - f(x - d)) / h
    return g


def relu_forward(z):
    return np.where(z > 0, z, 0.01 * z), z


def relu_backward(da, cache):
    return da * np.where(cache > 0, 1, 0.01)


def sigmoid_forward(z):
    a = (1 + np.tanh(0.5 * z)) * 0.5
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    # cada fila de w es una neurona
    return x @ w.T + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w, dout.T @ x, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    if y.ndim == 1:
        y = np.eye(logits.shape[1])[y]
    z = logits - logits.max(axis=1, keepdims=True)
    lp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    n = logits.shape[0]
    return -(lp * y).sum() / n, (np.exp(lp) - y) / n


def mlp_forward(params, x, *, activation):
    caches = []
    for i, (w, b) in enumerate(params):
        x, c = affine_forward(x, w, b)
        caches.append(c)
        if i < len(params) - 1:
            if activation == "relu":
                x, c = relu_forward(x)
            elif activation == "sigmoid":
                x, c = sigmoid_forward(x)
            else:
                x = c = np.tanh(x)
            caches.append(c)
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    while caches:
        d, dw, db = affine_backward(d, caches.pop())
        grads.append((dw, db))
        if caches:
            if activation == "relu":
                d = relu_backward(d, caches.pop())
            elif activation == "sigmoid":
                d = sigmoid_backward(d, caches.pop())
            else:
                d = d * (1 - caches.pop() ** 2)
    grads.reverse()
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_out, fan_in))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_out, fan_in))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_out, fan_in))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu = x.mean(axis=0)
        var = x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    xh = (x - mu) / np.sqrt(var + eps)
    return gamma * xh + beta, (xh, gamma, var + eps, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xh, gamma, ve, training = cache
    dgamma = (dout * xh).sum(axis=0)
    dbeta = dout.sum(axis=0)
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xh * (g * xh).mean(axis=0)
    return g / np.sqrt(ve), dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m, m
    return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob) / keep_prob
        return x * m, m
    return x, 1


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    # v acumula gradientes, lr se aplica al final
    v = momentum * v + grad
    w = w - lr * v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    return w - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps), m, v
