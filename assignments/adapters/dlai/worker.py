"""How the notebooks of DeepLearning.AI's second course call what we ask for: dicts of `W1`, `b1`, examples in columns.

This runs in the worker, beside the submission. It knows names and shapes, and no answers.
"""

import numpy as np
from gradiente_worker.adapting import draw_from, needs, provide, theirs, written

# What the notebooks import from the course's own modules.


def _relu(z):
    return np.maximum(0, z)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


for _module in (
    "reg_utils",
    "reg_utils_v1a",
    "init_utils",
    "gc_utils",
    "opt_utils",
    "opt_utils_v1a",
    "utils",
):
    provide(_module, relu=_relu, sigmoid=_sigmoid)


# Initialisation: one layer among others, whose place depends on the sizes.


@needs("initialize_parameters_he")
def he_normal(fan_in, fan_out, *, rng):
    draw_from(rng)
    before = fan_in % 3
    dims = [*range(4, 4 + before), fan_in, fan_out, 3]
    return written(theirs.initialize_parameters_he(dims))[f"W{before + 1}"].T


@needs("initialize_parameters_he")
def he_biases(fan_in, fan_out, *, rng):
    draw_from(rng)
    parameters = written(theirs.initialize_parameters_he([fan_in, fan_out, 3]))
    return parameters["b1"], parameters["b2"]


# Dropout, in a network of two hidden layers.

_NAMES = ("Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3")


def _forward(x, parameters, keep_prob):
    _, cache = written(theirs.forward_propagation_with_dropout(x, parameters, keep_prob))
    return dict(zip(_NAMES, cache, strict=True))


@needs("forward_propagation_with_dropout")
def inverted_dropout_forward(x, *, keep_prob, training, rng):
    """Let x pass the first hidden layer with an identity for weights, its signs kept aside."""
    draw_from(rng)
    columns = np.abs(x.reshape(len(x), -1)).T
    units = len(columns)
    parameters = {
        "W1": np.eye(units),
        "b1": np.zeros((units, 1)),
        "W2": np.zeros((2, units)),
        "b2": np.zeros((2, 1)),
        "W3": np.zeros((1, 2)),
        "b3": np.zeros((1, 1)),
    }
    hidden = _forward(columns, parameters, keep_prob if training else 1.0)["A1"]
    return np.sign(x) * np.asarray(hidden).T.reshape(x.shape), None


def _parameters(params):
    """Return our list of (w, b) as their dict."""
    named: dict[str, np.ndarray] = {}
    for number, (w, b) in enumerate(params, 1):
        named |= {f"W{number}": np.asarray(w).T.copy(), f"b{number}": np.reshape(b, (-1, 1))}
    return named


@needs("forward_propagation_with_dropout")
def network_with_dropout(params, x, *, keep_prob, rng):
    draw_from(rng)
    seen = _forward(np.asarray(x).T, _parameters(params), keep_prob)
    return tuple(np.asarray(seen[name]).T for name in ("A1", "A2", "A3"))


# Optimisers: a matrix is dealt out to two layers, the last column of each as its bias.


def _dealt(a, prefix=""):
    a = np.asarray(a)
    half = (len(a) + 1) // 2
    named: dict[str, np.ndarray] = {}
    for number, rows in enumerate((a[:half], a[half:]), 1):
        weights, bias = (rows[:, :-1], rows[:, -1:]) if a.shape[1] > 1 else (rows, np.zeros((len(rows), 1)))
        named |= {f"{prefix}W{number}": weights.copy(), f"{prefix}b{number}": bias.copy()}
    return named


def _gathered(named, columns, prefix=""):
    rows = []
    for number in (1, 2):
        weights, bias = named[f"{prefix}W{number}"], named[f"{prefix}b{number}"]
        rows.append(np.hstack((weights, bias)) if columns > 1 else np.asarray(weights))
    return np.vstack(rows)


@needs("update_parameters_with_momentum")
def momentum_step(w, grad, v, *, lr, momentum):
    # Their velocity is an average: ours times (1 - momentum) / lr, with a learning rate larger by as much.
    share = 1 - momentum
    parameters, velocity = written(
        theirs.update_parameters_with_momentum(
            _dealt(w), _dealt(grad, "d"), _dealt(v * share / lr, "d"), momentum, lr / share
        )
    )
    columns = w.shape[1]
    return _gathered(parameters, columns), _gathered(velocity, columns, "d") * lr / share


@needs("update_parameters_with_adam")
def adam_step(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    answer = written(
        theirs.update_parameters_with_adam(
            _dealt(w),
            _dealt(grad, "d"),
            _dealt(m, "d"),
            _dealt(v, "d"),
            t,
            learning_rate=lr,
            beta1=beta1,
            beta2=beta2,
            epsilon=eps,
        )
    )
    parameters, first, second = answer[:3]  # some years also return the corrected averages
    columns = w.shape[1]
    return _gathered(parameters, columns), _gathered(first, columns, "d"), _gathered(second, columns, "d")
