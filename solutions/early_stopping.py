"""Early stopping: the validation loss says when training has learned what there is to learn.

Training longer lets the weights grow further from their small start, so the number of epochs is a measure of
a network's capacity. It costs nothing to tune: one run visits all its values.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import SupportsFloat

from solutions.arrays import Array


def early_stopping(
    val_losses: Array | Sequence[SupportsFloat], *, patience: int, min_delta: float = 0.0
) -> tuple[int, int]:
    """Find the epoch after which training stops, and the epoch whose weights are kept.

    Parameters
    ----------
    val_losses : array, shape (epochs,)
        The validation loss after each epoch. Training looks at one after the other and cannot see ahead.
    patience : int
        Training stops as soon as this many epochs, at least 1, have followed the last improvement.
    min_delta : float, default 0.0
        An epoch is an improvement if its loss is lower than that of the last improvement by more than this.
        The first epoch is an improvement.

    Returns
    -------
    stop_epoch : int
        The last epoch that is trained, counted from 0: the one at which patience runs out, or the last there is.
    best_epoch : int
        The epoch of the last improvement until then, counted from 0.

    Notes
    -----
    The loss is compared with the best so far, not with the epoch before: a validation curve is jagged, and
    after one bad epoch the next is nearly always better. The best is the loss of the last *counted* improvement,
    so that many improvements of less than `min_delta` add up to one in the end.

    Patience buys a look beyond a bump in the curve, at the price of that many epochs of training thrown away [1]_.

    References
    ----------
    .. [1] L. Prechelt, "Early stopping -- but when?", 1998.

    Examples
    --------
    >>> early_stopping([1.0, 0.6, 0.7, 0.5, 0.8, 0.6, 0.4], patience=2)
    (5, 3)
    """
    best, best_epoch = math.inf, 0
    for epoch, loss in enumerate(val_losses):
        if float(loss) < best - min_delta:
            best, best_epoch = float(loss), epoch
        if epoch - best_epoch >= patience:
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch
