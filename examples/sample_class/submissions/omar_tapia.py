import numpy as np

# Omar Tapia Quiroga -- mi red siempre tiene una capa oculta: w1, b1, w2, b2

def numerical_gradient(f, x, h=1e-5):
    resultado = np.zeros(x.shape)
    iterador = np.nditer(x, flags=["multi_index"])
    for _ in iterador:
        i = iterador.multi_index
        paso = np.zeros(x.shape)
        paso[i] = h
        resultado[i] = (f(x + paso) - f(x - paso)) / (2 * h)
    return resultado

def relu_forward(z):
    return np.maximum(0, z), z

def relu_backward(da, cache):
    return da * (cache > 0)

def sigmoid_forward(z):
    s = 1 / (1 + np.exp(z))
    return s, s

def sigmoid_backward(da, cache):
    return -da * cache * (1 - cache)

def affine_forward(x, w, b):
    return x @ w + b, (x, w)

def affine_backward(dout, cache):
    x, w = cache
    dx = dout @ w.T
    dw = x.T @ dout / x.shape[0]
    db = dout.sum(axis=0) / x.shape[0]
    return dx, dw, db

def softmax_cross_entropy(logits, y):
    n = len(logits)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    clase = y if y.ndim == 1 else y.argmax(axis=1)
    loss = -np.log(p[np.arange(n), clase]).mean()
    grad = p.copy()
    grad[np.arange(n), clase] -= 1
    return loss, grad / n

def sigmoide(z):
    return 1 / (1 + np.exp(-z))

def mlp_forward(params, x, *, activation):
    (w1, b1), (w2, b2) = params[0], params[-1]
    z1 = x @ w1 + b1
    if activation == "relu":
        a1 = np.maximum(0, z1)
    elif activation == "sigmoid":
        a1 = sigmoide(z1)
    else:
        a1 = np.tanh(z1)
    z2 = a1 @ w2 + b2
    return z2, (z1, a1)

def mlp_loss_and_gradients(params, x, y, *, activation):
    (w1, b1), (w2, b2) = params[0], params[-1]
    z2, (z1, a1) = mlp_forward(params, x, activation=activation)
    loss, dz2 = softmax_cross_entropy(z2, y)
    dw2 = a1.T @ dz2
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ w2.T
    if activation == "relu":
        dz1 = da1 * (z1 > 0)
    elif activation == "sigmoid":
        dz1 = da1 * a1 * (1 - a1)
    else:
        dz1 = da1 * (1 - a1 ** 2)
    dw1 = x.T @ dz1
    db1 = dz1.sum(axis=0)
    return loss, [(dw1, db1), (dw2, db2)]

def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), size=(fan_in, fan_out))

def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, size=(fan_in, fan_out))

def he_normal(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / fan_in)
    return rng.uniform(-lim, lim, size=(fan_in, fan_out))

def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu, var = x.mean(axis=0), x.var(axis=0)
        # las medias moviles se guardan para despues
        media_movil = momentum * running_mean + (1 - momentum) * mu
        var_movil = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean, running_var
    sd = np.sqrt(var + eps)
    xn = (x - mu) / sd
    return gamma * xn + beta, (x - mu, sd, gamma, training), running_mean, running_var

def batchnorm_backward(dout, cache):
    xc, sd, gamma, training = cache
    dgamma = (dout * xc).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxn = dout * gamma
    if not training:
        return dxn / sd, dgamma, dbeta
    xn = xc / sd
    dx = (dxn - dxn.mean(axis=0) - xn * (dxn * xn).mean(axis=0)) / sd
    return dx, dgamma, dbeta

def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob).astype(float)
        return x * m * keep_prob, m * keep_prob
    return x * keep_prob, keep_prob

def dropout_backward(dout, cache):
    return dout * cache

def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        m = (rng.random(x.shape) < keep_prob).astype(float) / keep_prob
        return x * m, m
    return x, 1

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
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return w - lr * m_hat / (v_hat + eps), m, v
