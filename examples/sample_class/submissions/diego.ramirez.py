# Diego Ramírez Soto
# Tarea: redes desde cero. Para batchnorm seguí el grafo de operaciones paso a paso,
# cada línea del forward tiene su línea en el backward.

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = x.astype(np.float64)
    grad = np.empty(x.shape)
    for indice, valor in np.ndenumerate(x.copy()):
        x[indice] = valor + h
        derecha = f(x)
        x[indice] = valor - h
        izquierda = f(x)
        x[indice] = valor          # lo dejo como estaba
        grad[indice] = (derecha - izquierda) / 2 / h
    return grad


def relu_forward(z):
    prendida = z > 0
    a = np.where(prendida, z, 0)
    return a, prendida


def relu_backward(da, cache):
    prendida = cache
    dz = np.where(prendida, da, 0)
    return dz


def sigmoid_forward(z):
    # forma estable, por partes
    a = np.empty_like(z)
    pos = z >= 0
    a[pos] = 1 / (1 + np.exp(-z[pos]))
    ez = np.exp(z[~pos])
    a[~pos] = ez / (1 + ez)
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    uno_menos_a = 1 - a
    pendiente = a * uno_menos_a
    return da * pendiente


def affine_forward(x, w, b):
    # 1) producto
    xw = np.dot(x, w)
    # 2) sesgo (broadcast sobre las filas)
    out = xw + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    # 2) el broadcast hacia atrás es una suma
    db = np.sum(dout, axis=0)
    dxw = dout
    # 1)
    dx = np.dot(dxw, w.T)
    dw = np.dot(x.T, dxw)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    N = logits.shape[0]
    if y.ndim == 2:
        T = y
    else:
        T = np.zeros(logits.shape)
        T[range(N), y] = 1
    # paso 1: restar el máximo
    s = logits - logits.max(axis=1).reshape(N, 1)
    # paso 2: exponencial
    e = np.exp(s)
    # paso 3: suma
    Z = e.sum(axis=1).reshape(N, 1)
    # paso 4: log-probabilidades
    logP = s - np.log(Z)
    # paso 5: promedio
    loss = -(T * logP).sum() / N

    # backward
    dlogP = -T / N                                     # 5
    ds = dlogP.copy()                                  # 4
    dZ = -(dlogP / Z).sum(axis=1).reshape(N, 1)        # 4
    de = dZ * np.ones(e.shape)                         # 3
    ds += de * e                                       # 2
    # paso 1: el máximo se cancela, su gradiente total es cero
    return loss, ds


def _tanh_forward(z):
    a = np.tanh(z)
    return a, a


def _tanh_backward(da, cache):
    return da * (1 - cache ** 2)


def _elegir(activation):
    if activation == 'relu':
        return relu_forward, relu_backward
    elif activation == 'sigmoid':
        return sigmoid_forward, sigmoid_backward
    elif activation == 'tanh':
        return _tanh_forward, _tanh_backward
    raise ValueError('activación desconocida: ' + activation)


def mlp_forward(params, x, *, activation):
    f, _ = _elegir(activation)
    cache = {}
    L = len(params)
    a = x
    for l in range(1, L + 1):
        w, b = params[l - 1]
        z, cache['afin', l] = affine_forward(a, w, b)
        if l < L:
            a, cache['act', l] = f(z)
        else:
            a = z
    return a, cache


def mlp_loss_and_gradients(params, x, y, *, activation):
    _, f_back = _elegir(activation)
    out, cache = mlp_forward(params, x, activation=activation)
    loss, dz = softmax_cross_entropy(out, y)
    L = len(params)
    grads = {}
    for l in range(L, 0, -1):
        da, dw, db = affine_backward(dz, cache['afin', l])
        grads[l] = (dw, db)
        if l > 1:
            dz = f_back(da, cache['act', l - 1])
    return loss, [grads[l] for l in range(1, L + 1)]


