"""Noise as a regulariser: in what a network sees, in what it is, and in what it is told.

A network that must give the same answer for every noisy version of an example cannot be steep around it. For
a linear unit this can be calculated: input noise of variance ``std**2`` adds ``std**2 * sum(w**2)`` to the
expected squared error, which is an L2 penalty. The noise belongs to training; at inference there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solutions.arrays import Array


def add_input_noise(x: Array, *, std: float, rng: np.random.Generator) -> Array:
    """Add normal noise to every input of every example.

    Parameters
    ----------
    x : array, any shape
        Inputs.
    std : float
        Standard deviation of the noise, whose mean is zero.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    noisy : array, shape of `x`
        `x` plus noise, drawn for each entry on its own.

    Notes
    -----
    Why it is weight decay [1]_: a linear unit that sees ``x + n`` answers ``y + n @ w``. The noise has mean
    zero and is independent of the rest, so the expected squared error is that of ``y`` plus the variance of
    ``n @ w``, which is ``std**2 * sum(w**2)``.

    References
    ----------
    .. [1] C. M. Bishop, "Training with noise is equivalent to Tikhonov regularization", 1995.

    Examples
    --------
    >>> import numpy as np
    >>> noisy = add_input_noise(np.full((200, 300), 5.0), std=0.5, rng=np.random.default_rng(0))
    >>> print(round(float(noisy.mean()), 2), round(float(noisy.std()), 2))
    5.0 0.5
    """
    noise: Array = rng.normal(0.0, std, size=x.shape).astype(x.dtype)
    return x + noise


def add_weight_noise(
    params: Sequence[tuple[Array, Array]], *, std: float, rng: np.random.Generator
) -> list[tuple[Array, Array]]:
    """Add normal noise to every weight of a network, and leave its biases alone.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Weights and biases of a network of any depth.
    std : float
        Standard deviation of the noise, whose mean is zero.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    noisy : list of (w, b), in the order of `params`
        The weights plus noise, drawn for each entry on its own; the biases as they are.

    Notes
    -----
    The gradient is taken at the noisy weights and the step is applied to the clean ones, so the noise must not
    be added in place: it would pile up. What this rewards is a flat minimum, where weights that are a little
    off do little harm [1]_. It also makes a weight cost fewer bits: digits below the noise carry nothing.

    References
    ----------
    .. [1] G. An, "The effects of adding noise during backpropagation training on a generalization
       performance", 1996.

    Examples
    --------
    >>> import numpy as np
    >>> (w, b), = add_weight_noise([(np.zeros((200, 300)), np.ones(2))], std=0.1, rng=np.random.default_rng(0))
    >>> print(round(float(w.std()), 2), b)
    0.1 [1. 1.]
    """
    return [(add_input_noise(w, std=std, rng=rng), b.copy()) for w, b in params]


def smooth_labels(targets: Array, *, eps: float) -> Array:
    """Give a share of every example's label to all classes alike.

    Parameters
    ----------
    targets : array, shape (batch, classes)
        One-hot rows.
    eps : float
        The share that is spread evenly over all classes, the true one included; from 0 to 1.

    Returns
    -------
    smoothed : array, shape (batch, classes)
        Soft labels; each row adds up to 1.

    Notes
    -----
    ``(1 - eps) * targets + eps / classes``: with probability `eps` the label is replaced by a class drawn at
    random, and this is what is to be expected. A softmax reaches a target of 1 only with infinite logits; a
    target of ``1 - eps + eps / classes`` is reached with finite ones, and weights need not grow for ever [1]_.
    Spreading `eps` over the ``classes - 1`` wrong classes is another convention.

    References
    ----------
    .. [1] C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens and Z. Wojna, "Rethinking the Inception architecture
       for computer vision", 2016.

    Examples
    --------
    >>> import numpy as np
    >>> smooth_labels(np.array([[0.0, 1.0, 0.0, 0.0]]), eps=0.2)
    array([[0.05, 0.85, 0.05, 0.05]])
    """
    classes = targets.shape[1]
    smoothed: Array = (1 - eps) * targets + eps / classes
    return smoothed
