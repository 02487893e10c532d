"""Full-batch training for small data: hand the problem to an optimiser that has been polished for decades.

If all examples fit into one gradient, that gradient has no noise, and much better methods than gradient descent
become possible: they learn the curvature along the way and choose their steps themselves, without any learning rate.
SciPy has them. They want one vector; a network has a list of arrays. The bridge is a bookkeeper's job.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from solutions.arrays import Array, Scalar

Params: TypeAlias = Sequence[tuple[Array, Array]]
"""Weights and biases, one pair a layer."""


def flatten(params: Params) -> Array:
    """Put the parameters of a network (or their gradients) into one vector.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,).

    Returns
    -------
    vector : array, shape (number of parameters,)
        Layer after layer: first the entries of `w`, row by row, then those of `b`.

    Examples
    --------
    >>> import numpy as np
    >>> flatten([(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([5.0, 6.0]))])
    array([1., 2., 3., 4., 5., 6.])
    """
    return np.concatenate([np.ravel(array) for layer in params for array in layer])


def unflatten(vector: Array, like: Params) -> list[tuple[Array, Array]]:
    """Cut a vector into the parameters of a network: the inverse of `flatten`.

    Parameters
    ----------
    vector : array, shape (number of parameters,)
        Layer after layer: first the entries of `w`, row by row, then those of `b`.
    like : list of (w, b), one pair a layer
        Parameters with the wanted shapes; their values do not matter.

    Returns
    -------
    params : list of (w, b), one pair a layer
        The entries of `vector`, in the shapes of `like`.

    Notes
    -----
    Every array takes as many entries as it has and leaves the rest to those that come after it.

    Examples
    --------
    >>> import numpy as np
    >>> unflatten(np.arange(6.0), like=[(np.zeros((2, 2)), np.zeros(2))])
    [(array([[0., 1.],
           [2., 3.]]), array([4., 5.]))]
    """
    params, start = [], 0
    for w, b in like:
        middle, end = start + w.size, start + w.size + b.size
        params.append((vector[start:middle].reshape(w.shape), vector[middle:end].reshape(b.shape)))
        start = end
    return params


def minimize_full_batch(
    loss_and_grads: Callable[[Params], tuple[Scalar | float, Params]], params: Params
) -> list[tuple[Array, Array]]:
    """Train on the full batch with L-BFGS.

    Parameters
    ----------
    loss_and_grads : callable
        ``loss_and_grads(params)`` returns the loss over all examples and its gradients, a list of (dw, db) in the
        shapes of `params`.
    params : list of (w, b), one pair a layer
        Where to start.

    Returns
    -------
    params : list of (w, b), one pair a layer
        Where the loss is smallest, as far as the optimiser can tell.

    Notes
    -----
    Near a minimum the loss is a parabola, ``(w - w*) H (w - w*) / 2``, and ``H**-1`` times the gradient would lead
    there in a single step. `H` has as many entries as there are pairs of parameters. L-BFGS never writes it down: from
    the last ten or so steps, and from what each of them did to the gradient, it builds the product ``H**-1 grad``
    directly, in as many operations as there are parameters [1]_. A line search then finds out how far to go.

    `jac=True` tells SciPy that the function returns value and gradient together. Without it, SciPy would estimate the
    gradient by finite differences: one more evaluation of the loss for each parameter, at every step.

    References
    ----------
    .. [1] D. C. Liu and J. Nocedal, "On the limited memory BFGS method for large scale optimization", 1989.

    Examples
    --------
    >>> import numpy as np
    >>> def loss_and_grads(params):  # (w - 3)^2 + (b - w)^2
    ...     w, b = params[0]
    ...     return np.sum((w - 3) ** 2 + (b - w) ** 2), [(2 * (w - 3) - 2 * (b - w), 2 * np.sum(b - w, axis=0))]
    >>> [(w, b)] = minimize_full_batch(loss_and_grads, [(np.zeros((1, 1)), np.zeros(1))])
    >>> print(w.round(3), b.round(3))
    [[3.]] [3.]
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]  # here: it is slow to import

    def value_and_slope(vector: Array) -> tuple[Any, Array]:
        loss, grads = loss_and_grads(unflatten(vector, params))
        return loss, flatten(grads)

    found = minimize(value_and_slope, flatten(params), jac=True, method="L-BFGS-B")
    return unflatten(found.x, params)
