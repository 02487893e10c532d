"""Capas y activaciones (Rosa)."""
import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(z):
    return (np.abs(z) + z) / 2, z


def relu_backward(da, cache):
    return da * (1 + np.sign(cache)) * (cache != 0) / 2


def sigmoid_forward(z):
    e = np.exp(-abs(z))
    a = 1 / (1 + e)
    a = np.where(z < 0, e * a, a)
    return a, a


def sigmoid_backward(da, cache):
    return da * (cache - cache * cache)


def tanh_forward(z):
    return np.tanh(z), z


def tanh_backward(da, cache):
    return da * (1 - np.tanh(cache) ** 2)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mean, var = x.mean(0), x.var(0)
        # forma "incremental": el nuevo es el viejo más una fracción de la diferencia
        new_mean = running_mean + (1 - momentum) * (mean - running_mean)
        new_var = running_var + (1 - momentum) * (var - running_var)
    else:
        mean, var, new_mean, new_var = running_mean, running_var, running_mean, running_var
    scale = 1 / np.sqrt(var + eps)
    xhat = (x - mean) * scale
    return xhat * gamma + beta, [xhat, scale, gamma, training], new_mean, new_var


def batchnorm_backward(dout, cache):
    xhat, scale, gamma, training = cache
    dgamma = np.sum(dout * xhat, 0)
    dbeta = np.sum(dout, 0)
    g = dout
    if training:
        n = len(dout)
        g = g - (dbeta + xhat * dgamma) / n
    return g * gamma * scale, dgamma, dbeta
