"""Normalisation.

Write the functions below, with NumPy alone. What you have so far is checked with

    autograder check a3_normalization_en.py
"""

import numpy as np


# standardize (5 points) ---------------------------------------------------------------------------
#
# `fit_standardizer` looks at the training data, and returns whatever `standardize` needs to know of
# them. `standardize` subtracts from each feature its training mean and divides it by its training
# standard deviation (the biased one), no matter which data it is given. A feature that was constant
# in training must survive: no NaN, no infinity.


def fit_standardizer(x_train):
    """Collect what `standardize` needs to know about the training data.

    Parameters
    ----------
    x_train : array, shape (train, features)
        Training inputs, one example a row.

    Returns
    -------
    stats : anything
        What `standardize` needs.
    """
    raise NotImplementedError


def standardize(x, stats):
    """Shift and scale each feature by the mean and the deviation that the training data had.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs, old or new.
    stats : anything
        From `fit_standardizer`.

    Returns
    -------
    out : array, shape (batch, features)
        Standardised inputs. A feature that was constant in training must not make them NaN or infinite.
    """
    raise NotImplementedError


# image_centering (6 points) -----------------------------------------------------------------------
#
# Centre images `x` on statistics of the training images `x_train`, in two ways.
# `subtract_mean_image` subtracts the mean image: each row, column and channel has its own mean.
# `subtract_channel_means` subtracts one number for each channel, its mean over all pixels of all
# training images.


def subtract_mean_image(x, x_train):
    """Subtract from each pixel its mean over the training images.

    Parameters
    ----------
    x : array, shape (batch, height, width, channels)
        Images, old or new.
    x_train : array, shape (train, height, width, channels)
        Training images.

    Returns
    -------
    out : array, shape (batch, height, width, channels)
        Centred images.
    """
    raise NotImplementedError


def subtract_channel_means(x, x_train):
    """Subtract from each channel its mean over the pixels of all training images.

    Parameters
    ----------
    x : array, shape (batch, height, width, channels)
        Images, old or new.
    x_train : array, shape (train, height, width, channels)
        Training images.

    Returns
    -------
    out : array, shape (batch, height, width, channels)
        Centred images.
    """
    raise NotImplementedError


# pca (12 points) ----------------------------------------------------------------------------------
#
# `fit_pca` finds the principal components of the training data, the eigenvectors of their
# covariance matrix, and returns whatever the other two functions need. `decorrelate` centres data
# on the training mean and expresses them in the components, the one of the largest variance first.
# `whiten` divides each decorrelated component by sqrt(variance + eps), the variance being that of
# the training data. `n_components` keeps only so many components. The sign of each component is
# free.


def fit_pca(x_train, n_components=None):
    """Find the principal components of the training data.

    Parameters
    ----------
    x_train : array, shape (train, features)
        Training inputs, one example a row; more of them than features.
    n_components : int, optional
        How many components to keep, those of the largest variance. Default: all of them.

    Returns
    -------
    pca : anything
        What `decorrelate` and `whiten` need.
    """
    raise NotImplementedError


def decorrelate(x, pca):
    """Express centred inputs in the coordinates of the principal components.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs, old or new.
    pca : anything
        From `fit_pca`.

    Returns
    -------
    out : array, shape (batch, components)
        Centred, rotated inputs, the component of the largest variance first; each component's sign is free.
    """
    raise NotImplementedError


def whiten(x, pca, eps):
    """Decorrelate, then scale each component to variance 1.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs, old or new.
    pca : anything
        From `fit_pca`.
    eps : float
        Added to each component's variance, inside the root.

    Returns
    -------
    out : array, shape (batch, components)
        Whitened inputs: but for `eps`, the training data's covariance is the identity (whether it has the
        divisor `train` or ``train - 1`` is up to you).
    """
    raise NotImplementedError


