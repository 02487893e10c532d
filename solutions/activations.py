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


def step_forward(z: Array) -> tuple[Array, Cache]:
    """Apply the step function to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.

    Returns
    -------
    a : array, shape of `z`
        Activations, 1 for positive entries and 0 for negative ones.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a = 1`` where ``z > 0``, else 0. A unit like that makes a decision and says nothing of how close it was:
    the oldest model of a neuron [1]_. At ``z = 0`` either value is as good as the other; this book takes 0.

    References
    ----------
    .. [1] W. S. McCulloch and W. Pitts, "A logical calculus of the ideas immanent in nervous activity", 1943.

    Examples
    --------
    >>> import numpy as np
    >>> step_forward(np.array([-0.1, 0.1, 5.0]))[0]
    array([0., 1., 1.])
    """
    a = (z > 0).astype(z.dtype)
    cache = None
    return a, cache


def step_backward(da: Array, cache: Cache) -> Array:
    """Carry a gradient back through the step function.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `step_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.

    Notes
    -----
    The step is flat on both sides of its jump, so its slope is 0 wherever it has one: a small change of `z`
    changes no activation and no loss. Nothing reaches the weights below. This is not a mistake in the
    calculation but the reason why networks are trained with other activations.
    """
    return np.zeros_like(da)


def tanh_forward(z: Array) -> tuple[Array, Cache]:
    """Apply the hyperbolic tangent to every entry, however large its magnitude.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.

    Returns
    -------
    a : array, shape of `z`
        Activations, between -1 and 1.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a = (exp(z) - exp(-z)) / (exp(z) + exp(-z))``. Written like that, both exponentials of a large entry
    are infinite and their quotient is NaN; ``np.tanh`` knows better. The function is a stretched sigmoid,
    ``tanh(z) = 2 sigmoid(2 z) - 1``. Its outputs are centred at 0, so the next layer's inputs do not all
    have the same sign, and learning is faster for it [1]_.

    References
    ----------
    .. [1] Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller, "Efficient BackProp", 1998.

    Examples
    --------
    >>> import numpy as np
    >>> tanh_forward(np.array([-1e4, 0.0, 0.5]))[0].round(4)
    array([-1.    ,  0.    ,  0.4621])
    """
    a = np.tanh(z)
    cache = a
    return a, cache


def tanh_backward(da: Array, cache: Cache) -> Array:
    """Carry a gradient back through the hyperbolic tangent.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `tanh_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.

    Notes
    -----
    The quotient rule for ``sinh / cosh`` gives ``(cosh**2 - sinh**2) / cosh**2``, that is::

        da/dz = 1 - a**2

    As for the sigmoid, the output is enough. The slope is 1 at ``z = 0``, four times the sigmoid's best, and
    vanishes likewise where the unit saturates.
    """
    a = cache
    dz: Array = da * (1 - a**2)
    return dz


def leaky_relu_forward(z: Array, alpha: float = 0.01) -> tuple[Array, Cache]:
    """Apply the leaky rectified linear unit to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.
    alpha : float, default 0.01
        Slope where `z` is negative, between 0 and 1.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a = z`` where ``z > 0``, else ``alpha * z``; or, as ``alpha < 1``, ``a = max(z, alpha * z)``. A rectifier
    that is off for every example gets no gradient and stays off for ever. The leak keeps a small slope
    there, so that such a unit can come back [1]_.

    References
    ----------
    .. [1] A. L. Maas, A. Y. Hannun and A. Y. Ng, "Rectifier nonlinearities improve neural network acoustic
       models", 2013.

    Examples
    --------
    >>> import numpy as np
    >>> leaky_relu_forward(np.array([-2.0, 0.5]))[0]
    array([-0.02,  0.5 ])
    """
    a = np.where(z > 0, z, alpha * z)
    cache = (z, alpha)
    return a, cache


