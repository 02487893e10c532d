"""Weight sharing: one weight in several places.

A convolution, a recurrent layer, an autoencoder with tied weights: each uses the same number at many places.
To train it, let backpropagation pretend that the places are free, then add up what they ask for.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from solutions.arrays import Array


def tied_gradient(grad: Array, groups: NDArray[np.integer[Any]]) -> Array:
    """Turn the gradient of free weights into that of weights that are tied together.

    Parameters
    ----------
    grad : array, any shape
        The gradient of the loss with respect to each place, as if all weights were free.
    groups : array of int, shape of `grad`
        Which places hold the same weight: those with the same number, from 0. Numbers may come in any order.

    Returns
    -------
    tied : array, shape of `grad`
        At each place, the gradient of the loss with respect to the weight that is there. It is the same at all
        places of a group, so weights that start equal stay equal.

    Notes
    -----
    If ``w1 = w2 = w``, then ``dloss/dw = dloss/dw1 + dloss/dw2``: the chain rule adds over the places where a number
    is used [1]_. It is a sum and not an average; dividing by the size of the group would be a smaller learning
    rate for weights that are used more often.

    References
    ----------
    .. [1] D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating
       errors", 1986.

    Examples
    --------
    >>> import numpy as np
    >>> tied_gradient(np.array([1.0, 10.0, 100.0, 1000.0]), np.array([0, 1, 0, 2]))
    array([ 101.,   10.,  101., 1000.])
    """
    sums = np.bincount(groups.ravel(), weights=grad.ravel())  # one sum a group
    tied: Array = sums[groups].astype(grad.dtype)
    return tied
