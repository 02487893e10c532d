import numpy as np
from functools import reduce

# Mariana López Ibáñez
# Hice todo con funciones cortas porque así lo entiendo mejor.


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    z = x.astype(float).copy()
    for i in np.ndindex(z.shape):
        z[i] += h
        fa = f(z)
        z[i] -= 2 * h
        fb = f(z)
        z[i] = x[i]
        grad[i] = (fb - fa) / (2 * h)
    return grad


relu_forward = lambda z: (np.maximum(z, 0), z)
relu_backward = lambda da, z: np.where(z > 0, da, 0)

tanh_forward = lambda z: (np.tanh(z), np.tanh(z))
tanh_backward = lambda da, a: da * (1 - a ** 2)


def sigmoid_forward(z):
    a = np.where(z >= 0, 1 / (1 + np.exp(-np.maximum(z, 0))), np.exp(np.minimum(z, 0)) / (1 + np.exp(np.minimum(z, 0))))
    return a, a


sigmoid_backward = lambda da, a: da * a * (1 - a)


def affine_forward(x, w, b):
    return np.tensordot(x, w, axes=1) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx = np.tensordot(dout, w, axes=([1], [1]))
    dw = np.tensordot(x, dout, axes=([0], [0]))
    return dx, dw, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    t = y if y.ndim == 2 else np.eye(logits.shape[1])[y]
    s = logits - np.max(logits, axis=1, keepdims=True)
    logp = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))
    N = logits.shape[0]
    return np.sum(-t * logp) / N, (np.exp(logp) - t) / N


def par(activation):
    return globals()[activation + "_forward"], globals()[activation + "_backward"]


def mlp_forward(params, x, *, activation):
    fwd, _ = par(activation)

    def paso(estado, wb):
        a, caches = estado
        a, c_act = fwd(a)
        a, c_af = affine_forward(a, *wb)
        return a, caches + [c_act, c_af]

    primera, c = affine_forward(x, *params[0])
    return reduce(paso, params[1:], (primera, [c]))


def mlp_loss_and_gradients(params, x, y, *, activation):
    _, bwd = par(activation)
    out, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads = []
    while caches:
        d, dw, db = affine_backward(d, caches.pop())
        grads.append((dw, db))
        if caches:
            d = bwd(d, caches.pop())
    return loss, grads[::-1]


xavier_normal = lambda fan_in, fan_out, *, rng: rng.normal(size=(fan_in, fan_out)) * fan_in ** -0.5
he_normal = lambda fan_in, fan_out, *, rng: rng.normal(size=(fan_in, fan_out)) * (fan_in / 2) ** -0.5


def glorot_uniform(fan_in, fan_out, *, rng):
    limite = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limite, limite, (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    mezcla = lambda vieja, nueva: momentum * vieja + (1 - momentum) * nueva
    if training:
        mu, var = np.mean(x, 0), np.var(x, 0)
        running_mean, running_var = mezcla(running_mean, mu), mezcla(running_var, var)
    else:
        mu, var = running_mean, running_var
    inv = 1 / np.sqrt(var + eps)
    xh = (x - mu) * inv
    return gamma * xh + beta, (xh, inv, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xh, inv, gamma, training = cache
    centrar = lambda g: g - g.mean(0) - xh * (g * xh).mean(0)
    g = dout * gamma
    return (centrar(g) if training else g) * inv, (dout * xh).sum(0), dout.sum(0)


def dropout_forward(x, *, keep_prob, training, rng):
    m = (rng.random(x.shape) < keep_prob) * 1.0 if training else keep_prob
    return m * x, m


dropout_backward = lambda dout, m: m * dout


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    m = (rng.random(x.shape) < keep_prob) / keep_prob if training else 1.0
    return m * x, m


inverted_dropout_backward = lambda dout, m: m * dout


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + grad
    return w - lr * v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = s + grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = (beta1 * m + (1 - beta1) * grad) / (1 - beta1 ** t)
    v = (beta2 * v + (1 - beta2) * grad ** 2) / (1 - beta2 ** t)
    return w - lr * m / (np.sqrt(v) + eps), m, v
