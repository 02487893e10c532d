import numpy as np

# William Cortez
# I keep what backward needs in a dictionary of my own, so forward can return just the result.
MEMORY = {}


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


def relu_forward(z):
    MEMORY["relu"] = z
    return np.maximum(z, 0)


def relu_backward(da, cache=None):
    return da * (MEMORY["relu"] > 0)


def sigmoid_forward(z):
    a = 0.5 + 0.5 * np.tanh(0.5 * z)
    MEMORY["sigmoid"] = a
    return a


def sigmoid_backward(da, cache=None):
    a = MEMORY["sigmoid"]
    return da * a * (1 - a)


def affine_forward(x, w, b):
    MEMORY["affine"] = x, w
    return x @ w + b


def affine_backward(dout, cache=None):
    x, w = MEMORY["affine"]
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    z = logits - logits.max(axis=1, keepdims=True)
    lp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -np.sum(t * lp) / n, (np.exp(lp) - t) / n


def mlp_forward(params, x, *, activation):
    inputs = []
    for i, (w, b) in enumerate(params):
        inputs.append(x)
        x = x @ w + b
        if i < len(params) - 1:
            if activation == "relu":
                x = np.maximum(x, 0)
            elif activation == "sigmoid":
                x = 1 / (1 + np.exp(-x))
            else:
                x = np.tanh(x)
    MEMORY["mlp"] = inputs
    return x


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits = mlp_forward(params, x, activation=activation)
    inputs = MEMORY["mlp"]
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for i in reversed(range(len(params))):
        a = inputs[i]
        grads.insert(0, (a.T @ d, d.sum(axis=0)))
        d = d @ params[i][0].T
        if activation == "relu":
            d = d * (a > 0)
        elif activation == "sigmoid":
            d = d * a * (1 - a)
        else:
            d = d * (1 - a**2)
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(1 / fan_in)


def glorot_uniform(fan_in, fan_out, *, rng):
    r = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-r, r, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    s = np.sqrt(var + eps)
    xhat = (x - mean) / s
    MEMORY["bn"] = xhat, s, gamma, training
    return gamma * xhat + beta, running_mean, running_var


def batchnorm_backward(dout, cache=None):
    xhat, s, gamma, training = MEMORY["bn"]
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)
    return g / s, (dout * xhat).sum(axis=0), dout.sum(axis=0)


def dropout_forward(x, *, keep_prob, training, rng):
    m = rng.random(x.shape) < keep_prob if training else keep_prob
    MEMORY["dropout"] = m
    return x * m


def dropout_backward(dout, cache=None):
    return dout * MEMORY["dropout"]


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    m = (rng.random(x.shape) < keep_prob) / keep_prob if training else 1
    MEMORY["inverted"] = m
    return x * m


def inverted_dropout_backward(dout, cache=None):
    return dout * MEMORY["inverted"]


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad**2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v
