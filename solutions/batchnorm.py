"""Batch normalisation: standardise each feature over the batch, then let the network rescale it.

In training the mean and the variance are functions of the batch, so every example influences the output of
every other, and the backward pass has to account for it. At inference they are constants, collected while
training, and the layer is nothing but an affine map of each feature.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array, Cache


def batchnorm_forward(
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    *,
    training: bool,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[Array, Cache, Array, Array]:
    """Normalise each feature of a batch, then scale and shift it.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs, one example a row.
    gamma : array, shape (features,)
        Learned scale.
    beta : array, shape (features,)
        Learned shift.
    running_mean : array, shape (features,)
        Mean of each feature, as collected over training so far.
    running_var : array, shape (features,)
        Biased variance of each feature, as collected over training so far.
    training : bool
        Whether to normalise with this batch's statistics (and collect them) or with the running ones.
    momentum : float, default 0.9
        Share of the old running statistics that a training step keeps.
    eps : float, default 1e-5
        Added to the variance; a constant feature survives.

    Returns
    -------
    out : array, shape (batch, features)
        Normalised, scaled and shifted inputs.
    cache : anything
        What the backward pass needs.
    running_mean : array, shape (features,)
        The running mean after this call; the argument itself is not changed.
    running_var : array, shape (features,)
        The running variance after this call; the argument itself is not changed.

    Notes
    -----
    ::

        x_hat = (x - mean) / sqrt(var + eps)        out = gamma * x_hat + beta

    In training, `mean` and `var` are taken over the batch axis, the variance with divisor `batch` (the
    biased one), and ``running = momentum * running + (1 - momentum) * batch`` for both. At inference the
    running statistics take their place and remain as they are, so an example's output no longer depends on
    its company.

    Two points where implementations differ. Ioffe and Szegedy [1]_ use the unbiased variance at inference;
    here it is the biased one everywhere. And some libraries call ``1 - momentum`` the momentum.

    References
    ----------
    .. [1] S. Ioffe and C. Szegedy, "Batch normalization: accelerating deep network training by reducing
       internal covariate shift", 2015.

    Examples
    --------
    >>> import numpy as np
    >>> x, one, zero = np.array([[1.0], [3.0]]), np.ones(1), np.zeros(1)
    >>> out, cache, running_mean, running_var = batchnorm_forward(x, one, zero, zero, one, training=True)
    >>> out.round(4)
    array([[-1.],
           [ 1.]])
    >>> running_mean
    array([0.2])
    """
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)  # (batch, features) -> (features,)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std  # (features,) broadcast to (batch, features)
    out = gamma * x_hat + beta
    cache = (x_hat, gamma, inv_std)
    return out, cache, running_mean, running_var


def batchnorm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Carry a gradient back through batch normalisation in training.

    Parameters
    ----------
    dout : array, shape (batch, features)
        Gradient of the loss with respect to the layer's outputs.
    cache : anything
        From `batchnorm_forward` with ``training=True``.

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
    `gamma` and `beta` were broadcast over the batch, so their gradients are summed over it. With
    ``dx_hat = dout * gamma``, one feature and `N` examples, an input reaches the loss by three paths: by
    itself, through the mean and through the variance [1]_::

        dvar  = sum_n dx_hat_n (x_n - mean) * (-1/2) (var + eps)**(-3/2)
        dmean = -sum_n dx_hat_n / sqrt(var + eps)
        dx_n  = dx_hat_n / sqrt(var + eps) + dmean / N + dvar * 2 (x_n - mean) / N

    (The path from the mean through the variance is missing because it is zero: deviations from the mean sum
    to nothing.) Put ``(x - mean) / sqrt(var + eps) = x_hat`` wherever it appears, and all of it shrinks
    to::

        dx = (dx_hat - average(dx_hat) - x_hat * average(dx_hat * x_hat)) / sqrt(var + eps)

    Read it as a projection: what would shift the whole batch, or stretch it, is taken out of the gradient,
    because normalisation would undo such a change anyway. (At inference the statistics would be constants:
    the last two paths would not exist, and only the division would remain.)

    References
    ----------
    .. [1] S. Ioffe and C. Szegedy, "Batch normalization: accelerating deep network training by reducing
       internal covariate shift", 2015.
    """
    x_hat, gamma, inv_std = cache
    dbeta = dout.sum(axis=0)  # (batch, features) -> (features,)
    dgamma = (dout * x_hat).sum(axis=0)  # (batch, features) -> (features,)
    dx_hat = dout * gamma
    shift = dx_hat.mean(axis=0)  # (batch, features) -> (features,)
    stretch = (dx_hat * x_hat).mean(axis=0)  # (batch, features) -> (features,)
    dx = (dx_hat - shift - x_hat * stretch) * inv_std
    return dx, dgamma, dbeta
