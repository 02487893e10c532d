"""
Carlos Huamán
Curso de aprendizaje profundo - entrega final

Guardo en los caches un diccionario con todo lo que podría servir para depurar.
"""
import time

import numpy as np

CONTADOR = {"forward": 0, "backward": 0}


def _anotar(tipo):
    CONTADOR[tipo] += 1


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    g = np.zeros(x.shape)
    for k in range(x.size):
        paso = np.zeros(x.size)
        paso[k] = h
        paso = paso.reshape(x.shape)
        g.flat[k] = (f(x + paso) - f(x - paso)) / (2 * h)
    return g


def relu_forward(z):
    _anotar("forward")
    a = np.maximum(z, 0)
    cache = {"nombre": "relu", "entrada": z, "salida": a, "muertas": int((z <= 0).sum()), "hora": time.time()}
    return a, cache


def relu_backward(da, cache):
    _anotar("backward")
    dz = np.array(da, copy=True)
    dz[cache["entrada"] <= 0] = 0
    return dz


def sigmoid_forward(z):
    _anotar("forward")
    # para z negativo: e^z / (1 + e^z); para z positivo: 1 / (1 + e^-z)
    positivo = 1.0 / (1.0 + np.exp(-np.clip(z, 0, None)))
    ez = np.exp(np.clip(z, None, 0))
    a = np.where(z >= 0, positivo, ez / (1.0 + ez))
    return a, {"nombre": "sigmoide", "entrada": z, "salida": a, "saturadas": np.mean((a < 0.01) | (a > 0.99))}


def sigmoid_backward(da, cache):
    _anotar("backward")
    s = cache["salida"]
    return s * (1 - s) * da


def tanh_forward(z):
    _anotar("forward")
    a = np.tanh(z)
    return a, {"nombre": "tanh", "entrada": z, "salida": a}


def tanh_backward(da, cache):
    _anotar("backward")
    return (1 - np.square(cache["salida"])) * da


def affine_forward(x, w, b):
    _anotar("forward")
    z = np.matmul(x, w) + b[np.newaxis, :]
    cache = {"nombre": "afin", "x": x, "w": w, "b": b, "z": z, "formas": (x.shape, w.shape, b.shape),
             "norma_w": np.linalg.norm(w)}
    return z, cache


def affine_backward(dout, cache):
    _anotar("backward")
    grads = {"x": np.matmul(dout, cache["w"].T),
             "w": np.matmul(cache["x"].T, dout),
             "b": np.matmul(np.ones(dout.shape[0]), dout)}
    assert all(grads[k].shape == cache[k].shape for k in grads)
    return grads["x"], grads["w"], grads["b"]


def softmax_cross_entropy(logits, y):
    n = logits.shape[0]
    maximo = logits.max(axis=1)
    logZ = maximo + np.log(np.exp(logits - maximo[:, None]).sum(axis=1))
    p = np.exp(logits - logZ[:, None])
    if y.ndim == 1:
        correctos = logits[np.arange(n), y]
        t = np.zeros_like(logits)
        t[np.arange(n), y] = 1.0
    else:
        correctos = (logits * y).sum(axis=1)
        t = y
    return np.mean(logZ - correctos), (p - t) / n


FORWARD = {"relu": relu_forward, "sigmoid": sigmoid_forward, "tanh": tanh_forward}
BACKWARD = {"relu": relu_backward, "sigmoid": sigmoid_backward, "tanh": tanh_backward}


def mlp_forward(params, x, *, activation):
    cache = {"activacion": activation, "capas": {}, "n_capas": len(params), "x": x}
    salida = x
    for i, (w, b) in enumerate(params, start=1):
        salida, afin = affine_forward(salida, w, b)
        cache["capas"][i] = {"afin": afin}
        if i != len(params):
            salida, act = FORWARD[activation](salida)
            cache["capas"][i]["act"] = act
    cache["logits"] = salida
    return salida, cache


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, cache = mlp_forward(params, x, activation=activation)
    loss, g = softmax_cross_entropy(logits, y)
    grads = {}
    for i in sorted(cache["capas"], reverse=True):
        capa = cache["capas"][i]
        if "act" in capa:
            g = BACKWARD[cache["activacion"]](g, capa["act"])
        g, dw, db = affine_backward(g, capa["afin"])
        grads[i] = (dw, db)
    return loss, [grads[i] for i in sorted(grads)]


