"""What is done to the data before the first layer sees it.

Everything here is fitted on training data and then applied, unchanged, to whatever comes later. A statistic
of the test set, however harmless it looks, is something that a network in use would not have: a single
image has no mean image, and a single example no variance.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from solutions.arrays import Array

Fitted: TypeAlias = Any
"""What a function that fits keeps for the functions that apply. Nobody else looks inside."""


def fit_standardizer(x_train: Array) -> Fitted:
    """Collect what `standardize` needs to know about the training data.

    Parameters
    ----------
    x_train : array, shape (train, features)
        Training inputs, one example a row.

    Returns
    -------
    stats : anything
        What `standardize` needs.

    Notes
    -----
    A mean and a standard deviation for each feature. A feature that never varies has none to divide by, and
    nothing to tell: its divisor is infinity, which makes zero of it, in the training data and ever after.
    (Dividing it by 1, which only centres it, does as well.)

    Whether it varies is asked of its range, not of its standard deviation: the mean of equal numbers may be
    off by a rounding error, and their standard deviation is then of the size of that error instead of zero.
    """
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)  # (train, features) -> (features,)
    varies = np.ptp(x_train, axis=0) > 0  # (train, features) -> (features,)
    return mean, np.where(varies, std, np.inf)


def standardize(x: Array, stats: Fitted) -> Array:
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

    Notes
    -----
    ::

        out = (x - mean) / std

    with the training data's mean and (biased) standard deviation. New data come out with a mean near 0 and a
    deviation near 1, not exactly so: a difference between them and the training data is information, and
    is kept.

    Examples
    --------
    >>> import numpy as np
    >>> stats = fit_standardizer(np.array([[0.0, 7.0], [2.0, 7.0]]))
    >>> standardize(np.array([[3.0, 7.0]]), stats)
    array([[2., 0.]])
    """
    mean, divisor = stats
    out: Array = (x - mean) / divisor  # (features,) broadcast to (batch, features)
    return out


def subtract_mean_image(x: Array, x_train: Array) -> Array:
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

    Notes
    -----
    The mean image has a value of its own for each row, column and channel: one average over the training
    images. What the images have in common (a bright sky, a dark border) goes, and the differences stay.

    References
    ----------
    .. [1] A. Krizhevsky, I. Sutskever and G. E. Hinton, "ImageNet classification with deep convolutional
       neural networks", 2012.

    Examples
    --------
    >>> import numpy as np
    >>> x_train = np.array([0.0, 4.0]).reshape(2, 1, 1, 1)
    >>> subtract_mean_image(x_train, x_train).ravel()
    array([-2.,  2.])
    """
    mean_image: Array = x_train.mean(axis=0)  # (train, height, width, channels) -> (height, width, channels)
    return x - mean_image


def subtract_channel_means(x: Array, x_train: Array) -> Array:
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

    Notes
    -----
    One number for each channel (three for colour images), taken over images, rows and columns alike. Unlike a
    mean image it fits images of any size, and it keeps what is usual at a place.

    References
    ----------
    .. [1] K. Simonyan and A. Zisserman, "Very deep convolutional networks for large-scale image recognition",
       2014.

    Examples
    --------
    >>> import numpy as np
    >>> x_train = np.array([[1.0, 10.0], [3.0, 30.0]]).reshape(2, 1, 1, 2)
    >>> subtract_channel_means(np.zeros((1, 1, 1, 2)), x_train).ravel()
    array([ -2., -20.])
    """
    means: Array = x_train.mean(axis=(0, 1, 2))  # (train, height, width, channels) -> (channels,)
    return x - means


def fit_pca(x_train: Array, n_components: int | None = None) -> Fitted:
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

    Notes
    -----
    The components are the eigenvectors of the covariance matrix of the centred data, one a column, and their
    variances are its eigenvalues. The matrix is symmetric, so that `eigh` is the function to ask: its
    eigenvectors are orthonormal, and its eigenvalues come in rising order, the reverse of what is wanted.

    An eigenvector times -1 is an eigenvector too: the sign of each component is an accident.

    References
    ----------
    .. [1] K. Pearson, "On lines and planes of closest fit to systems of points in space", 1901.
    """
    mean = x_train.mean(axis=0)  # (train, features) -> (features,)
    centred = x_train - mean
    covariance = centred.T @ centred / len(x_train)  # (features, features)
    variances, components = np.linalg.eigh(covariance)
    largest_first = np.argsort(-variances)[:n_components]
    return mean, components[:, largest_first], variances[largest_first]


def decorrelate(x: Array, pca: Fitted) -> Array:
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

    Notes
    -----
    ``(x - mean) @ components``. With all components this is a rotation (or a reflection): lengths and angles
    stay as they are, and only the axes change. With fewer, it is the projection that loses the least variance.

    Examples
    --------
    >>> import numpy as np
    >>> x_train = np.array([[1.0, 1.0], [-1.0, -1.0], [2.0, 2.0], [-2.0, -2.0]])
    >>> np.abs(decorrelate(x_train, fit_pca(x_train, 1))).round(4).ravel()
    array([1.4142, 1.4142, 2.8284, 2.8284])
    """
    mean, components, _ = pca
    out: Array = (x - mean) @ components  # (batch, features) @ (features, components)
    return out


def whiten(x: Array, pca: Fitted, eps: float) -> Array:
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

    Notes
    -----
    ``decorrelate(x, pca) / sqrt(variances + eps)``. The smallest variances are often nothing but noise, and to
    divide by their roots blows the noise up to the size of everything else: a larger `eps` holds it down.

    References
    ----------
    .. [1] A. Kessy, A. Lewin and K. Strimmer, "Optimal whitening and decorrelation", 2018.
    """
    _, _, variances = pca
    out: Array = decorrelate(x, pca) / np.sqrt(variances + eps)  # (components,) broadcast to the batch
    return out
