"""Where training starts: how large the first weights should be.

A unit adds up `fan_in` products. With independent inputs and weights of mean zero, variances add::

    Var(z) = fan_in * Var(w) * E[x**2]

Weights that are too small make the signal fade from layer to layer, weights that are too large make it
explode (or saturate), and gradients share its fate. The three rules below solve this equation for ``Var(w)``
under three assumptions about what surrounds the layer.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array


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
