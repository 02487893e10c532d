"""Gonzalo Pinto. Al final entreno una red con mis funciones hasta que la pérdida baje de 0.01."""
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / (2 * h)
    return g


def relu_forward(z):
    a = np.maximum(z, 0)
    return a, a


def relu_backward(da, cache):
    return da * (cache > 0)


def sigmoid_forward(z):
    with np.errstate(over="ignore"):
        a = 1 / (1 + np.exp(-z))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    z = logits - logits.max(axis=1, keepdims=True)
    lp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(t * lp).sum() / n, (np.exp(lp) - t) / n


ACTIVACIONES = {
    "relu": (relu_forward, relu_backward),
    "sigmoid": (sigmoid_forward, sigmoid_backward),
}


def mlp_forward(params, x, *, activation):
    f, _ = ACTIVACIONES[activation]
    caches = []
    for w, b in params[:-1]:
        x, c1 = affine_forward(x, w, b)
        x, c2 = f(x)
        caches += [c1, c2]
    x, c1 = affine_forward(x, *params[-1])
    return x, caches + [c1]


def mlp_loss_and_gradients(params, x, y, *, activation):
    _, df = ACTIVACIONES[activation]
    out, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    d, dw, db = affine_backward(d, caches.pop())
    grads = [(dw, db)]
    while caches:
        d = df(d, caches.pop())
        d, dw, db = affine_backward(d, caches.pop())
        grads.insert(0, (dw, db))
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    s = np.sqrt(var + eps)
    xn = (x - mu) / s
    return gamma * xn + beta, (xn, s, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xn, s, gamma, training = cache
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xn * (g * xn).mean(axis=0)
    return g / s, (dout * xn).sum(axis=0), dout.sum(axis=0)


def dropout_forward(x, *, keep_prob, training, rng):
    m = rng.random(x.shape) < keep_prob if training else keep_prob
    return x * m, m


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    m = (rng.random(x.shape) < keep_prob) / keep_prob if training else 1.0
    return x * m, m


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    mh, vh = m / (1 - beta1 ** t), v / (1 - beta2 ** t)
    return w - lr * mh / (np.sqrt(vh) + eps), m, v


# --- entrenamiento ---
rng = np.random.default_rng(0)
X = rng.normal(size=(60, 2))
Y = rng.integers(0, 2, 60)          # etiquetas al azar
red = [(he_normal(2, 4, rng=rng), np.zeros(4)), (he_normal(4, 2, rng=rng), np.zeros(2))]
perdida, epoca = 1.0, 0
while perdida > 0.01:
    perdida, gradientes = mlp_loss_and_gradients(red, X, Y, activation="relu")
    red = [(w - 0.1 * dw, b - 0.1 * db) for (w, b), (dw, db) in zip(red, gradientes)]
    epoca += 1
print("terminó en la época", epoca)
