from past.builtins import xrange
from cs231n.layer_utils import affine_relu_forward
from .fast_layers import conv_forward_fast
import numpy as np


def affine_forward(x, w, b):
    out = np.reshape(x, (x.shape[0], -1)).dot(w) + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    rows = x.reshape(x.shape[0], np.product(x.shape[1:]))
    return dout.dot(w.T).reshape(x.shape), rows.T.dot(dout), dout.sum(axis=0)


def relu_forward(x):
    return x * (x > 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    scores = x - x.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(scores).sum(axis=1, keepdims=True))
    log_probs = scores - log_sums
    n = len(x)
    loss = -log_probs[np.arange(n), y].mean()
    dx = np.exp(log_probs)
    dx[range(n), y] -= 1
    return loss, dx / n


def svm_loss(x, y):
    n = x.shape[0]
    right = x[np.arange(n), y][:, None]
    margins = np.maximum(0, x - right + 1.0)
    margins[np.arange(n), y] = 0
    dx = (margins > 0).astype(np.float)
    dx[np.arange(n), y] -= (margins > 0).sum(axis=1)
    return margins.sum() / n, dx / n


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    D = x.shape[1]
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    out, cache = None, None
    if mode == "train":
        mu, var = x.mean(axis=0), x.var(axis=0)
        std = np.sqrt(var + eps)
        x_hat = (x - mu) / std
        out = gamma * x_hat + beta
        cache = {"x": x, "mu": mu, "std": std, "x_hat": x_hat, "gamma": gamma}
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    elif mode == "test":
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
    else:
        raise ValueError("Invalid mode")
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    x, mu, std = cache["x"], cache["mu"], cache["std"]
    n = dout.shape[0]
    dbeta = dout.sum(0)
    dgamma = (dout * cache["x_hat"]).sum(0)
    dx_hat = dout * cache["gamma"]
    dvar = -0.5 * (dx_hat * (x - mu)).sum(0) / std**3
    dmu = -(dx_hat / std).sum(0) - 2 * dvar * (x - mu).mean(0)
    dx = dx_hat / std + dvar * 2 * (x - mu) / n + dmu / n
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    n = len(dout)
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * cache["x_hat"], axis=0)
    dx = cache["gamma"] / (n * cache["std"]) * (n * dout - dbeta - cache["x_hat"] * dgamma)
    return dx, dgamma, dbeta


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    xt = x.T
    std = np.sqrt(xt.var(axis=0) + eps)
    x_hat = ((xt - xt.mean(axis=0)) / std).T
    return gamma * x_hat + beta, (x_hat, std, gamma)


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    d = dout.shape[1]
    g = dout * gamma
    dx = (d * g - g.sum(1, keepdims=True) - x_hat * (g * x_hat).sum(1, keepdims=True)) / (d * std[:, None])
    return dx, (dout * x_hat).sum(0), dout.sum(0)


def dropout_forward(x, dropout_param):
    """
    - dropout_param: A dictionary with the following keys:
      - p: Dropout parameter. We drop each neuron output with probability p.
    """
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) >= p) / (1 - p)
        out = x * mask
    elif mode == "test":
        out = x
    cache = (dropout_param, mask)
    out = out.astype(x.dtype, copy=False)
    return out, cache


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = None
    if mode == "train":
        dx = dout * mask
    elif mode == "test":
        dx = dout
    return dx
