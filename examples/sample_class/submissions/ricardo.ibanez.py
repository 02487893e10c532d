# Tarea de redes neuronales - Ricardo Ibáñez Peña
# Hecho en el Bloc de notas (Windows), por eso los acentos: á é í ó ú ñ ¿ ¡
# Convención: trabajo con columnas (características, lote) por dentro, como en la pizarra.

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Pendiente en cada dirección: (f(x+h) - f(x-h)) / 2h"""
    dimensión = x.shape
    grad = np.zeros(dimensión)
    for í in np.ndindex(dimensión):
        más, menos = x.astype(float), x.astype(float)
        más[í] += h
        menos[í] -= h
        grad[í] = (f(más) - f(menos)) / (2 * h)
    return grad


# ---- activaciones: función y derivada ----
def relu(z):
    return np.where(z > 0, z, 0 * z)


def sigmoide(z):
    # dos ramas, ninguna se desborda
    return np.where(z > 0, 1 / (1 + np.exp(-np.where(z > 0, z, 0))),
                    1 - 1 / (1 + np.exp(np.where(z > 0, 0, z))))


def relu_forward(z):
    return relu(z), z


def relu_backward(da, cache):
    return (cache > 0) * da


def sigmoid_forward(z):
    return sigmoide(z), z


def sigmoid_backward(da, cache):
    # sigma(z) * sigma(-z), así no se pierde precisión para z grande
    e = np.exp(-np.abs(cache))
    return da * e / (1 + e) ** 2


def tanh_forward(z):
    return np.tanh(z), z


def tanh_backward(da, cache):
    return da * (1 - np.tanh(cache) ** 2)


# ---- capa afín: por dentro Z = W^T X + b, con los ejemplos en columnas ----
def affine_forward(x, w, b):
    X = x.T
    Z = w.T.dot(X) + b.reshape(-1, 1)
    return Z.T, (X, w)


def affine_backward(dout, cache):
    X, w = cache
    dZ = dout.T
    dX = w.dot(dZ)
    dW = X.dot(dZ.T)
    db = dZ.sum(axis=1)
    return dX.T, dW, db


# ---- función de costo ----
def softmax_cross_entropy(logits, y):
    Z = logits.T
    c, n = Z.shape
    Y = y.T if y.ndim == 2 else np.eye(c)[:, y]
    Z = Z - Z.max(axis=0)
    logS = np.log(np.exp(Z).sum(axis=0))
    costo = (logS * Y.sum(axis=0) - (Y * Z).sum(axis=0)).mean()
    P = np.exp(Z - logS)
    return costo, ((P - Y) / n).T


# ---- perceptrón multicapa, recursivo: red = primera capa + (el resto de la red) ----
IDA = {"relu": relu_forward, "sigmoid": sigmoid_forward, "tanh": tanh_forward}
VUELTA = {"relu": relu_backward, "sigmoid": sigmoid_backward, "tanh": tanh_backward}


def mlp_forward(params, x, *, activation):
    (w, b), *resto = params
    z, c_afín = affine_forward(x, w, b)
    if not resto:
        return z, (c_afín, None, None)
    a, c_act = IDA[activation](z)
    salida, c_resto = mlp_forward(resto, a, activation=activation)
    return salida, (c_afín, c_act, c_resto)


def mlp_loss_and_gradients(params, x, y, *, activation):
    def bajar(cache):
        """Devuelve el gradiente respecto de la entrada de este tramo y la lista de gradientes."""
        c_afín, c_act, c_resto = cache
        if c_resto is None:
            d, lista = dlogits, []
        else:
            da, lista = bajar(c_resto)
            d = VUELTA[activation](da, c_act)
        dx, dw, db = affine_backward(d, c_afín)
        return dx, [(dw, db)] + lista

    salida, cache = mlp_forward(params, x, activation=activation)
    costo, dlogits = softmax_cross_entropy(salida, y)
    return costo, bajar(cache)[1]


# ---- inicialización ----
def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, 1, size=(fan_in, fan_out)) / fan_in ** 0.5


def glorot_uniform(fan_in, fan_out, *, rng):
    límite = (6 / (fan_in + fan_out)) ** 0.5
    return rng.uniform(-límite, límite, size=fan_in * fan_out).reshape(fan_in, fan_out)


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, 1, size=fan_in * fan_out).reshape(fan_in, fan_out) * (2 / fan_in) ** 0.5


# ---- normalización por lotes ----
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu = x.mean(axis=0)
        s2 = ((x - mu) ** 2).mean(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * s2
    else:
        mu, s2 = running_mean, running_var
    s = np.sqrt(s2 + eps)
    x_norm = (x - mu) / s
    return gamma * x_norm + beta, (x_norm, s, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    x_norm, s, gamma, training = cache
    dgamma = (dout * x_norm).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = dout * gamma / s
    if training:
        # dos correcciones: la de la media y la de la desviación
        por_media = dx.mean(axis=0)
        por_desviación = x_norm * (dx * x_norm).mean(axis=0)
        dx = dx - por_media - por_desviación
    return dx, dgamma, dbeta


# ---- dropout original e invertido ----
def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        máscara = np.floor(rng.random(x.shape) + keep_prob)
    else:
        máscara = np.ones(x.shape) * keep_prob
    return x * máscara, máscara


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    máscara = np.floor(rng.random(x.shape) + keep_prob) / keep_prob if training else np.ones(x.shape)
    return x * máscara, máscara


def inverted_dropout_backward(dout, cache):
    return dout * cache


# ---- optimización ----
def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    w = w - v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = s + (1 - decay) * (grad ** 2 - s)
    w = w - lr * grad / (s ** 0.5 + eps)
    return w, s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = m + (1 - beta1) * (grad - m)
    v = v + (1 - beta2) * (grad ** 2 - v)
    corrección_m, corrección_v = 1 - beta1 ** t, 1 - beta2 ** t
    w = w - lr * (m / corrección_m) / ((v / corrección_v) ** 0.5 + eps)
    return w, m, v
