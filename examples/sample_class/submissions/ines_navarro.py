"""
Tarea: de la retropropagación a Adam
Alumna: Inés Navarro Gil
"""
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    salida = []
    plano = np.asarray(x, dtype=float).flatten()
    for j in range(len(plano)):
        derecha = plano.copy()
        derecha[j] += h
        izquierda = plano.copy()
        izquierda[j] -= h
        d = f(derecha.reshape(x.shape)) - f(izquierda.reshape(x.shape))
        salida.append(d / (2 * h))
    return np.array(salida)


def relu_forward(z):
    a = np.maximum(z, 0)
    cache = a
    return a, cache


def relu_backward(da, cache):
    # dejo pasar solo los gradientes positivos
    return np.where(da > 0, da, 0)


def sigmoid_forward(z):
    z = np.asarray(z, dtype=float)
    a = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
    return a, a


def sigmoid_backward(da, cache):
    pendiente = cache * (1 - cache)
    return da * pendiente


def tanh_forward(z):
    a = np.tanh(z)
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache * cache)


def affine_forward(x, w, b):
    z = x @ w
    z += b
    return z, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx = dout @ w.transpose()
    dw = x.transpose() @ dout
    db = dout.sum(axis=0)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    n = logits.shape[0]
    z = logits - logits.max(axis=1)[:, None]
    suma = np.exp(z).sum(axis=1)[:, None]
    log_p = z - np.log(suma)
    if y.ndim == 1:
        t = np.zeros(logits.shape)
        for i in range(n):
            t[i, y[i]] = 1
    else:
        t = y
    return -(t * log_p).sum() / n, (np.exp(log_p) - t) / n


def elegir(activation):
    if activation == "relu":
        return relu_forward, relu_backward
    elif activation == "sigmoid":
        return sigmoid_forward, sigmoid_backward
    elif activation == "tanh":
        return tanh_forward, tanh_backward
    else:
        raise KeyError(activation)


def mlp_forward(params, x, *, activation):
    adelante, _ = elegir(activation)
    caches = []
    for k in range(len(params)):
        w, b = params[k]
        x, cache_a = affine_forward(x, w, b)
        cache_f = None
        if k + 1 < len(params):
            x, cache_f = adelante(x)
        caches.append([cache_a, cache_f])
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    _, atras = elegir(activation)
    logits, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for cache_a, cache_f in reversed(caches):
        if cache_f is not None:
            d = atras(d, cache_f)
        d, dw, db = affine_backward(d, cache_a)
        grads = [(dw, db)] + grads
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / (fan_in + fan_out)), size=(fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    limite = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limite, limite, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), size=(fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training is True:
        mu = x.mean(axis=0)
        sigma2 = ((x - mu) ** 2).mean(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * sigma2
    else:
        mu, sigma2 = running_mean, running_var
    sigma = np.sqrt(sigma2 + eps)
    xg = (x - mu) / sigma
    y = gamma * xg + beta
    return y, (xg, sigma, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xg, sigma, gamma, training = cache
    dgamma = (dout * xg).sum(axis=0)
    dbeta = dout.sum(axis=0)
    d = dout * gamma / sigma
    if training:
        d = d - d.mean(axis=0) - xg * (d * xg).mean(axis=0)
    return d, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        sorteo = rng.uniform(0, 1, x.shape)
        quedan = sorteo < keep_prob
        return x * quedan, quedan
    return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    factor = 1
    if training:
        sorteo = rng.uniform(0, 1, x.shape)
        factor = (sorteo < keep_prob) / keep_prob
    return x * factor, factor


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    # promedio movil de los gradientes
    v = momentum * v + (1 - momentum) * lr * grad
    w = w - v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad * grad
    raiz = np.sqrt(s)
    return w - lr * grad / (raiz + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad * grad
    mg = m / (1 - beta1 ** t)
    vg = v / (1 - beta2 ** t)
    return w - lr * mg / (np.sqrt(vg) + eps), m, v
