"""Tarea completa - Ana Torres (seccion B)

Todo vectorizado con numpy. Probe cada funcion con arreglos chicos antes de entregar.
"""
import numpy as np


# ---------------------------------------------------------------- gradiente numerico
def numerical_gradient(f, x, h=1e-5):
    """Diferencias centrales, una entrada a la vez."""
    x = np.array(x, dtype=float)  # copia, asi no toco el original
    grad = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        original = x[i]
        x[i] = original + h
        f_mas = f(x)
        x[i] = original - h
        f_menos = f(x)
        x[i] = original
        grad[i] = (f_mas - f_menos) / (2 * h)
    return grad


# ---------------------------------------------------------------- activaciones
def relu_forward(z):
    a = np.maximum(0, z)
    return a, z


def relu_backward(da, cache):
    z = cache
    return da * (z > 0)


def sigmoid_forward(z):
    # exp(-|z|) nunca se desborda
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1.0, e) / (1.0 + e)
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)


def tanh_forward(z):
    a = np.tanh(z)
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)


# ---------------------------------------------------------------- capa afin
def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db


# ---------------------------------------------------------------- perdida
def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    # acepto indices (n,) o one-hot (n, c)
    t = np.eye(c)[y] if y.ndim == 1 else y
    z = logits - np.max(logits, axis=1, keepdims=True)
    log_p = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    loss = -np.sum(t * log_p) / n
    grad = (np.exp(log_p) - t) / n
    return loss, grad


# ---------------------------------------------------------------- red completa
ACTIVACIONES = {
    "relu": (relu_forward, relu_backward),
    "sigmoid": (sigmoid_forward, sigmoid_backward),
    "tanh": (tanh_forward, tanh_backward),
}


def mlp_forward(params, x, *, activation):
    act, _ = ACTIVACIONES[activation]
    caches = []
    a = x
    for capa, (w, b) in enumerate(params):
        z, c_afin = affine_forward(a, w, b)
        if capa == len(params) - 1:  # la ultima es lineal
            caches.append((c_afin, None))
            a = z
        else:
            a, c_act = act(z)
            caches.append((c_afin, c_act))
    return a, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    _, act_back = ACTIVACIONES[activation]
    logits, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for c_afin, c_act in reversed(caches):
        if c_act is not None:
            d = act_back(d, c_act)
        d, dw, db = affine_backward(d, c_afin)
        grads.insert(0, (dw, db))
    return loss, grads


# ---------------------------------------------------------------- inicializacion
def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0.0, np.sqrt(1.0 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    limite = np.sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-limite, limite, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0.0, np.sqrt(2.0 / fan_in), (fan_in, fan_out))


# ---------------------------------------------------------------- batch norm
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu = x.mean(axis=0)
        var = x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    std = np.sqrt(var + eps)
    xhat = (x - mu) / std
    return gamma * xhat + beta, (xhat, gamma, std, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xhat, gamma, std, training = cache
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    if not training:
        return dout * gamma / std, dgamma, dbeta
    n = dout.shape[0]
    dx = gamma / (n * std) * (n * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta


# ---------------------------------------------------------------- dropout
def dropout_forward(x, *, keep_prob, training, rng):
    if not training:
        return x * keep_prob, keep_prob
    mascara = rng.random(x.shape) < keep_prob
    return x * mascara, mascara


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if not training:
        return x, None
    mascara = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mascara, mascara


def inverted_dropout_backward(dout, cache):
    return dout if cache is None else dout * cache


# ---------------------------------------------------------------- optimizadores
def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad**2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    x = rng.normal(size=(5, 4))
    print(numerical_gradient(lambda t: (t**2).sum(), x) - 2 * x)
