"""Non-linearities: one number in, one number out, for every unit on its own.

Because no unit looks at its neighbours, the Jacobian is diagonal, and the backward pass is always the same
product: the upstream gradient ``da`` times the slope at ``z``. The chapters differ only in the slope, and in
which of ``z`` and ``a`` is the handier thing to remember for it.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array, Cache


def relu_forward(z: Array) -> tuple[Array, Cache]:
    """Apply the rectified linear unit to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a = max(0, z)``: linear where the unit is on, silent where it is off [1]_.

    References
    ----------
    .. [1] V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010.

    Examples
    --------
    >>> import numpy as np
    >>> relu_forward(np.array([-2.0, 0.5]))[0]
    array([0. , 0.5])
    """
    a = np.maximum(z, 0)
    cache = z
    return a, cache


def relu_backward(da: Array, cache: Cache) -> Array:
    """Carry a gradient back through the rectified linear unit.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `relu_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.

    Notes
    -----
    The slope is 1 where ``z > 0`` and 0 where ``z < 0``: the gradient passes a unit that was on unchanged
    and stops at one that was off. At ``z = 0`` there is a kink and any slope between 0 and 1 is a
    subgradient; this book, like most libraries, takes 0.
    """
    z = cache
    dz: Array = da * (z > 0)
    return dz


def sigmoid_forward(z: Array) -> tuple[Array, Cache]:
    """Apply the logistic sigmoid to every entry, however large its magnitude.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.

    Returns
    -------
    a : array, shape of `z`
        Activations, between 0 and 1.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a = 1 / (1 + exp(-z))``. Written like that, ``exp(-z)`` overflows for very negative `z`. Multiplying
    numerator and denominator by ``exp(z)`` gives the equal form ``exp(z) / (1 + exp(z))``, which overflows
    for very positive `z` instead. Both need only ``exp(-|z|)``, which lies between 0 and 1, if each is used
    on its own side of zero.

    Examples
    --------
    >>> import numpy as np
    >>> sigmoid_forward(np.array([-1e4, 0.0, 1e4]))[0]
    array([0. , 0.5, 1. ])
    """
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    cache = a
    return a, cache


def sigmoid_backward(da: Array, cache: Cache) -> Array:
    """Carry a gradient back through the logistic sigmoid.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `sigmoid_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.

    Notes
    -----
    Differentiate ``a = 1 / (1 + exp(-z))`` and recognise the factors::

        da/dz = exp(-z) / (1 + exp(-z))**2 = a (1 - a)

    The slope needs only the output, so that is what the cache holds. It is at most 1/4, reached at
    ``z = 0``: a stack of sigmoid layers shrinks the gradient at least fourfold a layer unless the weights
    make up for it.
    """
    a = cache
    dz: Array = da * a * (1 - a)
    return dz
