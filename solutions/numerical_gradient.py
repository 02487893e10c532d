"""Gradients by perturbation: nudge each entry, watch the loss.

It costs two evaluations of the loss for every parameter, which is why nobody trains with it. It needs no
calculus at all, which is why everybody checks backpropagation with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat

import numpy as np

from solutions.arrays import Array


def numerical_gradient(f: Callable[[Array], SupportsFloat], x: Array, h: float = 1e-5) -> Array:
    """Estimate the gradient of a scalar-valued function at a point.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `x`, returns one number.
    x : array, any shape
        The point at which the gradient is wanted; it holds the same numbers afterwards.
    h : float, default 1e-5
        How far one entry is moved.

    Returns
    -------
    grad : array, shape of `x`
        The estimated partial derivative of `f` with respect to each entry of `x`.

    Notes
    -----
    Central differences::

        df/dx_i  ~  (f(x + h e_i) - f(x - h e_i)) / 2h

    Taylor's expansion says why both sides are worth a second evaluation: the terms with even powers of `h`
    cancel, so the error is ``h**2 f''' / 6``, whereas the one-sided quotient is wrong by ``h f'' / 2``. A
    smaller `h` is not always better: `f` itself is rounded to about ``1e-16 |f|``, and the division by
    ``2h`` magnifies that. The sum of both errors is least near the cube root of the machine's precision,
    about ``6e-6`` in float64, hence the default.

    The probing happens on a float64 copy. So `x` stays untouched even if `f` raises, and a float32 `x`,
    in which a step of ``1e-5`` would drown in rounding, gets a trustworthy slope as well.

    Examples
    --------
    >>> import numpy as np
    >>> numerical_gradient(lambda x: (x**2).sum(), np.array([1.0, -3.0])).round(6)
    array([ 2., -6.])
    """
    x = np.asarray(x)
    probe = np.array(x, dtype=np.float64)
    grad = np.empty_like(probe)
    for index in np.ndindex(probe.shape):
        kept = probe[index]
        probe[index] = kept + h
        above = float(f(probe))
        probe[index] = kept - h
        below = float(f(probe))
        probe[index] = kept
        grad[index] = (above - below) / (2 * h)
    return grad.astype(np.result_type(x, np.float32))  # float32 stays float32, integers become float64
