"""Where training starts: how large the first weights should be.

A unit adds up `fan_in` products. With independent inputs and weights of mean zero, variances add::

    Var(z) = fan_in * Var(w) * E[x**2]

Weights that are too small make the signal fade from layer to layer, weights that are too large make it
explode (or saturate), and gradients share its fate. The first four rules below do not look at the layer; each
fails in its own instructive way. The others solve this equation for ``Var(w)``, under different assumptions
about what surrounds the layer.

All have the same interface, so that one can be put in the place of another, and none of them is for biases:
those may start at zero, since it is the weights that tell units apart.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array


def zeros(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    """Start a layer with weights that are all zero.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        Not used: there is nothing to draw. It is here so that every initialiser is called alike.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Zeros.

    Notes
    -----
    Every unit of the layer computes the same function of its input. If the next layer starts at zero too,
    nothing comes back through it, and the gradient of these weights is zero as well: they never move.

    Examples
    --------
    >>> import numpy as np
    >>> zeros(2, 3, rng=np.random.default_rng(0))
    array([[0., 0., 0.],
           [0., 0., 0.]])
    """
    return np.zeros((fan_in, fan_out))


def constant(fan_in: int, fan_out: int, *, value: float = 0.1, rng: np.random.Generator) -> Array:
    """Start a layer with weights that are all the same number.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    value : float
        The number.
    rng : numpy.random.Generator
        Not used: there is nothing to draw. It is here so that every initialiser is called alike.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, all equal to `value`.

    Notes
    -----
    A gradient does come back now, but the same one to every unit of the layer, as long as the units are
    equal in the weights that lead away from them, too. Equal numbers plus equal gradients are equal numbers: a
    layer of any width goes on being one unit, many times over.

    Examples
    --------
    >>> import numpy as np
    >>> constant(2, 3, value=0.5, rng=np.random.default_rng(0))
    array([[0.5, 0.5, 0.5],
           [0.5, 0.5, 0.5]])
    """
    return np.full((fan_in, fan_out), float(value))


def small_normal(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    """Draw normal weights with standard deviation 0.01, whatever the size of the layer.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.

    Notes
    -----
    The units differ, which is what matters first, and shallow networks used to start like this. But a layer
    of 500 inputs multiplies the size of its signal by ``0.01 * sqrt(500) = 0.22``: after ten of them a
    millionth is left, and as little of the gradient on its way back.

    Examples
    --------
    >>> import numpy as np
    >>> w = small_normal(400, 300, rng=np.random.default_rng(0))
    >>> print(w.shape, round(float(w.std()), 3))
    (400, 300) 0.01
    """
    return rng.normal(0.0, 0.01, size=(fan_in, fan_out))


def unit_normal(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    """Draw standard normal weights, whatever the size of the layer.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero and standard deviation 1.

    Notes
    -----
    A unit that adds 500 products of size one gets pre-activations of size ``sqrt(500) = 22``. There `tanh` and
    the sigmoid are flat: nearly every unit says -1 or 1 and lets no gradient through, and the few others multiply
    it by weights that are far too large.

    Examples
    --------
    >>> import numpy as np
    >>> w = unit_normal(400, 300, rng=np.random.default_rng(0))
    >>> print(w.shape, round(float(w.std()), 2))
    (400, 300) 1.0
    """
    return rng.standard_normal((fan_in, fan_out))


def xavier_normal(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    """Draw normal weights that let a layer of linear units keep the variance of its inputs.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.

    Notes
    -----
    For inputs of mean zero, ``E[x**2] = Var(x)``, and ``Var(z) = Var(x)`` asks for ``Var(w) = 1 / fan_in``.
    A normal generator wants the standard deviation, so a square root is due. `tanh` is close to the
    identity near zero, so the rule serves it well too [1]_. The name is a habit: it honours Xavier Glorot,
    whose own proposal also looks at `fan_out` (see `glorot_uniform`).

    References
    ----------
    .. [1] Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller, "Efficient BackProp", 1998.

    Examples
    --------
    >>> import numpy as np
    >>> w = xavier_normal(400, 300, rng=np.random.default_rng(0))
    >>> print(w.shape, round(float(w.std()), 2))
    (400, 300) 0.05
    """
    return rng.normal(0.0, np.sqrt(1 / fan_in), size=(fan_in, fan_out))


def glorot_uniform(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    """Draw uniform weights that balance the forward signal against the backward one.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, from an interval symmetric about zero.

    Notes
    -----
    Going forward a unit adds `fan_in` terms, which asks for ``Var(w) = 1 / fan_in``. Going back, the
    gradient of an input adds `fan_out` terms, which asks for ``Var(w) = 1 / fan_out``. Unless the layer is
    square both cannot hold; the compromise puts the mean of the two fans into the denominator [1]_:
    ``Var(w) = 2 / (fan_in + fan_out)``.

    A uniform variable on ``[-limit, limit]`` has variance ``limit**2 / 3``. Equate, and
    ``limit = sqrt(6 / (fan_in + fan_out))``.

    References
    ----------
    .. [1] X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
       networks", 2010.

    Examples
    --------
    >>> import numpy as np
    >>> w = glorot_uniform(2, 4, rng=np.random.default_rng(0))  # limit 1
    >>> print(w.shape, bool(np.abs(w).max() <= 1))
    (2, 4) True
    """
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def glorot_normal(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    """Draw normal weights that balance the forward signal against the backward one.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.

    Notes
    -----
    The variance is that of `glorot_uniform`, ``2 / (fan_in + fan_out)``, and only the variance enters the
    argument: the shape of the distribution is a matter of taste. The standard deviation is
    ``sqrt(2 / (fan_in + fan_out))``. Beware of ``2 / sqrt(fan_in + fan_out)``, which goes about under the same
    name: with the 2 outside the root the variance is twice as large.

    Examples
    --------
    >>> import numpy as np
    >>> w = glorot_normal(500, 300, rng=np.random.default_rng(0))
    >>> print(w.shape, round(float(w.std()), 2))
    (500, 300) 0.05
    """
    return rng.normal(0.0, np.sqrt(2 / (fan_in + fan_out)), size=(fan_in, fan_out))


def fan_sum_normal(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    """Draw normal weights whose variance is one over the sum of both fans.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.

    Notes
    -----
    ``Var(w) = 1 / (fan_in + fan_out)`` is another proposal, found in lectures beside Glorot's: it divides by the
    sum of the fans instead of by their mean. In a square layer that is ``1 / (2 fan_in)``, half of what the
    signal needs to keep its variance, so that in a deep network it fades: by ``sqrt(1/2)`` a layer.

    Examples
    --------
    >>> import numpy as np
    >>> w = fan_sum_normal(250, 150, rng=np.random.default_rng(0))
    >>> print(w.shape, round(float(w.std()), 2))
    (250, 150) 0.05
    """
    return rng.normal(0.0, np.sqrt(1 / (fan_in + fan_out)), size=(fan_in, fan_out))


def he_normal(fan_in: int, fan_out: int, *, rng: np.random.Generator) -> Array:
    """Draw normal weights that let a layer fed by rectified linear units keep the size of its signal.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.

    Notes
    -----
    If `z` is symmetric about zero, a rectifier silences half of it: ``E[relu(z)**2] = Var(z) / 2``. That
    half goes into the equation of the next layer, and ``Var(w) = 2 / fan_in`` makes up for it [1]_. Note
    that ``E[x**2]`` is meant, not the variance: what a rectifier lets through does not have mean zero.

    References
    ----------
    .. [1] K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers: surpassing human-level
       performance on ImageNet classification", 2015.

    Examples
    --------
    >>> import numpy as np
    >>> w = he_normal(800, 300, rng=np.random.default_rng(0))
    >>> print(w.shape, round(float(w.std()), 2))
    (800, 300) 0.05
    """
    return rng.normal(0.0, np.sqrt(2 / fan_in), size=(fan_in, fan_out))
