"""How long a training takes, as a number that can be plotted against its settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from solutions.arrays import Array, Scalar

Step: TypeAlias = Callable[[Array, Array, Array], tuple[Array, Array]]
"""``step(w, grad, v)`` returns the new parameters and the new velocity."""


def epochs_to_converge(
    step: Step,
    loss_and_gradient: Callable[[Array], tuple[Scalar | float, Array]],
    w: Array,
    *,
    target: float,
    max_epochs: int,
) -> float:
    """Count the full-batch steps that a training needs to bring its loss down to a target.

    Parameters
    ----------
    step : callable
        ``step(w, grad, v)`` returns the parameters and the velocity after a step, as `momentum_step` does once its
        learning rate and momentum are fixed.
    loss_and_gradient : callable
        ``loss_and_gradient(w)`` returns the loss at `w`, a number, and its gradient.
    w : array, any shape
        Where the training starts, with a velocity of zeros.
    target : float
        The training has converged once the loss is at or below this.
    max_epochs : int
        The most steps to take.

    Returns
    -------
    epochs : int or float
        Number of steps after which the loss was first at or below `target`: 0 if it is so at the start, `max_epochs`
        at most. Infinity, ``np.inf``, if it never was.

    Notes
    -----
    Ask "has it converged?" before each step and once more after the last: ``max_epochs + 1`` questions for
    `max_epochs` steps. A training that diverges ends in NaN, and every comparison with NaN is false: so ask whether
    the loss *is* below the target, not whether it is still above.

    For a parabola with curvatures from `a` to `b` the best that gradient descent can do is to shrink the error by
    ``(b - a) / (b + a)`` a step, and the best with momentum is ``(sqrt(b) - sqrt(a)) / (sqrt(b) + sqrt(a))`` [1]_: for
    curvatures 1 to 100 that is about 50 steps for each factor of e against 5.

    References
    ----------
    .. [1] B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.

    Examples
    --------
    >>> import numpy as np
    >>> def halfway(w, grad, v):
    ...     return w - 0.5 * grad, v
    >>> def parabola(w):
    ...     return float(w @ w) / 2, w
    >>> epochs_to_converge(halfway, parabola, np.array([1.0]), target=1 / 8, max_epochs=10)
    1
    >>> epochs_to_converge(halfway, parabola, np.array([1.0]), target=-1.0, max_epochs=10)
    inf
    """
    v = np.zeros_like(w)
    for epoch in range(max_epochs + 1):
        loss, grad = loss_and_gradient(w)
        if loss <= target:
            return epoch
        w, v = step(w, grad, v)
    return np.inf
