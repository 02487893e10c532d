"""Two tasks, one trunk: what is learned for one serves the other.

The only new thing is the fork. One array feeds two heads, and the chain rule adds over the places where a
number is used: the gradients that come back from the heads are summed.
"""

from __future__ import annotations

from collections.abc import Sequence

from solutions.activations import relu_backward, relu_forward
from solutions.affine import affine_backward, affine_forward
from solutions.arrays import Array, Labels, Scalar
from solutions.losses import softmax_cross_entropy


def multitask_loss_and_gradients(
    params: Sequence[tuple[Array, Array]], x: Array, y: Labels, t: Array, *, task_weight: float = 1.0
) -> tuple[Scalar, list[tuple[Array, Array]]]:
    """Compute the loss of a network that classifies and predicts numbers, and its gradients.

    Parameters
    ----------
    params : list of three (w, b)
        The shared hidden layer, of shapes (features, hidden) and (hidden,); the head that classifies, of shapes
        (hidden, classes) and (classes,); the head that predicts numbers, of shapes (hidden, outputs) and (outputs,).
    x : array, shape (batch, features)
        Inputs.
    y : array, shape (batch,)
        True classes, integers from 0.
    t : array, shape (batch, outputs)
        The numbers to be predicted.
    task_weight : float, default 1.0
        Weight of the second task in the loss.

    Returns
    -------
    loss : scalar
        Softmax cross-entropy of the first head, averaged over the batch, plus `task_weight` times the error of the
        second: half of the squared differences, summed over the outputs and averaged over the batch.
    gradients : list of three (dw, db), in the order of `params`
        Gradients of `loss`, each of the shape of its parameter.

    Notes
    -----
    ``h = relu(x @ w + b)`` feeds both heads, so ``dh = dlogits @ wc.T + dvalues @ wv.T``, and from there on
    everything goes as usual. Each head sees its own loss alone. A trunk that must serve both tasks cannot
    learn by heart what helps only one of them: the second task regularises the first, and the other way round [1]_.

    References
    ----------
    .. [1] R. Caruana, "Multitask learning", 1997.

    Examples
    --------
    >>> import numpy as np
    >>> params = [(np.eye(2), np.zeros(2)), (np.zeros((2, 4)), np.zeros(4)), (np.ones((2, 1)), np.zeros(1))]
    >>> x, y, t = np.array([[1.0, 2.0]]), np.array([3]), np.array([[1.0]])
    >>> loss, gradients = multitask_loss_and_gradients(params, x, y, t, task_weight=0.5)
    >>> print(round(float(loss), 4))  # log 4 + 0.5 * (3 - 1)**2 / 2
    2.3863
    >>> gradients[0][1]
    array([1., 1.])
    """
    trunk, class_head, value_head = params
    z, trunk_cache = affine_forward(x, *trunk)  # (batch, features) -> (batch, hidden)
    h, relu_cache = relu_forward(z)
    logits, class_cache = affine_forward(h, *class_head)  # (batch, hidden) -> (batch, classes)
    values, value_cache = affine_forward(h, *value_head)  # (batch, hidden) -> (batch, outputs)

    class_loss, dlogits = softmax_cross_entropy(logits, y)
    difference = values - t
    value_loss = (difference**2).sum() / 2 / len(x)
    loss: Scalar = class_loss + task_weight * value_loss

    dh_class, *class_grads = affine_backward(dlogits, class_cache)
    dh_value, *value_grads = affine_backward(task_weight * difference / len(x), value_cache)
    dz = relu_backward(dh_class + dh_value, relu_cache)  # the fork, read backwards
    _, *trunk_grads = affine_backward(dz, trunk_cache)
    return loss, [(dw, db) for dw, db in (trunk_grads, class_grads, value_grads)]
