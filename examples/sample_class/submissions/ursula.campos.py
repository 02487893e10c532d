# Úrsula Campos, tarea completa
# Uso keepdims=True en todas partes para que el broadcasting no me falle.
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
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1, e) / (1 + e)
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, np.sum(dout, axis=0, keepdims=True)


def softmax_cross_entropy(logits, y):
    N, C = logits.shape
    T = np.eye(C)[y] if y.ndim == 1 else y
    Z = logits - np.max(logits, axis=1, keepdims=True)
    logP = Z - np.log(np.sum(np.exp(Z), axis=1, keepdims=True))
    loss = -np.sum(T * logP, keepdims=True) / N
    return loss, (np.exp(logP) - T) / N


def mlp_forward(params, x, *, activation):
    A, memoria = x, []
    for i, (w, b) in enumerate(params):
        Z, c = affine_forward(A, w, b)
        memoria.append([c])
        if i == len(params) - 1:
            A = Z
        elif activation == "relu":
            A, ca = relu_forward(Z)
            memoria[-1].append(ca)
        elif activation == "sigmoid":
            A, ca = sigmoid_forward(Z)
            memoria[-1].append(ca)
        else:
            A = np.tanh(Z)
            memoria[-1].append(A)
    return A, memoria


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, memoria = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for caches in reversed(memoria):
        if len(caches) == 2:
            if activation == "relu":
                d = relu_backward(d, caches[1])
            elif activation == "sigmoid":
                d = sigmoid_backward(d, caches[1])
            else:
                d = d * (1 - caches[1] ** 2)
        d, dw, db = affine_backward(d, caches[0])
        grads.insert(0, (dw, db))
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu = np.mean(x, axis=0, keepdims=True)
        var = np.var(x, axis=0, keepdims=True)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    inv = 1 / np.sqrt(var + eps)
    xh = (x - mu) * inv
    return gamma * xh + beta, (xh, inv, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xh, inv, gamma, training = cache
    dgamma = np.sum(dout * xh, axis=0, keepdims=True)
    dbeta = np.sum(dout, axis=0, keepdims=True)
    dxh = dout * gamma
    if training:
        dxh = dxh - np.mean(dxh, axis=0, keepdims=True) - xh * np.mean(dxh * xh, axis=0, keepdims=True)
    return dxh * inv, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        M = (rng.random(x.shape) < keep_prob) * 1.0
        return x * M, M
    return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        M = (rng.random(x.shape) < keep_prob) / keep_prob
        return x * M, M
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
    mc, vc = m / (1 - beta1 ** t), v / (1 - beta2 ** t)
    return w - lr * mc / (np.sqrt(vc) + eps), m, v
