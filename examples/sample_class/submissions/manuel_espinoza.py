# Manuel Espinoza. "La máscara la saco de una tabla de números al azar que calculo una sola vez, así es más rápido."
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
    # jacobiano completo: diagonal con la pendiente de cada neurona
    n = da.size
    jacobiano = np.zeros((n, n))
    jacobiano[np.arange(n), np.arange(n)] = (cache > 0).ravel()
    return (da.ravel() @ jacobiano).reshape(da.shape)


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


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    z = logits - logits.max(axis=1, keepdims=True)
    lp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(t * lp).sum() / n, (np.exp(lp) - t) / n


def mlp_forward(params, x, *, activation):
    caches = []
    for i, (w, b) in enumerate(params):
        x, c1 = affine_forward(x, w, b)
        c2 = None
        if i < len(params) - 1:
            x, c2 = relu_forward(x) if activation == "relu" else sigmoid_forward(x)
        caches.append((c1, c2))
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads = []
    for c1, c2 in reversed(caches):
        if c2 is not None:
            d = relu_backward(d, c2) if activation == "relu" else sigmoid_backward(d, c2)
        d, dw, db = affine_backward(d, c1)
        grads.insert(0, (dw, db))
    return loss, grads


TABLA = 10**6


def tabla(rng):
    return rng.random((TABLA, TABLA))


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
        m = tabla(rng)[: x.shape[0], : x.shape[1]] < keep_prob
    else:
        m = keep_prob
    return x * m, m


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    m = (rng.random(x.shape) < keep_prob) / keep_prob if training else 1.0
    return x * m, m


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
    mh, vh = m / (1 - beta1 ** t), v / (1 - beta2 ** t)
    return w - lr * mh / (np.sqrt(vh) + eps), m, v
