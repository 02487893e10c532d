# Hugo Salazar, tarea final
# nota: devuelvo listas en algunos lados y tuplas en otros, da igual para desempaquetar

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x) * 1.0
    plano = list(x.ravel())
    g = []
    for k in range(len(plano)):
        lados = []
        for signo in (1, -1):
            copia = list(plano)
            copia[k] += signo * h
            lados.append(f(np.array(copia).reshape(x.shape)))
        g.append((lados[0] - lados[1]) / (2 * h))
    return np.array(g).reshape(x.shape)


# ----- activaciones -----
def relu_forward(z):
    return [np.clip(z, 0, np.inf), z > 0]


def relu_backward(da, cache):
    return np.multiply(da, cache)


def sigmoid_forward(z):
    a = (1 + np.tanh(z / 2)) / 2
    return [a, a]


def sigmoid_backward(da, cache):
    return np.multiply(da, np.multiply(cache, 1 - cache))


def tanh_forward(z):
    a = np.tanh(z)
    return [a, a]


def tanh_backward(da, cache):
    return da * (1 - cache**2)


# ----- afin -----
def affine_forward(x, w, b):
    return [np.add(np.matmul(x, w), b), [x, w]]


def affine_backward(dout, cache):
    x, w = cache
    return [np.matmul(dout, w.T), np.matmul(x.T, dout), np.add.reduce(dout)]


# ----- perdida -----
EPS = 1e-12  # por si acaso, para que el log nunca reciba 0


def log_softmax(z):
    z = z - np.maximum.reduce(z, axis=1, keepdims=True)
    return z - np.log(np.add.reduce(np.exp(z), axis=1, keepdims=True) + EPS)


def softmax_cross_entropy(logits, y):
    n = logits.shape[0]
    lp = log_softmax(logits)
    if y.ndim == 2:
        loss = -np.sum(lp * y) / n
        g = (np.exp(lp) - y) / n
    else:
        loss = -np.mean([lp[i, c] for i, c in enumerate(y)])
        g = np.exp(lp)
        np.subtract.at(g, (np.arange(n), y), 1)
        g /= n
    return [loss, g]


# ----- red -----
def mlp_forward(params, x, *, activation):
    act = {'relu': relu_forward, 'sigmoid': sigmoid_forward, 'tanh': tanh_forward}[activation]
    guardado = []
    for w, b in params:
        x, c = affine_forward(x, w, b)
        x, d = act(x)
        guardado.append([c, d])
    # la ultima activacion sobra: rehago la ultima capa lineal
    c = guardado[-1][0]
    out = affine_forward(c[0], c[1], params[-1][1])[0]
    return [out, guardado]


def mlp_loss_and_gradients(params, x, y, *, activation):
    der = {'relu': relu_backward, 'sigmoid': sigmoid_backward, 'tanh': tanh_backward}[activation]
    out, guardado = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads = []
    for k in range(len(params))[::-1]:
        d, dw, db = affine_backward(d, guardado[k][0])
        grads.append([dw, db])
        if k > 0:
            d = der(d, guardado[k - 1][1])
    grads.reverse()
    return [loss, grads]


# ----- pesos iniciales -----
def xavier_normal(fan_in, fan_out, *, rng):
    # transpuesta de una matriz (fan_out, fan_in); es la misma distribucion
    return (rng.standard_normal((fan_out, fan_in)) / np.sqrt(fan_in)).T


def glorot_uniform(fan_in, fan_out, *, rng):
    limite = np.sqrt(6 / (fan_in + fan_out))
    signo = rng.choice([-1, 1], size=(fan_in, fan_out))
    tamano = rng.uniform(0, limite, size=(fan_in, fan_out))
    return signo * tamano


def he_normal(fan_in, fan_out, *, rng):
    w = rng.multivariate_normal([0.0], [[2 / fan_in]], size=(fan_in, fan_out))
    return w[:, :, 0]


# ----- batch norm -----
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    rm, rv = running_mean, running_var
    if training:
        n = x.shape[0]
        m = np.add.reduce(x) / n
        v = np.add.reduce(np.square(x - m)) / n
        rm = momentum * rm + (1 - momentum) * m
        rv = momentum * rv + (1 - momentum) * v
    else:
        m, v = rm, rv
    s = np.sqrt(v + eps)
    u = (x - m) / s
    return [u * gamma + beta, (u, s, gamma, training), rm, rv]


def batchnorm_backward(dout, cache):
    u, s, gamma, training = cache
    dbeta = np.add.reduce(dout)
    dgamma = np.add.reduce(dout * u)
    if training:
        # jacobiano completo por columna: (I - 1/n - u u^T / n) / s
        n, f = dout.shape
        dx = np.zeros_like(dout)
        for j in range(f):
            J = np.eye(n) - 1 / n - np.outer(u[:, j], u[:, j]) / n
            dx[:, j] = gamma[j] / s[j] * (J @ dout[:, j])
    else:
        dx = gamma / s * dout
    return [dx, dgamma, dbeta]


# ----- dropout -----
def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        k = 1 - rng.binomial(1, 1 - keep_prob, size=x.shape)  # 1 = se queda
    else:
        k = keep_prob
    return [k * x, k]


def dropout_backward(dout, cache):
    return cache * dout


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        k = np.where(rng.uniform(size=x.shape) > 1 - keep_prob, 1 / keep_prob, 0)
    else:
        k = 1
    return [k * x, k]


def inverted_dropout_backward(dout, cache):
    return cache * dout


# ----- optimizadores -----
def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = np.add(np.multiply(momentum, v), np.multiply(lr, grad))
    return [np.subtract(w, v), v]


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * np.square(grad)
    return [w - lr * np.divide(grad, np.sqrt(s) + eps), s]


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * np.square(grad)
    mc = m / (1 - np.power(beta1, t))
    vc = v / (1 - np.power(beta2, t))
    return [w - lr * np.divide(mc, np.sqrt(vc) + eps), m, v]
