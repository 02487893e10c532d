import numpy as np

## Pablo Reyes

def numerical_gradient(f, x, h=1e-5):
    df = f(x + h) - f(x - h)
    return np.ones(x.shape) * df / (2 * h)

## relu

def relu_forward(z):
    out = np.where(z >= 0, z, 0)
    cache = (z, out)
    return out, cache

def relu_backward(da, cache):
    z, out = cache
    return da * out

## sigmoid

def sigmoid_forward(z):
    out = np.zeros(z.shape)
    for idx, zi in np.ndenumerate(z):
        if zi >= 0:
            out[idx] = 1 / (1 + np.exp(-zi))
        else:
            out[idx] = np.exp(zi) / (1 + np.exp(zi))
    return out, out

def sigmoid_backward(da, cache):
    s, _ = sigmoid_forward(cache)
    return da * s * (1 - s)

## afin

def affine_forward(x, w, b):
    cache = (x, w, b)
    return x @ w + b, cache

def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db

## softmax

def softmax_cross_entropy(logits, y):
    m = logits.shape[0]
    if len(y.shape) > 1:
        y = np.argmax(y, axis=1)
    z = logits - np.max(logits, axis=1, keepdims=True)
    log_softmax = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    loss = -np.sum(log_softmax[range(m), y]) / m
    dz = np.exp(log_softmax)
    dz[range(m), y] -= 1
    dz = dz / m
    return loss, dz

## mlp: no llamo a las funciones de arriba, lo hago todo de una vez

def mlp_forward(params, x, *, activation):
    h = x
    hs = [x]
    for w, b in params[:-1]:
        h = h @ w + b
        if activation == "relu":
            h = np.maximum(h, 0)
        elif activation == "sigmoid":
            h = 1 / (1 + np.exp(-h))
        else:
            h = np.tanh(h)
        hs.append(h)
    w, b = params[-1]
    return h @ w + b, hs

def mlp_loss_and_gradients(params, x, y, *, activation):
    logits, hs = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = [0] * len(params)
    for i in reversed(range(len(params))):
        w, b = params[i]
        grads[i] = (hs[i].T @ d, d.sum(axis=0))
        d = d @ w.T
        h = hs[i]
        if i > 0:
            if activation == "relu":
                d = d * (h > 0)
            elif activation == "sigmoid":
                d = d * h * (1 - h)
            else:
                d = d * (1 - h * h)
    return loss, grads

## inicializacion

def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(size=(fan_in, fan_out)) / np.sqrt(fan_in)

def glorot_uniform(fan_in, fan_out, *, rng):
    l = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-l, l, (fan_in, fan_out))

def he_normal(fan_in, fan_out, *, rng):
    # He = Xavier con un 2
    return rng.normal(size=(fan_in, fan_out)) * np.sqrt(2 / (fan_in + fan_out))

## batch norm

def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if training:
        mu = np.mean(x, axis=0)
        var = np.var(x, axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
        xn = (x - mu) / np.sqrt(var + eps)
        cache = (xn, gamma, np.sqrt(var + eps), 1)
    else:
        xn = (x - running_mean) / np.sqrt(running_var + eps)
        cache = (xn, gamma, np.sqrt(running_var + eps), 0)
    return xn * gamma + beta, cache, running_mean, running_var

def batchnorm_backward(dout, cache):
    xn, gamma, s, train = cache
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xn, axis=0)
    d = dout * gamma
    if train:
        d = d - np.mean(d, axis=0) - xn * np.mean(d * xn, axis=0)
    return d / s, dgamma, dbeta

## dropout

def dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = rng.random(x.shape) < keep_prob
        return x * mask, mask
    return x * keep_prob, keep_prob

def dropout_backward(dout, cache):
    return dout

def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if training:
        mask = rng.random(x.shape) < keep_prob
        return x * mask, mask
    return x, 1

def inverted_dropout_backward(dout, cache):
    return dout * cache

## optimizadores

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
    return w - lr * mh / np.sqrt(vh + eps), m, v
