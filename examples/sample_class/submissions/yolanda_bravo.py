# Yolanda Bravo, grupo B
import numpy as np

# ---- gradiente numérico ----
def numerical_gradient(f, x, h=1e-5):
    forma = x.shape
    v = x.reshape(-1).astype(float)
    g = np.zeros(v.size)
    for i in range(v.size):
        vi = v.copy(); vi[i] += h
        vd = v.copy(); vd[i] -= h
        g[i] = (f(vi.reshape(forma)) - f(vd.reshape(forma))) / (2 * h)
    return g.reshape(forma)

# ---- activaciones ----
def relu_forward(z):
    return np.maximum(z, 0), z

def relu_backward(da, cache):
    return np.where(cache > 0, 1, 0) * da

def sigmoid_forward(z):
    e = np.exp(-np.abs(z))
    s = np.where(z < 0, e, 1) / (1 + e)
    return s, s

def sigmoid_backward(da, cache):
    # derivada de la sigmoide
    return cache * (1 - cache)

# ---- afín ----
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)

def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)

# ---- pérdida ----
def softmax_cross_entropy(logits, y):
    n = logits.shape[0]
    # restar el máximo para que no explote
    e = np.exp(logits - np.max(logits))
    p = e / e.sum(axis=1, keepdims=True)
    if y.ndim == 1:
        t = np.zeros_like(p)
        t[np.arange(n), y] = 1
    else:
        t = y
    elegidas = (p * t).sum(axis=1)
    loss = -np.log(elegidas).mean()
    return loss, (p - t) / n

# ---- red ----
def mlp_forward(params, x, *, activation):
    caches = []
    a = x
    for l, (w, b) in enumerate(params):
        z, ca = affine_forward(a, w, b)
        cr = None
        a = z
        if l < len(params) - 1:
            a, cr = relu_forward(z)
        caches.append((ca, cr))
    return a, caches

def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for ca, cr in caches[::-1]:
        if cr is not None:
            d = relu_backward(d, cr)
        d, dw, db = affine_backward(d, ca)
        grads.append((dw, db))
    return loss, grads[::-1]

# ---- inicialización ----
def xavier_normal(fan_in, fan_out, *, rng):
    # con un límite, como en Glorot, pero solo con fan_in
    a = np.sqrt(3 / fan_in)
    return rng.uniform(-a, a, (fan_in, fan_out))

def glorot_uniform(fan_in, fan_out, *, rng):
    a = np.sqrt(3 / fan_in)
    return rng.uniform(-a, a, (fan_in, fan_out))

def he_normal(fan_in, fan_out, *, rng):
    return np.sqrt(2 / fan_in) * rng.normal(size=(fan_in, fan_out))

# ---- batch norm ----
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu, var = x.mean(0), x.var(0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * np.sqrt(var)
    else:
        mu, var = running_mean, running_var
    xn = (x - mu) / np.sqrt(var + eps)
    return gamma * xn + beta, (xn, gamma, np.sqrt(var + eps), training), running_mean, running_var

def batchnorm_backward(dout, cache):
    xn, gamma, sd, training = cache
    dgamma = (dout * xn).sum(0)
    dbeta = dout.sum(0)
    dxn = dout * gamma
    if training:
        dx = (dxn - dxn.mean(0)) / sd      # la media también depende de x
    else:
        dx = dxn / sd
    return dx, dgamma, dbeta

# ---- dropout ----
def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        # una máscara por neurona
        m = (rng.random(x.shape[-1]) < keep_prob) * np.ones(x.shape)
        return x * m, m
    return x * keep_prob, keep_prob

def dropout_backward(dout, cache):
    return dout * cache

def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob) * keep_prob
        return x * m, m
    return x, 1.0

def inverted_dropout_backward(dout, cache):
    return dout * cache

# ---- optimizadores ----
def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v

def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    w = w - lr * grad / (np.sqrt(s) + eps)
    s = decay * s + (1 - decay) * grad ** 2
    return w, s

def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_hat = m / (1 - beta1)
    v_hat = v / (1 - beta2)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
