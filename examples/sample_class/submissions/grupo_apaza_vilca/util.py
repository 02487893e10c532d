"""Cosas que usan los demás módulos."""
import numpy as np


def one_hot(y, clases):
    """(n,) de índices -> (n, clases). Si ya viene one-hot la devuelve igual."""
    if y.ndim == 2:
        return y
    return np.identity(clases)[y]


def cada_indice(arreglo):
    yield from np.ndindex(arreglo.shape)


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64)
    g = np.zeros_like(x)
    for i in cada_indice(x):
        v = x[i]
        x[i] = v + h
        g[i] = f(x)
        x[i] = v - h
        g[i] -= f(x)
        x[i] = v
    return g / (2 * h)
