"""The affine layer, where the weights live.

Its backward pass can be rebuilt from the shapes alone: each gradient has the shape of the thing it belongs
to, and only one product of the arrays at hand fits.
"""

from __future__ import annotations

from solutions.arrays import Array, Cache


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """Map a batch of inputs through a layer of linear units with biases.

    Parameters
    ----------
    x : array, shape (batch, fan_in)
        Inputs, one example a row.
    w : array, shape (fan_in, fan_out)
        Weights, one unit a column.
    b : array, shape (fan_out,)
        Biases, one a unit.

    Returns
    -------
    out : array, shape (batch, fan_out)
        Outputs, one example a row.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``out[n, j] = sum_i x[n, i] w[i, j] + b[j]``. The one row of biases is broadcast to every example: in
    effect it is copied `batch` times, which the backward pass will have to undo.

    Examples
    --------
    >>> import numpy as np
    >>> x, w, b = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 1.0]]), np.full(3, 0.5)
    >>> affine_forward(x, w, b)[0]
    array([[1.5, 2.5, 1.5]])
    """
    out = x @ w + b  # (batch, fan_in) @ (fan_in, fan_out) -> (batch, fan_out)
    cache = (x, w)
    return out, cache


def affine_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Carry a gradient back through an affine layer.

    Parameters
    ----------
    dout : array, shape (batch, fan_out)
        Gradient of the loss with respect to the layer's outputs.
    cache : anything
        From `affine_forward`.

    Returns
    -------
    dx : array, shape (batch, fan_in)
        Gradient of the loss with respect to the inputs.
    dw : array, shape (fan_in, fan_out)
        Gradient of the loss with respect to the weights.
    db : array, shape (fan_out,)
        Gradient of the loss with respect to the biases.

    Notes
    -----
    Follow one weight. ``w[i, j]`` touches only ``out[n, j]``, once for each example `n`, with slope
    ``x[n, i]``; the chain rule adds over the places a number is used::

        dw[i, j] = sum_n x[n, i] dout[n, j]        that is   x.T @ dout
        dx[n, i] = sum_j dout[n, j] w[i, j]        that is   dout @ w.T
        db[j]    = sum_n dout[n, j]

    The sum in `db` is the copying of the forward pass read backwards: whatever is broadcast going forward
    is summed going back. There is no division by the batch size here; if the loss is a mean, its gradient
    has brought that factor along in `dout`.
    """
    x, w = cache
    dx = dout @ w.T  # (batch, fan_out) @ (fan_out, fan_in) -> (batch, fan_in)
    dw = x.T @ dout  # (fan_in, batch) @ (batch, fan_out) -> (fan_in, fan_out)
    db = dout.sum(axis=0)  # (batch, fan_out) -> (fan_out,)
    return dx, dw, db
