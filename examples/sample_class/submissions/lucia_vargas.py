"""Lucía Vargas Peña.

En lugar de derivar cada capa a mano escribí un autograd chiquito (clase Nodo) y derivé solo las operaciones
básicas: suma, producto, potencia, exp, tanh, matmul y sumas por eje. El cache es el grafo.
"""
import numpy as np


class Nodo:
    def __init__(self, valor, padres=()):
        self.valor = np.asarray(valor)
        self.padres = padres  # pares (nodo, función que lleva el gradiente hasta él)

    # --- operaciones ---
    def __add__(self, otro):
        otro = nodo(otro)
        return Nodo(self.valor + otro.valor, [(self, lambda g: g), (otro, lambda g: g)])

    def __mul__(self, otro):
        otro = nodo(otro)
        return Nodo(self.valor * otro.valor, [(self, lambda g: g * otro.valor), (otro, lambda g: g * self.valor)])

    def __matmul__(self, otro):
        return Nodo(
            self.valor @ otro.valor,
            [(self, lambda g: g @ otro.valor.T), (otro, lambda g: self.valor.T @ g)],
        )

    def __neg__(self):
        return self * -1.0

    def __sub__(self, otro):
        return self + -nodo(otro)

    def __pow__(self, k):
        return Nodo(self.valor**k, [(self, lambda g: g * k * self.valor ** (k - 1))])

    def exp(self):
        y = np.exp(self.valor)
        return Nodo(y, [(self, lambda g: g * y)])

    def log(self):
        return Nodo(np.log(self.valor), [(self, lambda g: g / self.valor)])

    def tanh(self):
        y = np.tanh(self.valor)
        return Nodo(y, [(self, lambda g: g * (1 - y**2))])

    def relu(self):
        return self * (self.valor > 0)

    def suma(self, eje, mantener=True):
        y = self.valor.sum(axis=eje, keepdims=mantener)
        return Nodo(y, [(self, lambda g: np.broadcast_to(g, self.valor.shape))])

    def promedio(self, eje):
        return self.suma(eje) * (1.0 / self.valor.shape[eje])

    def sigmoide(self):
        return (self * 0.5).tanh() * 0.5 + 0.5

    # --- hacia atrás ---
    def atras(self, g, respecto):
        """Gradientes de sum(g * self) respecto de los nodos pedidos."""
        orden, vistos = [], set()

        def visitar(n):
            if id(n) not in vistos:
                vistos.add(id(n))
                for p, _ in n.padres:
                    visitar(p)
                orden.append(n)

        visitar(self)
        total = {id(self): np.asarray(g)}
        for n in reversed(orden):
            gn = total.get(id(n))
            if gn is None:
                continue
            for p, llevar in n.padres:
                total[id(p)] = total.get(id(p), 0) + _quitar_broadcast(llevar(gn), p.valor.shape)
        return [total[id(n)] for n in respecto]


def nodo(v):
    return v if isinstance(v, Nodo) else Nodo(v)


def _quitar_broadcast(g, forma):
    while g.ndim > len(forma):
        g = g.sum(axis=0)
    for eje, tam in enumerate(forma):
        if tam == 1 and g.shape[eje] != 1:
            g = g.sum(axis=eje, keepdims=True)
    return g


def _atras_uno(d, cache):
    salida, entradas = cache
    return salida.atras(d, entradas)[0]


def _atras_varios(d, cache):
    salida, entradas = cache
    return tuple(salida.atras(d, entradas))


# --------------------------------------------------------------- lo que pide la tarea
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
    return g


def relu_forward(z):
    n = Nodo(z)
    a = n.relu()
    return a.valor, (a, [n])


def sigmoid_forward(z):
    n = Nodo(z)
    a = n.sigmoide()
    return a.valor, (a, [n])


relu_backward = _atras_uno
sigmoid_backward = _atras_uno


def affine_forward(x, w, b):
    nx, nw, nb = Nodo(x), Nodo(w), Nodo(b)
    out = nx @ nw + nb
    return out.valor, (out, [nx, nw, nb])


affine_backward = _atras_varios


def _entropia(logits, y):
    n, c = logits.valor.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    s = logits - logits.valor.max(axis=1, keepdims=True)
    logp = s - s.exp().suma(1).log()
    return (logp * t).suma((0, 1), mantener=False) * (-1.0 / n)


def softmax_cross_entropy(logits, y):
    z = Nodo(logits)
    loss = _entropia(z, y)
    return loss.valor, loss.atras(1.0, [z])[0]


def _red(params, x, activation):
    activar = {"relu": Nodo.relu, "sigmoid": Nodo.sigmoide, "tanh": Nodo.tanh}[activation]
    hojas = [(Nodo(w), Nodo(b)) for w, b in params]
    a = Nodo(x)
    for k, (w, b) in enumerate(hojas):
        a = a @ w + b
        if k + 1 < len(hojas):
            a = activar(a)
    return a, hojas


def mlp_forward(params, x, *, activation):
    out, hojas = _red(params, x, activation)
    return out.valor, (out, hojas)


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, hojas = _red(params, x, activation)
    loss = _entropia(out, y)
    planos = loss.atras(1.0, [n for par in hojas for n in par])
    return loss.valor, list(zip(planos[0::2], planos[1::2]))


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    nx, ng, nb = Nodo(x), Nodo(gamma), Nodo(beta)
    if training:
        mu = nx.promedio(0)
        xc = nx - mu
        var = (xc**2).promedio(0)
        running_mean = momentum * running_mean + (1 - momentum) * mu.valor[0]
        running_var = momentum * running_var + (1 - momentum) * var.valor[0]
    else:
        xc, var = nx - running_mean, nodo(running_var)
    out = xc * (var + eps) ** -0.5 * ng + nb
    return out.valor, (out, [nx, ng, nb]), running_mean, running_var


batchnorm_backward = _atras_varios


def _con_factor(x, factor):
    n = Nodo(x)
    out = n * factor
    return out.valor, (out, [n])


def dropout_forward(x, *, keep_prob, training, rng):
    return _con_factor(x, rng.random(x.shape) < keep_prob if training else keep_prob)


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    return _con_factor(x, (rng.random(x.shape) < keep_prob) / keep_prob if training else 1.0)


dropout_backward = inverted_dropout_backward = _atras_uno


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad**2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v
