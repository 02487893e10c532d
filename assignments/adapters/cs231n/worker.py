"""How Stanford's CS231n calls what we ask for: `layers.py` and `optim.py` of its second assignment.

This runs in the worker, beside the submission. It knows names and shapes, and no answers.
"""

import inspect

import numpy as np
from gradiente_worker.adapting import draw_from, needs, provide, theirs, written

provide("past.builtins", xrange=range, range=range)  # skeletons import it, to run in Python 2 and 3 alike


def _forward(name, *args):
    """Return what a forward returns; one that was left as it was handed out returns no output."""
    try:
        out, cache = written(getattr(theirs, name)(*args))
    except AttributeError as error:
        if error.obj is None:  # skeletons go on with the output that was to be computed
            raise NotImplementedError from None
        raise
    return written(out), cache


def _vector(a):
    """Return a row as a vector: that course compares and adds them alike. Anything else is as it is."""
    return a[0] if isinstance(a, np.ndarray) and a.ndim == 2 and len(a) == 1 else a


def _gradients(answer, *, vectors):
    """Return a backward's answer, of which so many at the end are gradients of vectors."""
    if not isinstance(written(answer), tuple | list):
        return answer
    return (*answer[:-vectors], *map(_vector, answer[-vectors:]))


@needs("affine_forward")
def affine_forward(x, w, b):
    return _forward("affine_forward", x, w, b)


@needs("affine_backward")
def affine_backward(dout, cache):
    return _gradients(theirs.affine_backward(dout, cache), vectors=1)


@needs("relu_forward")
def relu_forward(z):
    return _forward("relu_forward", z)


@needs("relu_backward")
def relu_backward(da, cache):
    return written(theirs.relu_backward(da, cache))


def _labels(y):
    """Return class indices: the only form in which these losses take labels."""
    return np.argmax(y, axis=1) if np.ndim(y) == 2 else y


@needs("softmax_loss")
def softmax_cross_entropy(logits, y):
    return written(theirs.softmax_loss(logits, _labels(y)))


@needs("svm_loss")
def multiclass_hinge_loss(scores, y):
    return written(theirs.svm_loss(scores, _labels(y)))


def _without_none(**options):
    return {name: value for name, value in options.items() if value is not None}


@needs("batchnorm_forward")
def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=None, eps=None):
    bn_param = _without_none(
        mode="train" if training else "test",
        momentum=momentum,
        eps=eps,
        running_mean=running_mean,
        running_var=running_var,
    )
    out, cache = _forward("batchnorm_forward", x, gamma, beta, bn_param)
    return out, cache, _vector(bn_param["running_mean"]), _vector(bn_param["running_var"])


@needs("batchnorm_backward")
def batchnorm_backward(dout, cache):
    return _gradients(theirs.batchnorm_backward(dout, cache), vectors=2)


@needs("batchnorm_backward_alt")
def batchnorm_backward_alt(dout, cache):
    return _gradients(theirs.batchnorm_backward_alt(dout, cache), vectors=2)


@needs("layernorm_forward")
def layernorm_forward(x, gamma, beta, *, eps=None):
    return _forward("layernorm_forward", x, gamma, beta, _without_none(eps=eps))


@needs("layernorm_backward")
def layernorm_backward(dout, cache):
    return _gradients(theirs.layernorm_backward(dout, cache), vectors=2)


#: What the years' docstrings say of `p`, the plainest first: those that mean keeping also mention dropping,
#: to tell the two apart.
_SAYS_OF_P = (
    ("keep each neuron output with probability p", False),
    ("drop each neuron output with probability p", True),
    ("probability of **keep", False),
    ("probability of keep", False),
    ("probability to keep", False),
    ("keep prob", False),
    ("probability of drop", True),
    ("probability to drop", True),
    ("drop prob", True),
)


def _drops_with_p():
    """Tell whether this year's `p` is the probability of dropping (until 2017): its docstring says so.

    Where it was taken out, layer normalisation tells the year: it came when `p` became the probability of keeping.
    Where nothing tells, the submission may read `p` as it likes, and how much its survivors grow shows how it does.
    """
    says = " ".join((theirs.dropout_forward.__doc__ or "").lower().replace("_", " ").split())
    for sentence, drops in _SAYS_OF_P:
        if sentence in says:
            return drops
    return not hasattr(theirs, "layernorm_forward") and _grows_as_if_most_were_dropped(p=0.8)


def _grows_as_if_most_were_dropped(p):
    x = np.ones((30, 30))
    try:
        out, _ = theirs.dropout_forward(x, {"mode": "train", "p": p})
        return bool(np.max(out) > 2)
    except Exception:  # the check that asks for the same will tell
        return False


@needs("dropout_forward")
def inverted_dropout_forward(x, *, keep_prob, training, rng):
    p = 1 - keep_prob if _drops_with_p() else keep_prob
    draw_from(rng)  # only now: telling what `p` means may have drawn
    dropout_param = {"mode": "train" if training else "test", "p": p}
    return _forward("dropout_forward", x, dropout_param)


@needs("dropout_backward")
def inverted_dropout_backward(dout, cache):
    return written(theirs.dropout_backward(dout, cache))


def _step(name, w, grad, config):
    """Take a step by one of their rules. One that asks for more than they do is to say so, not take it for that."""
    rule = getattr(theirs, name)
    if "config" in inspect.signature(rule).parameters:
        return rule(w, grad, config=config)
    return rule(w, grad, config)


@needs("sgd")
def sgd_step(w, grad, *, lr):
    next_w, _ = _step("sgd", w, grad, {"learning_rate": lr})
    return written(next_w)


@needs("sgd_momentum")
def momentum_step(w, grad, v, *, lr, momentum):
    # Their velocity is what is added to w, ours what is subtracted.
    config = {"learning_rate": lr, "momentum": momentum, "velocity": -v}
    next_w, config = _step("sgd_momentum", w, grad, config)
    return written(next_w), -config["velocity"]


@needs("rmsprop")
def rmsprop_step(w, grad, s, *, lr, decay, eps):
    config = {"learning_rate": lr, "decay_rate": decay, "epsilon": eps, "cache": s}
    next_w, config = _step("rmsprop", w, grad, config)
    return written(next_w), config["cache"]


@needs("adam")
def adam_step(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    config = {"learning_rate": lr, "beta1": beta1, "beta2": beta2, "epsilon": eps, "t": t - 1}
    if t > 1:  # the step before, so that whether `t` is kept makes a difference
        config |= {"t": t - 2, "m": np.zeros_like(m), "v": np.ones_like(v)}
        _, config = _step("adam", np.zeros_like(w), np.zeros_like(grad), config)
    config |= {"m": m, "v": v}
    next_w, config = _step("adam", w, grad, config)
    return written(next_w), config["m"], config["v"]
