# Luis Quispe
# Lo hice con bucles porque asi entiendo los indices. Es lento pero sale lo mismo.
import math
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x, dtype=float)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        idx = it.multi_index
        mas = x.astype(float)
        menos = x.astype(float)
        mas[idx] = mas[idx] + h
        menos[idx] = menos[idx] - h
        grad[idx] = (f(mas) - f(menos)) / (2 * h)
        it.iternext()
    return grad


# ------------------------------------------------------------------ relu / sigmoide / tanh
def relu_forward(z):
    a = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        if z[i] > 0:
            a[i] = z[i]
    return a, z


def relu_backward(da, cache):
    dz = np.zeros_like(da)
    for i in np.ndindex(da.shape):
        if cache[i] > 0:
            dz[i] = da[i]
    return dz


def _sig(t):
    if t >= 0:
        return 1 / (1 + math.exp(-t))
    e = math.exp(t)  # t negativo: exp no se va a infinito
    return e / (1 + e)


def sigmoid_forward(z):
    a = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        a[i] = _sig(z[i])
    return a, a


def sigmoid_backward(da, cache):
    dz = np.zeros_like(da)
    for i in np.ndindex(da.shape):
        dz[i] = da[i] * cache[i] * (1 - cache[i])
    return dz


# ------------------------------------------------------------------ afin
def affine_forward(x, w, b):
    N, D = x.shape
    M = w.shape[1]
    out = np.zeros((N, M))
    for n in range(N):
        for j in range(M):
            suma = b[j]
            for i in range(D):
                suma += x[n, i] * w[i, j]
            out[n, j] = suma
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    N, D = x.shape
    M = w.shape[1]
    dx, dw, db = np.zeros((N, D)), np.zeros((D, M)), np.zeros(M)
    for n in range(N):
        for j in range(M):
            db[j] += dout[n, j]
            for i in range(D):
                dx[n, i] += dout[n, j] * w[i, j]
                dw[i, j] += dout[n, j] * x[n, i]
    return dx, dw, db


# ------------------------------------------------------------------ softmax + entropia cruzada
def softmax_cross_entropy(logits, y):
    N, C = logits.shape
    loss = 0.0
    grad = np.zeros((N, C))
    for n in range(N):
        fila = [float(v) for v in logits[n]]
        m = max(fila)
        Z = sum(math.exp(v - m) for v in fila)
        for c in range(C):
            if y.ndim == 1:
                t = 1.0 if y[n] == c else 0.0
            else:
                t = float(y[n, c])
            logp = fila[c] - m - math.log(Z)
            loss -= t * logp
            grad[n, c] = (math.exp(logp) - t) / N
    return loss / N, grad


# ------------------------------------------------------------------ mlp
def _activar(z, nombre):
    if nombre == "relu":
        return relu_forward(z)[0]
    if nombre == "sigmoid":
        return sigmoid_forward(z)[0]
    a = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        a[i] = math.tanh(z[i])
    return a


def _pendiente(a, nombre):
    # todas las derivadas se pueden sacar de la salida
    if nombre == "relu":
        return 1.0 if a > 0 else 0.0
    if nombre == "sigmoid":
        return a * (1 - a)
    return 1 - a * a


def mlp_forward(params, x, *, activation):
    capas = [x]  # capas[k] es la entrada de la capa k
    afines = []
    for k in range(len(params)):
        w, b = params[k]
        z, c = affine_forward(capas[k], w, b)
        afines.append(c)
        if k < len(params) - 1:
            z = _activar(z, activation)
        capas.append(z)
    return capas[-1], (capas, afines)


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, (capas, afines) = mlp_forward(params, x, activation=activation)
    loss, delta = softmax_cross_entropy(out, y)
    grads = [None] * len(params)
    for k in range(len(params) - 1, -1, -1):
        da, dw, db = affine_backward(delta, afines[k])
        grads[k] = (dw, db)
        if k > 0:
            for i in np.ndindex(da.shape):
                da[i] *= _pendiente(capas[k][i], activation)
        delta = da
    return loss, grads


# ------------------------------------------------------------------ pesos iniciales
def _llenar(fan_in, fan_out, sacar):
    w = np.zeros((fan_in, fan_out))
    for i in range(fan_in):
        for j in range(fan_out):
            w[i, j] = sacar()
    return w


