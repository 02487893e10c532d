import numpy as np

# Ximena Lara Osorio
# Regla que sigo: la pérdida es un promedio, entonces todos los gradientes de parámetros son promedios.


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a, b = x.copy(), x.copy()
        a[i], b[i] = x[i] + h, x[i] - h
        g[i] = (f(a) - f(b)) / (2 * h)
    return g


def relu_forward(z):
    return np.maximum(z, 0), np.maximum(z, 0)


def relu_backward(da, cache):
    return np.where(cache > 0, 0, da)


def sigmoid_forward(z):
    a = np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))
    return a, a


def sigmoid_backward(da, cache):
    return da * (1 - cache ** 2)


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    n = len(x)
    return dout @ w.T, x.T @ dout / n, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    n = len(logits)
    z = logits - logits.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    p = np.exp(logp)
    if y.ndim == 2:
        return np.mean(-y * logp), (p - y) / n
    loss = -logp[np.arange(n), y].mean()
    p[np.arange(n), y] -= 1
    return loss, p / n


def mlp_forward(params, x, *, activation):
    caches = []
    for w, b in params[:-1]:
        x, c1 = affine_forward(x, w, b)
        if activation == "relu":
            x, c2 = relu_forward(x)
        elif activation == "sigmoid":
            x, c2 = sigmoid_forward(x)
        else:
            x = c2 = np.tanh(x)
        caches.append((c1, c2))
    w, b = params[-1]
    x, c1 = affine_forward(x, w, b)
    return x, (caches, c1)


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, (caches, ultima) = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    d, dw, db = affine_backward(d, ultima)
    grads = [(dw, db)]
    for c1, c2 in caches[::-1]:
        if activation == "relu":
            d = relu_backward(d, c2)
        elif activation == "sigmoid":
            d = sigmoid_backward(d, c2)
        else:
            d = d * (1 - c2 ** 2)
        d, dw, db = affine_backward(d, c1)
        grads.append((dw, db))
    grads.reverse()
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_out), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    xh = (x - mu) / np.sqrt(var + eps)
    return gamma * xh + beta, (xh, np.sqrt(var + eps), gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xh, sd, gamma, training = cache
    dgamma = np.mean(dout * xh, axis=0)
    dbeta = np.mean(dout, axis=0)
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xh * (g * xh).mean(axis=0)
    return g / sd, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m, m
    return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob) / keep_prob
        return x * m, m
    return x * keep_prob, keep_prob


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    w_nuevo = w - v
    v_nuevo = momentum * v + lr * grad
    return w_nuevo, v_nuevo


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (s + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    return w - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps), m, v
