"""Regularisation.

Write the functions below, with NumPy alone. What you have so far is checked with

    autograder check a4_regularization_en.py
"""

import numpy as np


# l2_penalty (6 points) ----------------------------------------------------------------------------
#
# Return the L2 penalty of a network, lam / 2 times the sum of the squares of all weights and
# biases, and its gradient with respect to each of them. With `exclude_biases=True` the biases do
# not take part.


def l2_penalty(params, lam, *, exclude_biases=False):
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
    """
    raise NotImplementedError


# l1_penalty (6 points) ----------------------------------------------------------------------------
#
# Return the L1 penalty of a network, lam / 2 times the sum of the absolute values of all weights
# and biases, and its gradient with respect to each of them. With `exclude_biases=True` the biases
# do not take part.


def l1_penalty(params, lam, *, exclude_biases=False):
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
    """
    raise NotImplementedError


# early_stopping (10 points) -----------------------------------------------------------------------
#
# Given the validation loss after each epoch, find the epoch at which training stops: the first one
# that is `patience` epochs after the last improvement, or the last epoch there is. Return it
# together with the epoch of the best loss until then. An epoch is an improvement if it lowers the
# best loss by more than `min_delta`.


def early_stopping(val_losses, *, patience, min_delta=0.0):
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
    """
    raise NotImplementedError


# add_input_noise (5 points) -----------------------------------------------------------------------
#
# Add noise to the inputs: to every entry its own, drawn from a normal distribution with mean zero
# and standard deviation `std`.


def add_input_noise(x, *, std, rng):
    """Add normal noise to every input of every example.

    Parameters
    ----------
    x : array, any shape
        Inputs.
    std : float
        Standard deviation of the noise, whose mean is zero.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    noisy : array, shape of `x`
        `x` plus noise, drawn for each entry on its own.
    """
    raise NotImplementedError


# add_weight_noise (5 points) ----------------------------------------------------------------------
#
# Return the parameters of a network with noise added to every weight: its own, drawn from a normal
# distribution with mean zero and standard deviation `std`. The biases stay as they are.


def add_weight_noise(params, *, std, rng):
    """Add normal noise to every weight of a network, and leave its biases alone.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Weights and biases of a network of any depth.
    std : float
        Standard deviation of the noise, whose mean is zero.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    noisy : list of (w, b), in the order of `params`
        The weights plus noise, drawn for each entry on its own; the biases as they are.
    """
    raise NotImplementedError


# smooth_labels (3 points) -------------------------------------------------------------------------
#
# Take the share `eps` of each one-hot label away and spread it evenly over all classes, the true
# one included.


def smooth_labels(targets, *, eps):
    """Give a share of every example's label to all classes alike.

    Parameters
    ----------
    targets : array, shape (batch, classes)
        One-hot rows.
    eps : float
        The share that is spread evenly over all classes, the true one included; from 0 to 1.

    Returns
    -------
    smoothed : array, shape (batch, classes)
        Soft labels; each row adds up to 1.
    """
    raise NotImplementedError


# random_flip (6 points) ---------------------------------------------------------------------------
#
# Mirror each image of a batch, left and right exchanged, with probability `flip_prob`, on its own.
# The other images stay as they are.


def random_flip(images, *, flip_prob=0.5, rng):
    """Mirror images at random, exchanging left and right.

    Parameters
    ----------
    images : array, shape (batch, height, width, channels)
        A batch of images.
    flip_prob : float, default 0.5
        Probability with which an image is mirrored, on its own.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    out : array, shape of `images`
        Each image, whole, either mirrored or as it is.
    """
    raise NotImplementedError


# random_shift (7 points) --------------------------------------------------------------------------
#
# Move each image of a batch up or down and to the left or right, each by a whole number of pixels
# between `-max_shift` and `max_shift`, all equally likely, and drawn for each image on its own.
# Fill with zeros what comes in.


def random_shift(images, *, max_shift, rng):
    """Move each image by a few pixels, in a random direction.

    Parameters
    ----------
    images : array, shape (batch, height, width, channels)
        A batch of images.
    max_shift : int
        The farthest that an image may move along each axis, in pixels.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    out : array, shape of `images`
        Each image, moved down and to the right by two whole numbers from ``-max_shift`` to ``max_shift``, all
        equally likely and drawn on their own for each image. What leaves the frame is lost; what enters is 0.
    """
    raise NotImplementedError


# weight_sharing (4 points) ------------------------------------------------------------------------
#
# Several places of an array hold one and the same weight: those with the same number in `groups`.
# Given the gradient with respect to each place as if all were free, return the gradient with
# respect to the weight that is there.


def tied_gradient(grad, groups):
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
    """
    raise NotImplementedError


