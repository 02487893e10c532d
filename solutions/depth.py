"""What many layers do to a signal on its way up, and to a gradient on its way down.

Depth multiplies. A factor of 0.9 a layer is 0.35 after ten layers and 0.00003 after a hundred; a factor of 1.1
goes the other way. Each function of this chapter watches one thing being multiplied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from solutions.activations import sigmoid_forward
from solutions.arrays import Array, Labels, Scalar
from solutions.mlp import mlp_loss_and_gradients

Initializer = Callable[..., Array]

_VALUE: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda z: sigmoid_forward(z)[0],
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
}
# The slope of each can be read off its value.
_SLOPE: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a**2,
    "relu": np.sign,
}


def chain_gradient(ws: Array, bs: Array, x: float, *, activation: str) -> Scalar:
    """Differentiate the output of a chain of single units with respect to its input.

    Parameters
    ----------
    ws : array, shape (depth,)
        The weight of each unit, from the first to the last.
    bs : array, shape (depth,)
        The bias of each unit.
    x : float
        What the first unit gets.
    activation : {"sigmoid", "tanh", "relu"}
        The non-linearity of every unit, the last one included.

    Returns
    -------
    grad : float
        Derivative of the last unit's output with respect to `x`.

    Notes
    -----
    With ``a_0 = x`` and ``u_j = w_j a_{j-1} + b_j``, ``a_j = f(u_j)``, the chain rule is a product::

        d a_n / d x = f'(u_1) w_1  *  f'(u_2) w_2  *  ...  *  f'(u_n) w_n

    The slope of the sigmoid is at most 1/4, that of `tanh` at most 1, that of the rectifier 0 or 1. So the
    sigmoid's product shrinks at least fourfold a layer unless the weights are larger than 4; and where they are,
    the units saturate and the slopes get smaller yet [1]_.

    References
    ----------
    .. [1] S. Hochreiter, "Untersuchungen zu dynamischen neuronalen Netzen", 1991.

    Examples
    --------
    >>> import numpy as np
    >>> for depth in [1, 5, 10]:
    ...     print(f"{chain_gradient(np.ones(depth), np.full(depth, -0.5), 0.5, activation='sigmoid'):.1e}")
    2.5e-01
    9.8e-04
    9.5e-07
    """
    a: Any = x
    factors = []
    for w, b in zip(ws, bs, strict=True):
        a = _VALUE[activation](w * a + b)
        factors.append(_SLOPE[activation](a) * w)
    grad: Scalar = np.prod(factors)
    return grad


def activation_statistics(
    init: Initializer,
    *,
    activation: str,
    n_layers: int = 10,
    width: int = 500,
    n_samples: int = 10_000,
    rng: np.random.Generator,
) -> tuple[Array, Array]:
    """Watch a signal on its way through a deep network that has just been initialised.

    Parameters
    ----------
    init : callable
        ``init(fan_in, fan_out, rng=rng)`` returns the weights of a layer, of shape (fan_in, fan_out).
    activation : {"sigmoid", "tanh", "relu"}
        The non-linearity after every layer.
    n_layers : int
        Number of layers; they have no biases.
    width : int
        Number of inputs, and of units in every layer.
    n_samples : int
        Number of examples; the inputs are drawn from the standard normal distribution.
    rng : numpy.random.Generator
        The source of randomness, for the inputs and for `init`.

    Returns
    -------
    means : array, shape (n_layers,)
        For each layer the mean of its activations, over all examples and units.
    stds : array, shape (n_layers,)
        For each layer their standard deviation, over all examples and units.

    Notes
    -----
    ``a_0 = x`` and ``a_l = f(a_{l-1} @ w_l)``, each ``w_l`` drawn anew. Standard deviations that run to
    0 tell of a signal that fades; for `tanh`, those near 1 tell of units that are saturated. In both cases the
    gradient suffers: the activations are among its factors, and so are the slopes.

    References
    ----------
    .. [1] X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
       networks", 2010.

    Examples
    --------
    >>> import numpy as np
    >>> def faint(fan_in, fan_out, *, rng):
    ...     return 0.01 * rng.standard_normal((fan_in, fan_out))
    >>> means, stds = activation_statistics(
    ...     faint, activation="tanh", n_layers=3, width=400, n_samples=100, rng=np.random.default_rng(0)
    ... )
    >>> print(stds.round(2))
    [0.19 0.04 0.01]
    """
    a = rng.standard_normal((n_samples, width))
    means, stds = [], []
    for _ in range(n_layers):
        w = init(width, width, rng=rng)
        a = _VALUE[activation](a @ w)  # (n_samples, width) @ (width, width) -> (n_samples, width)
        means.append(a.mean())
        stds.append(a.std())
    return np.array(means), np.array(stds)


def gradient_norms_by_layer(
    params: Sequence[tuple[Array, Array]], x: Array, y: Labels, *, activation: str = "sigmoid"
) -> Array:
    """Measure how much of the gradient reaches each layer of a network.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,), from the first layer to the
        last.
    x : array, shape (batch, features)
        Inputs.
    y : array, shape (batch,)
        True classes, as indices (integers from 0).
    activation : {"sigmoid", "tanh", "relu"}
        The non-linearity between layers; the last layer is linear.

    Returns
    -------
    norms : array, shape (layers,)
        For each layer, from the first to the last, the norm of the gradient of its weights `w`: the root of the
        sum of its squared entries. The loss is the softmax cross-entropy, averaged over the batch.

    Notes
    -----
    ``norm_l = sqrt(sum over i, j of dw_l[i, j]**2)``, the Frobenius norm of ``dloss/dw_l``. Plotted against
    the layer on a logarithmic axis, a factor a layer is a straight line: flat is what one hopes for.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> params = [(rng.normal(0, 20**-0.5, (20, 20)), np.zeros(20)) for _ in range(5)]
    >>> x, y = rng.normal(size=(50, 20)), rng.integers(20, size=50)
    >>> norms = gradient_norms_by_layer(params, x, y)
    >>> bool((norms[1:] > 2 * norms[:-1]).all())  # at least halved by each layer on the way down
    True
    """
    _, gradients = mlp_loss_and_gradients(params, x, y, activation=activation)
    return np.array([np.sqrt((dw**2).sum()) for dw, _ in gradients])


def dead_relu_fraction(z: Array) -> float:
    """Tell what fraction of a layer's rectified linear units are silent for every example.

    Parameters
    ----------
    z : array, shape (batch, units)
        Pre-activations.

    Returns
    -------
    fraction : float
        The number of dead units over the number of units. A unit is dead if its activation, ``max(0, z)``, is 0
        for every example of the batch.

    Notes
    -----
    A unit that is off for one example learns nothing from that one. A unit that is off for *all* of them
    gets no gradient at all, so it stays as it is: one step too large can switch it off for good.

    Examples
    --------
    >>> import numpy as np
    >>> z = np.array([[1.0, -2.0, -1.0, 3.0], [-1.0, -0.5, 2.0, 1.0]])
    >>> dead_relu_fraction(z)  # the second of four
    0.25
    """
    return float((z <= 0).all(axis=0).mean())
