"""How CMU's Introduction to Deep Learning (11-785) calls what we ask for: the classes of `mytorch`.

This runs in the worker, beside the submission. It knows names and shapes, and no answers. Names changed over the
years: each attribute is looked up under all that it had.
"""

import inspect

import numpy as np
from gradiente_worker.adapting import needs, theirs, written

_NAMES = {
    "w": ("W", "weight"),
    "b": ("b", "bias"),
    "dw": ("dLdW", "dW"),
    "db": ("dLdb", "db"),
    "gamma": ("BW", "gamma"),
    "beta": ("Bb", "beta"),
    "dgamma": ("dLdBW", "dgamma"),
    "dbeta": ("dLdBb", "dbeta"),
    "running_mean": ("running_M", "running_mean"),
    "running_var": ("running_V", "running_var"),
    "velocity_w": ("v_W",),
    "velocity_b": ("v_b",),
}


def _name(thing, ours):
    """Return the name that an attribute has in this year's class."""
    return next((name for name in _NAMES[ours] if hasattr(thing, name)), _NAMES[ours][0])


def _put(thing, **values):
    for ours, value in values.items():
        setattr(thing, _name(thing, ours), value)


def _get(thing, ours):
    return getattr(thing, _name(thing, ours))


def _call(method, *args):
    """Call a method; in some years a backward took nothing and returned the derivative alone."""
    return written(method(*args))


def _backward(layer, upstream):
    if inspect.signature(layer.backward).parameters:
        return _call(layer.backward, upstream)
    return upstream * _call(layer.backward)


# Layers


def _transposed(layer):
    """Tell whether this year's weights have a row for each output."""
    return np.shape(_get(layer, "w")) == (3, 2)


def _linear():
    """Return how this year's linear layer is made, and whether its weights are transposed."""
    parameters = list(inspect.signature(theirs.Linear.__init__).parameters)
    if any("init" in name for name in parameters):
        initialisers = (
            (lambda fan_in, fan_out: np.zeros((fan_in, fan_out))),
            lambda fan_out: np.zeros((1, fan_out)),
        )

        def make(fan_in, fan_out):
            return theirs.Linear(fan_in, fan_out, *initialisers)

    else:
        make = theirs.Linear
    return make, _transposed(make(2, 3))


@needs("Linear")
def affine_forward(x, w, b):
    make, transposed = _linear()
    layer = make(*w.shape)
    _put(layer, w=w.T.copy() if transposed else w.copy(), b=np.reshape(b, np.shape(_get(layer, "b"))))
    return _call(layer.forward, x), (layer, transposed)


@needs("Linear")
def affine_backward(dout, cache):
    layer, transposed = cache
    dx = _call(layer.backward, dout)
    dw = written(_get(layer, "dw"))
    return dx, np.transpose(dw) if transposed else dw, _row(_get(layer, "db"))


def _row(a):
    """Return a row or a column as a vector, and anything else as it is."""
    return np.ravel(a) if np.ndim(a) == 2 and 1 in np.shape(a) else a


@needs("ReLU")
def relu_forward(z):
    layer = theirs.ReLU()
    return _call(layer.forward, z), layer


@needs("ReLU")
def relu_backward(da, cache):
    return _backward(cache, da)


@needs("Sigmoid")
def sigmoid_forward(z):
    layer = theirs.Sigmoid()
    return _call(layer.forward, z), layer


@needs("Sigmoid")
def sigmoid_backward(da, cache):
    return _backward(cache, da)


@needs("BatchNorm1d")
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=None):
    layer = theirs.BatchNorm1d(x.shape[1], momentum)
    if eps is not None:
        layer.eps = eps
    _put(
        layer,
        gamma=gamma.reshape(1, -1),
        beta=beta.reshape(1, -1),
        running_mean=running_mean.reshape(1, -1),
        running_var=running_var.reshape(1, -1),
    )
    out = _call(layer.forward, x, not training)
    return out, layer, _row(_get(layer, "running_mean")), _row(_get(layer, "running_var"))


@needs("BatchNorm1d")
def batchnorm_backward(dout, cache):
    dx = _call(cache.backward, dout)
    return dx, _row(_get(cache, "dgamma")), _row(_get(cache, "dbeta"))


