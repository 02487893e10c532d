"""What training makes small: how far a network's outputs are from what they should be.

A loss returns its value together with its gradient with respect to the network's outputs: the first error
signal, from which backpropagation makes all the others.

Softmax and cross-entropy are treated as one operation on the logits. Apart, the first overflows and the
second takes the logarithm of zero; together both problems cancel, and the gradient becomes a subtraction.
"""

from __future__ import annotations

import numpy as np

from solutions.activations import sigmoid_forward
from solutions.arrays import Array, Labels, Scalar


def mse_loss(pred: Array, target: Array) -> tuple[Scalar, Array]:
    """Average the squared errors of predictions.

    Parameters
    ----------
    pred : array, shape (batch, outputs)
        Predictions: the outputs of a linear last layer.
    target : array, shape (batch, outputs)
        What they should have been.

    Returns
    -------
    loss : scalar
        The mean squared error, over all ``batch * outputs`` entries.
    gradient : array, shape (batch, outputs)
        Gradient of `loss` with respect to `pred`.

    Notes
    -----
    With N = ``batch * outputs`` entries::

        loss = sum (pred - target)**2 / N        dloss/dpred = 2 (pred - target) / N

    For a linear output with normal noise of constant variance this is the negative log-likelihood, apart from
    constants, which is why it goes with regression. It can be compared across batches of different sizes;
    its gradient with respect to one prediction therefore shrinks as the batch grows.

    Examples
    --------
    >>> import numpy as np
    >>> loss, gradient = mse_loss(np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]]))
    >>> print(loss)
    2.5
    >>> gradient
    array([[ 1., -2.]])
    """
    error = pred - target
    loss = (error**2).sum() / error.size  # (batch, outputs) -> ()
    gradient = 2 * error / error.size
    return loss, gradient


def squared_error(pred: Array, target: Array) -> tuple[Scalar, Array]:
    """Measure the error of predictions as the delta rule does: half the sum of their squared errors.

    Parameters
    ----------
    pred : array, shape (batch, outputs)
        Predictions `y`.
    target : array, shape (batch, outputs)
        Targets `t`: what they should have been.

    Returns
    -------
    loss : scalar
        ``E = 1/2 sum (t - y)**2``, over all outputs of all examples.
    gradient : array, shape (batch, outputs)
        Gradient of `loss` with respect to `pred`.

    Notes
    -----
    The half is there for the derivative: the 2 that comes down from the square cancels it, and
    ``dE/dy = -(t - y) = y - t`` is the plain error. Nothing is averaged, so each example adds its own
    gradient, whatever the size of the batch [1]_.

    References
    ----------
    .. [1] D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating
       errors", 1986.

    Examples
    --------
    >>> import numpy as np
    >>> loss, gradient = squared_error(np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]]))
    >>> print(loss)
    2.5
    >>> gradient
    array([[ 1., -2.]])
    """
    error = pred - target
    loss = (error**2).sum() / 2  # (batch, outputs) -> ()
    gradient = error
    return loss, gradient


def binary_cross_entropy(logits: Array, y: Labels) -> tuple[Scalar, Array]:
    """Measure how well logits predict yes or no, and in which direction they should move.

    Parameters
    ----------
    logits : array, shape (batch,)
        One unnormalised score an example, of any magnitude; the sigmoid of it is the probability of a 1.
    y : array, shape (batch,)
        True answers, 0 or 1.

    Returns
    -------
    loss : scalar
        The cross-entropy between ``sigmoid(logits)`` and `y`, averaged over the batch.
    gradient : array, shape (batch,)
        Gradient of `loss` with respect to the logits.

    Notes
    -----
    With ``p = sigmoid(z)`` the loss of an example is ``-y log p - (1 - y) log(1 - p)``. Both logarithms are
    softplus functions of the logit, and one of them contains the other::

        -log p = log(1 + exp(-z))        -log(1 - p) = log(1 + exp(z)) = z + log(1 + exp(-z))

    so the loss is ``log(1 + exp(z)) - y z``. No probability appears any more, hence none can be rounded to
    0 before its logarithm is taken. What is left is an exponential that overflows, and ``log(1 + exp(z)) =
    max(z, 0) + log(1 + exp(-|z|))`` avoids that.

    The derivative of ``log(1 + exp(z))`` is the sigmoid, so ``dloss/dlogits = (p - y) / batch``. The slope
    ``p (1 - p)`` of the sigmoid has cancelled. Were it still there, an example that is certain and wrong
    would have no gradient at all.

    Examples
    --------
    >>> import numpy as np
    >>> loss, gradient = binary_cross_entropy(np.array([0.0, 1e4]), np.array([1, 0]))
    >>> print(round(float(loss), 6))  # (log 2 + 10000) / 2: undecided; certain, and wrong
    5000.346574
    >>> gradient
    array([-0.25,  0.5 ])
    """
    batch = logits.shape[0]
    y = y.astype(logits.dtype)
    softplus = np.maximum(logits, 0) + np.log1p(np.exp(-np.abs(logits)))
    loss = (softplus - y * logits).sum() / batch  # (batch,) -> ()
    p, _ = sigmoid_forward(logits)
    gradient = (p - y) / batch
    return loss, gradient


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