# multitask (9 points) -----------------------------------------------------------------------------
#
# One hidden layer of ReLU units feeds two linear heads: one gives the logits of a classification,
# the other predicts numbers. Compute the loss, the cross-entropy plus `task_weight` times the
# squared error, and its gradients with respect to the parameters of the trunk and of both heads.


def multitask_loss_and_gradients(params, x, y, t, *, task_weight=1.0):
    """Compute the loss of a network that classifies and predicts numbers, and its gradients.

    Parameters
    ----------
    params : list of three (w, b)
        The shared hidden layer, of shapes (features, hidden) and (hidden,); the head that classifies, of shapes
        (hidden, classes) and (classes,); the head that predicts numbers, of shapes (hidden, outputs) and (outputs,).
    x : array, shape (batch, features)
        Inputs.
    y : array, shape (batch,)
        True classes, integers from 0.
    t : array, shape (batch, outputs)
        The numbers to be predicted.
    task_weight : float, default 1.0
        Weight of the second task in the loss.

    Returns
    -------
    loss : scalar
        Softmax cross-entropy of the first head, averaged over the batch, plus `task_weight` times the error of the
        second: half of the squared differences, summed over the outputs and averaged over the batch.
    gradients : list of three (dw, db), in the order of `params`
        Gradients of `loss`, each of the shape of its parameter.
    """
    raise NotImplementedError


# average_predictions (5 points) -------------------------------------------------------------------
#
# Combine the class probabilities that several models predict into one prediction: their arithmetic
# mean or, with `geometric=True`, their geometric mean, scaled so that each example's probabilities
# add up to 1.


def average_predictions(predictions, *, geometric=False):
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
    """
    raise NotImplementedError


# average_weights (4 points) -----------------------------------------------------------------------
#
# Average the parameters of several models of the same shape, layer by layer, into the parameters of
# one model.


def average_weights(models):
    """Average the parameters of several models into one model.

    Parameters
    ----------
    models : list of params, one a model
        Each is a list of (w, b), one pair a layer; the models have the same shapes.

    Returns
    -------
    params : list of (w, b), one pair a layer
        The average over the models of each parameter.
    """
    raise NotImplementedError


# bayesian_average (6 points) ----------------------------------------------------------------------
#
# Average the predictions of several models, each weighted with its posterior probability. What you
# get are the logarithms of these, up to a common constant and of any magnitude: turn them into
# weights that add up to 1.


def bayesian_average(log_posteriors, predictions):
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
    """
    raise NotImplementedError


# dropout (10 points) ------------------------------------------------------------------------------
#
# Write dropout in its original form. In training, keep each unit as it is with probability
# `keep_prob` and set it to zero otherwise; at inference, multiply by `keep_prob`, the average of
# that. Then carry the gradient back.