def xavier_normal(fan_in, fan_out, *, rng):
    desv = 1 / math.sqrt(fan_in)
    return _llenar(fan_in, fan_out, lambda: desv * rng.standard_normal())


def glorot_uniform(fan_in, fan_out, *, rng):
    L = math.sqrt(6 / (fan_in + fan_out))
    return _llenar(fan_in, fan_out, lambda: -L + 2 * L * rng.random())


def he_normal(fan_in, fan_out, *, rng):
    return _llenar(fan_in, fan_out, lambda: rng.normal(0, math.sqrt(2 / fan_in)))


# ------------------------------------------------------------------ batchnorm
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    N, D = x.shape
    out, xn = np.zeros((N, D)), np.zeros((N, D))
    raiz = np.zeros(D)
    rm, rv = running_mean.copy(), running_var.copy()
    for j in range(D):
        if training:
            mu = sum(x[:, j]) / N
            var = sum((x[n, j] - mu) ** 2 for n in range(N)) / N
            rm[j] = momentum * running_mean[j] + (1 - momentum) * mu
            rv[j] = momentum * running_var[j] + (1 - momentum) * var
        else:
            mu, var = running_mean[j], running_var[j]
        raiz[j] = math.sqrt(var + eps)
        for n in range(N):
            xn[n, j] = (x[n, j] - mu) / raiz[j]
            out[n, j] = gamma[j] * xn[n, j] + beta[j]
    return out, (xn, raiz, gamma, training), rm, rv


def batchnorm_backward(dout, cache):
    xn, raiz, gamma, training = cache
    N, D = dout.shape
    dx, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for j in range(D):
        for n in range(N):
            dgamma[j] += dout[n, j] * xn[n, j]
            dbeta[j] += dout[n, j]
        for n in range(N):
            d = dout[n, j]
            if training:
                d = d - dbeta[j] / N - xn[n, j] * dgamma[j] / N
            dx[n, j] = gamma[j] * d / raiz[j]
    return dx, dgamma, dbeta


# ------------------------------------------------------------------ dropout (los dos)
def _mascara(forma, p, rng):
    m = np.zeros(forma)
    for i in np.ndindex(forma):
        if rng.random() < p:
            m[i] = 1.0
    return m


def dropout_forward(x, *, keep_prob, training, rng):
    factor = _mascara(x.shape, keep_prob, rng) if training else np.full(x.shape, keep_prob)
    return x * factor, factor


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    factor = _mascara(x.shape, keep_prob, rng) / keep_prob if training else np.ones(x.shape)
    return x * factor, factor


def dropout_backward(dout, cache):
    dx = np.zeros_like(dout)
    for i in np.ndindex(dout.shape):
        dx[i] = dout[i] * cache[i]
    return dx


inverted_dropout_backward = dropout_backward  # es la misma cuenta


# ------------------------------------------------------------------ optimizadores
def momentum_step(w, grad, v, *, lr, momentum=0.9):
    w2, v2 = np.zeros_like(w), np.zeros_like(v)
    for i in np.ndindex(w.shape):
        v2[i] = momentum * v[i] + lr * grad[i]
        w2[i] = w[i] - v2[i]
    return w2, v2


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    w2, s2 = np.zeros_like(w), np.zeros_like(s)
    for i in np.ndindex(w.shape):
        s2[i] = decay * s[i] + (1 - decay) * grad[i] * grad[i]
        w2[i] = w[i] - lr * grad[i] / (math.sqrt(s2[i]) + eps)
    return w2, s2


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    w2, m2, v2 = np.zeros_like(w), np.zeros_like(m), np.zeros_like(v)
    for i in np.ndindex(w.shape):
        m2[i] = beta1 * m[i] + (1 - beta1) * grad[i]
        v2[i] = beta2 * v[i] + (1 - beta2) * grad[i] ** 2
        m_gorro = m2[i] / (1 - beta1**t)
        v_gorro = v2[i] / (1 - beta2**t)
        w2[i] = w[i] - lr * m_gorro / (math.sqrt(v_gorro) + eps)
    return w2, m2, v2
