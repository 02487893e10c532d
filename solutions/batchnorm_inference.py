"""Batch normalisation once training is over: better statistics, and then no layer at all.

The running averages of training remember the last few batches best, each taken while the weights were still
moving. When the weights stand still, one more pass over the data gives the statistics exactly. And since
they are constants from then on, the layer is an affine map of each feature, which the affine layer before it
can take over.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solutions.arrays import Array


def population_statistics(batches: Sequence[Array]) -> tuple[Array, Array]:
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

    Notes
    -----
    With `N` examples in all, `n_k` of them in batch `k`, each batch gives its share::

        mean = sum_k n_k mean_k / N
        var  = sum_k n_k (var_k + (mean_k - mean)**2) / N

    The second line is the law of total variance: the spread within the batches, plus that of their means. To
    average the batches' variances alone is to forget that the batches differ, and comes out too small by a
    factor of about ``1 - 1 / n``: 3% with batches of 32, a half with batches of two. Ioffe and Szegedy [1]_
    estimate the missing part by the factor ``n / (n - 1)``; here nothing is estimated.

    References
    ----------
    .. [1] S. Ioffe and C. Szegedy, "Batch normalization: accelerating deep network training by reducing
       internal covariate shift", 2015, algorithm 2.

    Examples
    --------
    >>> import numpy as np
    >>> mean, var = population_statistics([np.array([[0.0], [2.0]]), np.array([[7.0]])])
    >>> mean, var.round(4)
    (array([3.]), array([8.6667]))
    """
    sizes = np.array([[len(batch)] for batch in batches], dtype=batches[0].dtype)  # (batches, 1)
    shares = sizes / sizes.sum()
    means = np.array([batch.mean(axis=0) for batch in batches])  # (batches, features)
    variances = np.array([batch.var(axis=0) for batch in batches])  # (batches, features)
    mean = (shares * means).sum(axis=0)  # (batches, features) -> (features,)
    var = (shares * (variances + (means - mean) ** 2)).sum(axis=0)  # (batches, features) -> (features,)
    return mean, var


def fold_batchnorm(
    w: Array, b: Array, gamma: Array, beta: Array, mean: Array, var: Array, eps: float
) -> tuple[Array, Array]:
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

    Notes
    -----
    ::

        gamma (x @ w + b - mean) / sqrt(var + eps) + beta
            = x @ (w * scale) + (b - mean) * scale + beta        scale = gamma / sqrt(var + eps)

    Unit `j` is column `j` of `w`, so that `scale`, broadcast along the rows, meets the right weights.

    Examples
    --------
    >>> import numpy as np
    >>> ones, zeros = np.ones(2), np.zeros(2)
    >>> w, b = fold_batchnorm(np.eye(2), zeros, 6 * ones, zeros, ones, 4 * ones, 5.0)
    >>> w[0], b
    (array([2., 0.]), array([-2., -2.]))
    """
    scale = gamma / np.sqrt(var + eps)
    w_folded = w * scale  # (fan_out,) broadcast to (fan_in, fan_out)
    b_folded = (b - mean) * scale + beta
    return w_folded, b_folded
