import numpy as np
np.set_printoptions(precision=4, suppress=True)

"""Karla Méndez - entrega final. Comentarios en español, nombres como en el enunciado."""


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(np.shape(x))
    for pos in np.ndindex(np.shape(x)):
        paso = np.zeros(np.shape(x))
        paso[pos] = 1e-5
        grad[pos] = (f(x + paso) - f(x - paso)) / 2e-5
    return grad


def relu_forward(z):
    return z * (z > 0), z


def relu_backward(da, cache):
    return da * (cache > 0)


def _sig(t):
    return np.where(t >= 0, 1 / (1 + np.exp(-np.abs(t))), np.exp(-np.abs(t)) / (1 + np.exp(-np.abs(t))))


def sigmoid_forward(z):
    return _sig(z), z


def sigmoid_backward(da, cache):
    s = _sig(cache)
    return da * s * (1 - s)


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, np.ones(len(x)) @ dout


def softmax_cross_entropy(logits, y):
    filas = range(len(logits))
    if y.ndim == 2:
        indices = y.argmax(axis=1)
    else:
        indices = y
    exps = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = exps / exps.sum(axis=1, keepdims=True)
    # el 1e-12 evita log(0)
    loss = np.mean(-np.log(p[filas, indices] + 1e-12))
    d = p.copy()
    d[filas, indices] -= 1
    return loss, d / len(logits)


class Capa:
    """Una capa con su activación, guarda lo que necesita para ir hacia atrás."""

    def __init__(self, w, b, activation):
        self.w, self.b, self.activation = w, b, activation

    def forward(self, x):
        out, self.cache = affine_forward(x, self.w, self.b)
        if self.activation == "relu":
            out, self.act = relu_forward(out)
        elif self.activation == "sigmoid":
            out, self.act = sigmoid_forward(out)
        elif self.activation == "tanh":
            out = self.act = np.tanh(out)
        return out

    def backward(self, d):
        if self.activation == "relu":
            d = relu_backward(d, self.act)
        elif self.activation == "sigmoid":
            d = sigmoid_backward(d, self.act)
        elif self.activation == "tanh":
            d = d * (1 - self.act ** 2)
        d, self.dw, self.db = affine_backward(d, self.cache)
        return d


def mlp_forward(params, x, *, activation):
    n = len(params)
    capas = [Capa(w, b, activation if i < n - 1 else None) for i, (w, b) in enumerate(params)]
    for capa in capas:
        x = capa.forward(x)
    return x, capas


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, capas = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    for capa in reversed(capas):
        d = capa.backward(d)
    return loss, [(capa.dw, capa.db) for capa in capas]


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, 1, (fan_in, fan_out)) * np.sqrt(1 / fan_in)


def glorot_uniform(fan_in, fan_out, *, rng):
    r = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-r, r, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, 1, (fan_in, fan_out)) * np.sqrt(2 / fan_in)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        media = x.mean(axis=0)
        var = x.var(axis=0)
        # como en pytorch
        running_mean = (1 - momentum) * running_mean + momentum * media
        running_var = (1 - momentum) * running_var + momentum * var
    else:
        media, var = running_mean, running_var
    x_hat = (x - media) / np.sqrt(var + eps)
    cache = (x_hat, gamma, np.sqrt(var + eps))
    return gamma * x_hat + beta, cache, running_mean, running_var


def batchnorm_backward(dout, cache):
    x_hat, gamma, sd = cache
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = dout * gamma / sd
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = rng.random(x.shape) < keep_prob
        out = x * mask
    else:
        mask = keep_prob
        out = x * keep_prob
    return out, mask


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = (rng.random(x.shape) < keep_prob) / keep_prob
        out = x * mask
    else:
        mask = 1
        out = x
    return out, mask


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    w = w - v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    w = w - (lr / (np.sqrt(s) + eps)) * grad
    return w, s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_corr = m / (1 - beta1 ** t)
    v_corr = v / (1 - beta2 ** t)
    w = w - lr * m_corr / (np.sqrt(v_corr) + eps)
    return w, m, v
