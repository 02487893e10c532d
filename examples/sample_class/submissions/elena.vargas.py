#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""
Elena Vargas Prado
Curso: aprendizaje profundo

Aquí está toda la tarea. Cada sección tiene una mini prueba al final (main).
"""

import numpy as np


# 1. Gradiente numérico
def numerical_gradient(f, x, h=1e-5):
    x = x.astype(np.float64)
    resultado = np.zeros(x.size)
    for k in range(x.size):
        e = np.zeros(x.size)
        e[k] = h
        e = e.reshape(x.shape)
        resultado[k] = (f(x + e) - f(x - e)) / (2.0 * h)
    return resultado.reshape(x.shape)


# 2. Activaciones
def relu_forward(z):
    salida = z.copy()
    salida[salida < 0] = 0
    return salida, z


def relu_backward(da, cache):
    dz = da.copy()
    dz[cache <= 0] = 0
    return dz


def sigmoid_forward(z):
    # estable: nunca exponencio un número positivo
    e = np.exp(-np.abs(z))
    salida = np.where(z >= 0, 1.0, e) / (1.0 + e)
    return salida, salida


def sigmoid_backward(da, cache):
    return da * cache * (1.0 - cache)


# 3. Capa afín
def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)


# 4. Pérdida
def softmax_cross_entropy(logits, y):
    n_clases = logits.shape[1]
    if y.ndim == 1:
        T = (y[:, None] == np.arange(n_clases)[None, :]).astype(float)
    else:
        T = y
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    # L = - suma t log p
    loss = -np.sum(T * log_p)
    grad = np.exp(log_p) - T
    return loss, grad


# 5. Red
def mlp_forward(params, x, *, activation):
    act = relu_forward if activation == "relu" else sigmoid_forward
    if activation == "tanh":
        act = lambda z: (np.tanh(z), np.tanh(z))
    caches = []
    a = x
    for w, b in params[:-1]:
        z, cache_afin = affine_forward(a, w, b)
        a, cache_act = act(z)
        caches.append((cache_afin, cache_act))
    logits, ultima = affine_forward(a, params[-1][0], params[-1][1])
    return logits, (caches, ultima)


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, (caches, ultima) = mlp_forward(params, x, activation=activation)
    loss, dlogits = softmax_cross_entropy(logits, y)
    da, dw, db = affine_backward(dlogits, ultima)
    gradientes = [(dw, db)]
    for cache_afin, cache_act in caches[::-1]:
        if activation == "relu":
            dz = relu_backward(da, cache_act)
        elif activation == "sigmoid":
            dz = sigmoid_backward(da, cache_act)
        else:
            dz = da * (1 - cache_act ** 2)
        da, dw, db = affine_backward(dz, cache_afin)
        gradientes.append((dw, db))
    return loss, gradientes[::-1]


# 6. Inicialización
def xavier_normal(fan_in, fan_out, *, rng):
    desviacion = np.sqrt(1.0 / fan_in)
    return desviacion * rng.standard_normal(size=(fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    limite = np.sqrt(6.0) / np.sqrt(fan_in + fan_out)
    return rng.uniform(-limite, limite, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    desviacion = np.sqrt(2.0 / fan_in)
    return desviacion * rng.standard_normal(size=(fan_in, fan_out))


# 7. Normalización por lotes
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        media, var = x.mean(axis=0), x.var(axis=0)
        nueva_media = momentum * running_mean + (1 - momentum) * media
        nueva_var = momentum * running_var + (1 - momentum) * var
    else:
        media, var = running_mean, running_var
        nueva_media, nueva_var = running_mean, running_var
    x_hat = (x - media) / np.sqrt(var + eps)
    salida = gamma * x_hat + beta
    return salida, (x, x_hat, media, var, gamma, eps, training), nueva_media, nueva_var


def batchnorm_backward(dout, cache):
    x, x_hat, media, var, gamma, eps, training = cache
    m = x.shape[0]
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx_hat = dout * gamma
    if not training:
        return dx_hat / np.sqrt(var + eps), dgamma, dbeta
    # fórmulas del artículo
    dvar = np.sum(dx_hat * (x - media) * -0.5 * (var + eps) ** -1.5, axis=0)
    dmedia = np.sum(-dx_hat / np.sqrt(var + eps), axis=0) + dvar * np.mean(-2 * (x - media), axis=0)
    dx = dx_hat / np.sqrt(var + eps) + dvar * 2 * (x - media) / m + dmedia / m
    return dx, dgamma, dbeta


# 8. Dropout
def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        # apago una unidad si el número al azar cae debajo de la probabilidad
        mascara = (rng.random(x.shape) > keep_prob).astype(x.dtype)
        return x * mascara, mascara
    return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        p_apagar = keep_prob
        mascara = (rng.random(x.shape) > p_apagar) / (1 - p_apagar)
        return x * mascara, mascara
    return x, np.ones_like(x)


def inverted_dropout_backward(dout, cache):
    return dout * cache


# 9. Optimizadores
def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    w = w - v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * np.square(grad)
    w = w - lr * grad / (np.sqrt(s) + eps)
    return w, s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * np.square(grad)
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


if __name__ == "__main__":
    z = np.array([[-1.0, 2.0]])
    print(relu_forward(z)[0], sigmoid_forward(z)[0])
    print(softmax_cross_entropy(z, np.array([1])))
