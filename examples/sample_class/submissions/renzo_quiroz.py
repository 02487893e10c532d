"""Renzo Quiroz -- sacado de mis apuntes y de la sección 2 del paper de Adam."""
import numpy as np

H = 1e-5


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = H
        g[i] = (f(x + e) - f(x - e)) / (2 * H)
    return g


def relu_forward(z):
    return np.maximum(z, 0), z


def relu_backward(da, cache):
    return np.where(cache > 0, da, 0)


def sigmoid_forward(z):
    a = 1 / (1 + np.exp(-np.clip(z, -600, 600)))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    z = logits - logits.max(axis=1, keepdims=True)
    lp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(t * lp).sum() / n, (np.exp(lp) - t) / n


def mlp_forward(params, x, *, activation):
    f = {"relu": relu_forward, "sigmoid": sigmoid_forward}[activation]
    caches = []
    for i, (w, b) in enumerate(params):
        x, c = affine_forward(x, w, b)
        caches.append(c)
        if i != len(params) - 1:
            x, c = f(x)
            caches.append(c)
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    g = {"relu": relu_backward, "sigmoid": sigmoid_backward}[activation]
    out, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads = []
    while caches:
        d, dw, db = affine_backward(d, caches.pop())
        grads.append((dw, db))
        if caches:
            d = g(d, caches.pop())
    return loss, grads[::-1]


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    s = np.sqrt(var + eps)
    xn = (x - mu) / s
    return gamma * xn + beta, (xn, s, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xn, s, gamma, training = cache
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xn * (g * xn).mean(axis=0)
    return g / s, (dout * xn).sum(axis=0), dout.sum(axis=0)


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        lote, unidades = x.shape
        m = rng.uniform(size=(lote, unidades)) < keep_prob
        return x * m, m
    return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        # apago neuronas: la misma neurona queda apagada para todo el lote
        m = (rng.uniform(size=x.shape[-1]) < keep_prob) / keep_prob
        m = np.broadcast_to(m, x.shape)
        return x * m, m
    return x, 1.0


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.5):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    w = w + lr * grad / (np.sqrt(s) + eps)
    return w, s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    # forma eficiente: corrijo la tasa de aprendizaje en vez de m y v
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    lr_t = lr * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
    return w - lr_t * m / (np.sqrt(v) + eps), m, v
