# Sandra Olmos
# entrega: 1 archivo con todo
import numpy as np

SEMILLA = 42


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        viejo = x[i]
        x[i] = viejo + h
        a = f(x)
        x[i] = viejo - h
        b = f(x)
        x[i] = viejo
        grad[i] = (a - b) / (2 * h)
    return grad


def relu_forward(z):
    return np.maximum(z, 0), z


def relu_backward(da, cache):
    # relu es lineal, la derivada es 1
    return da


def sigmoid_forward(z):
    a = np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))
    return a, z


def sigmoid_backward(da, cache):
    # derivada del cociente
    return da * np.exp(-cache) / (1 + np.exp(-cache)) ** 2


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    # dx: derivada de xw + b respecto de x es w
    dx = np.ones(dout.shape) @ w.T
    return dx, x.T @ dout, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    n = logits.shape[0]
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=0)
    if y.ndim == 1:
        t = np.eye(logits.shape[1])[y]
    else:
        t = y
    loss = -np.sum(t * np.log(p)) / n
    return loss, (p - t) / n


def mlp_forward(params, x, *, activation):
    capas = []
    for i, (w, b) in enumerate(params):
        z, c = affine_forward(x, w, b)
        capas.append(c)
        if i < len(params) - 1:
            x = relu_forward(z)[0] if activation == "relu" else sigmoid_forward(z)[0]
        else:
            x = z
    return x, capas


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, capas = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for c in reversed(capas):
        d, dw, db = affine_backward(d, c)
        grads.append((dw, db))
    return loss, grads[::-1]


def xavier_normal(fan_in, fan_out, *, rng):
    np.random.seed(SEMILLA)
    return np.random.randn(fan_in, fan_out) / np.sqrt(fan_in)


def glorot_uniform(fan_in, fan_out, *, rng):
    rng = np.random.default_rng(SEMILLA)
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    rng = np.random.default_rng(SEMILLA)
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    mu, var = x.mean(axis=0), x.var(axis=0)
    if training:
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    xn = (x - mu) / np.sqrt(var + eps)
    return gamma * xn + beta, (xn, gamma, var, eps), running_mean, running_var


def batchnorm_backward(dout, cache):
    xn, gamma, var, eps = cache
    n = dout.shape[0]
    dgamma = dout.sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxn = dout * gamma
    dx = (dxn - dxn.mean(axis=0) - xn * (dxn * xn).mean(axis=0)) / np.sqrt(var + eps)
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m, ("entrenando", keep_prob)
    return x * keep_prob, ("prueba", keep_prob)


def dropout_backward(dout, cache):
    modo, keep_prob = cache
    if modo == "entrenando":
        m = np.random.rand(*dout.shape) < keep_prob
        return dout * m
    return dout * keep_prob


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m / keep_prob, m
    return x, None


def inverted_dropout_backward(dout, cache):
    return dout


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / np.sqrt(s), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
