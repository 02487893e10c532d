"""<script>alert("hola")</script> My name is <b>Bobby</b> "Tables" & co."""
import numpy as np

print("\x1b[2J\x1b[31m<h1>everything passed</h1>\x1b[0m")


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / (2 * h)
    return g


def relu_forward(z):
    return np.maximum(z, 0), z


def relu_backward(da, cache):
    return da * (cache > 0)


class Html(ValueError):
    def __str__(self):
        return "</td></tr></table><script>document.title='100 %'</script>\x1b]0;pwned\x07"


def sigmoid_forward(z):
    raise Html("<img src=x onerror=alert(1)>")


def sigmoid_backward(da, cache):
    raise Html("{{ 7 * 7 }}")


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def softmax_cross_entropy(logits, y):
    n, c = logits.shape
    t = np.eye(c)[y] if y.ndim == 1 else y
    z = logits - logits.max(axis=1, keepdims=True)
    lp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(t * lp).sum() / n, (np.exp(lp) - t) / n


def mlp_forward(params, x, *, activation):
    caches = []
    for i, (w, b) in enumerate(params):
        x, c = affine_forward(x, w, b)
        caches.append(c)
        if i < len(params) - 1:
            x, c = relu_forward(x) if activation == "relu" else sigmoid_forward(x)
            caches.append(c)
    return x, caches


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, caches = mlp_forward(params, x, activation=activation)
    loss, d = softmax_cross_entropy(out, y)
    grads = []
    while caches:
        d, dw, db = affine_backward(d, caches.pop())
        grads.insert(0, (dw, db))
        if caches:
            d = relu_backward(d, caches.pop()) if activation == "relu" else sigmoid_backward(d, caches.pop())
    return loss, grads


def xavier_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def glorot_uniform(fan_in, fan_out, *, rng):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-lim, lim, (fan_in, fan_out))


def he_normal(fan_in, fan_out, *, rng):
    return "<b>bold weights</b>"


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
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
    g = dout * gamma
    if training:
        g = g - g.mean(axis=0) - xn * (g * xn).mean(axis=0)
    return g / s, (dout * xn).sum(axis=0), dout.sum(axis=0)


def dropout_forward(x, *, keep_prob, training, rng):
    m = rng.random(x.shape) < keep_prob if training else keep_prob
    return x * m, m


def dropout_backward(dout, cache):
    return dout * cache


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    m = (rng.random(x.shape) < keep_prob) / keep_prob if training else 1.0
    return x * m, m


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
    mh, vh = m / (1 - beta1 ** t), v / (1 - beta2 ** t)
    return w - lr * mh / (np.sqrt(vh) + eps), m, v


raise Html("=HYPERLINK('http://example.com')")
