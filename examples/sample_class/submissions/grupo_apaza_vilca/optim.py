"""Optimizadores. Usamos una media móvil común para RMSProp y Adam."""
import numpy as np


def media_movil(viejo, nuevo, beta):
    return beta * viejo + (1 - beta) * nuevo


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = media_movil(s, grad * grad, decay)
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = media_movil(m, grad, beta1)
    v = media_movil(v, grad * grad, beta2)
    direccion = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - lr * direccion, m, v
