"""Why weights must differ from the start: equal units stay equal.

Take two hidden units with the same weights coming in and the same weights leading away. They compute the same
number, the same error comes back to them, so their gradients are equal and so are they after the step. No
number of steps tells them apart: the symmetry has to be broken before training, by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from solutions.arrays import Array

Params = Sequence[tuple[Array, Array]]


def train_from(
    params: Params, gradients: Callable[[Params], Params], *, lr: float, n_steps: int
) -> list[tuple[Array, Array]]:
    """Train a network by plain gradient descent from a given start.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Where to start.
    gradients : callable
        ``gradients(params)`` returns a list of (dw, db), in the order of `params`: the gradients of the loss
        there.
    lr : float
        Learning rate: how far to go, in units of the gradient.
    n_steps : int
        Number of steps.

    Returns
    -------
    params_after_training : list of (w, b)
        Weights and biases after the last step.

    Notes
    -----
    Every step asks for the gradients where it now stands, and takes them all together::

        w <- w - lr * dw        b <- b - lr * db

    Examples
    --------
    >>> import numpy as np
    >>> start = [(np.array([[4.0]]), np.array([2.0]))]
    >>> bowl = lambda params: [(w, b) for w, b in params]  # the gradient of (w**2 + b**2) / 2
    >>> train_from(start, bowl, lr=0.5, n_steps=2)
    [(array([[1.]]), array([0.5]))]
    """
    now = list(params)
    for _ in range(n_steps):
        slopes = gradients(now)
        now = [(w - lr * dw, b - lr * db) for (w, b), (dw, db) in zip(now, slopes, strict=True)]
    return now


def hidden_unit_spread(params_after_training: Params) -> Array:
    """Measure how far the units of each hidden layer are from being one and the same.

    Parameters
    ----------
    params_after_training : list of (w, b), one pair a layer
        Weights `w` of shape (fan_in, fan_out), one unit a column, and biases `b` of shape (fan_out,). The last
        pair is the output layer; all before it are hidden.

    Returns
    -------
    spread : array, shape (hidden layers,)
        For each hidden layer the root mean square distance of its units to their mean, where a unit is the
        vector of its `fan_in` weights and its bias. 0 means that all are equal.

    Notes
    -----
    With ``v_j = (w[:, j], b[j])`` for the units ``j = 1 .. fan_out`` and their mean ``m``::

        spread = sqrt(mean over j of |v_j - m|**2)

    The output layer has no say in it: its units are told apart by their targets.

    Examples
    --------
    >>> import numpy as np
    >>> w = np.array([[1.0, 1.0], [0.0, 6.0]])  # two units: (1, 0) and (1, 6)
    >>> print(hidden_unit_spread([(w, np.zeros(2)), (np.ones((2, 3)), np.zeros(3))]))
    [3.]
    """
    *hidden, _ = params_after_training
    spreads = []
    for w, b in hidden:
        units = np.vstack([w, b])  # (fan_in, fan_out) and (fan_out,) -> (fan_in + 1, fan_out)
        away = units - units.mean(axis=1, keepdims=True)
        spreads.append(np.sqrt((away**2).sum(axis=0).mean()))  # squared distances (fan_out,) -> one number
    return np.array(spreads)
