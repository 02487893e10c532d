"""Training, and keeping an eye on it.

`fit` is a loop of ten lines. The rest of the chapter is what one does around it: know what the loss should be
before the first step, see that a network can learn at all before asking it to learn much, notice early
that a run is lost, and read two curves rightly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from solutions.arrays import Array, Labels, Scalar
from solutions.network import SGD, Network


def fit(
    network: Network,
    x: Array,
    y: Labels,
    epochs: int,
    validation: tuple[Array, Labels] | None = None,
    verbose: bool = False,
) -> dict[str, list[float]]:
    """Train a network with its optimiser, from the parameters that it has.

    An epoch cuts the examples, in a new random order, into batches of the optimiser's `bs` (the last one may be
    shorter) and takes one step for each batch.

    Parameters
    ----------
    network : Network
        Its parameters change.
    x : array, shape (n, features)
        Inputs of all training examples.
    y : array, first axis n
        What the network's loss takes.
    epochs : int
        How often every example is seen.
    validation : (x, y), optional
        Examples that are only measured, never trained on.
    verbose : bool, default False
        Whether to print how it goes. Otherwise nothing is printed.

    Returns
    -------
    history : dict of str to list of float, one entry an epoch
        "loss" and each of the network's metrics, on all training examples with the parameters at the end of the
        epoch; with `validation` also "val_loss" and the metrics as "val_...", on those. The losses are those of
        ``loss_and_gradients``, penalty included.

    Notes
    -----
    A batch's gradient is an estimate of the whole one: right on average, and many times cheaper. The order changes
    with every epoch so that no batch is seen twice and its errors average out. Shuffle *indices*, and inputs and
    targets stay together. As a function of the network this is also a method: ``Network.fit = fit``.

    Measuring after the epoch costs one more pass, and buys numbers that mean something: all of them belong to the
    same parameters. (The average over an epoch's batches, which many libraries show, belongs to none: early in
    training it lags behind, and the validation loss then seems to be better than the training loss.)

    Examples
    --------
    >>> import numpy as np
    >>> from solutions.network import MSE, Dense, Input
    >>> inputs = Input(1)
    >>> network = Network(inputs, Dense(1, seed=0)(inputs), MSE(), optimizer=SGD(bs=2, lr=0.1))
    >>> x = np.linspace(-1, 1, 6).reshape(6, 1)
    >>> history = fit(network, x, 3 * x, epochs=30)
    >>> print(len(history["loss"]), history["loss"][-1] < 1e-3)
    30 True
    """
    optimizer = network.optimizer
    if optimizer is None:
        raise ValueError("a network is trained by its optimizer; this one has none")
    rng = np.random.default_rng(0)
    history: dict[str, list[float]] = {}
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), optimizer.bs):
            batch = order[start : start + optimizer.bs]
            _step(network, optimizer, x[batch], y[batch])
        measured = _measure(network, x, y)
        if validation is not None:
            measured |= {f"val_{name}": value for name, value in _measure(network, *validation).items()}
        for name, value in measured.items():
            history.setdefault(name, []).append(value)
        if verbose:
            print(f"epoch {epoch + 1}/{epochs}", *(f"{name} {value:.4f}" for name, value in measured.items()))
    return history


def _step(network: Network, optimizer: SGD, x: Array, y: Labels) -> None:
    """Move every parameter against its gradient."""
    _, gradients = network.loss_and_gradients(x, y)
    network.set_params(
        [
            (optimizer.step(w, dw), optimizer.step(b, db))
            for (w, b), (dw, db) in zip(network.get_params(), gradients, strict=True)
        ]
    )


def _measure(network: Network, x: Array, y: Labels) -> dict[str, float]:
    """Return the loss and the metrics on some examples."""
    loss, _ = network.loss_and_gradients(x, y)
    measured = {"loss": float(loss)}
    if "accuracy" in network.metrics:
        measured["accuracy"] = _accuracy(network, x, y)
    return measured


def _accuracy(network: Network, x: Array, y: Labels) -> float:
    """Return the share of examples whose largest output is that of their class."""
    return float((network.predict(x).argmax(axis=1) == y).mean())


def expected_initial_loss(n_classes: int) -> float:
    """Predict the cross-entropy of a classifier that has not learned anything yet.

    Parameters
    ----------
    n_classes : int
        Number of classes.

    Returns
    -------
    loss : float
        The loss if every class gets the same probability.

    Notes
    -----
    Each class gets ``1 / n_classes``, so every example costs ``-log(1 / n_classes) = log(n_classes)``. A first loss
    far above it says that the first logits are too large, or that labels and outputs do not belong together.

    Examples
    --------
    >>> print(round(expected_initial_loss(10), 4))
    2.3026
    """
    return math.log(n_classes)


def regularization_raises_loss(plain: Network, regularized: Network, x: Array, y: Labels) -> bool:
    """Tell whether regularisation makes the loss larger at the same parameters.

    Parameters
    ----------
    plain : Network
        Without regularisation.
    regularized : Network
        The same layers, with a `reg`. It is given the parameters of `plain`.
    x : array, shape (batch, features)
        Inputs.
    y : array, first axis batch
        What the networks' loss takes.

    Returns
    -------
    raises : bool
        Whether the loss of `regularized` is larger than that of `plain`, both at the parameters of `plain`.

    Notes
    -----
    A penalty can only add to the loss. If it does not, it is not in the loss; if it does and training ignores
    it, it is missing in the gradient, which is what gradient checks are for. Two networks drawn apart differ in their
    loss anyway, so the parameters must be made equal first.
    """
    regularized.set_params(plain.get_params())
    without, _ = plain.loss_and_gradients(x, y)
    penalised, _ = regularized.loss_and_gradients(x, y)
    return bool(penalised > without)


def overfit_tiny(network: Network, x: Array, y: Labels, *, n_examples: int = 20, epochs: int = 200) -> float:
    """Train a network on a few examples until it knows them by heart.

    Parameters
    ----------
    network : Network
        A classifier; its parameters change.
    x : array, shape (n, features)
        Inputs of a whole data set.
    y : array, shape (n,)
        Its classes.
    n_examples : int, default 20
        How many of them, from the first on, the network is trained on.
    epochs : int, default 200
        How long it is trained.

    Returns
    -------
    accuracy : float
        Share of *these* examples that the trained network has right; 1.0 if all is well.

    Notes
    -----
    A network with more parameters than examples can learn any labels at all. If it cannot learn twenty,
    something is broken, and no amount of data will help: the step has the wrong sign or size, a gradient is
    missing, inputs and labels do not belong together. It takes a second, so it is done before any long training.

    Examples
    --------
    >>> import numpy as np
    >>> from solutions.network import CrossEntropy, Dense, Input
    >>> rng = np.random.default_rng(0)
    >>> x, y = rng.normal(size=(100, 5)), rng.integers(3, size=100)  # nothing to learn, only to memorise
    >>> inputs = Input(5)
    >>> out = Dense(3, seed=0)(Dense(30, "tanh", seed=1)(inputs))
    >>> overfit_tiny(Network(inputs, out, CrossEntropy(), optimizer=SGD(bs=5, lr=0.3)), x, y)
    1.0
    """
    few_x, few_y = x[:n_examples], y[:n_examples]
    fit(network, few_x, few_y, epochs)
    return _accuracy(network, few_x, few_y)


def has_exploded(history: Mapping[str, Sequence[float]], factor: float = 3) -> bool:
    """Tell whether the training loss has exploded.

    Parameters
    ----------
    history : dict of str to list of float
        From `fit`; "loss" holds the training loss of every epoch.
    factor : float, default 3
        How many times the first epoch's loss is too much.

    Returns
    -------
    exploded : bool
        Whether the loss of any epoch is NaN, infinite, or above `factor` times that of the first.

    Notes
    -----
    NaN is neither above nor below anything: every comparison with it is False, so it has to be asked for.
    A loss that came back down after a jump still jumped, and what was learned until then is lost: any epoch counts.

    Examples
    --------
    >>> has_exploded({"loss": [2.3, 1.9, 7.5]}), has_exploded({"loss": [2.3, float("nan")]})
    (True, True)
    """
    loss = np.asarray(history["loss"], dtype=float)
    return bool((~np.isfinite(loss)).any() or (loss > factor * loss[0]).any())


def update_ratio(w: Array, update: Array) -> Scalar:
    """Compare the size of an update with that of the weights it changes.

    Parameters
    ----------
    w : array, any shape
        Weights before the step.
    update : array, shape of `w`
        What the step adds to them.

    Returns
    -------
    ratio : scalar
        The norm of `update` over the norm of `w`, each the root of the sum of all squares.

    Notes
    -----
    Between 1e-3 and 1e-2 is healthy: hundreds of steps move a weight by its own size. Far below, training crawls;
    far above, every step forgets what the last ones learned.

    Examples
    --------
    >>> import numpy as np
    >>> print(round(float(update_ratio(np.array([3.0, 4.0]), np.array([0.0, -0.01]))), 4))
    0.002
    """
    ratio: Scalar = np.sqrt((update**2).sum()) / np.sqrt((w**2).sum())
    return ratio


def generalization_gap(history: Mapping[str, Sequence[float]]) -> Array:
    """Compute how much worse a network does on examples that it was not trained on.

    Parameters
    ----------
    history : dict of str to list of float
        From `fit` with `validation`.

    Returns
    -------
    gap : array, shape (epochs,)
        Validation loss minus training loss, epoch by epoch.

    Notes
    -----
    A gap that grows while the training loss falls is overfitting; two losses that are both high, with no gap, are
    underfitting. The penalty is in both losses and cancels.

    Examples
    --------
    >>> print(generalization_gap({"loss": [2.0, 1.0], "val_loss": [2.0, 1.5]}))
    [0.  0.5]
    """
    gap: Array = np.asarray(history["val_loss"]) - np.asarray(history["loss"])
    return gap