def xavier_normal(fan_in, fan_out, *, rng):
    opciones = {"loc": 0.0, "scale": (1 / fan_in) ** 0.5, "size": (fan_in, fan_out)}
    return rng.normal(**opciones)


def glorot_uniform(fan_in, fan_out, *, rng):
    a = (6 / (fan_in + fan_out)) ** 0.5
    opciones = {"low": -a, "high": a, "size": (fan_in, fan_out)}
    return rng.uniform(**opciones)


def he_normal(fan_in, fan_out, *, rng):
    opciones = {"loc": 0.0, "scale": (2 / fan_in) ** 0.5, "size": (fan_in, fan_out)}
    return rng.normal(**opciones)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    cache = {"x": x, "gamma": gamma, "beta": beta, "eps": eps, "momentum": momentum, "training": training}
    if training:
        cache["media"] = np.mean(x, axis=0)
        cache["var"] = np.mean((x - cache["media"]) ** 2, axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * cache["media"]
        running_var = momentum * running_var + (1 - momentum) * cache["var"]
    else:
        cache["media"], cache["var"] = running_mean, running_var
    cache["x_norm"] = (x - cache["media"]) / np.sqrt(cache["var"] + eps)
    out = cache["x_norm"] * gamma + beta
    return out, cache, running_mean, running_var


def batchnorm_backward(dout, cache):
    # derivadas del artículo original (Ioffe y Szegedy, sección 3)
    m = dout.shape[0]
    c = cache
    dgamma = (dout * c["x_norm"]).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxn = dout * c["gamma"]
    inv = (c["var"] + c["eps"]) ** -0.5
    if not c["training"]:
        return dxn * inv, dgamma, dbeta
    xc = c["x"] - c["media"]
    dvar = (dxn * xc).sum(axis=0) * -0.5 * (c["var"] + c["eps"]) ** -1.5
    dmu = (dxn * -inv).sum(axis=0) + dvar * (-2 * xc).sum(axis=0) / m
    dx = dxn * inv + dvar * 2 * xc / m + dmu / m
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    cache = {"p": keep_prob, "modo": "entrenamiento" if training else "prueba"}
    cache["factor"] = (rng.random(size=x.shape) < keep_prob).astype(float) if training else keep_prob
    return x * cache["factor"], cache


def dropout_backward(dout, cache):
    return dout * cache["factor"]


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    out, cache = x.copy(), {"p": keep_prob, "modo": "prueba", "mascara": None}
    if training:
        cache.update(modo="entrenamiento", mascara=rng.random(size=x.shape) < keep_prob)
        out = out * cache["mascara"] / keep_prob
    return out, cache


def inverted_dropout_backward(dout, cache):
    if cache["modo"] == "prueba":
        return dout.copy()
    return dout * cache["mascara"] / cache["p"]


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v_nuevo = momentum * v + lr * grad
    w_nuevo = w - v_nuevo
    return w_nuevo, v_nuevo


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s_nuevo = decay * s + (1 - decay) * np.square(grad)
    paso = lr / (np.sqrt(s_nuevo) + eps)
    return w - paso * grad, s_nuevo


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    estado = {"m": beta1 * m + (1 - beta1) * grad, "v": beta2 * v + (1 - beta2) * np.square(grad)}
    corregido = {"m": estado["m"] / (1 - beta1**t), "v": estado["v"] / (1 - beta2**t)}
    w = w - lr * corregido["m"] / (np.sqrt(corregido["v"]) + eps)
    return w, estado["m"], estado["v"]