def leaky_relu_backward(da: Array, cache: Cache) -> Array:
    """Carry a gradient back through the leaky rectified linear unit.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `leaky_relu_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.

    Notes
    -----
    The slope is 1 where ``z > 0`` and `alpha` where ``z < 0``. At ``z = 0`` any slope between the two is a
    subgradient; this book takes `alpha`.
    """
    z, alpha = cache
    dz: Array = np.where(z > 0, da, alpha * da)
    return dz


def prelu_forward(z: Array, alpha: Array) -> tuple[Array, Cache]:
    """Apply the parametric rectified linear unit, a leaky one whose leak is learned.

    Parameters
    ----------
    z : array, shape (batch, units)
        Pre-activations.
    alpha : array, shape (units,)
        Slope of each unit where `z` is negative. It is learned, so it may become any number.

    Returns
    -------
    a : array, shape (batch, units)
        Activations.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a[n, j] = z[n, j]`` where that is positive, else ``alpha[j] * z[n, j]`` [1]_. The maximum of ``z`` and
    ``alpha * z`` would say the same only as long as no slope exceeds 1.

    References
    ----------
    .. [1] K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers: surpassing human-level
       performance on ImageNet classification", 2015.

    Examples
    --------
    >>> import numpy as np
    >>> prelu_forward(np.array([[-2.0, -2.0], [1.0, 3.0]]), np.array([0.25, -0.5]))[0]
    array([[-0.5,  1. ],
           [ 1. ,  3. ]])
    """
    a = np.where(z > 0, z, alpha * z)  # (units,) is broadcast to (batch, units)
    cache = (z, alpha)
    return a, cache


def prelu_backward(da: Array, cache: Cache) -> tuple[Array, Array]:
    """Carry a gradient back through the parametric rectified linear unit.

    Parameters
    ----------
    da : array, shape (batch, units)
        Gradient of the loss with respect to the activations.
    cache : anything
        From `prelu_forward`.

    Returns
    -------
    dz : array, shape (batch, units)
        Gradient of the loss with respect to the pre-activations.
    dalpha : array, shape (units,)
        Gradient of the loss with respect to the slopes.

    Notes
    -----
    ``alpha[j]`` touches ``a[n, j]`` in the examples where ``z[n, j]`` is negative, with slope ``z[n, j]``; the
    chain rule adds over them::

        dalpha[j] = sum_n da[n, j] min(z[n, j], 0)

    What was broadcast over the batch is summed over the batch. Whether a unit is on is decided by the sign
    of `z`, not of `a`: with a negative slope, `a` is never negative.
    """
    z, alpha = cache
    dz = np.where(z > 0, da, alpha * da)
    dalpha = (da * np.minimum(z, 0)).sum(axis=0)  # (batch, units) -> (units,)
    return dz, dalpha


def elu_forward(z: Array, alpha: float = 1.0) -> tuple[Array, Cache]:
    """Apply the exponential linear unit to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.
    alpha : float, default 1.0
        Positive; the activations of very negative entries approach ``-alpha``.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a = z`` where ``z > 0``, else ``alpha * (exp(z) - 1)`` [1]_. Like the leaky rectifier it has a slope
    everywhere, but it levels off: a unit that is off says so without saying how much. In the sum
    ``max(z, 0) + alpha * (exp(min(z, 0)) - 1)`` each side has a term of its own and the other is 0, and no
    exponential of a large entry is ever taken. ``expm1`` is ``exp`` minus 1, exact near 0 as well.

    References
    ----------
    .. [1] D.-A. Clevert, T. Unterthiner and S. Hochreiter, "Fast and accurate deep network learning by
       exponential linear units (ELUs)", 2016.

    Examples
    --------
    >>> import numpy as np
    >>> elu_forward(np.array([-50.0, -1.0, 2.0]))[0].round(4)
    array([-1.    , -0.6321,  2.    ])
    """
    a: Array = np.maximum(z, 0) + alpha * np.expm1(np.minimum(z, 0))  # one of the two terms is 0
    cache = (z, alpha)
    return a, cache


