"""When to change the learning rate.

A large rate covers ground; a small one settles. So most trainings begin with the largest rate that does not diverge
and end with a smaller one. A human watching the loss, a rule that watches it, a plan made beforehand: three ways to
decide when.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from solutions.arrays import Array


def adjust_learning_rate(losses: Sequence[float] | Array, lr: float) -> float:
    """Choose the next learning rate as somebody would who watches the loss.

    Parameters
    ----------
    losses : array, shape (epochs,)
        The latest losses, oldest first; two at least, all positive.
    lr : float
        The learning rate that they were reached with.

    Returns
    -------
    lr : float
        Half of `lr` if the loss rises or oscillates (any loss is larger than the one before it), and also at the
        end, when over all `losses` it falls by less than 0.1% of the first. Otherwise, the loss falls steadily: 1.1
        times `lr` if that fall is slow, less than 10% of the first, and `lr` as it is if it is not.

    Notes
    -----
    Too large a rate shows before long: the loss jumps from one side of the valley to the other, or out of it. Too
    small a rate looks harmless, a smooth curve that simply takes for ever. That is why both have to be looked for.
    Down in large strides and up in small ones: after a step too far there is something to repair, while a step too
    short only costs time. Near the end the rate goes down as well; what keeps the loss up there is no longer the
    distance to the minimum but the noise of the mini-batches around it, which grows with the rate.

    The numbers are rules of thumb [1]_; what a "slow" fall is depends on how many epochs `losses` spans.

    References
    ----------
    .. [1] G. Hinton, "Lecture 6: Overview of mini-batch gradient descent", Neural Networks for Machine Learning,
       2012.

    Examples
    --------
    >>> adjust_learning_rate([1.0, 0.9, 1.2], 0.1), adjust_learning_rate([1.0, 1.0], 0.1)
    (0.05, 0.05)
    >>> round(adjust_learning_rate([1.0, 0.99, 0.97], 0.1), 3), adjust_learning_rate([1.0, 0.7, 0.4], 0.1)
    (0.11, 0.1)
    """
    losses = np.asarray(losses)
    if np.any(np.diff(losses) > 0):
        return lr / 2
    fall = 1 - losses[-1] / losses[0]
    if fall < 0.001:
        return lr / 2
    if fall < 0.1:
        return 1.1 * lr
    return lr


def reduce_on_plateau(
    losses: Sequence[float] | Array,
    lr: float,
    *,
    factor: float = 0.1,
    patience: int = 10,
    min_delta: float = 0.0,
) -> npt.NDArray[np.floating[Any]]:
    """Lower the learning rate whenever the loss has stopped improving.

    Parameters
    ----------
    losses : array, shape (epochs,)
        Validation loss after each epoch.
    lr : float
        The learning rate of the start.
    factor : float, default 0.1
        What the rate is multiplied by.
    patience : int, default 10
        After so many epochs in a row without improvement the rate is lowered, and the count starts again from zero.
    min_delta : float, default 0.0
        An improvement is a loss below the best one so far by more than this; it becomes the best.

    Returns
    -------
    rates : array, shape (epochs,)
        The learning rate that holds after each epoch.

    Notes
    -----
    The rule of early stopping with another consequence: where that one gives up, this one takes smaller steps. The
    best loss is kept when the rate is lowered: smaller steps should beat the larger ones, not just one another.

    Libraries differ by one in what they call patience: some wait for one epoch more than it says.

    Examples
    --------
    >>> losses = [1.0, 0.8, 0.9, 0.8, 0.7, 0.7, 0.75, 0.8, 0.9]
    >>> print(reduce_on_plateau(losses, 1.0, factor=0.5, patience=2))
    [1.    1.    1.    0.5   0.5   0.5   0.25  0.25  0.125]
    """
    best, waited, rates = np.inf, 0, []
    for loss in losses:
        if loss < best - min_delta:
            best, waited = float(loss), 0
        else:
            waited += 1
        if waited == patience:
            lr, waited = lr * factor, 0
        rates.append(lr)
    return np.array(rates)


def step_decay(lr: float, epoch: int, *, factor: float = 0.5, every: int = 10) -> float:
    """Lower the learning rate by a factor every so many epochs.

    Parameters
    ----------
    lr : float
        The learning rate of the start.
    epoch : int
        Number of the epoch; the first is 0.
    factor : float, default 0.5
        What the rate is multiplied by.
    every : int, default 10
        Epochs between one reduction and the next: the first `every` epochs keep `lr`.

    Returns
    -------
    lr : float
        The learning rate of this epoch.

    Notes
    -----
    ::

        lr * factor**floor(epoch / every)

    A plan made beforehand needs nobody to watch, and repeats; but it must fit the length of the training. Each drop
    shows in the loss as a sudden step down: it is the noise of the larger rate that disappears.

    Examples
    --------
    >>> [step_decay(1.0, epoch) for epoch in (0, 9, 10, 35)]
    [1.0, 1.0, 0.5, 0.125]
    """
    return lr * factor ** (epoch // every)
