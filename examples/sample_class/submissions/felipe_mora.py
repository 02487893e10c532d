import numpy as np

# Felipe Mora -- homework, all parts
# numpy only, everything vectorised


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x, dtype=np.float64)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        fp = f(x)
        x[i] = old - h
        fm = f(x)
        x[i] = old
        grad[i] = (fp - fm) / (2 * h)
    return grad


def relu_forward(z):
    return (np.abs(z) + z) / 2, z


def relu_backward(da, cache):
    return da * (cache > 0).astype(da.dtype)


def sigmoid_forward(z):
    out = np.empty_like(z)
    p = z > 0
    out[p] = 1 / (1 + np.exp(-z[p]))
    out[~p] = 1 - 1 / (1 + np.exp(z[~p]))
    return out, out.copy()


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def tanh_forward(z):
    return np.tanh(z), z


def tanh_backward(da, cache):
    return da / np.cosh(cache) ** 2


def affine_forward(x, w, b):
    out = np.einsum("ni,ij->nj", x, w) + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, _ = cache
    dx = np.einsum("nj,ij->ni", dout, w)
    dw = np.einsum("ni,nj->ij", x, dout)
    db = np.einsum("nj->j", dout)
    return dx, dw, db


def log_softmax(s):
    s = s - s.max(axis=1, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=1, keepdims=True))


def softmax_cross_entropy(logits, y):
    logp = log_softmax(logits)
    if y.ndim > 1:
        y = y.argmax(axis=1)
    rows = np.arange(logits.shape[0])
    loss = -logp[rows, y].mean()
    # gradient of cross entropy + softmax is just p - t, so nice
    grad = np.exp(logp)
    grad[rows, y] -= 1
    return loss, grad


forward = dict(relu=relu_forward, sigmoid=sigmoid_forward, tanh=tanh_forward)
backward = dict(relu=relu_backward, sigmoid=sigmoid_backward, tanh=tanh_backward)


def mlp_forward(params, x, *, activation):
    caches = []
    for n, (w, b) in enumerate(params, start=1):
        x, c = affine_forward(x, w, b)
        caches.append(c)
        if n < len(params):
            x, c = forward[activation](x)
            caches.append(c)
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    scores, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(scores, y)
    grads = []
    for k, c in enumerate(reversed(caches)):
        if k % 2 == 0:  # affine, activation, affine, ...
            d, dw, db = affine_backward(d, c)
            grads.append((dw, db))
        else:
            d = backward[activation](d, c)
    return loss, list(reversed(grads))


def xavier_normal(fan_in, fan_out, *, rng):
    W = rng.normal(size=(fan_in, fan_out))
    return W / np.sqrt(fan_in)


def glorot_uniform(fan_in, fan_out, *, rng):
    # standard deviation from the paper: sqrt(2 / (in + out))
    s = np.sqrt(2 / (fan_in + fan_out))
    return rng.uniform(-s, s, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    W = rng.normal(size=(fan_in, fan_out))
    return W * np.sqrt(2) / np.sqrt(fan_in)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    mean = x.mean(axis=0) if training else running_mean
    var = x.var(axis=0) if training else running_var
    inv = 1.0 / np.sqrt(var + eps)
    xhat = (x - mean) * inv
    out = xhat * gamma + beta
    if training:
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    return out, (xhat, inv, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xhat, inv, gamma, training = cache
    dgamma = (xhat * dout).sum(axis=0)
    dbeta = dout.sum(axis=0)
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)
    return g * inv, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        keep = rng.choice([0.0, 1.0], size=x.shape, p=[1 - keep_prob, keep_prob])
        return x * keep, keep
    return x * keep_prob, np.full(x.shape, keep_prob)


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        keep = rng.choice([0.0, 1.0], size=x.shape, p=[1 - keep_prob, keep_prob]) / keep_prob
        return x * keep, keep
    return x + 0, None


def inverted_dropout_backward(dout, cache):
    return dout if cache is None else dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad**2
    return w - lr * grad / (s**0.5 + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps)
    return w - lr * step, m, v
