"""Which examples a step looks at: mini-batches.

Between one example at a time (*online*) and all of them (*full batch*) there is nothing but a number, the batch size.
An *epoch* is one pass over the data: every example once, in a new order. Indices are enough for that; no example is
copied before its turn comes.
"""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from solutions.arrays import Labels

Indices: TypeAlias = npt.NDArray[np.integer[Any]]
"""Places of examples in the data set, counted from 0."""


def minibatches(n: int, batch_size: int, *, rng: np.random.Generator) -> list[Indices]:
    """Cut the examples of one epoch, in random order, into mini-batches.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Examples in a mini-batch: 1 is online learning, `n` or more is full-batch learning.
    rng : numpy.random.Generator
        Where the order comes from.

    Returns
    -------
    batches : list of arrays of integers
        Indices of the examples of each mini-batch, from 0 to ``n - 1``. Every example is in exactly one. All have
        `batch_size` examples, except the last, which has what is left.

    Notes
    -----
    One permutation, cut up. Drawing every batch anew from all examples looks alike, but in an epoch of ``n`` such
    draws about a third of the examples, ``(1 - 1/n)**n`` or ``1/e``, would never be seen.

    The order matters because data often come sorted: by class, by day, by author. Batches of neighbours would each
    pull the weights towards one class. The short last batch is kept: those examples are data as well.

    Examples
    --------
    >>> import numpy as np
    >>> batches = minibatches(7, 3, rng=np.random.default_rng(0))
    >>> [len(batch) for batch in batches]
    [3, 3, 1]
    >>> np.sort(np.concatenate(batches))
    array([0, 1, 2, 3, 4, 5, 6])
    """
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


def balanced_minibatches(y: Labels, batch_size: int, *, rng: np.random.Generator) -> list[Indices]:
    """Cut the examples of one epoch into mini-batches that have the classes in the same proportions.

    Parameters
    ----------
    y : array, shape (n,)
        Class of each example, as integers.
    batch_size : int
        The most examples that a mini-batch may have.
    rng : numpy.random.Generator
        Decides which examples come together.

    Returns
    -------
    batches : list of arrays of integers
        Indices of the examples of each mini-batch. Every example is in exactly one. There are as few batches as
        `batch_size` allows, and each has of every class its share, as nearly as whole examples permit.

    Notes
    -----
    Like dealing cards. Lay the examples in a row, one class after the other, shuffled within each class; then give
    the first to the first of ``k = ceil(n / batch_size)`` batches, the second to the second, and so on round and
    round. A class is a stretch of the row, so each batch gets ``n_c / k`` of its ``n_c`` examples, rounded up or
    down; and so it is for the row as a whole, which keeps every batch within `batch_size`. Splitting each class into
    `k` parts by itself does not: the first batches would get the larger part of *every* class.

    Less noise is the gain: the mean gradient of a mini-batch has no longer the variance that comes from drawing too
    much of one class and too little of another.

    Examples
    --------
    >>> import numpy as np
    >>> y = np.array([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    >>> batches = balanced_minibatches(y, 3, rng=np.random.default_rng(0))
    >>> [y[batch].tolist() for batch in batches]
    [[0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 0, 1]]
    """
    y = np.asarray(y)
    row = np.concatenate([rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)])
    n_batches = math.ceil(len(y) / batch_size)
    return [row[first::n_batches] for first in range(n_batches)]


def count_updates(n: int, batch_size: int, epochs: int) -> int:
    """Count the steps that a training takes.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Examples in a mini-batch; the last one of an epoch may be smaller.
    epochs : int
        Passes over the data.

    Returns
    -------
    updates : int
        Number of updates of the parameters.

    Notes
    -----
    Each epoch has ``ceil(n / batch_size)`` mini-batches, and each mini-batch is one update. Round up epoch by epoch:
    the rest of one epoch is not carried over into the next.

    Examples
    --------
    >>> [count_updates(1000, batch_size, 10) for batch_size in (1, 300, 1000)]
    [10000, 40, 10]
    """
    return epochs * math.ceil(n / batch_size)
