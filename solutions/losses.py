"""What training makes small: how far a network's outputs are from what they should be.

A loss returns its value together with its gradient with respect to the network's outputs: the first error
signal, from which backpropagation makes all the others.

Softmax and cross-entropy are treated as one operation on the logits. Apart, the first overflows and the
second takes the logarithm of zero; together both problems cancel, and the gradient becomes a subtraction.
"""

from __future__ import annotations

import numpy as np

from solutions.arrays import Array, Labels, Scalar


def softmax_cross_entropy(logits: Array, y: Labels) -> tuple[Scalar, Array]:
    """Measure how well logits predict the classes, and in which direction they should move.

    Parameters
    ----------
    logits : array, shape (batch, classes)
        Unnormalised scores, of any magnitude.
    y : array, shape (batch,) or (batch, classes)
        True classes, as indices (integers from 0) or as one-hot rows.

    Returns
    -------
    loss : scalar
        The cross-entropy, averaged over the batch.
    gradient : array, shape (batch, classes)
        Gradient of `loss` with respect to the logits.

    Notes
    -----
    With ``p = softmax(logits)`` [1]_ and one-hot targets `t`, the loss of an example is
    ``-sum_j t_j log p_j``, and::

        log p_j = logits_j - log sum_k exp(logits_k)

    Subtracting one number from a whole row of logits changes neither side, so subtract the row's maximum:
    the largest exponent is then 0, nothing overflows, and the sum is at least 1, so its logarithm is safe.
    Staying with ``log p`` throughout, rather than computing `p` and taking its logarithm, keeps the loss
    finite for a class whose probability underflows to zero.

    For the gradient, the derivative of ``log sum_k exp(logits_k)`` is `p` itself, and the targets of an
    example sum to 1, so ``dloss/dlogits = (p - t) / batch``: prediction minus truth. The division by the
    batch size happens here, once, and no later layer repeats it.

    References
    ----------
    .. [1] J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs, with
       relationships to statistical pattern recognition", 1990.

    Examples
    --------
    >>> import numpy as np
    >>> loss, gradient = softmax_cross_entropy(np.array([[0.0, 0.0], [1e4, -1e4]]), np.array([1, 0]))
    >>> print(round(float(loss), 6))  # an undecided example costs log 2, a certain one nothing
    0.346574
    >>> gradient
    array([[ 0.25, -0.25],
           [ 0.  ,  0.  ]])
    """
    batch = logits.shape[0]
    targets = _one_hot(y, logits)
    shifted = logits - logits.max(axis=1, keepdims=True)  # (batch, classes) - (batch, 1)
    log_sum = np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (batch, classes) -> (batch, 1)
    log_p = shifted - log_sum
    loss = -(targets * log_p).sum() / batch  # (batch, classes) -> ()
    gradient = (np.exp(log_p) - targets) / batch
    return loss, gradient


def multiclass_hinge_loss(scores: Array, y: Labels) -> tuple[Scalar, Array]:
    """Charge every class whose score comes closer than 1 to that of the true class.

    Parameters
    ----------
    scores : array, shape (batch, classes)
        The score of each class, any real numbers.
    y : array of integers, shape (batch,)
        True classes, as indices from 0.

    Returns
    -------
    loss : scalar
        The hinge loss with margin 1: summed over the wrong classes, averaged over the batch.
    gradient : array, shape (batch, classes)
        Gradient of `loss` with respect to the scores.

    Notes
    -----
    With the true class `y` of an example, its loss is [1]_::

        sum over j != y of max(0, s_j - s_y + 1)

    A wrong class is content to lie 1 below the true one, however far. Each class that is nearer, or above,
    pushes its own score down with slope 1 and pulls the true score up with slope 1; so the slope at the true
    class is minus the *number* of such classes. At a distance of exactly 1 there is a kink, and any slope
    between the two is a subgradient; here it is 0.

    References
    ----------
    .. [1] J. Weston and C. Watkins, "Support vector machines for multi-class pattern recognition", 1999.

    Examples
    --------
    >>> import numpy as np
    >>> scores = np.array([[2.0, 1.5, -1.0], [0.0, 3.0, 0.5]])
    >>> loss, gradient = multiclass_hinge_loss(scores, np.array([0, 1]))
    >>> print(loss)  # the first example's class 1 lacks 0.5, the second example lacks nothing
    0.25
    >>> gradient
    array([[-0.5,  0.5,  0. ],
           [ 0. ,  0. ,  0. ]])
    """
    batch = scores.shape[0]
    true = np.arange(batch), y
    shortfall = np.maximum(0, scores - scores[true][:, None] + 1)  # (batch, classes) - (batch, 1)
    shortfall[true] = 0
    loss = shortfall.sum() / batch  # (batch, classes) -> ()
    slopes = (shortfall > 0).astype(scores.dtype)
    slopes[true] -= slopes.sum(axis=1)  # (batch, classes) -> (batch,)
    gradient = slopes / batch
    return loss, gradient


def _one_hot(y: Labels, logits: Array) -> Array:
    """Write labels as rows like those of the logits, in their dtype."""
    if y.ndim == 2:
        return y.astype(logits.dtype)
    targets = np.zeros_like(logits)
    targets[np.arange(len(y)), y] = 1  # (batch,) -> (batch, classes)
    return targets
