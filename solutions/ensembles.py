"""Ensembles: several models know more than one, if their mistakes differ.

For squared error this can be proved. With models ``y_m`` and their average ``y``, the average of their errors
is the error of the average plus the variance among them::

    average_m (t - y_m)**2 = (t - y)**2 + average_m (y_m - y)**2

so the average beats the typical model by exactly as much as the models disagree.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solutions.arrays import Array


def average_predictions(predictions: Array, *, geometric: bool = False) -> Array:
    """Combine the predictions of several models into one, giving each model the same weight.

    Parameters
    ----------
    predictions : array, shape (models, batch, classes)
        What each model predicts: class probabilities, above 0, that add up to 1 for every example.
    geometric : bool, default False
        Whether to take the geometric mean of the models, scaled to add up to 1, instead of the arithmetic one.

    Returns
    -------
    combined : array, shape (batch, classes)
        Class probabilities.

    Notes
    -----
    The arithmetic mean is a mixture: as if one of the models, drawn at random, gave the answer. The geometric
    mean is a product: ``(p_1 p_2 .. p_M)**(1 / M)``, that is ``exp(average log p)``, where each model has a veto. A
    geometric mean of probabilities adds up to less than 1, so it is divided by its sum. It is also what the
    average of the logits gives, and for a single softmax layer what dropout's inference computes [1]_.

    References
    ----------
    .. [1] N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, "Dropout: a simple
       way to prevent neural networks from overfitting", 2014.

    Examples
    --------
    >>> import numpy as np
    >>> predictions = np.array([[[0.5, 0.5]], [[0.9, 0.1]]])
    >>> average_predictions(predictions)
    array([[0.7, 0.3]])
    >>> average_predictions(predictions, geometric=True)  # odds of 1 and 9: their geometric mean is 3
    array([[0.75, 0.25]])
    """
    combined: Array
    if geometric:
        combined = np.exp(np.log(predictions).mean(axis=0))  # (models, batch, classes) -> (batch, classes)
        combined = combined / combined.sum(axis=1, keepdims=True)
    else:
        combined = predictions.mean(axis=0)  # (models, batch, classes) -> (batch, classes)
    return combined


def average_weights(models: Sequence[Sequence[tuple[Array, Array]]]) -> list[tuple[Array, Array]]:
    """Average the parameters of several models into one model.

    Parameters
    ----------
    models : list of params, one a model
        Each is a list of (w, b), one pair a layer; the models have the same shapes.

    Returns
    -------
    params : list of (w, b), one pair a layer
        The average over the models of each parameter.

    Notes
    -----
    This makes sense for models from one run of training, such as the last few epochs: they lie in the same
    valley, and their average lies closer to its bottom than any of them [1]_, [2]_. Two runs from different
    starts may hold the same function with their units in another order, and the average of those is nothing. At
    inference the average costs no more than one model, unlike an average of predictions.

    References
    ----------
    .. [1] B. T. Polyak and A. B. Juditsky, "Acceleration of stochastic approximation by averaging", 1992.
    .. [2] P. Izmailov, D. Podoprikhin, T. Garipov, D. Vetrov and A. G. Wilson, "Averaging weights leads to wider
       optima and better generalization", 2018.

    Examples
    --------
    >>> import numpy as np
    >>> models = [[(np.array([[1.0, 2.0]]), np.array([0.0]))], [(np.array([[3.0, 4.0]]), np.array([1.0]))]]
    >>> average_weights(models)
    [(array([[2., 3.]]), array([0.5]))]
    """
    layers = zip(*models, strict=True)  # each layer, as all models have it
    return [
        (np.mean([w for w, _ in layer], axis=0), np.mean([b for _, b in layer], axis=0)) for layer in layers
    ]


def bayesian_average(log_posteriors: Array, predictions: Array) -> Array:
    """Combine the predictions of several models, each with the weight of its posterior probability.

    Parameters
    ----------
    log_posteriors : array, shape (models,)
        Logarithm of each model's posterior probability, up to a constant that is the same for all: log likelihood
        plus log prior. Of any magnitude.
    predictions : array, shape (models, batch, classes)
        What each model predicts: class probabilities.

    Returns
    -------
    combined : array, shape (batch, classes)
        Class probabilities.

    Notes
    -----
    ``p(y | x, data) = sum_m p(m | data) p(y | x, m)``, where ``p(m | data)`` is the softmax of `log_posteriors`: the
    constant that is missing, the probability of the data, is what makes the weights add up to 1. Log
    likelihoods are sums over all training cases and run into the thousands, where `exp` gives 0; subtracting the
    largest changes nothing and saves the day [1]_.

    References
    ----------
    .. [1] D. J. C. MacKay, "A practical Bayesian framework for backpropagation networks", 1992.

    Examples
    --------
    >>> import numpy as np
    >>> predictions = np.array([[[0.8, 0.2]], [[0.4, 0.6]]])
    >>> bayesian_average(np.array([-5000.0, -5000.0 + np.log(3)]), predictions)  # weights 1/4 and 3/4
    array([[0.5, 0.5]])
    """
    weights = np.exp(log_posteriors - log_posteriors.max())
    weights = weights / weights.sum()
    combined: Array = np.tensordot(weights, predictions, axes=1)  # (models,), (models, batch, classes)
    return combined
