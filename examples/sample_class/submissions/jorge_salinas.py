import numpy as np

# ========= PARTE A =========

def numerical_gradient(f, x, h=1e-5):
    def parcial(idx):
        delta = np.zeros_like(x, dtype=float)
        delta[idx] = h
        return (f(x + delta) - f(x - delta)) / (2 * h)
    return np.array([parcial(i) for i in np.ndindex(x.shape)]).reshape(x.shape)

def relu_forward(z):
    return np.maximum(z, 0.0), np.heaviside(z, 0.0)

def relu_backward(da, cache):
    return da * cache

def sigmoid_forward(z):
    # usa la parte negativa para los dos casos
    menos = -np.abs(z)
    chico = np.exp(menos) / (1 + np.exp(menos))
    s = np.where(z < 0, chico, 1 - chico)
    return s, s

def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)

def affine_forward(x, w, b):
    filas = [fila @ w + b for fila in x]
    return np.array(filas), (x, w)

def affine_backward(dout, cache):
    x, w = cache
    dw = np.zeros(w.shape)
    dx = np.zeros(x.shape)
    db = np.zeros(w.shape[1])
    for n in range(x.shape[0]):
        dw += np.outer(x[n], dout[n])
        dx[n] = w @ dout[n]
        db += dout[n]
    return dx, dw, db

def softmax_cross_entropy(logits, y):
    N, C = logits.shape
    loss = 0.0
    grad = np.zeros((N, C))
    for n in range(N):
        clase = int(y[n]) if y.ndim == 1 else int(np.argmax(y[n]))
        fila = logits[n] - logits[n].max()
        logsuma = np.log(np.exp(fila).sum())
        loss += (logsuma - fila[clase]) / N
        grad[n] = np.exp(fila - logsuma) / N
        grad[n, clase] -= 1 / N
    return loss, grad

def mlp_forward(params, x, *, activation):
    zs, acts = [], [x]
    for i, (w, b) in enumerate(params):
        z = acts[-1] @ w + b
        zs.append(z)
        if i == len(params) - 1:
            return z, (zs, acts)
        if activation == 'relu':
            acts.append(np.maximum(z, 0))
        elif activation == 'sigmoid':
            acts.append(sigmoid_forward(z)[0])
        else:
            acts.append(np.tanh(z))

def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, (zs, acts) = mlp_forward(params, x, activation=activation)
    loss, dz = softmax_cross_entropy(logits, y)
    grads = []
    i = len(params) - 1
    while True:
        w, _ = params[i]
        grads.insert(0, (acts[i].T @ dz, dz.sum(axis=0)))
        if i == 0:
            break
        da = dz @ w.T
        i -= 1
        if activation == 'relu':
            dz = da * (zs[i] > 0)
        elif activation == 'sigmoid':
            s = acts[i + 1]
            dz = da * s * (1 - s)
        else:
            dz = da * (1 - acts[i + 1] ** 2)
    return loss, grads

# ========= PARTE B: pesos iniciales =========

def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(scale=np.sqrt(1 / fan_in), size=(fan_in, fan_out))

def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.random((fan_in, fan_out)) * 2 * lim - lim

def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(scale=np.sqrt(2 / fan_in), size=(fan_in, fan_out))

# ========= PARTE C: batch norm =========
# primero hice el forward en papel y derive sobre eso mismo

def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu = x.mean(axis=0)
        sd = x.std(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * sd ** 2
    else:
        mu = running_mean
        sd = np.sqrt(running_var)
    den = sd + eps
    xc = x - mu
    out = gamma * xc / den + beta
    return out, (xc, sd, den, gamma, training), running_mean, running_var

def batchnorm_backward(dout, cache):
    xc, sd, den, gamma, training = cache
    n = dout.shape[0]
    dgamma = (dout * xc / den).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxn = dout * gamma
    if not training:
        return dxn / den, dgamma, dbeta
    dden = -(dxn * xc).sum(axis=0) / den ** 2
    dxc = dxn / den + dden * xc / (n * sd)
    dx = dxc - dxc.mean(axis=0)
    return dx, dgamma, dbeta

# ========= PARTE D: dropout =========

def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = (rng.random(x.shape) < keep_prob).astype(float)
        return x * mask, mask
    return x, 1.0      # en test no se apaga nada

def dropout_backward(dout, cache):
    return dout * cache

def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if not training:
        return x, 1.0
    mask = (rng.random(x.shape) < keep_prob).astype(float)
    mask /= keep_prob
    return x * mask, mask

def inverted_dropout_backward(dout, cache):
    return dout * cache

# ========= PARTE E: optimizadores =========

def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v = lr * grad + momentum * v
    w = w - v
    return w, v

def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s = (1 - decay) * grad ** 2 + decay * s
    w = w - lr * grad / (eps + np.sqrt(s))
    return w, s

def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = (1 - beta1) * grad + beta1 * m
    v = (1 - beta2) * grad ** 2 + beta2 * v
    w = w - lr * (m / (1 - beta1 ** t)) / (eps + np.sqrt(v / (1 - beta2 ** t)))
    return w, m, v
