"""Learning without derivatives: change something at random, and see what it does to the loss.

This is how one would train a network whose inside is unknown, and the yardstick for backpropagation: the
same gradient, at the price of many forward passes (one weight at a time) or of much noise (all at once). It
helps to perturb the units rather than the weights, since there are far fewer of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat

import numpy as np

from solutions.affine import affine_backward, affine_forward
from solutions.arrays import Array


def single_weight_perturbation_gradient(
    f: Callable[[Array], SupportsFloat], w: Array, *, delta: float
) -> Array:
    """Estimate a gradient by changing one weight at a time.

    Parameters
    ----------
    f : callable
        The loss: takes an array of the shape of `w`, returns one number.
    w : array, any shape
        The weights at which the gradient is wanted.
    delta : float
        By how much a weight is increased.

    Returns
    -------
    grad : array, shape of `w`
        The change of the loss per unit of change of each weight.

    Notes
    -----
    ::

        grad_i = (f(w + delta e_i) - f(w)) / delta

    One evaluation of `f` for each weight, and one more for ``f(w)``, which all of them share. That is half the
    price of central differences; the curvature of `f` now disturbs the slope by about ``delta f'' / 2``.

    Examples
    --------
    >>> import numpy as np
    >>> single_weight_perturbation_gradient(lambda w: (w**2).sum(), np.array([1.0, -3.0]), delta=0.5)
    array([ 2.5, -5.5])
    """
    w = np.asarray(w)
    probe = np.array(w, dtype=np.float64)
    grad = np.empty_like(probe)
    base = float(f(probe.copy()))
    for index in np.ndindex(probe.shape):
        kept = probe[index]
        probe[index] = kept + delta
        grad[index] = (float(f(probe.copy())) - base) / delta
        probe[index] = kept
    return grad.astype(np.result_type(w, np.float32))  # float32 stays float32, integers become float64


def weight_perturbation_gradient(
    f: Callable[[Array], SupportsFloat],
    w: Array,
    *,
    delta: float,
    n_trials: int,
    rng: np.random.Generator,
) -> Array:
    """Estimate a gradient by changing all weights at once, at random.

    Parameters
    ----------
    f : callable
        The loss: takes an array of the shape of `w`, returns one number.
    w : array, any shape
        The weights at which the gradient is wanted.
    delta : float
        Standard deviation of the change of each weight.
    n_trials : int
        How many random changes are tried.
    rng : numpy.random.Generator
        Source of the noise.

    Returns
    -------
    grad : array, shape of `w`
        The average over the trials of noise times change of the loss, in units of the gradient.

    Notes
    -----
    With standard normal noise `e` in each trial::

        grad = average of (f(w + delta e) - f(w)) / delta * e

    To first order the quotient is ``sum_j e_j df/dw_j``. Its product with ``e_i`` has the mean ``df/dw_i``,
    since the noise of different weights is independent: on average the estimate is right. But the n - 1 other
    weights have moved as well, and what they did to the loss is noise for weight i: the standard
    deviation of the average is about ``|gradient| / sqrt(n_trials)``, so that as many trials as there are
    weights are needed before the noise in the whole gradient is as small as the gradient itself.

    Subtracting ``f(w)`` leaves the mean alone, as the mean of `e` is 0, and removes a noise of ``f(w) / delta``.
    With one evaluation for each trial, this is the estimate of evolution strategies [1]_.

    References
    ----------
    .. [1] T. Salimans, J. Ho, X. Chen, S. Sidor and I. Sutskever, "Evolution strategies as a scalable
       alternative to reinforcement learning", 2017.

    Examples
    --------
    >>> import numpy as np
    >>> rng, w = np.random.default_rng(0), np.array([1.0, -3.0])
    >>> grad = weight_perturbation_gradient(lambda w: (w**2).sum(), w, delta=1e-3, n_trials=10_000, rng=rng)
    >>> np.abs(grad - 2 * w) < 0.3
    array([ True,  True])
    """
    w = np.asarray(w)
    base = float(f(w.astype(np.float64)))
    grad = np.zeros(w.shape)
    for _ in range(n_trials):
        noise = rng.standard_normal(w.shape)
        change = float(f(w + delta * noise)) - base
        grad += change / delta * noise
    return (grad / n_trials).astype(np.result_type(w, np.float32))


def node_perturbation_gradient(
    f: Callable[[Array], Array],
    x: Array,
    w: Array,
    b: Array,
    *,
    delta: float,
    n_trials: int,
    rng: np.random.Generator,
) -> tuple[Array, Array]:
    """Estimate the gradients of a layer by changing the outputs of its units at random.

    Parameters
    ----------
    f : callable
        The rest of the network: takes the outputs of the layer, an array of shape (batch, fan_out), and
        returns the loss of each example, an array of shape (batch,).
    x : array, shape (batch, fan_in)
        Inputs of the layer, one example a row.
    w : array, shape (fan_in, fan_out)
        Weights.
    b : array, shape (fan_out,)
        Biases.
    delta : float
        Standard deviation of the change of each output.
    n_trials : int
        How many random changes are tried.
    rng : numpy.random.Generator
        Source of the noise.

    Returns
    -------
    dw : array, shape (fan_in, fan_out)
        Estimated gradient, with respect to the weights, of the loss averaged over the batch.
    db : array, shape (fan_out,)
        The same with respect to the biases.

    Notes
    -----
    With ``out = x @ w + b`` and standard normal noise `e` of the shape of `out` in each trial, an example's
    loss changes because its own outputs changed; so it is correlated with its own row of noise::

        dout[n] = average of (f(out + delta e)[n] - f(out)[n]) / delta * e[n]

    estimates the gradient of the n-th loss. From there on nothing is random: ``dw = x.T @ dout / batch`` and
    ``db = sum_n dout[n] / batch``, as in backpropagation, of which this is the first half: it knows how the
    outputs of a layer depend on its weights, and finds out by trial and error what the loss thinks of them [1]_.

    The noise in an entry comes from the `fan_out` outputs of one example, and not from all ``fan_in * fan_out``
    weights. That is what is gained.

    References
    ----------
    .. [1] B. Widrow and M. A. Lehr, "30 years of adaptive neural networks: perceptron, madaline, and
       backpropagation", 1990.

    Examples
    --------
    >>> import numpy as np
    >>> rng, x, w, b = np.random.default_rng(0), np.array([[1.0, -2.0]]), np.zeros((2, 1)), np.zeros(1)
    >>> def f(out):
    ...     return 3 * out[:, 0]
    >>> dw, db = node_perturbation_gradient(f, x, w, b, delta=1e-3, n_trials=10_000, rng=rng)
    >>> np.abs(dw[:, 0] - [3, -6]) < 0.3
    array([ True,  True])
    """
    out, cache = affine_forward(x, w, b)
    middle = out.astype(np.float64)
    base = np.asarray(f(middle.copy()))
    dout = np.zeros_like(middle)
    for _ in range(n_trials):
        noise = rng.standard_normal(out.shape)
        change = np.asarray(f(middle + delta * noise)) - base  # (batch,)
        dout += change[:, None] / delta * noise  # (batch, 1) * (batch, fan_out)
    _, dw, db = affine_backward((dout / (n_trials * len(x))).astype(out.dtype), cache)
    return dw, db
