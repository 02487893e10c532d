"""Maxout: a unit that learns its own activation.

Where the activations of an earlier chapter are curves somebody thought of, a maxout unit takes the largest of
several affine functions of its inputs. The largest of lines is a convex, bent curve, and where it bends is
learned: with two pieces the unit can be a ReLU, a leaky one or the absolute value, whichever serves.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array, Cache


def maxout_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """Map a batch of inputs through a layer of maxout units.

    Parameters
    ----------
    x : array, shape (batch, fan_in)
        Inputs, one example a row.
    w : array, shape (k, fan_in, fan_out)
        Weights of the k pieces; ``w[p]`` and ``b[p]`` make an affine layer.
    b : array, shape (k, fan_out)
        Biases of the k pieces.

    Returns
    -------
    out : array, shape (batch, fan_out)
        Of each unit, the largest of its pieces.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``out[n, j] = max_p (x @ w[p] + b[p])[n, j]`` [1]_. For each example and unit one piece wins; the cache
    remembers which. Should two be equal, the first is taken.

    References
    ----------
    .. [1] I. J. Goodfellow, D. Warde-Farley, M. Mirza, A. Courville and Y. Bengio, "Maxout networks", 2013.

    Examples
    --------
    >>> import numpy as np
    >>> w, b = np.array([[[1.0]], [[-1.0]]]), np.zeros((2, 1))
    >>> maxout_forward(np.array([[-3.0], [2.0]]), w, b)[0]  # max(x, -x)
    array([[3.],
           [2.]])
    """
    z = x @ w + b[:, None, :]  # (batch, fan_in) @ (k, fan_in, fan_out) -> (k, batch, fan_out)
    out = z.max(axis=0)  # (k, batch, fan_out) -> (batch, fan_out)
    winner = z.argmax(axis=0)  # (k, batch, fan_out) -> (batch, fan_out)
    cache = (x, w, winner)
    return out, cache


def maxout_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Carry a gradient back through a layer of maxout units.

    Parameters
    ----------
    dout : array, shape (batch, fan_out)
        Gradient of the loss with respect to the layer's outputs.
    cache : anything
        From `maxout_forward`.

    Returns
    -------
    dx : array, shape (batch, fan_in)
        Gradient of the loss with respect to the inputs.
    dw : array, shape (k, fan_in, fan_out)
        Gradient of the loss with respect to the weights.
    db : array, shape (k, fan_out)
        Gradient of the loss with respect to the biases.

    Notes
    -----
    A maximum hands the gradient to the piece that won, whole, and to the others nothing: a little change of a
    loser changes no output. Behind this switch every piece is an affine layer, and as all of them read the
    same `x`, their contributions to its gradient add up::

        dz[p, n, j] = dout[n, j] if winner[n, j] == p else 0
        dx = sum_p dz[p] @ w[p].T        dw[p] = x.T @ dz[p]        db[p] = sum over the batch of dz[p]
    """
    x, w, winner = cache
    k = len(w)
    dz = dout * (winner == np.arange(k)[:, None, None])  # (batch, fan_out) -> (k, batch, fan_out)
    dx_of_pieces = dz @ w.transpose(
        0, 2, 1
    )  # (k, batch, fan_out) @ (k, fan_out, fan_in) -> (k, batch, fan_in)
    dx = dx_of_pieces.sum(axis=0)  # (k, batch, fan_in) -> (batch, fan_in)
    dw = x.T @ dz  # (fan_in, batch) @ (k, batch, fan_out) -> (k, fan_in, fan_out)
    db = dz.sum(axis=1)  # (k, batch, fan_out) -> (k, fan_out)
    return dx, dw, db
