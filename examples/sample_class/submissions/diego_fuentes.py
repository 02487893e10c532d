import numpy as np
from math import sqrt

# Diego Fuentes Araya
# Los prints eran para ver las dimensiones, no alcance a sacarlos todos


def numerical_gradient(f, x, h=1e-5):
    g = np.empty(x.shape, dtype=float)
    for idx in np.ndindex(*x.shape):
        mas, menos = x.copy(), x.copy()
        mas[idx] += h
        menos[idx] -= h
        g[idx] = (f(mas) - f(menos)) / h
    return g


def relu_forward(z):
    return np.where(z > 0, z, 0.0), (z > 0)


def relu_backward(da, cache):
    return np.where(cache, da, 0.0)


def sigmoid_forward(z):
    with np.errstate(over="ignore"):
        s = 1 / (1 + np.exp(-z))
    return s, s


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    print("affine", x.shape, w.shape, b.shape)
    return np.matmul(x, w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return np.matmul(dout, w.T), np.matmul(x.T, dout), dout.sum(0)


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else np.asarray(y, dtype=float)
    s = logits - logits.max(1, keepdims=True)
    lse = np.log(np.exp(s).sum(1, keepdims=True))
    logp = s - lse
    loss = -(t * logp).sum() / n
    return loss, (np.exp(logp) - t) / n


def _activar(nombre, z):
    if nombre == "relu":
        return relu_forward(z)
    if nombre == "sigmoid":
        return sigmoid_forward(z)
    if nombre == "tanh":
        t = np.tanh(z)
        return t, t
    raise ValueError("no conozco " + nombre)


def _desactivar(nombre, da, cache):
    if nombre == "relu":
        return relu_backward(da, cache)
    if nombre == "sigmoid":
        return sigmoid_backward(da, cache)
    return da * (1 - cache ** 2)


def mlp_forward(params, x, *, activation):
    memoria = []
    h = x
    L = len(params)
    for l in range(L):
        w, b = params[l]
        h, ca = affine_forward(h, w, b)
        if l != L - 1:
            h, cb = _activar(activation, h)
        else:
            cb = None
        memoria.append((ca, cb))
    return h, memoria


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, memoria = mlp_forward(params, x, activation=activation)
    loss, g = softmax_cross_entropy(out, y)
    grads = []
    for l, (ca, cb) in reversed(list(enumerate(memoria))):
        if cb is not None:
            g = _desactivar(activation, g, cb)
        g, dw, db = affine_backward(g, ca)
        grads.append((dw, db))
    grads.reverse()
    print("loss", float(loss))
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, sqrt(1 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    a = sqrt(6 / (fan_in + fan_out))
    return a * (2 * rng.random((fan_in, fan_out)) - 1)


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, sqrt(2 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        media = x.mean(0)
        centrado = x - media
        varianza = (centrado ** 2).mean(0)
        rm = running_mean * momentum + media * (1 - momentum)
        rv = running_var * momentum + varianza * (1 - momentum)
    else:
        centrado = x - running_mean
        varianza = running_var
        rm, rv = running_mean, running_var
    inv = (varianza + eps) ** -0.5
    norm = centrado * inv
    cache = dict(norm=norm, inv=inv, gamma=gamma, training=training)
    return norm * gamma + beta, cache, rm, rv


def batchnorm_backward(dout, cache):
    norm, inv, gamma = cache["norm"], cache["inv"], cache["gamma"]
    db = dout.sum(0)
    dg = (dout * norm).sum(0)
    if cache["training"]:
        n = len(dout)
        dx = gamma * inv / n * (n * dout - db - norm * dg)
    else:
        dx = dout * gamma * inv
    return dx, dg, db


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = rng.uniform(size=x.shape) <= keep_prob
    else:
        mask = keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = (rng.uniform(size=x.shape) <= keep_prob) / keep_prob
    else:
        mask = np.ones(x.shape)
    return x * mask, mask


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    nueva_v = momentum * v + lr * grad
    return w - nueva_v, nueva_v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    w = w - lr * grad / np.sqrt(s + eps)
    return w, s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    w = w - lr * m / (np.sqrt(v) + eps)
    return w, m, v
