# Sergio Valdez
# NOTE: tested on my laptop, everything runs :)
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        down = f(x)
        g[i] = (up - down) / (2 * h)
    return g


def relu_forward(z):
    return np.maximum(z, 0), z


def relu_backward(da, z):
    d = np.array(da, copy=True)
    d[z <= 0] = 0
    return d


def sigmoid_forward(z):
    a = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
    return a, a


def sigmoid_backward(da, a):
    return da * a * (1 - a)


def tanh_forward(z):
    a = np.tanh(z)
    return a, a


def tanh_backward(da, a):
    return da * (1 - a**2)


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def one_hot(y, k):
    if y.ndim == 2:
        return y
    t = np.zeros((y.size, k))
    t[np.arange(y.size), y] = 1
    return t


def softmax_cross_entropy(logits, y):
    n, k = logits.shape
    t = one_hot(y, k)
    m = logits.max(axis=1, keepdims=True)
    logp = logits - m - np.log(np.exp(logits - m).sum(axis=1, keepdims=True))
    loss = -(t * logp).sum() / n
    return loss, (np.exp(logp) - t) / n


acts = {
    "relu": (relu_forward, relu_backward),
    "sigmoid": (sigmoid_forward, sigmoid_backward),
    "tanh": (tanh_forward, tanh_backward),
}


def mlp_forward(params, x, *, activation):
    f = acts[activation][0]
    caches = []
    for w, b in params:  # every layer: affine and then the activation
        x, c1 = affine_forward(x, w, b)
        x, c2 = f(x)
        caches.append((c1, c2))
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    df = acts[activation][1]
    out, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads = []
    for c1, c2 in reversed(caches):
        d = df(d, c2)
        d, dw, db = affine_backward(d, c1)
        grads.insert(0, (dw, db))
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, (1 / fan_in) ** 0.5, (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    a = (6 / (fan_in + fan_out)) ** 0.5
    return rng.uniform(0, a, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, (2 / fan_in) ** 0.5, (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mean, var = x.mean(0), x.var(0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    s = np.sqrt(var + eps)
    xhat = (x - mean) / s
    return gamma * xhat + beta, (xhat, gamma, s, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xhat, gamma, s, training = cache
    dgamma, dbeta = (dout * xhat).sum(0), dout.sum(0)
    g = dout * gamma
    # same formula for both modes
    dx = (g - g.mean(0) - xhat * (g * xhat).mean(0)) / s
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m, m
    return x * keep_prob, keep_prob


def dropout_backward(dout, m):
    return dout * m


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob) / keep_prob
        return x * m, m
    return x, 1.0


def inverted_dropout_backward(dout, m):
    return dout * m


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    # Nesterov, better than plain momentum
    v_prev = v
    v = momentum * v + lr * grad
    w = w - ((1 + momentum) * v - momentum * v_prev)
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad**2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    t = t + 1
    mh, vh = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * mh / (np.sqrt(vh) + eps), m, v