# Losses


def _one_hot(logits, y):
    return y if np.ndim(y) == 2 else np.eye(logits.shape[1])[y]


@needs("CrossEntropyLoss")
def softmax_cross_entropy(logits, y):
    loss = theirs.CrossEntropyLoss()
    value = _call(loss.forward, logits, _one_hot(logits, y))
    return value, _call(loss.backward)


# Optimisers: a matrix is dealt out to two linear layers of a model, the last column of each as its bias.


class _Parameters:
    """What an optimiser sees of a layer, under the names of every year."""

    def __init__(self, w, b):
        self.W, self.b = w, b
        self.dLdW, self.dLdb = np.zeros_like(w), np.zeros_like(b)
        self.dW, self.db = self.dLdW, self.dLdb

    def give(self, dw, db):
        self.dLdW = self.dW = dw
        self.dLdb = self.db = db


class _Model:
    def __init__(self, w):
        first, second = _dealt(w)
        nothing = _Parameters(np.zeros((1, 1)), np.zeros((1, 1)))  # in the place of an activation
        self.linear_layers = [_Parameters(*first), _Parameters(*second)]
        self.layers = [self.linear_layers[0], nothing, self.linear_layers[1]]


def _dealt(a):
    a = np.asarray(a)
    half = (len(a) + 1) // 2
    if a.shape[1] == 1:
        return [(rows.copy(), np.zeros((len(rows), 1))) for rows in (a[:half], a[half:])]
    return [(rows[:, :-1].copy(), rows[:, -1:].copy()) for rows in (a[:half], a[half:])]


def _gathered(pairs, columns):
    return np.vstack([np.hstack((w, b)) if columns > 1 else np.asarray(w) for w, b in pairs])


def _prepared(optimizer, model, grad):
    """Give the model's layers their gradients; return where the optimiser keeps what is about them."""
    for layer, (dw, db) in zip(model.linear_layers, _dealt(grad), strict=True):
        layer.give(dw, db)
    kept = list(getattr(optimizer, "l", None) or model.linear_layers)
    return [kept.index(layer) for layer in model.linear_layers]


def _state(optimizer, name, places, columns):
    weights, biases = getattr(optimizer, f"{name}_W"), getattr(optimizer, f"{name}_b")
    return _gathered([(weights[k], biases[k]) for k in places], columns)


def _put_state(optimizer, name, places, values):
    for k, (w, b) in zip(places, _dealt(values), strict=True):
        getattr(optimizer, f"{name}_W")[k] = w
        getattr(optimizer, f"{name}_b")[k] = b


def _weights(model, columns):
    return _gathered([(layer.W, layer.b) for layer in model.linear_layers], columns)


@needs("SGD")
def momentum_step(w, grad, v, *, lr, momentum):
    model, columns = _Model(w), w.shape[1]
    optimizer = theirs.SGD(model, lr, momentum)
    places = _prepared(optimizer, model, grad)
    _put_state(optimizer, "v", places, v / lr)  # their velocity is ours without the learning rate
    optimizer.step()
    return _weights(model, columns), _state(optimizer, "v", places, columns) * lr


@needs("Adam")
def adam_step(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    model, columns = _Model(w), w.shape[1]
    optimizer = theirs.Adam(model, lr, beta1, beta2, eps)
    optimizer.t = t - 1
    places = _prepared(optimizer, model, np.zeros_like(grad) if t > 1 else grad)
    if t > 1:  # the step before, so that whether `t` is kept makes a difference
        optimizer.t = t - 2
        _put_state(optimizer, "v", places, np.ones_like(v))
        optimizer.step()
        for layer, (weights, bias) in zip(model.linear_layers, _dealt(w), strict=True):
            layer.W, layer.b = weights, bias
        _prepared(optimizer, model, grad)
    _put_state(optimizer, "m", places, m)
    _put_state(optimizer, "v", places, v)
    optimizer.step()
    return (
        _weights(model, columns),
        _state(optimizer, "m", places, columns),
        _state(optimizer, "v", places, columns),
    )
