"""Weight penalties: large weights cost something, so the network keeps only those that earn their keep.

Both functions return the penalty and its gradients in the shape of the parameters, to be added to the loss
and to its gradients. They differ in the pull they exert: L2 pulls in proportion to the weight and lets go
as it becomes small; L1 pulls with the same force to the end, and leaves exact zeros behind.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solutions.arrays import Array, Scalar


def l2_penalty(
    params: Sequence[tuple[Array, Array]], lam: float, *, exclude_biases: bool = False
) -> tuple[Scalar, list[tuple[Array, Array]]]:
    """Penalise the squares of the parameters: weight decay.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Weights and biases of a network of any depth.
    lam : float
        Strength of the penalty, at least 0.
    exclude_biases : bool, default False
        Whether to leave the biases alone: they add nothing to the penalty, and their gradients are zero.

    Returns
    -------
    penalty : scalar
        ``lam / 2`` times the sum of the squares of all parameters.
    grads : list of (dw, db), in the order of `params`
        Gradients of `penalty`, each of the shape of its parameter.

    Notes
    -----
    ``d/dw (lam / 2) w**2 = lam w``: the half is there to cancel. In a step of gradient descent the penalty
    turns ``w`` into ``(1 - lr lam) w`` before the data have their say, hence *weight decay* [1]_.

    At a minimum of ``loss + penalty``, ``w = -dloss/dw / lam``: a weight is large only if the loss resists its
    shrinking. A bias multiplies no input, so it cannot make the function steep, and is often left out.

    References
    ----------
    .. [1] A. Krogh and J. A. Hertz, "A simple weight decay can improve generalization", 1992.

    Examples
    --------
    >>> import numpy as np
    >>> params = [(np.array([[3.0], [-1.0]]), np.array([2.0]))]
    >>> penalty, grads = l2_penalty(params, 0.5, exclude_biases=True)
    >>> print(float(penalty))  # 0.25 * (9 + 1)
    2.5
    >>> grads[0][0].ravel(), grads[0][1]
    (array([ 1.5, -0.5]), array([0.]))
    """
    counted = [(w, np.zeros_like(b) if exclude_biases else b) for w, b in params]
    penalty = lam / 2 * sum((w**2).sum() + (b**2).sum() for w, b in counted)
    grads = [(lam * w, lam * b) for w, b in counted]
    return penalty, grads


def l1_penalty(
    params: Sequence[tuple[Array, Array]], lam: float, *, exclude_biases: bool = False
) -> tuple[Scalar, list[tuple[Array, Array]]]:
    """Penalise the magnitudes of the parameters.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Weights and biases of a network of any depth.
    lam : float
        Strength of the penalty, at least 0.
    exclude_biases : bool, default False
        Whether to leave the biases alone: they add nothing to the penalty, and their gradients are zero.

    Returns
    -------
    penalty : scalar
        ``lam / 2`` times the sum of the absolute values of all parameters.
    grads : list of (dw, db), in the order of `params`
        Gradients of `penalty`, each of the shape of its parameter; where a parameter is exactly zero, any number
        from ``-lam / 2`` to ``lam / 2`` will do.

    Notes
    -----
    The slope of ``|w|`` is the sign of ``w``, so every weight is pulled towards zero with the same force
    ``lam / 2``, however small it has become. Where the loss pulls back with less than that, the minimum lies at
    ``w = 0`` exactly: the penalty selects [1]_.

    At zero there is a kink, and each slope between those of the two sides is a subgradient. `sign` gives 0;
    ``w / |w|`` would give NaN.

    References
    ----------
    .. [1] R. Tibshirani, "Regression shrinkage and selection via the lasso", 1996.

    Examples
    --------
    >>> import numpy as np
    >>> params = [(np.array([[3.0], [-1.0]]), np.array([2.0]))]
    >>> penalty, grads = l1_penalty(params, 0.5)
    >>> print(float(penalty))  # 0.25 * (3 + 1 + 2)
    1.5
    >>> grads[0][0].ravel(), grads[0][1]
    (array([ 0.25, -0.25]), array([0.25]))
    """
    counted = [(w, np.zeros_like(b) if exclude_biases else b) for w, b in params]
    penalty = lam / 2 * sum(np.abs(w).sum() + np.abs(b).sum() for w, b in counted)
    grads: list[tuple[Array, Array]] = [(lam / 2 * np.sign(w), lam / 2 * np.sign(b)) for w, b in counted]
    return penalty, grads
