"""The residual block: a layer that only adds to what it was given.

A chain of layers multiplies slopes, and a product of many factors fades or explodes. A block that passes its
input on and *adds* a branch has slope ``1 + branch'`` instead: whatever the branch does, the 1 is a road on
which the gradient reaches the first layer undiminished.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array, Cache


def residual_forward(x: Array, w1: Array, b1: Array, w2: Array, b2: Array) -> tuple[Array, Cache]:
    """Add to a batch of inputs what a small network makes of them.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs.
    w1 : array, shape (features, hidden)
        Weights of the branch's first layer.
    b1 : array, shape (hidden,)
        Its biases.
    w2 : array, shape (hidden, features)
        Weights of the branch's second layer.
    b2 : array, shape (features,)
        Its biases.

    Returns
    -------
    out : array, shape (batch, features)
        Outputs, of the shape of `x`.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``out = x + max(0, x @ w1 + b1) @ w2 + b2`` [1]_. The sum is not rectified afterwards, so that a stack of
    blocks keeps a free road from end to end [2]_. With ``w2 = 0`` a block starts as the identity: a deep
    stack of them is as easy to train as a shallow network, and grows from there.

    References
    ----------
    .. [1] K. He, X. Zhang, S. Ren and J. Sun, "Deep residual learning for image recognition", 2016.
    .. [2] K. He, X. Zhang, S. Ren and J. Sun, "Identity mappings in deep residual networks", 2016.

    Examples
    --------
    >>> import numpy as np
    >>> x, w1, w2 = np.array([[1.0, -2.0]]), np.array([[1.0], [1.0]]), np.array([[3.0, 3.0]])
    >>> residual_forward(x, w1, np.zeros(1), w2, np.zeros(2))[0]  # the hidden unit is off
    array([[ 1., -2.]])
    >>> residual_forward(x, w1, np.array([2.0]), w2, np.zeros(2))[0]  # it is on, at 1
    array([[4., 1.]])
    """
    z = x @ w1 + b1  # (batch, features) @ (features, hidden) -> (batch, hidden)
    h = np.maximum(z, 0)
    out = x + h @ w2 + b2  # (batch, hidden) @ (hidden, features) -> (batch, features)
    cache = (x, w1, h, w2)
    return out, cache


def residual_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array, Array, Array]:
    """Carry a gradient back through a residual block.

    Parameters
    ----------
    dout : array, shape (batch, features)
        Gradient of the loss with respect to the block's outputs.
    cache : anything
        From `residual_forward`.

    Returns
    -------
    dx : array, shape (batch, features)
        Gradient of the loss with respect to the inputs.
    dw1 : array, shape (features, hidden)
        Gradient with respect to the weights of the branch's first layer.
    db1 : array, shape (hidden,)
        Gradient with respect to its biases.
    dw2 : array, shape (hidden, features)
        Gradient with respect to the weights of the branch's second layer.
    db2 : array, shape (features,)
        Gradient with respect to its biases.

    Notes
    -----
    `x` is used twice, so two gradients arrive at it and are added: one straight from `dout`, and one that went
    through the branch::

        dh = dout @ w2.T        dz = dh * (z > 0)        dx = dout + dz @ w1.T

    The first term is multiplied by nothing. Through a hundred blocks it is still there.
    """
    x, w1, h, w2 = cache
    dw2 = h.T @ dout  # (hidden, batch) @ (batch, features) -> (hidden, features)
    db2 = dout.sum(axis=0)  # (batch, features) -> (features,)
    dz = (dout @ w2.T) * (h > 0)  # (batch, features) @ (features, hidden) -> (batch, hidden)
    dw1 = x.T @ dz  # (features, batch) @ (batch, hidden) -> (features, hidden)
    db1 = dz.sum(axis=0)  # (batch, hidden) -> (hidden,)
    dx = dout + dz @ w1.T  # the input's two roads: past the branch, and through it
    return dx, dw1, db1, dw2, db2
