"""Layer normalisation: standardise each example over its own features.

The arithmetic is batch normalisation's with the other axis, and three things follow. An example no longer
depends on its company, so a batch of one is as good as any. Nothing has to be collected for inference, which
is the same computation. And in the backward pass gamma stays inside the averages, because it varies along
the axis that they are taken over.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array, Cache


def layernorm_forward(x: Array, gamma: Array, beta: Array, *, eps: float = 1e-5) -> tuple[Array, Cache]:
    """Normalise each example over its features, then scale and shift each feature.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs, one example a row.
    gamma : array, shape (features,)
        Learned scale.
    beta : array, shape (features,)
        Learned shift.
    eps : float, default 1e-5
        Added to the variance; an example whose features are all equal survives.

    Returns
    -------
    out : array, shape (batch, features)
        Normalised, scaled and shifted inputs.
    cache : anything
        What the backward pass needs.

    Notes
    -----
    ::

        x_hat = (x - mean) / sqrt(var + eps)        out = gamma * x_hat + beta

    The mean and the (biased) variance are an example's own, taken over the feature axis, so there is one of
    each per row and both need a second axis of length 1 to be broadcast. `gamma` and `beta` belong to the
    features, as in batch normalisation: what is normalised and what is learned live on different axes.

    References
    ----------
    .. [1] J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization", 2016.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[1.0, 3.0], [10.0, 30.0]])
    >>> layernorm_forward(x, np.ones(2), np.zeros(2))[0].round(4)
    array([[-1.,  1.],
           [-1.,  1.]])
    """
    mean = x.mean(axis=1, keepdims=True)  # (batch, features) -> (batch, 1)
    var = x.var(axis=1, keepdims=True)  # (batch, features) -> (batch, 1)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std  # (batch, 1) broadcast to (batch, features)
    out = gamma * x_hat + beta  # (features,) broadcast to (batch, features)
    cache = (x_hat, gamma, inv_std)
    return out, cache


def layernorm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Carry a gradient back through layer normalisation.

    Parameters
    ----------
    dout : array, shape (batch, features)
        Gradient of the loss with respect to the layer's outputs.
    cache : anything
        From `layernorm_forward`.

    Returns
    -------
    dx : array, shape (batch, features)
        Gradient of the loss with respect to the inputs.
    dgamma : array, shape (features,)
        Gradient of the loss with respect to the scale.
    dbeta : array, shape (features,)
        Gradient of the loss with respect to the shift.

    Notes
    -----
    Two sums over two axes. `gamma` and `beta` were broadcast over the batch, so their gradients are summed
    over the batch. The mean and the variance were taken over the features, so their paths average over the
    features::

        dx_hat = dout * gamma
        dx = (dx_hat - average(dx_hat) - x_hat * average(dx_hat * x_hat)) / sqrt(var + eps)

    It is the formula of batch normalisation, with one trap: there, gamma is a constant along the axis of the
    averages and may be taken out of them; here every feature brings its own gamma into them.

    References
    ----------
    .. [1] J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization", 2016.
    """
    x_hat, gamma, inv_std = cache
    dbeta = dout.sum(axis=0)  # (batch, features) -> (features,)
    dgamma = (dout * x_hat).sum(axis=0)  # (batch, features) -> (features,)
    dx_hat = dout * gamma
    shift = dx_hat.mean(axis=1, keepdims=True)  # (batch, features) -> (batch, 1)
    stretch = (dx_hat * x_hat).mean(axis=1, keepdims=True)  # (batch, features) -> (batch, 1)
    dx = (dx_hat - shift - x_hat * stretch) * inv_std
    return dx, dgamma, dbeta
