"""A step for every weight of its own, from nothing but the signs of its gradients.

Two gradients in a row with the same sign: this weight could have moved further. Opposite signs: it has gone too far
and back again. Both rules here turn that remark into a number per weight, which they carry from step to step. They
need signs that can be trusted: full batches, or mini-batches so large that noise does not turn the sign.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array


def adaptive_gains_step(
    w: Array,
    grad: Array,
    previous: Array,
    gains: Array,
    *,
    lr: float,
    low: float = 0.1,
    high: float = 10.0,
) -> tuple[Array, Array]:
    """Take one step of gradient descent in which every parameter has a gain of its own.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    previous : array, shape of `w`
        Gradient of the step before; zeros before the first step.
    gains : array, shape of `w`
        Gains before the step; ones before the first step.
    lr : float
        Learning rate that all gains multiply.
    low : float, default 0.1
        The smallest gain allowed.
    high : float, default 10.0
        The largest gain allowed.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step, which was taken with the new gains.
    gains : array, shape of `w`
        Gains after the step: 0.05 more where `grad` and `previous` agree (their product is positive), times 0.95
        where they do not; then limited.

    Notes
    -----
    ::

        gains = gains + 0.05    where grad * previous > 0
                gains * 0.95    elsewhere
        gains = clip(gains, low, high)
        w = w - lr * gains * grad

    Why add on the way up and multiply on the way down? A large gain is dangerous and must fall fast: ``0.95`` takes
    away in proportion to what is there. And where the signs are a toss-up, the two balance at ``gain = 1``: there
    +0.05 and -5% are the same amount [1]_.

    References
    ----------
    .. [1] R. A. Jacobs, "Increased rates of convergence through learning rate adaptation", 1988.

    Examples
    --------
    >>> import numpy as np
    >>> w, grad, previous = np.zeros(2), np.array([1.0, 1.0]), np.array([2.0, -2.0])
    >>> w, gains = adaptive_gains_step(w, grad, previous, np.ones(2), lr=0.1)
    >>> print(w, gains)
    [-0.105 -0.095] [1.05 0.95]
    """
    gains = np.where(grad * previous > 0, gains + 0.05, gains * 0.95)
    gains = np.clip(gains, low, high)
    w = w - lr * gains * grad
    return w, gains


def rprop_step(
    w: Array,
    grad: Array,
    previous: Array,
    steps: Array,
    *,
    increase: float = 1.2,
    decrease: float = 0.5,
    min_step: float = 1e-3,
    max_step: float = 50.0,
) -> tuple[Array, Array]:
    """Take one step of RProp, which uses of every gradient only its sign.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`, over the full batch.
    previous : array, shape of `w`
        Gradient of the step before; zeros before the first step.
    steps : array, shape of `w`
        How far each parameter moved last; before the first step, how far it should.
    increase : float, default 1.2
        Factor of a step where `grad` and `previous` have the same sign.
    decrease : float, default 0.5
        Factor of a step where they have opposite signs. Where one of the two is zero, the step stays as it is.
    min_step : float, default 1e-3
        The smallest step allowed.
    max_step : float, default 50.0
        The largest step allowed.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step: each has moved by its new step, against the sign of its gradient. Where the
        gradient is zero it has not moved.
    steps : array, shape of `w`
        Steps after the update, limited.

    Notes
    -----
    ::

        steps = steps * increase    where grad * previous > 0
                steps * decrease    where grad * previous < 0
                steps               where grad * previous = 0
        steps = clip(steps, min_step, max_step)
        w = w - steps * sign(grad)

    Gradients of different weights, and of one weight at different times, differ by orders of magnitude; a single
    learning rate cannot suit them all. Signs have no magnitude: a plateau with tiny gradients is left as fast as a
    steep slope [1]_. It does not work with mini-batches. A weight with gradient +0.1 on nine of them and -0.9 on the
    tenth should stay where it is; by signs it goes nine steps one way and one back. RMSProp is the answer to this:
    it divides by a size that changes little from one mini-batch to the next.

    Variants differ after a change of sign: some take the last step back, some do not move at all. This one moves.

    References
    ----------
    .. [1] M. Riedmiller and H. Braun, "A direct adaptive method for faster backpropagation learning: the RPROP
       algorithm", 1993.

    Examples
    --------
    >>> import numpy as np
    >>> w, grad, previous = np.zeros(3), np.array([1e-6, 4.0, -1.0]), np.array([1.0, -1.0, 0.0])
    >>> w, steps = rprop_step(w, grad, previous, np.full(3, 0.1))
    >>> print(w, steps)
    [-0.12 -0.05  0.1 ] [0.12 0.05 0.1 ]
    """
    agreement = grad * previous
    steps = np.where(agreement > 0, steps * increase, np.where(agreement < 0, steps * decrease, steps))
    steps = np.clip(steps, min_step, max_step)
    w = w - steps * np.sign(grad)
    return w, steps
