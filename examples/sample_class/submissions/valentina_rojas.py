"""Tarea de Valentina Rojas: capas como clases (estilo PyTorch) y abajo las funciones que pide el enunciado."""

import numpy as np


class Capa:
    def forward(self, x):
        raise NotImplementedError

    def backward(self, d):
        raise NotImplementedError

    def __call__(self, x):
        return self.forward(x)


class ReLU(Capa):
    def forward(self, x):
        self.activas = (x > 0).astype(x.dtype)
        return x * self.activas

    def backward(self, d):
        return d * self.activas


class Sigmoide(Capa):
    def forward(self, x):
        e = np.exp(-np.abs(x))
        self.y = np.where(x < 0, e, 1) / (1 + e)
        return self.y

    def backward(self, d):
        return d * self.y * (1 - self.y)


class Tanh(Capa):
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, d):
        return d * (1 + self.y) * (1 - self.y)


class Afin(Capa):
    def __init__(self, w, b):
        self.w, self.b = w, b
        self.dw = self.db = None

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, d):
        self.dw = self.x.T @ d
        self.db = d.sum(axis=0)
        return d @ self.w.T


class BatchNorm(Capa):
    def __init__(self, gamma, beta, media, var, momentum, eps):
        self.gamma, self.beta = gamma, beta
        self.media, self.var = media, var
        self.momentum, self.eps = momentum, eps
        self.entrenando = True

    def forward(self, x):
        mu, s2 = self.media, self.var
        if self.entrenando:
            mu, s2 = x.mean(axis=0), x.var(axis=0)
            self.media = self.momentum * self.media + (1 - self.momentum) * mu
            self.var = self.momentum * self.var + (1 - self.momentum) * s2
        self.sigma = np.sqrt(s2 + self.eps)
        self.xn = (x - mu) / self.sigma
        return self.xn * self.gamma + self.beta

    def backward(self, d):
        self.dgamma = (d * self.xn).sum(axis=0)
        self.dbeta = d.sum(axis=0)
        d = d * self.gamma
        if self.entrenando:
            d = d - d.mean(axis=0) - self.xn * (d * self.xn).mean(axis=0)
        return d / self.sigma


class Dropout(Capa):
    """invertido=False: escala al predecir.  invertido=True: escala al entrenar."""

    def __init__(self, p, entrenando, rng, invertido):
        self.p, self.entrenando, self.rng, self.invertido = p, entrenando, rng, invertido

    def forward(self, x):
        if self.entrenando:
            self.k = (self.rng.random(x.shape) < self.p).astype(x.dtype)
            if self.invertido:
                self.k /= self.p
        else:
            self.k = 1.0 if self.invertido else self.p
        return x * self.k

    def backward(self, d):
        return d * self.k


class SoftmaxCE:
    def __call__(self, logits, y):
        n, c = logits.shape
        t = np.zeros((n, c))
        if y.ndim == 1:
            np.put_along_axis(t, y[:, None], 1, axis=1)
        else:
            t[...] = y
        s = logits - logits.max(axis=1, keepdims=True)
        logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
        return -np.sum(t * logp) / n, (np.exp(logp) - t) / n


class Red:
    ACT = {"relu": ReLU, "sigmoid": Sigmoide, "tanh": Tanh}

    def __init__(self, params, activation):
        self.capas = []
        for w, b in params:
            self.capas += [Afin(w, b), self.ACT[activation]()]
        self.capas.pop()  # la última capa no lleva activación

    def forward(self, x):
        for capa in self.capas:
            x = capa(x)
        return x

    def backward(self, d):
        for capa in self.capas[::-1]:
            d = capa.backward(d)
        return [(c.dw, c.db) for c in self.capas if isinstance(c, Afin)]


class Optimizador:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps = lr, eps


class Momentum(Optimizador):
    def paso(self, w, g, v, mu):
        v = mu * v + self.lr * g
        return w - v, v


class RMSProp(Optimizador):
    def paso(self, w, g, s, rho):
        s = rho * s + (1 - rho) * g**2
        return w - self.lr * g / (np.sqrt(s) + self.eps), s


class Adam(Optimizador):
    def paso(self, w, g, m, v, t, b1, b2):
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        # misma fórmula, con la corrección metida en el paso (y en eps, para que sea igual)
        c = np.sqrt(1 - b2**t)
        return w - self.lr * c / (1 - b1**t) * m / (np.sqrt(v) + self.eps * c), m, v


# ===================== interfaz pedida =====================
def numerical_gradient(f, x, h=1e-5):
    x = x.astype(float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        d = np.zeros_like(x)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / (2 * h)
    return g


def _hacia_adelante(capa, x):
    return capa(x), capa  # el cache es la capa misma


def relu_forward(z): return _hacia_adelante(ReLU(), z)
def relu_backward(da, cache): return cache.backward(da)
def sigmoid_forward(z): return _hacia_adelante(Sigmoide(), z)
def sigmoid_backward(da, cache): return cache.backward(da)
def affine_forward(x, w, b): return _hacia_adelante(Afin(w, b), x)
def affine_backward(dout, cache): return cache.backward(dout), cache.dw, cache.db
def softmax_cross_entropy(logits, y): return SoftmaxCE()(logits, y)
def mlp_forward(params, x, *, activation): return _hacia_adelante_red(Red(params, activation), x)
def _hacia_adelante_red(red, x): return red.forward(x), red


def mlp_loss_and_gradients(params, x, y, *, activation):
    red = Red(params, activation)
    loss, d = SoftmaxCE()(red.forward(x), y)
    return loss, red.backward(d)


def xavier_normal(fan_in, fan_out, *, rng): return rng.normal(0, fan_in**-0.5, (fan_in, fan_out))
def he_normal(fan_in, fan_out, *, rng): return rng.normal(0, (fan_in / 2) ** -0.5, (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    r = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-r, r, (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    bn = BatchNorm(gamma, beta, running_mean, running_var, momentum, eps)
    bn.entrenando = training
    out = bn(x)
    return out, bn, bn.media, bn.var


def batchnorm_backward(dout, cache):
    dx = cache.backward(dout)
    return dx, cache.dgamma, cache.dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    return _hacia_adelante(Dropout(keep_prob, training, rng, invertido=False), x)


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    return _hacia_adelante(Dropout(keep_prob, training, rng, invertido=True), x)


def dropout_backward(dout, cache): return cache.backward(dout)
def inverted_dropout_backward(dout, cache): return cache.backward(dout)
def momentum_step(w, grad, v, *, lr, momentum=0.9): return Momentum(lr).paso(w, grad, v, momentum)
def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8): return RMSProp(lr, eps).paso(w, grad, s, decay)


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    return Adam(lr, eps).paso(w, grad, m, v, t, beta1, beta2)
