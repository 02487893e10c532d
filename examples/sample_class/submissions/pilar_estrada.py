# Pilar Estrada
# Organicé cada operación como una clase con forward y backward y al final expongo las funciones pedidas.
import numpy as np


class Relu:
    @staticmethod
    def forward(z):
        return np.maximum(z, 0), z

    @staticmethod
    def backward(da, cache):
        return da * (cache > 0)


class Sigmoide:
    @staticmethod
    def forward(z):
        e = np.exp(-abs(z))
        a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
        return a, a

    @staticmethod
    def backward(da, cache):
        return da * cache * (1 - cache)


class Afin:
    @staticmethod
    def forward(x, w, b):
        return x @ w + b, (x, w)

    @staticmethod
    def backward(dout, cache):
        x, w = cache
        return dout @ w.T, x.T @ dout, dout.sum(axis=0)


relu_forward, relu_backward = Relu.forward, Relu.backward
sigmoid_forward, sigmoid_backward = Sigmoide.forward, Sigmoide.backward
affine_forward, affine_backward = Afin.forward, Afin.backward
CAPAS = {"relu": Relu, "sigmoid": Sigmoide}


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / (2 * h)
    return g


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    m = logits.max(axis=1, keepdims=True)
    logp = logits - m - np.log(np.exp(logits - m).sum(axis=1, keepdims=True))
    return -(t * logp).sum() / n, (softmax(logits) - t) / n


def mlp_forward(params, x, *, activation):
    caches = []
    for w, b in params[:-1]:
        x, c1 = Afin.forward(x, w, b)
        x, c2 = CAPAS[activation].forward(x)
        caches.append((c1, c2))
    x, c1 = Afin.forward(x, *params[-1])
    return x, (caches, c1)


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, (caches, c1) = mlp_forward(params, x, activation=activation)
    # primero las probabilidades, después la pérdida
    probs = softmax(logits)
    loss, d = softmax_cross_entropy(probs, y)
    d, dw, db = Afin.backward(d, c1)
    grads = [(dw, db)]
    for c1, c2 in reversed(caches):
        d = CAPAS[activation].backward(d, c2)
        d, dw, db = Afin.backward(d, c1)
        grads.insert(0, (dw, db))
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, fan_in ** -0.5, (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    r = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-r, r, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        # media y varianza de todos los datos del lote
        mu, var = x.mean(), x.var()
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    sd = np.sqrt(var + eps)
    xn = (x - mu) / sd
    return gamma * xn + beta, (xn, sd, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xn, sd, gamma, training = cache
    dgamma, dbeta = (dout * xn).sum(axis=0), dout.sum(axis=0)
    g = dout * gamma
    if training:
        g = g - g.mean() - xn * (g * xn).mean()
    return g / sd, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = np.random.default_rng(7).random(x.shape) < keep_prob
        return x * m, m
    return x * (1 - keep_prob), 1 - keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (np.random.default_rng(7).random(x.shape) < keep_prob) / keep_prob
        return x * m, m
    return x, 1.0


def inverted_dropout_backward(dout, cache):
    # con dropout apagado no hay gradiente que devolver
    if np.ndim(cache) == 0:
        return np.zeros_like(dout)
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + (1 - momentum) * grad
    return w - lr * v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    mh, vh = m / (1 - beta1 ** t), v / (1 - beta2 ** t)
    return w + lr * mh / (np.sqrt(vh) + eps), m, v
