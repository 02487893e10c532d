# Tarea 1 a 5 - Gabriela Soto
# Redes neuronales desde cero
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Gradiente numerico: cuanto cambia f si muevo un poquito cada x."""
    grad = np.zeros(x.shape)
    base = f(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        xh = x.copy()
        xh[i] = xh[i] + h
        grad[i] = (f(xh) - base) / h
        it.iternext()
    return grad


# ---------- activaciones ----------

def relu_forward(z):
    a = np.maximum(0, z)
    return a, z


def relu_backward(da, cache):
    z = cache
    # la derivada es 1 si z > 0 y 0 si no
    dz = np.zeros(z.shape)
    dz[z > 0] = 1.0
    return dz


def sigmoid_forward(z):
    a = np.zeros(z.shape)
    pos = z >= 0
    a[pos] = 1.0 / (1.0 + np.exp(-z[pos]))
    ez = np.exp(z[~pos])
    a[~pos] = ez / (1.0 + ez)
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1.0 - a)


# ---------- capa afin, perdida ----------

def affine_forward(x, w, b):
    out = np.dot(x, w) + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = np.dot(dout, w.T)
    dw = np.dot(x.T, dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    n, k = logits.shape
    if y.ndim == 1:
        onehot = np.zeros((n, k))
        onehot[np.arange(n), y] = 1
    else:
        onehot = y
    corridos = logits - np.max(logits, axis=1, keepdims=True)
    logp = corridos - np.log(np.sum(np.exp(corridos), axis=1, keepdims=True))
    loss = -np.sum(onehot * logp) / n
    grad = (np.exp(logp) - onehot) / n
    return loss, grad


# ---------- red completa (usa todo lo de arriba) ----------

ACT = {
    "relu": (relu_forward, relu_backward),
    "sigmoid": (sigmoid_forward, sigmoid_backward),
}


def mlp_forward(params, x, *, activation):
    a = x
    caches = []
    for i, (w, b) in enumerate(params):
        z, c1 = affine_forward(a, w, b)
        c2 = None
        if i < len(params) - 1:
            if activation == "relu":
                a, c2 = relu_forward(z)
            elif activation == "sigmoid":
                a, c2 = sigmoid_forward(z)
            else:
                a = np.tanh(z)
                c2 = a
        else:
            a = z
        caches.append((c1, c2))
    return a, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = [None] * len(params)
    for i in range(len(params) - 1, -1, -1):
        c1, c2 = caches[i]
        if c2 is not None:
            if activation == "relu":
                d = relu_backward(d, c2)
            elif activation == "sigmoid":
                d = sigmoid_backward(d, c2)
            else:
                d = d * (1 - c2 ** 2)
        d, dw, db = affine_backward(d, c1)
        grads[i] = (dw, db)
    return loss, grads


# ---------- inicializacion ----------

def xavier_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in)


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(2.0 / fan_in)


# ---------- batch norm ----------

def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu = np.mean(x, axis=0)
        var = np.var(x, axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu = running_mean
        var = running_var
    std = np.sqrt(var + eps)
    xn = (x - mu) / std
    return gamma * xn + beta, (xn, std, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xn, std, gamma, training = cache
    dgamma = np.sum(dout * xn, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxn = dout * gamma
    if not training:
        return dxn / std, dgamma, dbeta
    n = dout.shape[0]
    dx = (n * dxn - np.sum(dxn, axis=0) - xn * np.sum(dxn * xn, axis=0)) / (n * std)
    return dx, dgamma, dbeta


# ---------- dropout ----------

def dropout_forward(x, *, keep_prob, training, rng):
    if not training:
        return x * keep_prob, keep_prob
    mask = (rng.random(x.shape) < keep_prob) * 1.0
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if not training:
        return x, None
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def inverted_dropout_backward(dout, cache):
    if cache is None:
        return dout
    return dout * cache


# ---------- optimizadores ----------

def momentum_step(w, grad, v, *, lr, momentum=0.9):
    # como en cs231n
    v = momentum * v - lr * grad
    w = w + v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    mc = m / (1 - beta1 ** t)
    vc = v / (1 - beta2 ** t)
    w = w - lr * mc / (np.sqrt(vc) + eps)
    return w, m, v