def elu_backward(da: Array, cache: Cache) -> Array:
    """Carry a gradient back through the exponential linear unit.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `elu_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.

    Notes
    -----
    The slope is 1 where ``z > 0`` and ``alpha * exp(z)``, which is ``a + alpha``, where ``z < 0``. The two
    meet at ``z = 0`` only if `alpha` is 1; otherwise there is a kink.
    """
    z, alpha = cache
    dz: Array = da * np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0)))
    return dz


def celu_forward(z: Array, alpha: float = 1.0) -> tuple[Array, Cache]:
    """Apply the continuously differentiable exponential linear unit to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.
    alpha : float, default 1.0
        Positive; the activations of very negative entries approach ``-alpha``.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a = z`` where ``z > 0``, else ``alpha * (exp(z / alpha) - 1)``. Dividing `z` by `alpha` makes up for
    the factor in front: whatever `alpha` is, the slope at 0 is 1 from both sides [1]_. With ``alpha = 1``
    this is the ELU.

    References
    ----------
    .. [1] J. T. Barron, "Continuously differentiable exponential linear units", 2017.

    Examples
    --------
    >>> import numpy as np
    >>> celu_forward(np.array([-50.0, -1.0, 2.0]), 0.5)[0].round(4)
    array([-0.5   , -0.4323,  2.    ])
    """
    a: Array = np.maximum(z, 0) + alpha * np.expm1(np.minimum(z, 0) / alpha)  # one of the two terms is 0
    cache = (z, alpha)
    return a, cache


def celu_backward(da: Array, cache: Cache) -> Array:
    """Carry a gradient back through the continuously differentiable exponential linear unit.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `celu_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.

    Notes
    -----
    The slope is 1 where ``z > 0`` and ``exp(z / alpha)`` where ``z < 0``: the inner derivative ``1 / alpha``
    cancels the factor `alpha`. Both are ``exp(min(z, 0) / alpha)``.
    """
    z, alpha = cache
    dz: Array = da * np.exp(np.minimum(z, 0) / alpha)
    return dz


def swish_forward(z: Array, beta: float = 1.0) -> tuple[Array, Cache]:
    """Apply Swish, an entry times the sigmoid of itself, to every entry however large its magnitude.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.
    beta : float, default 1.0
        Multiplies the entry inside the sigmoid.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ``a = z * sigmoid(beta * z)``: the unit is its own gate. As `beta` grows, the gate becomes a step and Swish
    a ReLU; at ``beta = 0`` it is the line ``z / 2`` [1]_. With ``beta = 1`` it is also called SiLU [2]_.

    References
    ----------
    .. [1] P. Ramachandran, B. Zoph and Q. V. Le, "Searching for activation functions", 2017.
    .. [2] S. Elfwing, E. Uchibe and K. Doya, "Sigmoid-weighted linear units for neural network function
       approximation in reinforcement learning", 2018.

    Examples
    --------
    >>> import numpy as np
    >>> swish_forward(np.array([-1e4, -1.0, 2.0]))[0].round(4)
    array([-0.    , -0.2689,  1.7616])
    """
    gate, _ = sigmoid_forward(beta * z)
    a = z * gate
    cache = (z, gate, beta)
    return a, cache


def swish_backward(da: Array, cache: Cache) -> Array:
    """Carry a gradient back through Swish.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `swish_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.

    Notes
    -----
    `z` is used twice, as the signal and in the gate. The product rule::

        da/dz = gate + z * beta * gate * (1 - gate)

    The second term makes Swish dip a little below 0 on its way up: its slope is negative for very negative
    `z` and exceeds 1 for moderately large ones.
    """
    z, gate, beta = cache
    dz: Array = da * (gate + z * beta * gate * (1 - gate))
    return dz
