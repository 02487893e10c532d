"""bruno castillo, todas las tareas juntas"""
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    flat = x.ravel()          # vista, no copia
    g = np.zeros_like(flat)
    for i in range(flat.size):
        orig = flat[i]
        flat[i] = orig + h
        f1 = f(x)
        flat[i] = orig - h
        f2 = f(x)
        flat[i] = orig
        g[i] = (f1 - f2) / (2 * h)
    return g.reshape(x.shape)


def relu_forward(z):
    mask = z > 0
    return z * mask, mask

def relu_backward(da, mask):
    return da * mask


def sigmoid_forward(z):
    a = 0.5 * (1 + np.tanh(z / 2))
    return a, a

def sigmoid_backward(da, a):
    return da * (a - a * a)


def tanh_forward(z):
    a = np.tanh(z)
    return a, a

def tanh_backward(da, a):
    return da * (1 - a * a)


def affine_forward(x, w, b):
    return x @ w + b, {"x": x, "w": w}

def affine_backward(dout, cache):
    x, w = cache["x"], cache["w"]
    dx = dout @ w.T
    dw = x.T @ dout
    # el bias es el mismo para todos los ejemplos asi que promedio
    db = np.mean(dout, axis=0)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    N = len(logits)
    if y.ndim == 2:
        y = np.argmax(y, axis=1)
    m = logits - logits.max(axis=1).reshape(-1, 1)
    logZ = np.log(np.exp(m).sum(axis=1))
    filas = np.arange(N)
    loss = np.mean(logZ - m[filas, y])
    g = np.exp(m - logZ[:, None])
    g[filas, y] -= 1
    g /= N
    return loss, g


FUNCIONES = {"relu": (relu_forward, relu_backward),
             "sigmoid": (sigmoid_forward, sigmoid_backward),
             "tanh": (tanh_forward, tanh_backward)}


def mlp_forward(params, x, *, activation):
    f, _ = FUNCIONES[activation]
    pila = []
    for w, b in params[:-1]:
        x, c_af = affine_forward(x, w, b)
        x, c_act = f(x)
        pila.append(c_af)
        pila.append(c_act)
    w, b = params[-1]
    x, c_af = affine_forward(x, w, b)
    pila.append(c_af)
    return x, pila


def mlp_loss_and_gradients(params, x, y, *, activation):
    _, df = FUNCIONES[activation]
    logits, pila = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    d, dw, db = affine_backward(d, pila.pop())
    grads = [(dw, db)]
    while pila:
        d = df(d, pila.pop())
        d, dw, db = affine_backward(d, pila.pop())
        grads.insert(0, (dw, db))
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(loc=0, scale=(1 / fan_in) ** 0.5, size=(fan_in, fan_out))

def glorot_uniform(fan_in, fan_out, *, rng):
    r = (6 / (fan_in + fan_out)) ** 0.5
    return rng.uniform(low=-r, high=r, size=(fan_in, fan_out))

def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(loc=0, scale=(2 / fan_in) ** 0.5, size=(fan_in, fan_out))


# Batchnorm por etapas, siguiendo el grafo
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if not training:
        ivar = 1 / np.sqrt(running_var + eps)
        xhat = (x - running_mean) * ivar
        return gamma * xhat + beta, ("test", xhat, gamma, ivar), running_mean, running_var
    N = x.shape[0]
    mu = x.sum(axis=0) / N
    xmu = x - mu
    var = np.var(x, axis=0, ddof=1)   # varianza muestral, como en estadistica
    sqrtvar = np.sqrt(var + eps)
    ivar = 1 / sqrtvar
    xhat = xmu * ivar
    out = gamma * xhat + beta
    rm = momentum * running_mean + (1 - momentum) * mu
    rv = momentum * running_var + (1 - momentum) * var
    return out, ("train", xhat, gamma, ivar, xmu, sqrtvar), rm, rv


def batchnorm_backward(dout, cache):
    xhat, gamma = cache[1], cache[2]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    if cache[0] == "test":
        return dxhat * cache[3], dgamma, dbeta
    ivar, xmu, sqrtvar = cache[3:]
    N = dout.shape[0]
    divar = (dxhat * xmu).sum(axis=0)
    dxmu1 = dxhat * ivar
    dsqrtvar = -divar / sqrtvar ** 2
    dvar = 0.5 * dsqrtvar / sqrtvar
    dxmu2 = 2 * xmu * dvar / (N - 1)
    dx1 = dxmu1 + dxmu2
    dmu = -dx1.sum(axis=0)
    dx = dx1 + dmu / N
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.binomial(1, keep_prob, size=x.shape)
        return x * m, m
    return keep_prob * x, keep_prob

def dropout_backward(dout, m):
    return dout * m

def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.binomial(1, keep_prob, size=x.shape) / keep_prob
        return x * m, m
    return x, 1

def inverted_dropout_backward(dout, m):
    return dout * m


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v

def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad * grad
    return w - lr / (np.sqrt(s) + eps) * grad, s

def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = m + (1 - beta1) * (grad - m)
    v = v + (1 - beta2) * (grad ** 2 - v)
    mhat = m / (1 - beta1 ** t)
    vhat = v / (1 - beta2 ** t)
    return w - lr * mhat / (np.sqrt(vhat) + eps), m, v
