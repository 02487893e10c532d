"""Homework, all parts. Mei Chen.

I wrote every contraction as an einsum: n = example, i = input unit, j = output unit, c = class.
"""
from numpy import einsum
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x0 = np.asarray(x, dtype=np.float64)
    flat = x0.reshape(-1)
    slopes = []
    for k in range(flat.size):
        e = np.zeros(flat.size)
        e[k] = h
        up, down = f((flat + e).reshape(x0.shape)), f((flat - e).reshape(x0.shape))
        slopes.append((up - down) / (2.0 * h))
    return np.array(slopes, dtype=np.float64).reshape(x0.shape)


# -- elementwise units: einsum("...,...->...") is just a product ------------------------------
def relu_forward(z):
    gate = (z > 0).astype(z.dtype)
    return einsum("...,...->...", z, gate), gate


def relu_backward(da, gate):
    return einsum("...,...->...", da, gate)


def sigmoid_forward(z):
    a = np.exp(-np.logaddexp(0.0, -z))  # log sigmoid(z) = -log(1 + e^-z)
    return a, a


def sigmoid_backward(da, a):
    return einsum("...,...,...->...", da, a, 1.0 - a)


def _tanh_forward(z):
    a = np.tanh(z)
    return a, a


def _tanh_backward(da, a):
    return da - einsum("...,...,...->...", da, a, a)


# -- affine ------------------------------------------------------------------------------------
def affine_forward(x, w, b):
    out = einsum("ni,ij->nj", x, w) + b
    return out, dict(x=x, w=w)


def affine_backward(dout, cache):
    dx = einsum("nj,ij->ni", dout, cache["w"])
    dw = einsum("ni,nj->ij", cache["x"], dout)
    db = einsum("nj->j", dout)
    return dx, dw, db


# -- loss --------------------------------------------------------------------------------------
def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    if y.ndim == 1:
        onehot = (y[:, None] == np.arange(c)[None, :]).astype(logits.dtype)
    else:
        onehot = np.asarray(y, dtype=logits.dtype)
    s = logits - logits.max(axis=1)[:, None]
    logz = np.log(einsum("nc->n", np.exp(s)))
    logp = s - logz[:, None]
    loss = -einsum("nc,nc->", onehot, logp) / n
    return loss, (np.exp(logp) - onehot) / n


# -- network -----------------------------------------------------------------------------------
_UNITS = dict(
    relu=(relu_forward, relu_backward),
    sigmoid=(sigmoid_forward, sigmoid_backward),
    tanh=(_tanh_forward, _tanh_backward),
)


def mlp_forward(params, x, *, activation):
    unit, _ = _UNITS[activation]
    tape = []
    h = x
    for w, b in params[:-1]:
        z, lin = affine_forward(h, w, b)
        h, nonlin = unit(z)
        tape.append((lin, nonlin))
    out, lin = affine_forward(h, *params[-1])
    tape.append((lin, None))
    return out, tape


def mlp_loss_and_gradients(params, x, y, *, activation):
    _, unit_back = _UNITS[activation]
    scores, tape = mlp_forward(params, x, activation=activation)
    loss, g = softmax_cross_entropy(scores, y)
    grads = []
    while tape:
        lin, nonlin = tape.pop()
        if nonlin is not None:
            g = unit_back(g, nonlin)
        g, dw, db = affine_backward(g, lin)
        grads.append((dw, db))
    grads.reverse()
    return loss, grads


# -- initial weights ---------------------------------------------------------------------------
def xavier_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out)) * fan_in**-0.5


def glorot_uniform(fan_in, fan_out, *, rng):
    r = (6.0 / (fan_in + fan_out)) ** 0.5
    return rng.uniform(low=-r, high=r, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out)) * (2.0 / fan_in) ** 0.5


# -- batch normalization -----------------------------------------------------------------------
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    n = x.shape[0]
    if training:
        mu = einsum("nd->d", x) / n
        d = x - mu
        var = einsum("nd,nd->d", d, d) / n
        new_mean = momentum * running_mean + (1 - momentum) * mu
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
        d = x - mu
        new_mean, new_var = running_mean, running_var
    inv = 1.0 / np.sqrt(var + eps)
    xhat = einsum("nd,d->nd", d, inv)
    out = einsum("nd,d->nd", xhat, gamma) + beta
    return out, dict(xhat=xhat, inv=inv, gamma=gamma, training=training), new_mean, new_var


def batchnorm_backward(dout, cache):
    xhat, inv, gamma = cache["xhat"], cache["inv"], cache["gamma"]
    dbeta = einsum("nd->d", dout)
    dgamma = einsum("nd,nd->d", dout, xhat)
    g = dout
    if cache["training"]:
        # (I - 11'/n - xhat xhat'/n) applied to every column of dout
        n = dout.shape[0]
        centering = np.eye(n) - 1.0 / n
        g = einsum("nm,md->nd", centering, dout) - einsum("nd,md,md->nd", xhat, xhat, dout) / n
    return einsum("nd,d,d->nd", g, gamma, inv), dgamma, dbeta


# -- dropout -----------------------------------------------------------------------------------
def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        factor = rng.binomial(1, keep_prob, size=x.shape).astype(x.dtype)
    else:
        factor = np.full_like(x, keep_prob)
    return einsum("...,...->...", x, factor), factor


def dropout_backward(dout, factor):
    return einsum("...,...->...", dout, factor)


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        factor = rng.binomial(1, keep_prob, size=x.shape).astype(x.dtype) / keep_prob
    else:
        factor = np.ones_like(x)
    return einsum("...,...->...", x, factor), factor


def inverted_dropout_backward(dout, factor):
    return einsum("...,...->...", dout, factor)


# -- optimizers --------------------------------------------------------------------------------
def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v_new = momentum * v + lr * grad
    return w - v_new, v_new


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s_new = decay * s + (1 - decay) * einsum("...,...->...", grad, grad)
    return w - lr * grad / (s_new**0.5 + eps), s_new


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = beta1 * m + (1 - beta1) * grad
    v_new = beta2 * v + (1 - beta2) * einsum("...,...->...", grad, grad)
    step = (m_new / (1 - beta1**t)) / (np.sqrt(v_new / (1 - beta2**t)) + eps)
    return w - lr * step, m_new, v_new
