# nicolas ibarra
# version final FINAL 3

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in range(x.shape[0]):
        paso = np.zeros_like(x)
        paso[i] = h
        grad[i] = (f(x + paso) - f(x - paso)) / (2 * h)
    return grad


def relu_forward(z):
    a = np.zeros_like(z)
    a[z > 0] = z[z > 0]
    return a, (z > 0)


def relu_backward(da, cache):
    dz = np.zeros_like(da)
    dz[cache] = da[cache]
    return dz


def sigmoid_forward(z):
    a = np.reciprocal(1 + np.exp(-z))
    return a, a


def sigmoid_backward(da, cache):
    return np.multiply(da, np.multiply(cache, 1 - cache))


def affine_forward(x, w, b):
    out = x @ w
    return out, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = np.sum(dout, axis=0)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    lote, clases = logits.shape
    if y.ndim == 1:
        t = np.zeros((lote, clases))
        t[np.arange(lote), y] = 1
    else:
        t = y
    logits = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(logits)
    log_p = logits - np.log(e.sum(axis=1, keepdims=True))
    p = np.exp(log_p)
    perdida = -np.sum(t * log_p) / lote
    return perdida, (p - t) / lote


# aqui no uso affine_forward porque la escribi despues
def mlp_forward(params, x, *, activation):
    guardado = []
    actual = x
    numero = 0
    for w, b in params:
        numero += 1
        z = np.matmul(actual, w) + b
        guardado.append((actual, z, w))
        if numero < len(params):
            if activation == "relu":
                actual = np.where(z > 0, z, 0)
            elif activation == "sigmoid":
                actual = 1 / (1 + np.exp(-z))
            elif activation == "tanh":
                actual = np.tanh(z)
        else:
            actual = z
    return actual, guardado


def derivada(activation, z):
    if activation == "relu":
        return np.where(z > 0, 1.0, 0.0)
    if activation == "sigmoid":
        s = 1 / (1 + np.exp(-z))
        return s * (1 - s)
    return 1 - np.tanh(z) ** 2


def mlp_loss_and_gradients(params, x, y, *, activation):
    salida, guardado = mlp_forward(params, x, activation=activation)
    perdida, delta = softmax_cross_entropy(salida, y)
    gradientes = []
    ultima = True
    for entrada, z, w in reversed(guardado):
        if not ultima:
            delta = delta * derivada(activation, z)
        ultima = False
        gradientes.append((entrada.T @ delta, delta.sum(axis=0)))
        delta = delta @ w.T
    gradientes.reverse()
    return perdida, gradientes


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, 1 / fan_in, size=(fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    std = np.sqrt(2 / (fan_in + fan_out))
    return rng.normal(0, std, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), size=(fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        media = x.mean(axis=0)
        varianza = x.var(axis=0)
        x_norm = (x - media) / np.sqrt(varianza + eps)
        rm = momentum * running_mean + (1 - momentum) * media
        rv = momentum * running_var + (1 - momentum) * varianza
        cache = (x_norm, varianza, gamma, eps, True)
    else:
        x_norm = (x - running_mean) / np.sqrt(running_var + eps)
        rm, rv = running_mean, running_var
        cache = (x_norm, running_var, gamma, eps, False)
    return gamma * x_norm + beta, cache, rm, rv


def batchnorm_backward(dout, cache):
    x_norm, varianza, gamma, eps, entrenando = cache
    dgamma = np.sum(dout * x_norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxn = dout * gamma
    raiz = np.sqrt(varianza + eps)
    if not entrenando:
        return dxn / raiz, dgamma, dbeta
    return (dxn - np.mean(dxn, axis=0) - x_norm * np.mean(dxn * x_norm, axis=0)) / raiz, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob).astype(int)
        return x * m, m
    else:
        return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob).astype(int) / keep_prob
        return x * m, m
    else:
        return x, np.ones(x.shape)


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v_nueva = momentum * v + lr * grad
    w_nueva = w - v_nueva
    return w_nueva, v_nueva


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s_nueva = decay * s + (1 - decay) * grad ** 2
    w_nueva = w - lr * grad / (np.sqrt(s_nueva) + eps)
    return w_nueva, s_nueva


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_hat = m / (1 - np.power(beta1, t))
    v_hat = v / (1 - np.power(beta2, t))
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
