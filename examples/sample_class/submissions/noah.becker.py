# noah becker, homework "all"
# I like small expressions. Most of these are lambdas; sorry, linter.
import operator
from functools import partial, reduce

import numpy as np

# --- slopes by nudging
_basis = lambda shape: (np.eye(1, int(np.prod(shape)), k).reshape(shape) for k in range(int(np.prod(shape))))
numerical_gradient = lambda f, x, h=1e-5: np.reshape(
    [(float(f(x + h * e)) - float(f(x - h * e))) / (2 * h) for e in _basis(np.shape(x))], np.shape(x)
)

# --- units. One generic forward and backward, made concrete with partial.


def _unit_forward(z, *, fn):
    a = fn(z)
    return a, (z, a)


def _unit_backward(da, cache, *, slope):
    return da * slope(*cache)


_relu = lambda z: np.maximum(z, 0)
_sigmoid = lambda z: np.where(z > 0, 1 / (1 + np.exp(-np.maximum(z, 0))), np.exp(np.minimum(z, 0)) / (1 + np.exp(np.minimum(z, 0))))

relu_forward = partial(_unit_forward, fn=_relu)
relu_backward = partial(_unit_backward, slope=lambda z, a: np.heaviside(z, 0))
sigmoid_forward = partial(_unit_forward, fn=_sigmoid)
sigmoid_backward = partial(_unit_backward, slope=lambda z, a: a * (1 - a))
tanh_forward = partial(_unit_forward, fn=np.tanh)
tanh_backward = partial(_unit_backward, slope=lambda z, a: 1 / np.cosh(z) ** 2)

# --- affine
affine_forward = lambda x, w, b: (x @ w + b, (x, w))
affine_backward = lambda dout, cache: (dout @ cache[1].T, cache[0].T @ dout, dout.sum(axis=0))

# --- loss
_targets = lambda y, k: y if y.ndim == 2 else (y[:, None] == np.arange(k)).astype(float)
_log_softmax = lambda z: (lambda s: s - np.log(np.sum(np.exp(s), axis=-1, keepdims=True)))(z - z.max(axis=-1, keepdims=True))
_xent = lambda logp, t: (-np.vdot(t, logp) / len(t), (np.exp(logp) - t) / len(t))
softmax_cross_entropy = lambda logits, y: _xent(_log_softmax(logits), _targets(y, logits.shape[1]))

# --- network
_pairs = {
    "relu": (relu_forward, relu_backward),
    "sigmoid": (sigmoid_forward, sigmoid_backward),
    "tanh": (tanh_forward, tanh_backward),
}


def mlp_forward(params, x, *, activation):
    def layer(state, p):
        h, caches = state
        z, c_lin = affine_forward(h, *p)
        a, c_act = _pairs[activation][0](z)
        return a, caches + [(c_lin, c_act)]

    h, caches = reduce(layer, params[:-1], (x, []))
    out, c_out = affine_forward(h, *params[-1])
    return out, (caches, c_out)


def mlp_loss_and_gradients(params, x, y, *, activation):
    out, (caches, c_out) = mlp_forward(params, x, activation=activation)
    loss, dout = softmax_cross_entropy(out, y)

    def down(state, cache):
        d, grads = state
        dh, dw, db = affine_backward(_pairs[activation][1](d, cache[1]), cache[0])
        return dh, [(dw, db), *grads]

    dh, dw, db = affine_backward(dout, c_out)
    _, grads = reduce(down, reversed(caches), (dh, [(dw, db)]))
    return loss, grads


# --- first weights
def _normal(gain, fan_in, fan_out, *, rng):
    return rng.normal(scale=(gain / fan_in) ** 0.5, size=(fan_in, fan_out))


xavier_normal = partial(_normal, 1.0)
he_normal = partial(_normal, 2.0)
glorot_uniform = lambda fan_in, fan_out, *, rng: (
    lambda r: rng.uniform(-r, r, (fan_in, fan_out))
)((6 / operator.add(fan_in, fan_out)) ** 0.5)

# --- batch norm
_mix = lambda old, new, keep: keep * old + (1 - keep) * new


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    stats = (x.mean(0), x.var(0)) if training else (running_mean, running_var)
    normalise = lambda u: (u - stats[0]) / np.sqrt(stats[1] + eps)
    xhat = normalise(x)
    running = [_mix(o, n, momentum) if training else o for o, n in zip((running_mean, running_var), stats)]
    return gamma * xhat + beta, (xhat, gamma / np.sqrt(stats[1] + eps), training), *running


_batch_path = lambda d, xhat: d - d.mean(0) - xhat * np.mean(d * xhat, axis=0)
batchnorm_backward = lambda dout, cache: (
    cache[1] * (_batch_path(dout, cache[0]) if cache[2] else dout),
    (dout * cache[0]).sum(0),
    dout.sum(0),
)

# --- dropout, both kinds: scale while training / scale while testing
def _drop(x, train_scale, test_scale, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) < keep_prob) * train_scale(keep_prob) if training else test_scale(keep_prob)
    return x * factor, factor


_one = lambda p: 1.0
dropout_forward = partial(_drop, train_scale=_one, test_scale=lambda p: p)
inverted_dropout_forward = partial(_drop, train_scale=lambda p: 1 / p, test_scale=_one)
dropout_backward = inverted_dropout_backward = lambda dout, cache: dout * cache

# --- optimizers
momentum_step = lambda w, grad, v, *, lr, momentum=0.9: (lambda u: (w - u, u))(momentum * v + lr * grad)
rmsprop_step = lambda w, grad, s, *, lr, decay=0.9, eps=1e-8: (
    lambda r: (w - lr * grad / (np.sqrt(r) + eps), r)
)(_mix(s, grad**2, decay))
_adam_move = lambda w, m, v, c1, c2, lr, eps: (w - lr * (m / c1) / (np.sqrt(v / c2) + eps), m, v)
adam_step = lambda w, grad, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8: _adam_move(
    w, _mix(m, grad, beta1), _mix(v, grad**2, beta2), 1 - beta1**t, 1 - beta2**t, lr, eps
)
