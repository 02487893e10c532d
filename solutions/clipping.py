"""Gradients that are too large, cut down to size before the step.

Where the loss has a cliff, one step along the raw gradient undoes a thousand good ones. Clipping keeps the
step bounded. The two ways to do it differ in one thing: whether the direction survives.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solutions.arrays import Array


def clip_by_value(grads: Sequence[tuple[Array, Array]], limit: float) -> list[tuple[Array, Array]]:
    """Bound every entry of a network's gradients.

    Parameters
    ----------
    grads : list of (dw, db), one pair a layer
        Gradients.
    limit : float
        The largest magnitude that an entry may have; positive.

    Returns
    -------
    clipped : list of (dw, db)
        The gradients, each entry moved to the nearest number from ``-limit`` to ``limit``.

    Notes
    -----
    Every entry is on its own, so the clipped gradient points elsewhere: ``(100, 1)`` with a limit of 1 becomes
    ``(1, 1)``.

    Examples
    --------
    >>> import numpy as np
    >>> clip_by_value([(np.array([[100.0, -0.5]]), np.array([-3.0]))], 1.0)
    [(array([[ 1. , -0.5]]), array([-1.]))]
    """
    return [(np.clip(dw, -limit, limit), np.clip(db, -limit, limit)) for dw, db in grads]


def clip_by_global_norm(grads: Sequence[tuple[Array, Array]], max_norm: float) -> list[tuple[Array, Array]]:
    """Shorten a network's gradients together, if they are too long, and keep their direction.

    Parameters
    ----------
    grads : list of (dw, db), one pair a layer
        Gradients; together they are one long vector.
    max_norm : float
        The largest norm that this vector may have; positive.

    Returns
    -------
    clipped : list of (dw, db)
        The gradients themselves if their global norm is at most `max_norm`; otherwise all of them times the
        same factor, so that it is `max_norm`.

    Notes
    -----
    The global norm is that of all entries of all arrays at once::

        norm = sqrt(sum over the arrays of sum(entries**2))

    and the factor is ``max_norm / norm`` where ``norm > max_norm``, else 1 [1]_. One factor for everything: a
    factor for each layer would turn the gradient.

    References
    ----------
    .. [1] R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks",
       2013.

    Examples
    --------
    >>> import numpy as np
    >>> clip_by_global_norm([(np.array([[30.0]]), np.array([40.0]))], 5.0)
    [(array([[3.]]), array([4.]))]
    """
    norm = np.sqrt(sum((g**2).sum() for pair in grads for g in pair))
    if norm <= max_norm:
        return list(grads)
    factor = max_norm / norm
    return [(factor * dw, factor * db) for dw, db in grads]
