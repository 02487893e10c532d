"""Regularisation.

Write the functions below, with NumPy alone. What you have so far is checked with

    autograder check a4_regularization_en.py
"""

import numpy as np


# dropout (10 points) ------------------------------------------------------------------------------
#
# Write dropout in its original form. In training, keep each unit as it is with probability
# `keep_prob` and set it to zero otherwise; at inference, multiply by `keep_prob`, the average of
# that. Then carry the gradient back.


def dropout_forward(x, *, keep_prob, training, rng):
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
    """
    raise NotImplementedError


def dropout_backward(dout, cache):
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
    """
    raise NotImplementedError


# inverted_dropout (10 points) ---------------------------------------------------------------------
#
# Write inverted dropout. In training, keep each unit with probability `keep_prob`, divided by
# `keep_prob`, and set it to zero otherwise; at inference, return x as it is. Then carry the
# gradient back.


def inverted_dropout_forward(x, *, keep_prob, training, rng):
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
    """
    raise NotImplementedError


def inverted_dropout_backward(dout, cache):
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
    """
    raise NotImplementedError
