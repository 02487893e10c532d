import numpy as np

# Sofía M. — versión compacta: cada derivada en su forma cerrada, una línea si se puede.
# (Las cuentas están en mi cuaderno; lo importante es que dx de batchnorm es una proyección.)


def numerical_gradient(f, x, h=1e-5):
    E = np.eye(x.size).reshape(x.size, *x.shape) * h  # un empujón por entrada
    return np.array([(f(x + e) - f(x - e)) / (2 * h) for e in E]).reshape(x.shape)


def relu_forward(z):
    return z * (z > 0), z > 0


def relu_backward(da, cache):
    return da * cache


def sigmoid_forward(z):
    a = 0.5 + 0.5 * np.tanh(0.5 * z)  # la sigmoide es una tanh estirada, no se desborda
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)


def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w)


def affine_backward(dout, cache):
    return dout.dot(cache[1].T), cache[0].T.dot(dout), dout.sum(0)


def softmax_cross_entropy(logits, y):
    t = y if y.ndim > 1 else np.eye(logits.shape[1])[y]
    s = logits - logits.max(1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(1, keepdims=True))
    return -(t * logp).sum(1).mean(), (np.exp(logp) - t) / len(logits)


# derivada de cada activación en función de su salida
F = {"relu": lambda z: z.clip(min=0), "sigmoid": lambda z: sigmoid_forward(z)[0], "tanh": np.tanh}
DF = {"relu": lambda a: a > 0, "sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2}


def mlp_forward(params, x, *, activation):
    a = [x]
    for w, b in params[:-1]:
        a.append(F[activation](a[-1] @ w + b))
    return a[-1] @ params[-1][0] + params[-1][1], a


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, a = mlp_forward(params, x, activation=activation)
    loss, delta = softmax_cross_entropy(out, y)
    grads = []
    for k in reversed(range(len(params))):
        grads = [(a[k].T @ delta, delta.sum(0))] + grads
        # en k = 0 esto sobra (x no es una activación), pero no molesta
        delta = delta @ params[k][0].T * DF[activation](a[k])
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(size=(fan_in, fan_out)) / np.sqrt(fan_in)


def glorot_uniform(fan_in, fan_out, *, rng):
    return np.sqrt(6 / (fan_in + fan_out)) * rng.uniform(-1, 1, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return rng.normal(size=(fan_in, fan_out)) * np.sqrt(2 / fan_in)


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    m, v = (x.mean(0), x.var(0)) if training else (running_mean, running_var)
    r = momentum if training else 1.0  # con 1.0 los acumulados no cambian
    xn = (x - m) / np.sqrt(v + eps)
    cache = (xn, gamma / np.sqrt(v + eps), training)
    return gamma * xn + beta, cache, r * running_mean + (1 - r) * m, r * running_var + (1 - r) * v


def batchnorm_backward(dout, cache):
    xn, k, training = cache
    db, dg = dout.sum(0), (dout * xn).sum(0)
    return k * (dout - training * (db + xn * dg) / len(dout)), dg, db


def dropout_forward(x, *, keep_prob, training, rng):
    k = rng.random(x.shape) < keep_prob if training else keep_prob
    return k * x, k


def dropout_backward(dout, cache):
    return cache * dout


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    k = (rng.random(x.shape) < keep_prob) / keep_prob if training else 1
    return k * x, k


def inverted_dropout_backward(dout, cache):
    return cache * dout


def momentum_step(w, grad, v, *, lr, momentum=0.9):
    return w - momentum * v - lr * grad, momentum * v + lr * grad


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-8):
    return w - lr * grad / (eps + np.sqrt(decay * s + (1 - decay) * grad**2)), decay * s + (1 - decay) * grad**2


def adam_step(w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v
