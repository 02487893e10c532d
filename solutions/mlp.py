"""The multilayer perceptron: the earlier chapters, stacked.

Nothing new is differentiated here. Backpropagation is bookkeeping: every layer leaves a cache on the way up,
and the caches are taken in the opposite order on the way down.
"""

from __future__ import annotations

from collections.abc import Sequence

from solutions.activations import (
    relu_backward,
    relu_forward,
    sigmoid_backward,
    sigmoid_forward,
    tanh_backward,
    tanh_forward,
)
from solutions.affine import affine_backward, affine_forward
from solutions.arrays import Array, Cache, Labels, Scalar
from solutions.losses import softmax_cross_entropy

_FORWARD = {"relu": relu_forward, "sigmoid": sigmoid_forward, "tanh": tanh_forward}
_BACKWARD = {"relu": relu_backward, "sigmoid": sigmoid_backward, "tanh": tanh_backward}


def mlp_forward(params: Sequence[tuple[Array, Array]], x: Array, *, activation: str) -> tuple[Array, Cache]:
    """Compute the logits of a fully connected network of any depth.

    Parameters
    ----------
    params : list of (w, b), one pair a layer, at least one
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,), from the first layer to
        the last; the `fan_out` of a layer is the `fan_in` of the next.
    x : array, shape (batch, features)
        Inputs; `features` is the `fan_in` of the first layer.
    activation : {"relu", "sigmoid", "tanh"}
        The non-linearity between layers; the last layer is linear.

    Returns
    -------
    out : array, shape (batch, classes)
        Logits; `classes` is the `fan_out` of the last layer.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    With ``a_0 = x`` and layers ``l = 1 .. L``: ``z_l = a_{l-1} @ w_l + b_l``, ``a_l = f(z_l)``, and
    ``out = z_L``. The last layer has no `f`: its outputs are logits, any real numbers, and the softmax
    belongs to the loss.
    """
    *hidden, last = params
    caches = []
    a = x
    for w, b in hidden:
        z, affine_cache = affine_forward(a, w, b)  # (batch, fan_in) -> (batch, fan_out)
        a, activation_cache = _FORWARD[activation](z)
        caches.append((affine_cache, activation_cache))
    out, last_cache = affine_forward(a, *last)  # (batch, fan_in) -> (batch, classes)
    return out, (caches, last_cache)


def mlp_loss_and_gradients(
    params: Sequence[tuple[Array, Array]], x: Array, y: Labels, *, activation: str
) -> tuple[Scalar, list[tuple[Array, Array]]]:
    """Compute a network's classification loss and its gradients with respect to all parameters.

    Parameters
    ----------
    params : list of (w, b), one pair a layer, at least one
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,), from the first layer to
        the last; the `fan_out` of a layer is the `fan_in` of the next.
    x : array, shape (batch, features)
        Inputs; `features` is the `fan_in` of the first layer.
    y : array, shape (batch,) or (batch, classes)
        True classes, as indices (integers from 0) or as one-hot rows.
    activation : {"relu", "sigmoid", "tanh"}
        The non-linearity between layers; the last layer is linear.

    Returns
    -------
    loss : scalar
        Softmax cross-entropy of the network's logits, averaged over the batch.
    gradients : list of (dw, db), in the order of `params`
        Gradients of `loss`, each of the shape of its parameter.

    Notes
    -----
    The error signal ``dz_l = dloss/dz_l`` starts as the gradient of the loss and walks down [1]_::

        dw_l = a_{l-1}.T @ dz_l        db_l = sum over the batch of dz_l
        da_{l-1} = dz_l @ w_l.T        dz_{l-1} = da_{l-1} * f'(z_{l-1})

    The gradients come out last layer first, so the list is turned round before it is returned. The whole
    walk costs about twice a forward pass, whatever the number of parameters; numerical differences would
    cost two forward passes for each of them.

    References
    ----------
    .. [1] D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating
       errors", 1986.

    Examples
    --------
    >>> import numpy as np
    >>> params = [(np.eye(2), np.zeros(2)), (np.zeros((2, 3)), np.zeros(3))]
    >>> x, y = np.array([[1.0, -1.0]]), np.array([2])
    >>> loss, gradients = mlp_loss_and_gradients(params, x, y, activation="relu")
    >>> print(round(float(loss), 4))  # three classes, no preference: log 3
    1.0986
    >>> [(dw.shape, db.shape) for dw, db in gradients]
    [((2, 2), (2,)), ((2, 3), (3,))]
    """
    logits, cache = mlp_forward(params, x, activation=activation)
    loss, dlogits = softmax_cross_entropy(logits, y)
    return loss, _mlp_backward(dlogits, cache, activation=activation)


def _mlp_backward(dout: Array, cache: Cache, *, activation: str) -> list[tuple[Array, Array]]:
    """Unstack the caches of `mlp_forward`, collecting each layer's gradients."""
    caches, last_cache = cache
    da, dw, db = affine_backward(dout, last_cache)  # (batch, classes) -> (batch, fan_in) and parameters
    gradients = [(dw, db)]
    for affine_cache, activation_cache in reversed(caches):
        dz = _BACKWARD[activation](da, activation_cache)
        da, dw, db = affine_backward(dz, affine_cache)  # (batch, fan_out) -> (batch, fan_in) and parameters
        gradients.append((dw, db))
    return gradients[::-1]
