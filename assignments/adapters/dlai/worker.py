"""How the notebooks of DeepLearning.AI's second course call what we ask for: dicts of `W1`, `b1`, examples in columns.

This runs in the worker, beside the submission. It knows names and shapes, and no answers.
"""

import inspect

import numpy as np
from gradiente_worker.adapting import draw_from, needs, provide, provide_anywhere, theirs, written

# What the notebooks import from the course's own modules.


def _relu(z):
    return np.maximum(0, z)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


provide_anywhere(relu=_relu, sigmoid=_sigmoid)
for _module in (
    "reg_utils",
    "reg_utils_v1a",
    "init_utils",
    "gc_utils",
    "opt_utils",
    "opt_utils_v1a",
    "utils",
):
    provide(_module)  # known by name: these are not reported as absent


# How their functions are called.


def _asked(function, **named):
    """Call a function of theirs by that course's names for arguments; where it has others, in that course's order."""
    try:
        inspect.signature(function).bind(**named)
    except TypeError:
        return written(function(*named.values()))
    return written(function(**named))


def _has_parts(answer, least):
    """Tell whether as much was returned as is asked for; what is not is passed on, for the grader to say so."""
    return isinstance(answer, tuple | list) and len(answer) >= least


def _seeds(function):
    """Return a seed for a second argument without which it cannot be called: what else would it be for?"""
    parameters = list(inspect.signature(function).parameters.values())
    missing = [p for p in parameters[1:] if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
    return [0] if len(missing) == 1 else []


# Initialisation: one layer among others, whose place depends on the sizes.


def _initialized(dims):
    function = theirs.initialize_parameters_he
    return written(function(dims, *_seeds(function)))


@needs("initialize_parameters_he")
def he_normal(fan_in, fan_out, *, rng):
    draw_from(rng)
    before = fan_in % 3
    after = [] if before == 1 else [3]
    weights = _initialized([*range(4, 4 + before), fan_in, fan_out, *after]).get(f"W{before + 1}")
    return None if weights is None else np.asarray(weights).T


@needs("initialize_parameters_he")
def he_biases(fan_in, fan_out, *, rng):
    draw_from(rng)
    parameters = _initialized([fan_in, fan_out, 3])
    return parameters.get("b1"), parameters.get("b2")


# Dropout, in a network of two hidden layers.

#: Where that course puts both activations in the cache, which is the student's own.
_PLACES = {"A1": 2, "A2": 7}

#: What the forward pass calls as it was handed out, with names of masks that it leaves open. It draws nothing.
_HANDED_OUT = {"np", "random", "seed", "dot", "relu", "sigmoid", "D1", "D2"}


def _forward(x, parameters, keep_prob):
    """Return the output, and both hidden layers' activations after dropout; or what came in the place of a cache."""
    function = theirs.forward_propagation_with_dropout
    try:
        answer = _asked(function, X=x, parameters=parameters, keep_prob=keep_prob)
    except (NameError, TypeError):
        code = getattr(function, "__code__", None)
        if code is not None and _HANDED_OUT.issuperset(code.co_names):
            raise NotImplementedError from None
        raise
    if not _has_parts(answer, 2):
        return answer, None
    out, cache = answer
    first = _activations("A1", cache, parameters["W1"] @ x + parameters["b1"])
    second = _activations("A2", cache, parameters["W2"] @ first + parameters["b2"])
    return out, (first, second)


def _activations(name, cache, before):
    """Find a layer's activations in a cache of any order: in that course's place, if that is no mask and no Z."""
    if isinstance(cache, dict) and {name, name.lower()} & cache.keys():
        return np.asarray(cache[name if name in cache else name.lower()])
    arrays = list(_arrays_in(cache))
    alike = [number for number, a in enumerate(arrays) if np.shape(a) == before.shape]
    no_mask = [number for number in alike if not _is_mask(arrays[number])]
    changed = [number for number in no_mask if not np.array_equal(arrays[number], before)]
    candidates = changed or no_mask or alike or [_PLACES[name]]
    return np.asarray(arrays[_PLACES[name] if _PLACES[name] in candidates else candidates[-1]])


def _arrays_in(cache):
    """Yield what a cache holds: its parts, or those of its layers' caches."""
    for part in cache.values() if isinstance(cache, dict) else cache:
        if isinstance(part, dict | tuple | list):
            yield from _arrays_in(part)
        else:
            yield part


def _is_mask(a):
    return np.isin(a, (0, 1)).all()


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
    out, hidden = _forward(columns, parameters, keep_prob if training else 1.0)
    return out if hidden is None else (np.sign(x) * hidden[0].T.reshape(x.shape), None)


def _parameters(params):
    """Return our list of (w, b) as their dict."""
    named: dict[str, np.ndarray] = {}
    for number, (w, b) in enumerate(params, 1):
        named |= {f"W{number}": np.asarray(w).T.copy(), f"b{number}": np.reshape(b, (-1, 1))}
    return named


@needs("forward_propagation_with_dropout")
def network_with_dropout(params, x, *, keep_prob, rng):
    draw_from(rng)
    out, hidden = _forward(np.asarray(x).T, _parameters(params), keep_prob)
    return out if hidden is None else tuple(np.asarray(a).T for a in (*hidden, out))


# Optimisers: a matrix is dealt out to two layers, the last column of each as its bias; an only column as both.


def _dealt(a, prefix=""):
    a = np.asarray(a)
    half = (len(a) + 1) // 2
    named: dict[str, np.ndarray] = {}
    for number, rows in enumerate((a[:half], a[half:]), 1):
        weights = rows[:, :-1] if a.shape[1] > 1 else rows
        named |= {f"{prefix}W{number}": weights.copy(), f"{prefix}b{number}": rows[:, -1:].copy()}
    return named


def _gathered(named, columns, prefix=""):
    """Return what `_dealt` dealt out as one matrix; None if a part of it is not there, or not written yet."""
    rows = []
    for number in (1, 2):
        weights, bias = named.get(f"{prefix}W{number}"), named.get(f"{prefix}b{number}")
        if weights is None or bias is None:
            return None
        rows.append(np.hstack((weights, bias)) if columns > 1 else np.asarray(weights))
    return np.vstack(rows)


@needs("update_parameters_with_momentum")
def momentum_step(w, grad, v, *, lr, momentum):
    # Their velocity is an average: ours times (1 - momentum) / lr, with a learning rate larger by as much.
    share = 1 - momentum
    answer = _asked(
        theirs.update_parameters_with_momentum,
        parameters=_dealt(w),
        grads=_dealt(grad, "d"),
        v=_dealt(v * share / lr, "d"),
        beta=momentum,
        learning_rate=lr / share,
    )
    if not _has_parts(answer, 2):
        return answer
    (parameters, velocity), columns = answer[:2], w.shape[1]
    average = _gathered(velocity, columns, "d")
    return _gathered(parameters, columns), None if average is None else average * lr / share


@needs("update_parameters_with_adam")
def adam_step(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    answer = _asked(
        theirs.update_parameters_with_adam,
        parameters=_dealt(w),
        grads=_dealt(grad, "d"),
        v=_dealt(m, "d"),
        s=_dealt(v, "d"),
        t=t,
        learning_rate=lr,
        beta1=beta1,
        beta2=beta2,
        epsilon=eps,
    )
    if not _has_parts(answer, 3):
        return answer
    parameters, first, second = answer[:3]  # some years also return the corrected averages
    columns = w.shape[1]
    return _gathered(parameters, columns), _gathered(first, columns, "d"), _gathered(second, columns, "d")
