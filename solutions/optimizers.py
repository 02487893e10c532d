"""What to do with a gradient: eight ways to take a step.

Plain gradient descent forgets every gradient as soon as it has been used. Each of the other rules remembers a
little: momentum the direction, AdaGrad and RMSProp the size, Adam both. The memory is an argument and a result,
never hidden, so a step is a function: the same numbers in give the same numbers out.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array


def sgd_step(w: Array, grad: Array, *, lr: float) -> Array:
    """Take one step of gradient descent.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    lr : float
        Learning rate.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.

    Notes
    -----
    ::

        w = w - lr * grad

    To first order a step of ``-lr * grad`` changes the loss by ``-lr * sum(grad**2)``: no other direction falls
    faster, and the loss falls as long as `lr` is small enough. How small, the curvature says. Along a direction of
    curvature `c` the gradient is ``c`` times the distance to the minimum, so each step multiplies that distance by
    ``1 - lr * c``: it shrinks only if ``lr < 2 / c``, and the steepest direction sets the limit for all others [1]_.
    What makes the descent *stochastic* is not in here: it is the mini-batch that `grad` was computed on.

    References
    ----------
    .. [1] Y. LeCun, L. Bottou, G. Orr and K.-R. Mueller, "Efficient BackProp", 1998.

    Examples
    --------
    >>> import numpy as np
    >>> sgd_step(np.array([1.0, 2.0]), np.array([10.0, -10.0]), lr=0.1)
    array([0., 3.])
    """
    return w - lr * grad


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


def nesterov_step(w: Array, grad: Array, v: Array, *, lr: float, momentum: float) -> tuple[Array, Array]:
    """Take one step of gradient descent with Nesterov's momentum.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step; they already stand where the velocity would carry them.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    v : array, shape of `w`
        Velocity; zeros before the first step.
    lr : float
        Learning rate.
    momentum : float
        Share of the velocity that survives a step, in [0, 1); 0.9 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    v : array, shape of `w`
        Velocity after the step.

    Notes
    -----
    ::

        v = momentum * v + lr * grad
        w = w - (momentum * v + lr * grad)

    Nesterov's idea [1]_: jump first, correct later. From a point `u` go where the velocity leads, measure the
    gradient *there*, at ``u - momentum * v``, and correct the jump with it [2]_::

        v_new = momentum * v + lr * grad(u - momentum * v)
        u_new = u - v_new

    A network computes gradients where its parameters are, so we keep the looked-ahead point ``w = u - momentum * v``
    instead of `u`. Put ``u = w + momentum * v`` into the second line and look ahead again::

        w_new = u_new - momentum * v_new = w + momentum * v - v_new - momentum * v_new
              = w - lr * grad(w) - momentum * v_new

    which is the rule above: plain momentum whose step has the *next* one's share of velocity in it already.

    References
    ----------
    .. [1] Y. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k^2)", 1983.
    .. [2] I. Sutskever, J. Martens, G. Dahl and G. Hinton, "On the importance of initialization and
       momentum in deep learning", 2013.

    Examples
    --------
    >>> import numpy as np
    >>> w, v = np.array([1.0]), np.zeros(1)
    >>> for _ in range(2):
    ...     w, v = nesterov_step(w, np.array([1.0]), v, lr=0.1, momentum=0.5)
    >>> print(w.round(4), v.round(4))  # momentum alone would have come to 0.75
    [0.675] [0.15]
    """
    v = momentum * v + lr * grad
    w = w - (momentum * v + lr * grad)
    return w, v


def adagrad_step(w: Array, grad: Array, s: Array, *, lr: float, eps: float) -> tuple[Array, Array]:
    """Take one step of AdaGrad.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    s : array, shape of `w`
        Sum of the squared gradients so far; zeros before the first step.
    lr : float
        Learning rate.
    eps : float
        Added to the divisor, outside the root; keeps it away from zero. 1e-8 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    s : array, shape of `w`
        Sum of the squared gradients, this one included.

    Notes
    -----
    ::

        s = s + grad**2
        w = w - lr * grad / (sqrt(s) + eps)

    Each parameter has a learning rate of its own, ``lr / sqrt(s)``. A parameter whose gradient is mostly zero (the
    weight of a rare word) keeps a large one and moves far when its turn comes [1]_. The sum never shrinks: under
    gradients of one size the `t`-th step is ``lr / sqrt(t)``. For a convex problem that is just right; in a long
    training of a network the steps die out too early, and RMSProp lets the sum forget.

    References
    ----------
    .. [1] J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods for online learning and stochastic
       optimization", 2011.

    Examples
    --------
    >>> import numpy as np
    >>> w, s = np.zeros(2), np.zeros(2)
    >>> for _ in range(4):
    ...     w, s = adagrad_step(w, np.array([100.0, -0.01]), s, lr=0.1, eps=1e-8)
    >>> w.round(3)  # 0.1 (1 + 1/sqrt(2) + 1/sqrt(3) + 1/sqrt(4)), whatever the size of the gradient
    array([-0.278,  0.278])
    """
    s = s + grad**2
    w = w - lr * grad / (np.sqrt(s) + eps)
    return w, s


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


def adam_uncorrected_step(
    w: Array, grad: Array, m: Array, v: Array, *, lr: float, beta1: float, beta2: float, eps: float
) -> tuple[Array, Array, Array]:
    """Take one step of Adam without its bias correction.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    m : array, shape of `w`
        Moving average of the gradient; zeros before the first step.
    v : array, shape of `w`
        Moving average of the squared gradient; zeros before the first step.
    lr : float
        Learning rate.
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
        Moving average of the gradient after the step.
    v : array, shape of `w`
        Moving average of the squared gradient after the step.

    Notes
    -----
    ::

        m = beta1 * m + (1 - beta1) * grad
        v = beta2 * v + (1 - beta2) * grad**2
        w = w - lr * m / (sqrt(v) + eps)

    RMSProp whose numerator has momentum. Both averages start at zero and are too small at first, by the factors
    ``1 - beta1**t`` and ``1 - beta2**t``; of `v` it is the root that counts, and the step is wrong by their
    quotient: ``(1 - beta1) / sqrt(1 - beta2)`` times `lr` for the first one, about 3 with the usual values, and
    largest (about 6.6) around the twelfth. It is the form that lectures show first; `adam_step` puts it right [1]_.

    References
    ----------
    .. [1] D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015.

    Examples
    --------
    >>> import numpy as np
    >>> zeros = np.zeros(2)
    >>> usual = {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    >>> w, m, v = adam_uncorrected_step(zeros, np.array([100.0, -0.01]), zeros, zeros, **usual)
    >>> w.round(4)
    array([-0.0032,  0.0032])
    """
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    w = w - lr * m / (np.sqrt(v) + eps)
    return w, m, v


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


def adamw_step(
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
    weight_decay: float,
) -> tuple[Array, Array, Array]:
    """Take one step of AdamW: Adam with decoupled weight decay.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`, without any penalty.
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
    weight_decay : float
        Times `lr`, the share of the parameters that a step takes away; 0.01 is usual.

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

        w = w - lr * (m_hat / (sqrt(v_hat) + eps) + weight_decay * w)        both `w` on the right are the old one

    with Adam's `m_hat` and `v_hat`. For plain gradient descent a penalty ``weight_decay / 2 * sum(w**2)`` and a
    decay of the weights are the same thing. For Adam they are not: the penalty's gradient ``weight_decay * w`` would
    be averaged with the rest and divided by ``sqrt(v_hat)``, so that just the weights with large gradients would
    hardly be held back. AdamW leaves the gradient alone and shrinks all weights at the same rate [1]_.

    References
    ----------
    .. [1] I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019.

    Examples
    --------
    >>> import numpy as np
    >>> zeros, usual = np.zeros(2), {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    >>> w, m, v = adamw_step(np.array([10.0, -5.0]), zeros, zeros, zeros, 1, **usual, weight_decay=0.1)
    >>> w  # no gradient, and still 1% less
    array([ 9.9 , -4.95])
    """
    moved, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return moved - lr * weight_decay * w, m, v
