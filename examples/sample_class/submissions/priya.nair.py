# Priya Nair -- my laptop GPU habits: single precision everywhere.
import numpy as np

F = np.float32


def f32(*arrays):
    out = tuple(np.asarray(a, dtype=F) for a in arrays)
    return out if len(out) > 1 else out[0]


def numerical_gradient(f, x, h=1e-5):
    # The one place where float32 is hopeless: x + 1e-5 would be mostly rounding.
    # So: probe in double precision and store the slopes in single precision.
    probe = np.array(x, dtype=np.float64)
    g = np.zeros(probe.shape, dtype=F)
    for i in np.ndindex(probe.shape):
        keep = probe[i]
        probe[i] = keep + h
        hi = f(probe)
        probe[i] = keep - h
        lo = f(probe)
        probe[i] = keep
        g[i] = (hi - lo) / (2 * h)
    return g


# ---- units ----
def relu_forward(z):
    z = f32(z)
    return np.maximum(z, F(0)), z


def relu_backward(da, cache):
    return f32(da) * (cache > 0).astype(F)


def sigmoid_forward(z):
    z = f32(z)
    e = np.exp(-np.abs(z))
    a = np.where(z < 0, e / (F(1) + e), F(1) / (F(1) + e))
    return a, (a, e)


def sigmoid_backward(da, cache):
    # e / (1 + e)^2 keeps its digits where 1 - a would round to zero in float32
    a, e = cache
    return f32(da) * e / (F(1) + e) ** 2


def tanh_forward(z):
    a = np.tanh(f32(z))
    return a, a


def tanh_backward(da, cache):
    return f32(da) * (F(1) - cache * cache)


UNITS = {
    "relu": (relu_forward, relu_backward),
    "sigmoid": (sigmoid_forward, sigmoid_backward),
    "tanh": (tanh_forward, tanh_backward),
}


# ---- affine, loss, mlp ----
def affine_forward(x, w, b):
    x, w, b = f32(x, w, b)
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dout = f32(dout)
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    logits = f32(logits)
    n, k = logits.shape
    onehot = f32(y) if np.ndim(y) == 2 else np.eye(k, dtype=F)[y]
    s = logits - logits.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    loss = -(onehot * logp).sum() / F(n)
    return loss, (np.exp(logp) - onehot) / F(n)


def mlp_forward(params, x, *, activation):
    act = UNITS[activation][0]
    caches = []
    h = f32(x)
    for w, b in params[:-1]:
        h, c1 = affine_forward(h, w, b)
        h, c2 = act(h)
        caches += [c1, c2]
    h, c1 = affine_forward(h, params[-1][0], params[-1][1])
    return h, caches + [c1]


def mlp_loss_and_gradients(params, x, y, *, activation):
    back = UNITS[activation][1]
    logits, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    d, dw, db = affine_backward(d, caches[-1])
    grads = [(dw, db)]
    for k in range(len(caches) - 2, 0, -2):
        d = back(d, caches[k])
        d, dw, db = affine_backward(d, caches[k - 1])
        grads = [(dw, db)] + grads
    return loss, grads


# ---- init ----
def xavier_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out), dtype=F) * F(np.sqrt(1 / fan_in))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = F(np.sqrt(6 / (fan_in + fan_out)))
    return (F(2) * rng.random((fan_in, fan_out), dtype=F) - F(1)) * lim


def he_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out), dtype=F) * F(np.sqrt(2 / fan_in))


# ---- batch norm ----
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    x, gamma, beta, running_mean, running_var = f32(x, gamma, beta, running_mean, running_var)
    mean, var = running_mean, running_var
    if training:
        mean = x.mean(axis=0)
        var = np.square(x - mean).mean(axis=0)
        running_mean = F(momentum) * running_mean + F(1 - momentum) * mean
        running_var = F(momentum) * running_var + F(1 - momentum) * var
    inv = F(1) / np.sqrt(var + F(eps))
    xhat = (x - mean) * inv
    return gamma * xhat + beta, (xhat, inv, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xhat, inv, gamma, training = cache
    dout = f32(dout)
    dgamma, dbeta = (dout * xhat).sum(axis=0), dout.sum(axis=0)
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)
    return g * inv, dgamma, dbeta


# ---- dropout ----
def dropout_forward(x, *, keep_prob, training, rng):
    x = f32(x)
    mask = (rng.random(x.shape) < keep_prob).astype(F) if training else F(keep_prob)
    return x * mask, mask


def dropout_backward(dout, cache):
    return f32(dout) * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    x = f32(x)
    mask = (rng.random(x.shape) < keep_prob).astype(F) / F(keep_prob) if training else F(1)
    return x * mask, mask


def inverted_dropout_backward(dout, cache):
    return f32(dout) * cache


# ---- optimizers ----
def momentum_step(w, grad, v, *, lr, momentum=0.9):
    w, grad, v = f32(w, grad, v)
    v = F(momentum) * v + F(lr) * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    w, grad, s = f32(w, grad, s)
    s = F(decay) * s + F(1 - decay) * grad * grad
    return w - F(lr) * grad / (np.sqrt(s) + F(eps)), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    w, grad, m, v = f32(w, grad, m, v)
    m = F(beta1) * m + F(1 - beta1) * grad
    v = F(beta2) * v + F(1 - beta2) * grad * grad
    mhat = m / F(1 - beta1**t)  # the powers are taken in double precision
    vhat = v / F(1 - beta2**t)
    return w - F(lr) * mhat / (np.sqrt(vhat) + F(eps)), m, v