# batchnorm_forward (10 points) --------------------------------------------------------------------
#
# Normalise each feature of a batch, then scale it by gamma and shift it by beta. In training, use
# the batch's own mean and biased variance, and collect both in moving averages; at inference, use
# what was collected. Add `eps` to the variance, inside the root. `momentum` is the share of the old
# average that is kept.


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-05):
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
    """
    raise NotImplementedError


# batchnorm_backward (8 points) --------------------------------------------------------------------
#
# Carry the upstream gradient `dout` back through batch normalisation, to x, gamma and beta. The
# mean and the variance depend on x too. The cache comes from your own `batchnorm_forward`, in
# training.


def batchnorm_backward(dout, cache):
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
    """
    raise NotImplementedError


# batchnorm_placement (14 points) ------------------------------------------------------------------
#
# Put the affine layer x @ w + b, batch normalisation and ReLU together in two orders: with the
# normalisation before the ReLU, and after it. Write forward and backward of both; call your
# `batchnorm_forward` and `batchnorm_backward`. The running statistics are those of whatever is
# normalised.


def affine_batchnorm_relu_forward(x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-05):
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
    """
    raise NotImplementedError


def affine_batchnorm_relu_backward(dout, cache):
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
    """
    raise NotImplementedError


def affine_relu_batchnorm_forward(x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-05):
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
    """
    raise NotImplementedError


def affine_relu_batchnorm_backward(dout, cache):
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
    """
    raise NotImplementedError


# batchnorm_population (5 points) ------------------------------------------------------------------
#
# Compute the mean and the biased variance of each feature over all batches together, as if they
# were one large batch. The batches may differ in size.


def population_statistics(batches):
    """Compute the exact mean and variance of each feature over all batches together.

    Parameters
    ----------
    batches : list of arrays, each of shape (batch, features)
        What reaches the normalisation, batch by batch. They need not be of the same size: the last one is
        often shorter.

    Returns
    -------
    mean : array, shape (features,)
        Mean of each feature over all examples.
    var : array, shape (features,)
        Biased variance of each feature over all examples.
    """
    raise NotImplementedError


# batchnorm_fold (5 points) ------------------------------------------------------------------------
#
# Return the weights and biases of one affine layer that does what these two do at inference: the
# affine layer x @ w + b, and batch normalisation with this gamma, beta, mean and var behind it.


def fold_batchnorm(w, b, gamma, beta, mean, var, eps):
    """Merge an affine layer and the batch normalisation after it into one affine layer, for inference.

    Parameters
    ----------
    w : array, shape (fan_in, fan_out)
        Weights of the affine layer, one unit a column.
    b : array, shape (fan_out,)
        Biases of the affine layer.
    gamma : array, shape (fan_out,)
        Scale of the normalisation.
    beta : array, shape (fan_out,)
        Shift of the normalisation.
    mean : array, shape (fan_out,)
        Mean that the normalisation subtracts at inference.
    var : array, shape (fan_out,)
        Variance that it divides by the root of.
    eps : float
        Added to the variance, inside the root.

    Returns
    -------
    w_folded : array, shape (fan_in, fan_out)
        Weights of the one layer.
    b_folded : array, shape (fan_out,)
        Biases of the one layer.
    """
    raise NotImplementedError


# layernorm_forward (5 points) ---------------------------------------------------------------------
#
# Normalise each example over its own features, then scale feature j by gamma[j] and shift it by
# beta[j]. Use the biased variance and add `eps` to it, inside the root. There are no running
# statistics: training and inference are the same.


def layernorm_forward(x, gamma, beta, *, eps=1e-05):
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
    """
    raise NotImplementedError


# layernorm_backward (8 points) --------------------------------------------------------------------
#
# Carry the upstream gradient `dout` back through layer normalisation, to x, gamma and beta. Each
# example's mean and variance depend on all of its features. The cache comes from your own
# `layernorm_forward`.


def layernorm_backward(dout, cache):
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
    """
    raise NotImplementedError
