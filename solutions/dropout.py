"""Dropout: train a different thinned network at every step, use their average afterwards.

A unit that is kept with probability `keep_prob` contributes, on average, `keep_prob` times its value. The
layers above must see the same average in training and at inference, so somebody has to correct the scale.
The original does so at inference; the inverted form does so in training, and leaves inference alone.

In all four functions a unit is multiplied by some factor going forward and its gradient by the same factor
going back. So the factor is the cache, and the two backward passes do not even ask which mode it was.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array, Cache


def dropout_forward(
    x: Array, *, keep_prob: float, training: bool, rng: np.random.Generator
) -> tuple[Array, Cache]:
    """Silence units at random in training, and match their average at inference.

    Parameters
    ----------
    x : array, any shape
        Activations.
    keep_prob : float
        Probability of keeping a unit, in (0, 1].
    training : bool
        Whether this is a training pass; otherwise the result is not random.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    out : array, shape of `x`
        In training, each entry of `x` either as it is or zero; at inference, the average of that.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    In training ``out = mask * x``, where every entry of `mask` is 1 with probability `keep_prob` and
    otherwise 0, independently of the others. At inference ``out = keep_prob * x``, the expectation of the
    above. For a network with non-linearities this only approximates the average over its ``2**units``
    thinned versions, but it does so well, and in a single pass [1]_.

    References
    ----------
    .. [1] N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, "Dropout: a simple
       way to prevent neural networks from overfitting", 2014.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> dropout_forward(np.array([1.0, 2.0, 3.0, 4.0]), keep_prob=0.5, training=False, rng=rng)[0]
    array([0.5, 1. , 1.5, 2. ])
    """
    factor = rng.random(x.shape) < keep_prob if training else keep_prob
    return x * factor, factor


def dropout_backward(dout: Array, cache: Cache) -> Array:
    """Carry a gradient back through dropout, in the mode of its forward pass.

    Parameters
    ----------
    dout : array, any shape
        Gradient of the loss with respect to the outputs.
    cache : anything
        From `dropout_forward`.

    Returns
    -------
    dx : array, shape of `dout`
        Gradient of the loss with respect to the inputs.

    Notes
    -----
    Given the mask, dropout is a multiplication by a constant, and so is its backward pass: ``mask * dout``
    in training, ``keep_prob * dout`` at inference. The mask must be the one of the forward pass; a fresh one
    would credit units that were silent.
    """
    factor = cache
    dx: Array = dout * factor
    return dx


def inverted_dropout_forward(
    x: Array, *, keep_prob: float, training: bool, rng: np.random.Generator
) -> tuple[Array, Cache]:
    """Silence units at random in training without changing the average, and do nothing at inference.

    Parameters
    ----------
    x : array, any shape
        Activations.
    keep_prob : float
        Probability of keeping a unit, in (0, 1].
    training : bool
        Whether this is a training pass; otherwise the result is not random.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    out : array, shape of `x`
        In training, random, with expectation `x`; at inference, equal to `x`.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    In training ``out = mask * x / keep_prob``: the survivors are enlarged so that the expectation is `x`.
    Inference then needs to know neither `keep_prob` nor that there was dropout at all, which is why
    libraries prefer this form to the original [1]_. The mask is converted to the dtype of `x` before the
    division: a boolean divided by a number is float64 and would widen a float32 network.

    References
    ----------
    .. [1] N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, "Dropout: a simple
       way to prevent neural networks from overfitting", 2014 (section 10 mentions this form).

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> out, _ = inverted_dropout_forward(np.ones(100_000), keep_prob=0.8, training=True, rng=rng)
    >>> print(np.unique(out), round(float(out.mean()), 2))
    [0.   1.25] 1.0
    """
    factor = (rng.random(x.shape) < keep_prob).astype(x.dtype) / keep_prob if training else 1.0
    return x * factor, factor


def inverted_dropout_backward(dout: Array, cache: Cache) -> Array:
    """Carry a gradient back through inverted dropout, in the mode of its forward pass.

    Parameters
    ----------
    dout : array, any shape
        Gradient of the loss with respect to the outputs.
    cache : anything
        From `inverted_dropout_forward`.

    Returns
    -------
    dx : array, shape of `dout`
        Gradient of the loss with respect to the inputs.

    Notes
    -----
    ``mask * dout / keep_prob`` in training, `dout` at inference. The division belongs to the forward pass
    and therefore to the gradient; leaving it out makes every gradient too small by a factor of `keep_prob`.
    """
    factor = cache
    dx: Array = dout * factor
    return dx
