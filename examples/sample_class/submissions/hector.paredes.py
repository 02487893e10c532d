# Héctor Paredes, sección 2
import numpy as np

def numerical_gradient(f, x, h=1e-5):
    # con dos puntos a cada lado sale más preciso, pero pedían dos evaluaciones
    g = np.zeros(x.shape)
    y = np.array(x, dtype=np.float64)
    for ix, valor in np.ndenumerate(x):
        y[ix] = valor + h
        arriba = f(y)
        y[ix] = valor - h
        abajo = f(y)
        y[ix] = valor
        g[ix] = (arriba - abajo) / h / 2
    return g

def relu_forward(z):
    a = np.clip(z, 0, None)
    return a, a

def relu_backward(da, cache):
    a = cache
    return da * np.sign(a)      # a nunca es negativa

def sigmoid_forward(z):
    a = np.exp(-np.logaddexp(0, -z))
    return a, a

def sigmoid_backward(da, cache):
    return cache * (1 - cache) * da

def affine_forward(x, w, b):
    return np.dot(x, w) + b[np.newaxis, :], (x, w, b)

def affine_backward(dout, cache):
    x, w, b = cache
    unos = np.ones(x.shape[0])
    return dout @ w.T, (dout.T @ x).T, unos @ dout

def softmax_cross_entropy(logits, y):
    # y viene en one-hot
    N = y.shape[0]
    s = logits - np.max(logits, axis=1, keepdims=True)
    log_probs = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))
    loss = -np.sum(y * log_probs) / N
    dlogits = (np.exp(log_probs) - y) / N
    return loss, dlogits

def act(nombre, z):
    if nombre == 'relu':
        return np.maximum(z, 0)
    if nombre == 'sigmoid':
        return sigmoid_forward(z)[0]
    return np.tanh(z)

def act_prima(nombre, a):
    # todas las derivadas se pueden escribir con la salida
    if nombre == 'relu':
        return (a > 0) * 1.0
    if nombre == 'sigmoid':
        return a * (1 - a)
    return 1 - a ** 2

def mlp_forward(params, x, *, activation):
    As = [x]
    for w, b in params[:-1]:
        As.append(act(activation, As[-1] @ w + b))
    w, b = params[-1]
    return As[-1] @ w + b, As

def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, As = mlp_forward(params, x, activation=activation)
    loss, delta = softmax_cross_entropy(logits, y)
    grads = []
    for l in range(len(params) - 1, -1, -1):
        w, b = params[l]
        grads.append((As[l].T @ delta, delta.sum(axis=0)))
        if l > 0:
            delta = (delta @ w.T) * act_prima(activation, As[l])
    return loss, grads[::-1]

def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0.0, 1 / np.sqrt(fan_in), (fan_in, fan_out))

def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))

def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0.0, np.sqrt(2 / fan_in), (fan_in, fan_out))

def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        m, v = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * m
        running_var = momentum * running_var + (1 - momentum) * v
    else:
        m, v = running_mean, running_var
    xn = (x - m) / np.sqrt(v + eps)
    return gamma * xn + beta, (xn, gamma, v, eps, training), running_mean, running_var

def batchnorm_backward(dout, cache):
    xn, gamma, v, eps, training = cache
    N = len(dout)
    dgamma, dbeta = (dout * xn).sum(axis=0), dout.sum(axis=0)
    if training:
        dx = gamma / np.sqrt(v + eps) * (dout - dbeta / N - xn * dgamma / N)
    else:
        dx = gamma / np.sqrt(v + eps) * dout
    return dx, dgamma, dbeta

def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        M = rng.random(x.shape) < keep_prob
        return np.where(M, x, 0), M
    return x * keep_prob, keep_prob

def dropout_backward(dout, cache):
    # el gradiente solo pasa donde no se apagó la unidad
    if isinstance(cache, float):
        return dout
    return dout * cache

def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        M = rng.random(x.shape) < keep_prob
        return np.where(M, x / keep_prob, 0), (M, keep_prob)
    return x, None

def inverted_dropout_backward(dout, cache):
    if cache is None:
        return dout
    M, keep_prob = cache
    return np.where(M, dout / keep_prob, 0)

def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v

def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s

def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    alfa = lr * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
    eps_t = eps * np.sqrt(1 - beta2 ** t)
    return w - alfa * m / (np.sqrt(v) + eps_t), m, v