def dropout_forward(x, *, keep_prob, training, rng):
    """Silence units at random in training, and match their average at inference.

    Parameters
    ----------
    x : array, any shape
        Activations.
    keep_prob : float
        Probability of keeping a unit, in (0, 1].
    training : bool
        Whether this is a training pass; otherwise the result is not random.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    out : array, shape of `x`
        In training, each entry of `x` either as it is or zero; at inference, the average of that.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def dropout_backward(dout, cache):
    """Carry a gradient back through dropout, in the mode of its forward pass.

    Parameters
    ----------
    dout : array, any shape
        Gradient of the loss with respect to the outputs.
    cache : anything
        From `dropout_forward`.

    Returns
    -------
    dx : array, shape of `dout`
        Gradient of the loss with respect to the inputs.
    """
    raise NotImplementedError


# inverted_dropout (10 points) ---------------------------------------------------------------------
#
# Write inverted dropout. In training, keep each unit with probability `keep_prob`, divided by
# `keep_prob`, and set it to zero otherwise; at inference, return x as it is. Then carry the
# gradient back.


def inverted_dropout_forward(x, *, keep_prob, training, rng):
    """Silence units at random in training without changing the average, and do nothing at inference.

    Parameters
    ----------
    x : array, any shape
        Activations.
    keep_prob : float
        Probability of keeping a unit, in (0, 1].
    training : bool
        Whether this is a training pass; otherwise the result is not random.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    out : array, shape of `x`
        In training, random, with expectation `x`; at inference, equal to `x`.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def inverted_dropout_backward(dout, cache):
    """Carry a gradient back through inverted dropout, in the mode of its forward pass.

    Parameters
    ----------
    dout : array, any shape
        Gradient of the loss with respect to the outputs.
    cache : anything
        From `inverted_dropout_forward`.

    Returns
    -------
    dx : array, shape of `dout`
        Gradient of the loss with respect to the inputs.
    """
    raise NotImplementedError


# autoencoder (12 points) --------------------------------------------------------------------------
#
# An autoencoder encodes x with a layer of sigmoid units and gives it back with a linear layer.
# Compute half of the squared difference between its output and x, averaged over the batch, and the
# gradients. With `tied=True` the decoder's weights are w.T; with `noisy_x` the encoder sees that,
# while the output should still be x.


def autoencoder_loss_and_gradients(params, x, *, tied=False, noisy_x=None):
    """Compute how badly an autoencoder gives back its input, and the gradients of that.

    Parameters
    ----------
    params : list of arrays
        The encoder's `w`, shape (features, hidden), and `b`, shape (hidden,); then the decoder's `v`, shape
        (hidden, features), and `c`, shape (features,). With tied weights there is no `v`: the list is [w, b, c].
    x : array, shape (batch, features)
        Inputs, and at the same time what the output should be.
    tied : bool, default False
        Whether the decoder uses the transpose of `w` as its weights.
    noisy_x : array, shape (batch, features), optional
        What the encoder sees instead of `x`, usually `x` plus noise. The output should still be `x`.

    Returns
    -------
    loss : scalar
        Half of the squared differences between output and `x`, summed over the features and averaged over the batch.
    gradients : list of arrays, in the order of `params`
        Gradients of `loss`, each of the shape of its parameter.
    """
    raise NotImplementedError


# greedy_pretraining (5 points) --------------------------------------------------------------------
#
# Pre-train the hidden layers of a network one by one. `train_layer(inputs, width)` trains an
# autoencoder and returns its encoder (w, b). The first layer is trained on x; each of the others on
# the codes of the one before, sigmoid(inputs @ w + b).


def greedy_pretraining(x, widths, train_layer):
    """Train the hidden layers of a network one after the other, each on what the one before it makes of the data.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs.
    widths : list of int
        The number of sigmoid units of each hidden layer, from the first to the last.
    train_layer : callable
        ``train_layer(inputs, width)`` trains an autoencoder with `width` sigmoid units on `inputs` and returns its
        encoder, a pair (w, b).

    Returns
    -------
    params : list of (w, b), one pair a layer
        The encoders, from the first to the last.
    """
    raise NotImplementedError
