import numpy as np

'''
Rodrigo Ponce
Redes Neuronales, entrega de todas las tareas
'''


def numerical_gradient(f, x, h=1e-5):
    """
    Derivada central en cada coordenada.
    """
    gradiente = np.zeros(x.shape)
    indices = [()]
    for largo in x.shape:
        indices = [i + (j,) for i in indices for j in range(largo)]
    for i in indices:
        x1 = np.copy(x)
        x2 = np.copy(x)
        x1[i] += h
        x2[i] -= h
        gradiente[i] = (f(x1) - f(x2)) / (2 * h)
    return gradiente


def relu_forward(z):
    """1 si la neurona se activa, 0 si no."""
    return np.where(z > 0, 1.0, 0.0), z


def relu_backward(da, cache):
    """Deja pasar el gradiente donde z > 0."""
    return np.where(cache > 0, da, 0.0)


def sigmoid_forward(z):
    """Sigmoide logística."""
    a = 1.0 / (1.0 + np.exp(-z))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1.0 - cache)


def affine_forward(x, w, b):
    """x @ w + b"""
    return np.dot(x, w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx = np.dot(dout, w.T)
    dw = np.dot(x.T, dout)
    db = dout.sum(axis=0)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    """Entropía cruzada promedio y su gradiente."""
    n, k = logits.shape
    if y.ndim == 1:
        objetivo = np.eye(k)[y]
    else:
        objetivo = np.array(y, dtype=float)
    m = logits.max(axis=1, keepdims=True)
    log_p = logits - m - np.log(np.exp(logits - m).sum(axis=1, keepdims=True))
    perdida = -(objetivo * log_p).sum(axis=1).mean()
    gradiente = (objetivo - np.exp(log_p)) / n
    return perdida, gradiente


def mlp_forward(params, x, *, activation):
    caches = []
    for w, b in params[:-1]:
        x, c_afin = affine_forward(x, w, b)
        if activation == 'relu':
            x, c_act = relu_forward(x)
        elif activation == 'sigmoid':
            x, c_act = sigmoid_forward(x)
        else:
            x = np.tanh(x)
            c_act = x
        caches.append((c_afin, c_act))
    x, c_afin = affine_forward(x, *params[-1])
    caches.append((c_afin, None))
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, caches = mlp_forward(params, x, activation=activation)
    perdida, d = softmax_cross_entropy(logits, y)
    gradientes = [None for _ in params]
    for l in range(len(params) - 1, -1, -1):
        c_afin, c_act = caches[l]
        if c_act is not None:
            if activation == 'relu':
                d = relu_backward(d, c_act)
            elif activation == 'sigmoid':
                d = sigmoid_backward(d, c_act)
            else:
                d = d * (1 - c_act ** 2)
        d, dw, db = affine_backward(d, c_afin)
        gradientes[l] = (dw, db)
    return perdida, gradientes


def xavier_normal(fan_in, fan_out, *, rng):
    """Pesos chicos para empezar."""
    return 0.01 * rng.normal(0, 1, size=(fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    limite = 6 / (fan_in + fan_out)
    return rng.uniform(-limite, limite, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), size=(fan_in, fan_out))


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    """Actualiza los promedios y normaliza con ellos."""
    mu, var = x.mean(axis=0), x.var(axis=0)
    if training:
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    # ojo: al entrenar las estadísticas son las del lote
    media = mu if training else running_mean
    varianza = var if training else running_var
    inv = 1 / np.sqrt(varianza + eps)
    x_gorro = (x - media) * inv
    return gamma * x_gorro + beta, (x_gorro, inv, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    x_gorro, inv, gamma, training = cache
    n = dout.shape[0]
    dgamma = (dout * x_gorro).sum(axis=0)
    dbeta = dout.sum(axis=0)
    d = dout * gamma
    if training:
        d = d - d.sum(axis=0) - x_gorro * (d * x_gorro).sum(axis=0)
    return d * inv, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mascara = rng.random(x.shape) < keep_prob
        return x * mascara, mascara
    return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mascara = (rng.random(x.shape) < keep_prob) / keep_prob
        return x * mascara, mascara
    return x, 1.0


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w + v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * grad ** 2
    return w - lr * grad / (np.sqrt(s) + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_gorro = m / (1 - beta1 ** t)
    v_gorro = v / (1 - beta2 ** t)
    return w - lr * m_gorro / (np.sqrt(v_gorro) + eps), m_gorro, v_gorro
