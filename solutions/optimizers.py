"""What to do with a gradient: three ways to take a step.

Plain gradient descent forgets every gradient as soon as it has been used. Each of these rules remembers a
little: momentum the direction, RMSProp the size, Adam both. The memory is an argument and a result, never
hidden, so a step is a function: the same numbers in give the same numbers out.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array


def momentum_step(w: Array, grad: Array, v: Array, *, lr: float, momentum: float) -> tuple[Array, Array]:
    """Take one step of gradient descent with momentum.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    v : array, shape of `w`
        Velocity: what the previous step subtracted from the parameters; zeros before the first step.
    lr : float
        Learning rate.
    momentum : float
        Share of the velocity that survives a step, in [0, 1); 0.9 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    v : array, shape of `w`
        Velocity after the step: what this step subtracted.

    Notes
    -----
    ::

        v = momentum * v + lr * grad
        w = w - v

    Where gradients keep agreeing, the steps add up to a geometric series and the velocity approaches
    ``lr * grad / (1 - momentum)``, ten times the plain step with the usual 0.9. Where they alternate in sign, they
    cancel [1]_, [2]_. The step is taken with the *new* velocity: using the old one delays every gradient by
    a step. Other books write ``v = momentum * v - lr * grad; w = w + v`` (the same path, with `v` mirrored)
    or keep `lr` out of `v` (the same path while `lr` is constant).

    References
    ----------
    .. [1] B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
    .. [2] I. Sutskever, J. Martens, G. Dahl and G. Hinton, "On the importance of initialization and
       momentum in deep learning", 2013.

    Examples
    --------
    >>> import numpy as np
    >>> w, v = np.array([1.0]), np.zeros(1)
    >>> for _ in range(2):
    ...     w, v = momentum_step(w, np.array([1.0]), v, lr=0.1, momentum=0.5)
    >>> print(w.round(4), v.round(4))
    [0.75] [0.15]
    """
    v = momentum * v + lr * grad
    w = w - v
    return w, v


def rmsprop_step(
    w: Array, grad: Array, s: Array, *, lr: float, decay: float = 0.9, eps: float
) -> tuple[Array, Array]:
    """Take one step of RMSProp.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    s : array, shape of `w`
        Moving average of the squared gradient; zeros before the first step.
    lr : float
        Learning rate.
    decay : float, default 0.9
        Share of the moving average that survives a step, in [0, 1).
    eps : float
        Added to the divisor, outside the root; keeps it away from zero. 1e-8 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    s : array, shape of `w`
        Moving average after the step.

    Notes
    -----
    ::

        s = decay * s + (1 - decay) * grad**2
        w = w - lr * grad / (sqrt(s) + eps)

    Each parameter's gradient is divided by its own recent root mean square, so a steep direction and a flat
    one move at about the same speed [1]_. The average forgets, unlike AdaGrad's growing sum, so the steps do
    not die out. From ``s = 0`` the first step has size ``lr / sqrt(1 - decay)``, three times too large by
    default: Adam's correction is an answer to this.

    References
    ----------
    .. [1] T. Tieleman and G. Hinton, "Lecture 6.5: divide the gradient by a running average of its recent
       magnitude", Neural Networks for Machine Learning, 2012.

    Examples
    --------
    >>> import numpy as np
    >>> w, s = rmsprop_step(np.zeros(2), np.array([100.0, 0.01]), np.zeros(2), lr=0.01, decay=0.75, eps=1e-8)
    >>> w.round(4)
    array([-0.02, -0.02])
    """
    s = decay * s + (1 - decay) * grad**2
    w = w - lr * grad / (np.sqrt(s) + eps)
    return w, s


def adam_step(
    w: Array,
    grad: Array,
    m: Array,
    v: Array,
    t: int,
    *,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> tuple[Array, Array, Array]:
    """Take one step of Adam.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    m : array, shape of `w`
        Moving average of the gradient, uncorrected; zeros before the first step.
    v : array, shape of `w`
        Moving average of the squared gradient, uncorrected; zeros before the first step.
    t : int
        Number of this step; the first is 1.
    lr : float
        Learning rate; 1e-3 is usual.
    beta1 : float
        Share of `m` that survives a step, in [0, 1); 0.9 is usual.
    beta2 : float
        Share of `v` that survives a step, in [0, 1); 0.999 is usual.
    eps : float
        Added to the divisor, outside the root; keeps it away from zero. 1e-8 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    m : array, shape of `w`
        Moving average of the gradient after the step, uncorrected.
    v : array, shape of `w`
        Moving average of the squared gradient after the step, uncorrected.

    Notes
    -----
    ::

        m = beta1 * m + (1 - beta1) * grad          m_hat = m / (1 - beta1**t)
        v = beta2 * v + (1 - beta2) * grad**2       v_hat = v / (1 - beta2**t)
        w = w - lr * m_hat / (sqrt(v_hat) + eps)

    Why divide? Unroll the average from ``m = 0``: after `t` steps the weights of the gradients seen,
    ``(1 - beta1) * beta1**(t - i)``, add up to ``1 - beta1**t`` only. The missing share still belongs to the
    zeros of the start, and the division takes them out [1]_. With the usual values the first uncorrected
    step would be ``(1 - beta1) / sqrt(1 - beta2)``, about three times, too large. What is carried to the
    next step is the uncorrected `m` and `v`; carrying the corrected ones would correct them again and again.

    References
    ----------
    .. [1] D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015.

    Examples
    --------
    >>> import numpy as np
    >>> zeros = np.zeros(2)
    >>> w, m, v = adam_step(zeros, np.array([100.0, -0.01]), zeros, zeros, 1, lr=0.5, beta1=0.9, beta2=0.999, eps=1e-8)
    >>> w.round(4)  # the first step has size lr, whatever the gradient's
    array([-0.5,  0.5])
    """
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v
