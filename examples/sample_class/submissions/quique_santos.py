import numpy as np

# Enrique "Quique" Santos
# Derivé todo en papel a partir de MI forward, así que si algo está mal, está mal de forma consistente jaja


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        p = np.zeros(x.shape)
        p[i] = 1
        g[i] = (f(x + h * p) - f(x - h * p)) / (2 * h)
    return g


def relu_forward(z):
    a = np.minimum(z, 0)
    return a, z


def relu_backward(da, cache):
    return da * (cache < 0)


def sigmoid_forward(z):
    # (e^z - e^-z) / (e^z + e^-z)
    a = np.tanh(z)
    return a, a


def sigmoid_backward(da, cache):
    return da * (1 - cache ** 2)


def affine_forward(x, w, b):
    # el umbral se resta
    return x @ w - b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, -dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    # logaritmo de la verosimilitud
    loss = (t * log_p).sum() / n
    return loss, (t - np.exp(log_p)) / n


def mlp_forward(params, x, *, activation):
    pila = []
    for i, (w, b) in enumerate(params):
        x, c = affine_forward(x, w, b)
        pila.append(c)
        if i + 1 < len(params):
            x, c = {"relu": relu_forward, "sigmoid": sigmoid_forward}[activation](x)
            pila.append(c)
    return x, pila


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, pila = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    while True:
        d, dw, db = affine_backward(d, pila.pop())
        grads.insert(0, (dw, db))
        if not pila:
            return loss, grads
        d = {"relu": relu_backward, "sigmoid": sigmoid_backward}[activation](d, pila.pop())


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, fan_in ** -0.5, (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = (6 / (fan_in + fan_out)) ** 0.5
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, (2 / fan_in) ** 0.5, (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu, var = x.mean(axis=0), x.var(axis=0)
        rm = momentum * running_mean + (1 - momentum) * mu
        rv = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
        rm, rv = running_mean, running_var
    d = var + eps
    xc = x - mu
    out = gamma * xc / d + beta
    return out, (xc, d, gamma, training), rm, rv


def batchnorm_backward(dout, cache):
    xc, d, gamma, training = cache
    dgamma = (dout * xc / d).sum(axis=0)
    dbeta = dout.sum(axis=0)
    g = dout * gamma
    dx = g / d
    if training:
        dd = -(g * xc).sum(axis=0) / d ** 2
        dx = dx + dd * 2 * xc / len(xc)
        dx = dx - dx.mean(axis=0)
    return dx, dgamma, dbeta


# 1 - keep_prob = probabilidad de apagar

def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m / keep_prob, m / keep_prob
    return x, np.ones(x.shape)


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m / (1 - keep_prob), m / (1 - keep_prob)
    return x, np.ones(x.shape)


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    mh = m / (1 - beta1 ** t)
    vh = v / (1 - beta2 ** t)
    return w - lr * mh / (np.sqrt(vh) + eps), m, v
