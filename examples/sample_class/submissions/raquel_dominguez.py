import numpy as np

# Raquel Domínguez. Nota: el batchnorm me costó, la fórmula larga la copié de mis apuntes a mano.


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64, copy=True)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])
    for elemento in it:
        guardado = float(elemento)
        elemento[...] = guardado + h
        mas = f(x)
        elemento[...] = guardado - h
        menos = f(x)
        elemento[...] = guardado
        grad[it.multi_index] = (mas - menos) / (2 * h)
    return grad


def relu_forward(z):
    a = np.fmax(z, 0)
    return a, {'z': z}


def relu_backward(da, cache):
    return da * np.where(cache['z'] > 0, 1, 0)


def sigmoid_forward(z):
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return a, {'a': a}


def sigmoid_backward(da, cache):
    # da/dz = a - a^2
    a = cache['a']
    return da * a - a ** 2


def affine_forward(x, w, b):
    return x @ w + b, {'x': x, 'w': w}


def affine_backward(dout, cache):
    dx = dout @ cache['w'].T
    dw = cache['x'].T @ dout
    db = dout.T.sum(axis=1)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    if y.ndim == 1:
        y = np.eye(c)[y]
    s = logits - logits.max(axis=1, keepdims=True)
    lp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    return -(y * lp).sum() / n, (np.exp(lp) - y) / n


def mlp_forward(params, x, *, activation):
    historia = []
    for w, b in params[:-1]:
        x, c1 = affine_forward(x, w, b)
        if activation == 'relu':
            x, c2 = relu_forward(x)
        elif activation == 'sigmoid':
            x, c2 = sigmoid_forward(x)
        else:
            x = np.tanh(x)
            c2 = {'a': x}
        historia += [c1, c2]
    x, c1 = affine_forward(x, *params[-1])
    return x, historia + [c1]


def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, historia = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = []
    for i, c in enumerate(historia[::-1]):
        if i % 2 == 0:
            d, dw, db = affine_backward(d, c)
            grads.append((dw, db))
        elif activation == 'relu':
            d = relu_backward(d, c)
        elif activation == 'sigmoid':
            d = sigmoid_backward(d, c)
        else:
            d = d * (1 - c['a'] ** 2)
    return loss, grads[::-1]


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    l = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-l, l, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    # uno de los dos ejes de la matriz... me quedo con la mitad de los pesos en cero por la relu
    w = rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))
    w[::2] = np.abs(w[::2])
    return w


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    x_hat = (x - mu) / np.sqrt(var + eps)
    cache = (x, x_hat, mu, var, gamma, eps, training)
    return gamma * x_hat + beta, cache, running_mean, running_var


def batchnorm_backward(dout, cache):
    x, x_hat, mu, var, gamma, eps, training = cache
    N = x.shape[0]
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx_hat = dout * gamma
    if not training:
        return dx_hat / np.sqrt(var + eps), dgamma, dbeta
    dvar = np.sum(dx_hat * (x - mu), axis=0) * (-1 / 2) * (var + eps) ** (-3 / 2)
    dmu = -np.sum(dx_hat, axis=0) / np.sqrt(var + eps)
    dx = dx_hat / np.sqrt(var + eps) + dvar * (x - mu) / N + dmu / N
    return dx, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = rng.random(x.shape) < keep_prob
        return x * m, m
    return x * keep_prob, keep_prob


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob) / keep_prob
        return x * m, m
    return x, 1


def inverted_dropout_backward(dout, cache):
    return dout * cache


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = momentum * v + lr * grad
    return w - v, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = decay * s + (1 - decay) * np.abs(grad)
    return w - lr * grad / (s + eps), s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
