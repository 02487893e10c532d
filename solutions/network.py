"""A network as objects: the earlier chapters behind the interface that the large libraries have.

A list of layers, a loss, a regulariser and an optimiser, each of them small and none of them knowing the
others' insides. What makes them fit together are two habits: whatever measures something returns the value and
its gradient, and whatever moves something returns where it has moved to.

The layers chain by call. ``Dense(10)(hidden)`` says that a layer of ten units listens to `hidden`; nothing
is computed yet, except that the layer now knows its `fan_in` and can draw its weights. `Network` walks the
chain from its last layer back to the input, and trains what it has met.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from solutions.activations import (
    relu_backward,
    relu_forward,
    sigmoid_backward,
    sigmoid_forward,
    tanh_backward,
    tanh_forward,
)
from solutions.affine import affine_backward, affine_forward
from solutions.arrays import Array, Cache, Labels, Scalar
from solutions.initializers import he_normal, xavier_normal
from solutions.losses import softmax_cross_entropy

Params: TypeAlias = list[tuple[Array, Array]]
"""Weights and biases, one pair ``(w, b)`` a layer, from the first layer to the last."""


class MSE:
    """The mean squared error, for regression."""

    def __call__(self, out: Array, y: Array) -> tuple[Scalar, Array]:
        """Measure how far outputs are from their targets.

        Parameters
        ----------
        out : array, shape (batch, outputs)
            What the network answered.
        y : array, shape (batch, outputs)
            What it should have answered.

        Returns
        -------
        loss : scalar
            The squared error, averaged over all ``batch * outputs`` entries.
        gradient : array, shape (batch, outputs)
            Gradient of `loss` with respect to `out`.

        Notes
        -----
        ``loss = sum (out - y)**2 / N`` over the ``N = batch * outputs`` entries, so
        ``gradient = 2 (out - y) / N``.

        Examples
        --------
        >>> import numpy as np
        >>> loss, gradient = MSE()(np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]]))
        >>> print(loss, gradient)
        2.5 [[ 1. -2.]]
        """
        error = out - y
        loss = (error**2).sum() / error.size  # (batch, outputs) -> ()
        gradient = 2 * error / error.size
        return loss, gradient


class CrossEntropy:
    """The cross-entropy with softmax, for classification."""

    def __call__(self, out: Array, y: Labels) -> tuple[Scalar, Array]:
        """Measure how well logits predict the classes.

        Parameters
        ----------
        out : array, shape (batch, classes)
            Logits: any real numbers. The softmax is taken here.
        y : array, shape (batch,)
            True classes, as integers from 0.

        Returns
        -------
        loss : scalar
            The cross-entropy, averaged over the batch.
        gradient : array, shape (batch, classes)
            Gradient of `loss` with respect to `out`.

        Notes
        -----
        The whole answer is `solutions.losses.softmax_cross_entropy`; a class makes it one of several losses that
        a network can be given.

        Examples
        --------
        >>> import numpy as np
        >>> loss, gradient = CrossEntropy()(np.zeros((1, 2)), np.array([1]))
        >>> print(round(float(loss), 4), gradient)  # undecided between two classes: log 2
        0.6931 [[ 0.5 -0.5]]
        """
        return softmax_cross_entropy(out, y)


class L2:
    """The L2 penalty: weights cost their squares.

    Parameters
    ----------
    factor : float
        How much; 0 is none at all.
    """

    def __init__(self, factor: float) -> None:
        self.factor = factor

    def __call__(self, w: Array) -> tuple[Scalar, Array]:
        """Measure what an array of weights costs.

        Parameters
        ----------
        w : array, any shape
            Weights.

        Returns
        -------
        penalty : scalar
            ``factor / 2`` times the sum of the squares of all entries.
        gradient : array, shape of `w`
            Gradient of `penalty` with respect to `w`.

        Notes
        -----
        The half is there for the gradient, ``factor * w``: every step then takes the same *share* off every
        weight, which is why the penalty is also called weight decay [1]_.

        References
        ----------
        .. [1] A. Krogh and J. A. Hertz, "A simple weight decay can improve generalization", 1992.

        Examples
        --------
        >>> import numpy as np
        >>> penalty, gradient = L2(0.1)(np.array([3.0, -4.0]))
        >>> print(round(float(penalty), 4), gradient)
        1.25 [ 0.3 -0.4]
        """
        penalty = self.factor / 2 * (w**2).sum()
        gradient = self.factor * w
        return penalty, gradient


class SGD:
    """Stochastic gradient descent: how many examples a step looks at, and how far it goes.

    Parameters
    ----------
    bs : int
        Batch size: examples a step. Kept as the attribute `bs`.
    lr : float
        Learning rate. Kept as the attribute `lr`.
    """

    def __init__(self, bs: int, lr: float) -> None:
        self.bs = bs
        self.lr = lr

    def step(self, w: Array, grad: Array) -> Array:
        """Take one step downhill.

        Parameters
        ----------
        w : array, any shape
            Parameters before the step.
        grad : array, shape of `w`
            Gradient of the loss at `w`.

        Returns
        -------
        w : array, shape of `w`
            Parameters after the step.

        Notes
        -----
        ``w - lr * grad``. The batch size is for whoever cuts the data into batches (`solutions.training.fit`).

        Examples
        --------
        >>> import numpy as np
        >>> print(SGD(bs=32, lr=0.1).step(np.array([1.0, 2.0]), np.array([10.0, 0.0])))
        [0. 2.]
        """
        return w - self.lr * grad


class Input:
    """The start of a network: where a batch comes in.

    Parameters
    ----------
    units : int
        Features of an example.
    """

    def __init__(self, units: int) -> None:
        self.units = units


class Dense:
    """A layer of units that listen to every unit of the layer before.

    Parameters
    ----------
    units : int
        Number of units, `fan_out`.
    activation : {"linear", "relu", "tanh", "sigmoid"}, default "linear"
        The non-linearity of the units; "linear" is none.
    seed : int, optional
        Decides the first weights: the same seed, the same weights. By default they differ from layer to layer.
    """

    w: Array
    b: Array

    def __init__(self, units: int, activation: str = "linear", seed: int | None = None) -> None:
        self.units = units
        self.activation = activation
        self.seed = seed

    def __call__(self, inputs: Input | Dense) -> Dense:
        """Let this layer listen to another one, and draw its first weights.

        Parameters
        ----------
        inputs : Input or Dense
            The layer before, whose units are this layer's `fan_in`.

        Returns
        -------
        layer : Dense
            This layer, so that the next one can listen to it.

        Notes
        -----
        Weights are normal with mean 0; their variance is ``2 / fan_in`` before a rectifier and ``1 / fan_in`` before
        anything else (`solutions.initializers`). Biases start at zero: unlike equal weights they leave no
        symmetry that would have to be broken.
        """
        self.inputs = inputs
        draw = he_normal if self.activation == "relu" else xavier_normal
        self.w = draw(inputs.units, self.units, rng=np.random.default_rng(self.seed))  # (fan_in, fan_out)
        self.b = np.zeros(self.units)  # (fan_out,)
        return self


class Network:
    """Layers from an input to an output, with what is needed to train them.

    Parameters
    ----------
    inputs : Input
        Where the chain of layers begins.
    outputs : Dense
        Where it ends. For classification this layer is linear: its outputs are logits.
    loss : MSE or CrossEntropy
        Called with the outputs and the targets of a batch.
    metrics : sequence of str, default ()
        What else is measured while training. There is "accuracy", the share of examples whose largest output is
        that of their class.
    optimizer : SGD, optional
        Takes the steps of training.
    reg : L2, optional
        What the weights of each layer cost. Biases cost nothing.
    """

    def __init__(
        self,
        inputs: Input,
        outputs: Dense,
        loss: MSE | CrossEntropy,
        metrics: Sequence[str] = (),
        optimizer: SGD | None = None,
        reg: L2 | None = None,
    ) -> None:
        self.layers = _chain(inputs, outputs)
        self.loss = loss
        self.metrics = metrics
        self.optimizer = optimizer
        self.reg = reg

    def get_params(self) -> Params:
        """Return all parameters.

        Returns
        -------
        params : list of (w, b), one pair a layer, from the first layer to the last
            Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,).
        """
        return [(layer.w, layer.b) for layer in self.layers]

    def set_params(self, params: Params) -> None:
        """Put other parameters in the place of all.

        Parameters
        ----------
        params : list of (w, b)
            As `get_params` returns them.
        """
        for layer, (w, b) in zip(self.layers, params, strict=True):
            layer.w, layer.b = w, b

    def predict(self, x: Array) -> Array:
        """Compute the outputs for a batch.

        Parameters
        ----------
        x : array, shape (batch, features)
            Inputs, one example a row.

        Returns
        -------
        out : array, shape (batch, outputs)
            What the last layer answers.

        Notes
        -----
        With ``a_0 = x``, every layer computes ``a_l = f_l(a_{l-1} @ w_l + b_l)``.
        """
        out, _ = self._forward(x)
        return out

    def loss_and_gradients(self, x: Array, y: Labels) -> tuple[Scalar, Params]:
        """Compute the loss of a batch, penalty included, and its gradients. Nothing is changed.

        Parameters
        ----------
        x : array, shape (batch, features)
            Inputs.
        y : array
            What the loss takes: targets, shape (batch, outputs), or classes, shape (batch,).

        Returns
        -------
        loss : scalar
            The loss of the outputs, plus the penalty of every layer's weights if there is a `reg`.
        gradients : list of (dw, db), in the order of `get_params`
            Gradients of `loss`, each of the shape of its parameter.

        Notes
        -----
        The loss starts the walk back with its gradient with respect to the outputs; each layer undoes its
        activation, then its affine map, and passes on the gradient of its inputs. The penalty does not depend on the
        data, so its gradient is simply added to each `dw`: the gradient of a sum is the sum of the gradients.

        Examples
        --------
        >>> import numpy as np
        >>> inputs = Input(3)
        >>> network = Network(inputs, Dense(2, seed=0)(Dense(4, "tanh", seed=1)(inputs)), CrossEntropy(), reg=L2(0.1))
        >>> loss, gradients = network.loss_and_gradients(np.ones((5, 3)), np.zeros(5, dtype=int))
        >>> [(dw.shape, db.shape) for dw, db in gradients]
        [((3, 4), (4,)), ((4, 2), (2,))]
        """
        out, caches = self._forward(x)
        loss, dout = self.loss(out, y)
        gradients = self._backward(dout, caches)
        if self.reg is None:
            return loss, gradients
        penalties = [self.reg(w) for w, _ in self.get_params()]
        loss = loss + sum(penalty for penalty, _ in penalties)
        return loss, [(dw + decay, db) for (dw, db), (_, decay) in zip(gradients, penalties, strict=True)]

    def _forward(self, x: Array) -> tuple[Array, list[Cache]]:
        """Return the outputs and, layer by layer, what the way back needs."""
        a, caches = x, []
        for layer in self.layers:
            z, affine_cache = affine_forward(a, layer.w, layer.b)  # (batch, fan_in) -> (batch, fan_out)
            a, activation_cache = _FORWARD[layer.activation](z)
            caches.append((affine_cache, activation_cache))
        return a, caches

    def _backward(self, dout: Array, caches: list[Cache]) -> Params:
        """Return the gradients of all parameters, given that of the outputs."""
        gradients = []
        for layer, (affine_cache, activation_cache) in zip(self.layers[::-1], caches[::-1], strict=True):
            dz = _BACKWARD[layer.activation](dout, activation_cache)
            dout, dw, db = affine_backward(dz, affine_cache)  # (batch, fan_out) -> (batch, fan_in)
            gradients.append((dw, db))
        return gradients[::-1]


def _chain(inputs: Input, outputs: Dense) -> list[Dense]:
    """Return the layers from `inputs` to `outputs`, in the order of computing."""
    layers: list[Dense] = []
    node: Any = outputs
    while node is not inputs:
        layers.append(node)
        node = node.inputs
    return layers[::-1]


def _linear_forward(z: Array) -> tuple[Array, Cache]:
    return z, None


def _linear_backward(da: Array, cache: Cache) -> Array:
    return da


_FORWARD = {
    "linear": _linear_forward,
    "relu": relu_forward,
    "tanh": tanh_forward,
    "sigmoid": sigmoid_forward,
}
_BACKWARD = {
    "linear": _linear_backward,
    "relu": relu_backward,
    "tanh": tanh_backward,
    "sigmoid": sigmoid_backward,
}
