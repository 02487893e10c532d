# Javier Paredes - todo in-place para no gastar memoria (vengo de C++, perdón)
import numpy as np

print("cargando tarea de Javier...")


def numerical_gradient(f, x, h=1e-5):
    # perturbo x directamente y lo restauro al final de cada vuelta
    if x.dtype != np.float64:
        x = x.astype(np.float64)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])
    for celda in it:
        guardado = float(celda)
        celda[...] = guardado + h
        fp = float(f(x))
        celda[...] = guardado - h
        fm = float(f(x))
        celda[...] = guardado
        grad[it.multi_index] = (fp - fm) / (2.0 * h)
    return grad


def relu_forward(z):
    apagadas = z <= 0
    z[apagadas] = 0          # sobreescribe la entrada
    return z, apagadas


def relu_backward(da, cache):
    da[cache] = 0
    return da


def sigmoid_forward(z):
    neg = z < 0
    np.abs(z, out=z)
    np.negative(z, out=z)
    np.exp(z, out=z)         # z ahora es exp(-|z|)
    den = 1 + z
    z[~neg] = 1
    z /= den
    return z, z.copy()


def sigmoid_backward(da, cache):
    da *= cache
    da *= 1 - cache
    return da


def tanh_forward(z):
    np.tanh(z, out=z)
    return z, z.copy()


def tanh_backward(da, cache):
    da -= da * cache ** 2
    return da


def affine_forward(x, w, b):
    out = np.empty((x.shape[0], w.shape[1]), dtype=x.dtype)
    np.matmul(x, w, out=out)
    out += b
    return out, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dw = np.empty_like(w)
    np.matmul(x.T, dout, out=dw)
    db = np.zeros(w.shape[1], dtype=w.dtype)
    for fila in dout:
        db += fila
    dx = np.empty_like(x)
    np.matmul(dout, w.T, out=dx)
    return dx, dw, db


def softmax_cross_entropy(logits, y):
    n = logits.shape[0]
    filas = np.arange(n)
    logits -= logits.max(axis=1, keepdims=True)
    logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
    # ahora logits tiene las log-probabilidades
    if y.ndim == 1:
        loss = -logits[filas, y].mean()
        np.exp(logits, out=logits)
        logits[filas, y] -= 1
    else:
        loss = -(logits * y).sum() / n
        np.exp(logits, out=logits)
        logits -= y
    logits /= n
    return loss, logits


def mlp_forward(params, x, *, activation):
    act = {'relu': relu_forward, 'sigmoid': sigmoid_forward, 'tanh': tanh_forward}[activation]
    pila = []
    ultima = len(params) - 1
    for i in range(len(params)):
        w, b = params[i]
        x, c = affine_forward(x, w, b)
        pila.append(c)
        if i != ultima:
            x, c = act(x)
            pila.append(c)
    return x, pila


def mlp_loss_and_gradients(params, x, y, *, activation):
    atras = {'relu': relu_backward, 'sigmoid': sigmoid_backward, 'tanh': tanh_backward}[activation]
    logits, pila = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(logits, y)
    grads = [None] * len(params)
    i = len(params) - 1
    while True:
        d, dw, db = affine_backward(d, pila.pop())
        grads[i] = (dw, db)
        i -= 1
        if not pila:
            break
        d = atras(d, pila.pop())
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    w = np.empty((fan_in, fan_out))
    rng.standard_normal(out=w)
    w /= np.sqrt(fan_in)
    return w


def glorot_uniform(fan_in, fan_out, *, rng):
    w = np.empty((fan_in, fan_out))
    rng.random(out=w)        # [0, 1)
    w -= 0.5
    w *= 2 * np.sqrt(6.0 / (fan_in + fan_out))
    return w


def he_normal(fan_in, fan_out, *, rng):
    w = np.empty((fan_in, fan_out))
    rng.standard_normal(out=w)
    w *= np.sqrt(2.0 / fan_in)
    return w


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    # el enunciado pide no cambiar los acumulados que llegan: copio y actualizo la copia
    running_mean, running_var = running_mean.copy(), running_var.copy()
    if training:
        mu = x.mean(axis=0)
        x -= mu
        var = (x * x).mean(axis=0)
        running_mean *= momentum
        running_mean += (1 - momentum) * mu
        running_var *= momentum
        running_var += (1 - momentum) * var
    else:
        x -= running_mean
        var = running_var.copy()
    var += eps
    np.sqrt(var, out=var)
    x /= var                 # x ya es x_hat
    out = x * gamma
    out += beta
    return out, (x, var, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xhat, std, gamma, training = cache
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    if training:
        dout -= dbeta / dout.shape[0]
        dout -= xhat * (dgamma / dout.shape[0])
    dout *= gamma
    dout /= std
    return dout, dgamma, dbeta


def dropout_forward(x, *, keep_prob, training, rng):
    if not training:
        x *= keep_prob
        return x, keep_prob
    fuera = rng.random(x.shape) >= keep_prob
    x[fuera] = 0
    return x, fuera


def dropout_backward(dout, cache):
    if np.ndim(cache) == 0:
        dout *= cache
    else:
        dout[cache] = 0
    return dout


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    if not training:
        return x, (None, 1.0)
    fuera = rng.random(x.shape) >= keep_prob
    x[fuera] = 0
    x /= keep_prob
    return x, (fuera, keep_prob)


def inverted_dropout_backward(dout, cache):
    fuera, p = cache
    if fuera is not None:
        dout[fuera] = 0
        dout /= p
    return dout


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    v *= momentum
    v += lr * grad
    w -= v
    return w, v


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    s *= decay
    s += (1 - decay) * grad ** 2
    w -= lr * grad / (np.sqrt(s) + eps)
    return w, s


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * grad ** 2
    w -= lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps)
    return w, m, v
