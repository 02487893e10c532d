"""The generalised delta rule: backpropagation as it was first written, for logistic units and squared errors.

The chain rule is applied one arrow at a time: from the error to an output, from an output to its unit's
total input, from there to a weight, and down to the outputs of the layer below. The other chapters hide
these arrows inside forwards and backwards; here they are out in the open.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from solutions.activations import sigmoid_forward
from solutions.arrays import Array, Scalar
from solutions.losses import squared_error


def logistic_backprop(
    x: Array, t: Array, params: Sequence[tuple[Array, Array]]
) -> tuple[Scalar, list[tuple[Array, Array]]]:
    """Compute the squared error of a network of logistic units and its gradients, layer by layer.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs, one example a row.
    t : array, shape (batch, outputs)
        Targets, between 0 and 1.
    params : list of (w, b), one pair a layer, at least one
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,), from the first layer to
        the last. Every unit is logistic, those of the last layer too.

    Returns
    -------
    error : scalar
        ``E = 1/2 sum (t - y)**2`` over all outputs y of all examples.
    gradients : list of (dw, db), in the order of `params`
        ``dE/dw`` and ``dE/db`` of each layer, each of the shape of its parameter.

    Notes
    -----
    A layer maps the outputs `y_below` of the layer beneath it (the inputs, for the first) to ``z = y_below @ w
    + b`` and ``y = 1 / (1 + exp(-z))``. Going down, with ``dE/dy = y - t`` at the top [1]_::

        dE/dz_j  = dE/dy_j y_j (1 - y_j)             through the unit
        dE/dw_ij = sum over examples of y_i dE/dz_j  to its weights
        dE/dy_i  = sum_j w_ij dE/dz_j                to the outputs of the layer below

    ``dE/dz`` is the delta that gave the rule its name. For a single linear unit, whose ``dE/dz`` is ``y - t``,
    the second line is the delta rule of Widrow and Hoff [2]_; "generalised" is the slope ``y (1 - y)``, and
    the third line, by which a hidden unit learns what is wanted of it.

    References
    ----------
    .. [1] D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning internal representations by error
       propagation", 1986.
    .. [2] B. Widrow and M. E. Hoff, "Adaptive switching circuits", 1960.

    Examples
    --------
    >>> import numpy as np
    >>> x, t = np.array([[1.0, 2.0]]), np.array([[1.0]])
    >>> error, [(dw, db)] = logistic_backprop(x, t, [(np.zeros((2, 1)), np.zeros(1))])
    >>> print(error)  # y = 1/2, so E = 1/2 (1/2)**2
    0.125
    >>> db  # dE/dz = (y - t) y (1 - y)
    array([-0.125])
    >>> dw.T
    array([[-0.125, -0.25 ]])
    """
    ys = [x]
    for w, b in params:
        y, _ = sigmoid_forward(ys[-1] @ w + b)  # (batch, fan_in) -> (batch, fan_out)
        ys.append(y)
    error, dy = squared_error(ys[-1], t)
    gradients: list[tuple[Array, Array]] = []
    for (w, _), (y_below, y) in zip(params[::-1], list(pairwise(ys))[::-1], strict=True):
        dz = dy * y * (1 - y)
        dw = y_below.T @ dz  # (fan_in, batch) @ (batch, fan_out) -> (fan_in, fan_out)
        db = dz.sum(axis=0)  # (batch, fan_out) -> (fan_out,)
        dy = dz @ w.T  # (batch, fan_out) @ (fan_out, fan_in) -> (batch, fan_in)
        gradients.append((dw, db))
    return error, gradients[::-1]
