# Mateo Lozano Rivas
# Pregunta para la revisión: ¿por qué mi pérdida baja sin parar hacia menos infinito?
import numpy as np


def one_hot(y, clases):
    if y.ndim == 2:
        return y
    t = np.zeros((len(y), clases))
    for fila, clase in enumerate(y):
        t[fila, clase] = 1
    return t


def numerical_gradient(f, x, h=1e-5):
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        centro = x[i]
        x[i] = centro + h
        derecha = f(x)
        x[i] = centro - h
        izquierda = f(x)
        x[i] = centro
        g[i] = (derecha - izquierda) / (2 * h)
    return g


def relu_forward(z):
    return np.maximum(z, 0), z > 0


def relu_backward(da, cache):
    return da * cache


def sigmoid_forward(z):
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1, e) / (1 + e)
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = one_hot(y, c)
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = (t * log_p).sum() / n
    return loss, (np.exp(log_p) - t) / n


def mlp_forward(params, x, *, activation):
    act = relu_forward if activation == "relu" else sigmoid_forward
    caches = []
    for w, b in params[:-1]:
        x, c1 = affine_forward(x, w, b)
        mascara = x > 0
        x, _ = act(x)
        caches.append((c1, mascara))
    x, c1 = affine_forward(x, *params[-1])
    return x, caches + [(c1, None)]


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads = []
    for c1, mascara in reversed(caches):
        if mascara is not None:
            d = d * mascara
        d, dw, db = affine_backward(d, c1)
        grads.append((dw, db))
    return loss, grads[::-1]


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, 1 / np.sqrt(fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu, sd = x.mean(axis=0), x.std(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * sd ** 2
    else:
        mu, sd = running_mean, np.sqrt(running_var)
    xn = (x - mu) / sd
    return gamma * xn + beta, (xn, sd, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xn, sd, gamma, training = cache
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xn * (g * xn).mean(axis=0)
    return g / sd, (dout * xn).sum(axis=0), dout.sum(axis=0)


def dropout_forward(x, *, keep_prob, training, rng):
    m = rng.random(x.shape) < keep_prob if training else keep_prob
    return x * m, m


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    m = (rng.random(x.shape) < keep_prob) / keep_prob if training else 1
    return x * m, m


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    v_hat = v / (1 - beta2 ** t)
    w = w - lr * grad / (np.sqrt(v_hat) + eps)
    return w, m, v