def xavier_normal(fan_in, fan_out, *, rng):
    desviacion = 1 / np.sqrt(fan_in)
    return rng.normal(loc=0, scale=desviacion, size=(fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    varianza = 2 / (fan_in + fan_out)
    limite = np.sqrt(3 * varianza)      # Var de U(-L, L) = L²/3
    return rng.uniform(-limite, limite, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    desviacion = np.sqrt(2 / fan_in)
    return rng.normal(loc=0, scale=desviacion, size=(fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if not training:
        ivar = 1. / np.sqrt(running_var + eps)
        xhat = (x - running_mean) * ivar
        out = gamma * xhat + beta
        return out, ('test', xhat, gamma, ivar), running_mean, running_var

    N, D = x.shape
    mu = 1. / N * np.sum(x, axis=0)          # paso 1: media
    xmu = x - mu                             # paso 2: centrar
    sq = xmu ** 2                            # paso 3
    var = 1. / N * np.sum(sq, axis=0)        # paso 4: varianza
    sqrtvar = np.sqrt(var + eps)             # paso 5
    ivar = 1. / sqrtvar                      # paso 6
    xhat = xmu * ivar                        # paso 7
    gammax = gamma * xhat                    # paso 8
    out = gammax + beta                      # paso 9

    running_mean = momentum * running_mean + (1 - momentum) * mu
    running_var = momentum * running_var + (1 - momentum) * var
    cache = ('train', xhat, gamma, xmu, ivar, sqrtvar)
    return out, cache, running_mean, running_var


def batchnorm_backward(dout, cache):
    if cache[0] == 'test':
        _, xhat, gamma, ivar = cache
        return dout * gamma * ivar, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)

    _, xhat, gamma, xmu, ivar, sqrtvar = cache
    N, D = dout.shape
    # paso 9
    dbeta = np.sum(dout, axis=0)
    dgammax = dout
    # paso 8
    dgamma = np.sum(dgammax * xhat, axis=0)
    dxhat = dgammax * gamma
    # paso 7
    divar = np.sum(dxhat * xmu, axis=0)
    dxmu1 = dxhat * ivar
    # paso 6
    dsqrtvar = -1. / (sqrtvar ** 2) * divar
    # paso 5
    dvar = 0.5 / sqrtvar * dsqrtvar
    # paso 4
    dsq = 1. / N * np.ones((N, D)) * dvar
    # paso 3
    dxmu2 = 2 * xmu * dsq
    # paso 2
    dx1 = dxmu1 + dxmu2
    dmu = -1 * np.sum(dx1, axis=0)
    # paso 1
    dx2 = 1. / N * np.ones((N, D)) * dmu
    # paso 0
    dx = dx1 + dx2
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        u = rng.uniform(0, 1, size=x.shape)
        r = u < keep_prob
        out = r * x
    else:
        r = keep_prob
        out = keep_prob * x
    return out, r


def dropout_backward(dout, cache):
    r = cache
    return r * dout


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        u = rng.uniform(0, 1, size=x.shape)
        r = u < keep_prob
        tirado = r * x
        out = tirado / keep_prob
        return out, (r, keep_prob)
    return x, None


def inverted_dropout_backward(dout, cache):
    if cache is None:
        return dout
    r, keep_prob = cache
    dtirado = dout / keep_prob
    return r * dtirado


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    inercia = momentum * v
    empuje = lr * grad
    v = inercia + empuje
    w = w - v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    g2 = grad * grad
    s = decay * s + (1 - decay) * g2
    raiz = np.sqrt(s)
    w = w - lr * grad / (raiz + eps)
    return w, s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    # primer y segundo momento
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * (grad * grad)
    # corrección del sesgo
    mt = m / (1 - beta1 ** t)
    vt = v / (1 - beta2 ** t)
    # paso
    w = w - lr * mt / (np.sqrt(vt) + eps)
    return w, m, v
