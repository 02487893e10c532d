"""Where the normalisation goes: the affine layer, batch normalisation and ReLU in both orders.

Before the non-linearity, as it was proposed, or after it. The parts are the chapters before; what is new is
how they are put together, and what that does to the bias: a normalisation right behind an affine layer takes
out whatever constant the bias puts in.
"""

from __future__ import annotations

from solutions.activations import relu_backward, relu_forward
from solutions.affine import affine_backward, affine_forward
from solutions.arrays import Array, Cache
from solutions.batchnorm import batchnorm_backward, batchnorm_forward


def affine_batchnorm_relu_forward(
    x: Array,
    w: Array,
    b: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    *,
    training: bool,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[Array, Cache, Array, Array]:
    """Apply an affine layer, then batch normalisation, then ReLU.

    Parameters
    ----------
    x : array, shape (batch, fan_in)
        Inputs, one example a row.
    w : array, shape (fan_in, fan_out)
        Weights, one unit a column.
    b : array, shape (fan_out,)
        Biases, one a unit.
    gamma : array, shape (fan_out,)
        Scale of the normalisation.
    beta : array, shape (fan_out,)
        Shift of the normalisation.
    running_mean : array, shape (fan_out,)
        Mean of each unit's normalised quantity, as collected so far.
    running_var : array, shape (fan_out,)
        Variance of it, as collected so far.
    training : bool
        As for `batchnorm_forward`.
    momentum : float, default 0.9
        As for `batchnorm_forward`.
    eps : float, default 1e-5
        As for `batchnorm_forward`.

    Returns
    -------
    out : array, shape (batch, fan_out)
        Outputs of the ReLU.
    cache : anything
        What the backward pass needs.
    running_mean : array, shape (fan_out,)
        The running mean after this call.
    running_var : array, shape (fan_out,)
        The running variance after this call.

    Notes
    -----
    ``relu(batchnorm(x @ w + b))``. In training `b` has no effect on the output: it shifts each unit by the
    same amount for all examples, and the mean takes it out again. The shift that counts is `beta`. Ioffe and
    Szegedy [1]_ leave `b` out for that reason.

    References
    ----------
    .. [1] S. Ioffe and C. Szegedy, "Batch normalization: accelerating deep network training by reducing
       internal covariate shift", 2015, section 3.2.
    """
    z, affine_cache = affine_forward(x, w, b)  # (batch, fan_in) -> (batch, fan_out)
    y, norm_cache, running_mean, running_var = batchnorm_forward(
        z, gamma, beta, running_mean, running_var, training=training, momentum=momentum, eps=eps
    )
    out, relu_cache = relu_forward(y)
    return out, (affine_cache, norm_cache, relu_cache), running_mean, running_var


def affine_batchnorm_relu_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array, Array, Array]:
    """Carry a gradient back through ReLU, batch normalisation and the affine layer, in training.

    Parameters
    ----------
    dout : array, shape (batch, fan_out)
        Gradient of the loss with respect to the outputs.
    cache : anything
        From `affine_batchnorm_relu_forward` with ``training=True``.

    Returns
    -------
    dx : array, shape (batch, fan_in)
        Gradient of the loss with respect to the inputs.
    dw : array, shape (fan_in, fan_out)
        Gradient of the loss with respect to the weights.
    db : array, shape (fan_out,)
        Gradient of the loss with respect to the biases.
    dgamma : array, shape (fan_out,)
        Gradient of the loss with respect to the scale.
    dbeta : array, shape (fan_out,)
        Gradient of the loss with respect to the shift.

    Notes
    -----
    The last step of the forward is the first of the backward. `db` comes out as zero (but for rounding): the
    gradient behind a normalisation sums to nothing over the batch, and this sum is what `db` is.
    """
    affine_cache, norm_cache, relu_cache = cache
    dy = relu_backward(dout, relu_cache)
    dz, dgamma, dbeta = batchnorm_backward(dy, norm_cache)
    dx, dw, db = affine_backward(dz, affine_cache)  # (batch, fan_out) -> (batch, fan_in)
    return dx, dw, db, dgamma, dbeta


def affine_relu_batchnorm_forward(
    x: Array,
    w: Array,
    b: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    *,
    training: bool,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[Array, Cache, Array, Array]:
    """Apply an affine layer, then ReLU, then batch normalisation.

    Parameters
    ----------
    x : array, shape (batch, fan_in)
        Inputs, one example a row.
    w : array, shape (fan_in, fan_out)
        Weights, one unit a column.
    b : array, shape (fan_out,)
        Biases, one a unit.
    gamma : array, shape (fan_out,)
        Scale of the normalisation.
    beta : array, shape (fan_out,)
        Shift of the normalisation.
    running_mean : array, shape (fan_out,)
        Mean of each unit's normalised quantity, as collected so far.
    running_var : array, shape (fan_out,)
        Variance of it, as collected so far.
    training : bool
        As for `batchnorm_forward`.
    momentum : float, default 0.9
        As for `batchnorm_forward`.
    eps : float, default 1e-5
        As for `batchnorm_forward`.

    Returns
    -------
    out : array, shape (batch, fan_out)
        Outputs of the normalisation.
    cache : anything
        What the backward pass needs.
    running_mean : array, shape (fan_out,)
        The running mean after this call.
    running_var : array, shape (fan_out,)
        The running variance after this call.

    Notes
    -----
    ``batchnorm(relu(x @ w + b))``. What is normalised is never negative, half of it typically zero, and what
    comes out may be negative. The bias is needed here: it decides which examples switch a unit on, and no
    shift behind the ReLU can.
    """
    z, affine_cache = affine_forward(x, w, b)  # (batch, fan_in) -> (batch, fan_out)
    a, relu_cache = relu_forward(z)
    out, norm_cache, running_mean, running_var = batchnorm_forward(
        a, gamma, beta, running_mean, running_var, training=training, momentum=momentum, eps=eps
    )
    return out, (affine_cache, relu_cache, norm_cache), running_mean, running_var


def affine_relu_batchnorm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array, Array, Array]:
    """Carry a gradient back through batch normalisation, ReLU and the affine layer, in training.

    Parameters
    ----------
    dout : array, shape (batch, fan_out)
        Gradient of the loss with respect to the outputs.
    cache : anything
        From `affine_relu_batchnorm_forward` with ``training=True``.

    Returns
    -------
    dx : array, shape (batch, fan_in)
        Gradient of the loss with respect to the inputs.
    dw : array, shape (fan_in, fan_out)
        Gradient of the loss with respect to the weights.
    db : array, shape (fan_out,)
        Gradient of the loss with respect to the biases.
    dgamma : array, shape (fan_out,)
        Gradient of the loss with respect to the scale.
    dbeta : array, shape (fan_out,)
        Gradient of the loss with respect to the shift.

    Notes
    -----
    Between the normalisation, whose gradient sums to zero over the batch, and the affine layer, the ReLU lets
    only some examples through: what is left of the sum is `db`, and it is not zero.
    """
    affine_cache, relu_cache, norm_cache = cache
    da, dgamma, dbeta = batchnorm_backward(dout, norm_cache)
    dz = relu_backward(da, relu_cache)
    dx, dw, db = affine_backward(dz, affine_cache)  # (batch, fan_out) -> (batch, fan_in)
    return dx, dw, db, dgamma, dbeta
