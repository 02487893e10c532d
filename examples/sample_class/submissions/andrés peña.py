# Andrés Peña Núñez. Hecho en el Bloc de notas de Windows (disculpe los acentos si no se ven).
import numpy as np

def numerical_gradient(f, x, h=1e-5):
    """Aproximación por diferencias centradas."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a = x.copy()
        a[i] += h
        b = x.copy()
        b[i] -= h
        g[i] = (f(a) - f(b)) / (2 * h)
    return g

def relu_forward(z):
    return np.maximum(z, 0), z

def relu_backward(da, cache):
    return da * (cache > 0)

def sigmoid_forward(z):
    a = 1 / (1 + np.exp(-z))      # función logística
    return a, a

def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)

def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)

def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)

def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    z = logits - logits.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(t * logp).sum() / n, (np.exp(logp) - t) / n

def mlp_forward(params, x, *, activation):
    caches = []
    for i, (w, b) in enumerate(params):
        x, ca = affine_forward(x, w, b)
        cb = None
        if i < len(params) - 1:
            x, cb = relu_forward(x) if activation == "relu" else sigmoid_forward(x)
        caches.append((ca, cb))
    return x, caches

def mlp_loss_and_gradients(params, x, y, *, activation):
    # la red espera etiquetas como números, no one-hot
    if y.ndim == 2:
        y = np.array([np.argmax(y)] * len(y))
    logits, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for ca, cb in reversed(caches):
        if cb is not None:
            d = relu_backward(d, cb) if activation == "relu" else sigmoid_backward(d, cb)
        d, dw, db = affine_backward(d, ca)
        grads.append((dw, db))
    return loss, grads[::-1]

def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))

def glorot_uniform(fan_in, fan_out, *, rng):
    límite = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-límite, límite, (fan_in, fan_out))

def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))

def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.99, eps=1e-8):
    if training:
        mu, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    s = np.sqrt(var + eps)
    xn = (x - mu) / s
    return gamma * xn + beta, (xn, s, gamma, training), running_mean, running_var

def batchnorm_backward(dout, cache):
    xn, s, gamma, training = cache
    dgamma = np.sum(dout * xn)
    dbeta = np.sum(dout)
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xn * (g * xn).mean(axis=0)
    return g / s, dgamma, dbeta

def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        máscara = rng.random(x.shape) < keep_prob
        return x * máscara, máscara
    return x * keep_prob, keep_prob

def dropout_backward(dout, cache):
    return dout * cache

def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        filas, columnas = x.shape
        máscara = np.zeros((filas, columnas))
        for i in range(filas):
            for j in range(columnas):
                máscara[i, j] = rng.random() < keep_prob
        máscara = máscara / keep_prob
        return x * máscara, máscara
    return x, 1.0

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
    m = m / (1 - beta1 ** t)
    v = v / (1 - beta2 ** t)
    return w - lr * m / (np.sqrt(v) + eps), m, v
