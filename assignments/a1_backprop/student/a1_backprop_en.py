"""From perturbation to backpropagation.

Write the functions below, with NumPy alone. What you have so far is checked with

    autograder check a1_backprop_en.py
"""

import numpy as np


# single_weight_perturbation (5 points) ------------------------------------------------------------
#
# Increase one weight by delta, leave the others alone, and see how much the loss changes per unit:
# (f(w + delta e_i) - f(w)) / delta. Do so for every weight; w may have any number of axes.


def single_weight_perturbation_gradient(f, w, *, delta):
    """Estimate a gradient by changing one weight at a time.

    Parameters
    ----------
    f : callable
        The loss: takes an array of the shape of `w`, returns one number.
    w : array, any shape
        The weights at which the gradient is wanted.
    delta : float
        By how much a weight is increased.

    Returns
    -------
    grad : array, shape of `w`
        The change of the loss per unit of change of each weight.
    """
    raise NotImplementedError


# numerical_gradient (10 points) -------------------------------------------------------------------
#
# Estimate the gradient of f at x by central differences: move one entry at a time by h to either
# side, and divide f(x + h e_i) - f(x - h e_i) by 2h. x may have any number of axes.


def numerical_gradient(f, x, h=1e-05):
    """Estimate the gradient of a scalar-valued function at a point.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `x`, returns one number.
    x : array, any shape
        The point at which the gradient is wanted; it holds the same numbers afterwards.
    h : float, default 1e-5
        How far one entry is moved.

    Returns
    -------
    grad : array, shape of `x`
        The estimated partial derivative of `f` with respect to each entry of `x`.
    """
    raise NotImplementedError


# weight_perturbation (8 points) -------------------------------------------------------------------
#
# Estimate the gradient of f at w by changing all weights at once. In each of `n_trials` trials draw
# standard normal noise e, a number for every weight, and weigh it by what it does to the loss: (f(w
# + delta e) - f(w)) / delta * e. Return the average over the trials. w may have any number of axes;
# the noise comes from `rng`.


def weight_perturbation_gradient(f, w, *, delta, n_trials, rng):
    """Estimate a gradient by changing all weights at once, at random.

    Parameters
    ----------
    f : callable
        The loss: takes an array of the shape of `w`, returns one number.
    w : array, any shape
        The weights at which the gradient is wanted.
    delta : float
        Standard deviation of the change of each weight.
    n_trials : int
        How many random changes are tried.
    rng : numpy.random.Generator
        Source of the noise.

    Returns
    -------
    grad : array, shape of `w`
        The average over the trials of noise times change of the loss, in units of the gradient.
    """
    raise NotImplementedError


# affine (8 points) --------------------------------------------------------------------------------
#
# Write the affine layer x @ w + b, and carry the upstream gradient `dout` back to x, w and b.


def affine_forward(x, w, b):
    """Map a batch of inputs through a layer of linear units with biases.

    Parameters
    ----------
    x : array, shape (batch, fan_in)
        Inputs, one example a row.
    w : array, shape (fan_in, fan_out)
        Weights, one unit a column.
    b : array, shape (fan_out,)
        Biases, one a unit.

    Returns
    -------
    out : array, shape (batch, fan_out)
        Outputs, one example a row.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def affine_backward(dout, cache):
    """Carry a gradient back through an affine layer.

    Parameters
    ----------
    dout : array, shape (batch, fan_out)
        Gradient of the loss with respect to the layer's outputs.
    cache : anything
        From `affine_forward`.

    Returns
    -------
    dx : array, shape (batch, fan_in)
        Gradient of the loss with respect to the inputs.
    dw : array, shape (fan_in, fan_out)
        Gradient of the loss with respect to the weights.
    db : array, shape (fan_out,)
        Gradient of the loss with respect to the biases.
    """
    raise NotImplementedError


# node_perturbation (8 points) ---------------------------------------------------------------------
#
# f is the rest of the network: from the outputs of a layer, out = x @ w + b, it gets the loss of
# each example. Estimate the gradients of the average loss with respect to w and b by changing these
# outputs. In each of `n_trials` trials draw standard normal noise e, a number for every output of
# every example, and weigh each example's noise by what it does to the loss of that example: (f(out
# + delta e) - f(out)) / delta * e. The average over the trials estimates the gradients with respect
# to the outputs. Carry them on to w and b as backpropagation does, and remember that the loss is
# averaged over the batch. The noise comes from `rng`.


def node_perturbation_gradient(f, x, w, b, *, delta, n_trials, rng):
    """Estimate the gradients of a layer by changing the outputs of its units at random.

    Parameters
    ----------
    f : callable
        The rest of the network: takes the outputs of the layer, an array of shape (batch, fan_out), and
        returns the loss of each example, an array of shape (batch,).
    x : array, shape (batch, fan_in)
        Inputs of the layer, one example a row.
    w : array, shape (fan_in, fan_out)
        Weights.
    b : array, shape (fan_out,)
        Biases.
    delta : float
        Standard deviation of the change of each output.
    n_trials : int
        How many random changes are tried.
    rng : numpy.random.Generator
        Source of the noise.

    Returns
    -------
    dw : array, shape (fan_in, fan_out)
        Estimated gradient, with respect to the weights, of the loss averaged over the batch.
    db : array, shape (fan_out,)
        The same with respect to the biases.
    """
    raise NotImplementedError


# step (4 points) ----------------------------------------------------------------------------------
#
# Write the step function, 1 where z is positive and 0 where it is negative (at exactly 0 either
# will do), and carry the upstream gradient `da` back to z. How much does an activation change when
# z changes a little?


def step_forward(z):
    """Apply the step function to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.

    Returns
    -------
    a : array, shape of `z`
        Activations, 1 for positive entries and 0 for negative ones.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def step_backward(da, cache):
    """Carry a gradient back through the step function.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `step_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.
    """
    raise NotImplementedError


# sigmoid (7 points) -------------------------------------------------------------------------------
#
# Write the logistic sigmoid, 1 / (1 + exp(-z)) in every entry, and carry the upstream gradient `da`
# back to z. Both must survive entries as large as 10^4, of either sign.


def sigmoid_forward(z):
    """Apply the logistic sigmoid to every entry, however large its magnitude.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.

    Returns
    -------
    a : array, shape of `z`
        Activations, between 0 and 1.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def sigmoid_backward(da, cache):
    """Carry a gradient back through the logistic sigmoid.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `sigmoid_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.
    """
    raise NotImplementedError


# tanh (7 points) ----------------------------------------------------------------------------------
#
# Write the hyperbolic tangent, (exp(z) - exp(-z)) / (exp(z) + exp(-z)) in every entry, and carry
# the upstream gradient `da` back to z. Both must survive entries as large as 10^4, of either sign.


def tanh_forward(z):
    """Apply the hyperbolic tangent to every entry, however large its magnitude.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.

    Returns
    -------
    a : array, shape of `z`
        Activations, between -1 and 1.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def tanh_backward(da, cache):
    """Carry a gradient back through the hyperbolic tangent.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `tanh_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.
    """
    raise NotImplementedError


# relu (5 points) ----------------------------------------------------------------------------------
#
# Write the rectified linear unit, max(0, z) in every entry, and carry the upstream gradient `da`
# back to z.


def relu_forward(z):
    """Apply the rectified linear unit to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def relu_backward(da, cache):
    """Carry a gradient back through the rectified linear unit.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `relu_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.
    """
    raise NotImplementedError


# leaky_relu (6 points) ----------------------------------------------------------------------------
#
# Write the leaky ReLU: z where it is positive, alpha * z where it is negative. Then carry the
# upstream gradient `da` back to z.


def leaky_relu_forward(z, alpha=0.01):
    """Apply the leaky rectified linear unit to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.
    alpha : float, default 0.01
        Slope where `z` is negative, between 0 and 1.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def leaky_relu_backward(da, cache):
    """Carry a gradient back through the leaky rectified linear unit.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `leaky_relu_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.
    """
    raise NotImplementedError


# prelu (9 points) ---------------------------------------------------------------------------------
#
# Write the parametric ReLU: z where it is positive, alpha * z where it is negative, with a slope
# alpha of its own for every unit. The slopes are learned: carry the upstream gradient `da` back to
# z and to alpha.


def prelu_forward(z, alpha):
    """Apply the parametric rectified linear unit, a leaky one whose leak is learned.

    Parameters
    ----------
    z : array, shape (batch, units)
        Pre-activations.
    alpha : array, shape (units,)
        Slope of each unit where `z` is negative. It is learned, so it may become any number.

    Returns
    -------
    a : array, shape (batch, units)
        Activations.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def prelu_backward(da, cache):
    """Carry a gradient back through the parametric rectified linear unit.

    Parameters
    ----------
    da : array, shape (batch, units)
        Gradient of the loss with respect to the activations.
    cache : anything
        From `prelu_forward`.

    Returns
    -------
    dz : array, shape (batch, units)
        Gradient of the loss with respect to the pre-activations.
    dalpha : array, shape (units,)
        Gradient of the loss with respect to the slopes.
    """
    raise NotImplementedError


# elu (6 points) -----------------------------------------------------------------------------------
#
# Write the exponential linear unit: z where it is positive, alpha * (exp(z) - 1) where it is
# negative. Then carry the upstream gradient `da` back to z.


def elu_forward(z, alpha=1.0):
    """Apply the exponential linear unit to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.
    alpha : float, default 1.0
        Positive; the activations of very negative entries approach ``-alpha``.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def elu_backward(da, cache):
    """Carry a gradient back through the exponential linear unit.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `elu_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.
    """
    raise NotImplementedError


# celu (6 points) ----------------------------------------------------------------------------------
#
# Write CELU, the ELU whose two sides always meet with slope 1: z where it is positive, alpha *
# (exp(z / alpha) - 1) where it is negative. Then carry the upstream gradient `da` back to z.


def celu_forward(z, alpha=1.0):
    """Apply the continuously differentiable exponential linear unit to every entry.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.
    alpha : float, default 1.0
        Positive; the activations of very negative entries approach ``-alpha``.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def celu_backward(da, cache):
    """Carry a gradient back through the continuously differentiable exponential linear unit.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `celu_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.
    """
    raise NotImplementedError


# swish (7 points) ---------------------------------------------------------------------------------
#
# Write Swish, z * sigmoid(beta * z) in every entry, and carry the upstream gradient `da` back to z.
# Both must survive entries as large as 10^4, of either sign. You may call your sigmoid.


def swish_forward(z, beta=1.0):
    """Apply Swish, an entry times the sigmoid of itself, to every entry however large its magnitude.

    Parameters
    ----------
    z : array, any shape
        Pre-activations.
    beta : float, default 1.0
        Multiplies the entry inside the sigmoid.

    Returns
    -------
    a : array, shape of `z`
        Activations.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def swish_backward(da, cache):
    """Carry a gradient back through Swish.

    Parameters
    ----------
    da : array, any shape
        Gradient of the loss with respect to the activations.
    cache : anything
        From `swish_forward`.

    Returns
    -------
    dz : array, shape of `da`
        Gradient of the loss with respect to the pre-activations.
    """
    raise NotImplementedError


# maxout (10 points) -------------------------------------------------------------------------------
#
# Write a layer of maxout units: each computes k affine pieces, x @ w[p] + b[p], and returns the
# largest. Then carry the upstream gradient `dout` back to x, w and b.


def maxout_forward(x, w, b):
    """Map a batch of inputs through a layer of maxout units.

    Parameters
    ----------
    x : array, shape (batch, fan_in)
        Inputs, one example a row.
    w : array, shape (k, fan_in, fan_out)
        Weights of the k pieces; ``w[p]`` and ``b[p]`` make an affine layer.
    b : array, shape (k, fan_out)
        Biases of the k pieces.

    Returns
    -------
    out : array, shape (batch, fan_out)
        Of each unit, the largest of its pieces.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def maxout_backward(dout, cache):
    """Carry a gradient back through a layer of maxout units.

    Parameters
    ----------
    dout : array, shape (batch, fan_out)
        Gradient of the loss with respect to the layer's outputs.
    cache : anything
        From `maxout_forward`.

    Returns
    -------
    dx : array, shape (batch, fan_in)
        Gradient of the loss with respect to the inputs.
    dw : array, shape (k, fan_in, fan_out)
        Gradient of the loss with respect to the weights.
    db : array, shape (k, fan_out)
        Gradient of the loss with respect to the biases.
    """
    raise NotImplementedError


# squared_error (4 points) -------------------------------------------------------------------------
#
# Return E = 1/2 sum (t - y)^2 over all outputs y = `pred` of all examples, with the targets t =
# `target`, and dE/dy. Nothing is averaged.


def squared_error(pred, target):
    """Measure the error of predictions as the delta rule does: half the sum of their squared errors.

    Parameters
    ----------
    pred : array, shape (batch, outputs)
        Predictions `y`.
    target : array, shape (batch, outputs)
        Targets `t`: what they should have been.

    Returns
    -------
    loss : scalar
        ``E = 1/2 sum (t - y)**2``, over all outputs of all examples.
    gradient : array, shape (batch, outputs)
        Gradient of `loss` with respect to `pred`.
    """
    raise NotImplementedError


# mse_loss (4 points) ------------------------------------------------------------------------------
#
# Return the mean of the squared errors over all entries of `pred`, examples and outputs alike, and
# its gradient with respect to `pred`.


def mse_loss(pred, target):
    """Average the squared errors of predictions.

    Parameters
    ----------
    pred : array, shape (batch, outputs)
        Predictions: the outputs of a linear last layer.
    target : array, shape (batch, outputs)
        What they should have been.

    Returns
    -------
    loss : scalar
        The mean squared error, over all ``batch * outputs`` entries.
    gradient : array, shape (batch, outputs)
        Gradient of `loss` with respect to `pred`.
    """
    raise NotImplementedError


# binary_cross_entropy (8 points) ------------------------------------------------------------------
#
# Return the cross-entropy between sigmoid(logits) and the answers y, 0 or 1, averaged over the
# batch, and its gradient with respect to the logits. Logits may be as large as 10^4, of either
# sign: the answers stay finite, and a confident mistake keeps its gradient.


def binary_cross_entropy(logits, y):
    """Measure how well logits predict yes or no, and in which direction they should move.

    Parameters
    ----------
    logits : array, shape (batch,)
        One unnormalised score an example, of any magnitude; the sigmoid of it is the probability of a 1.
    y : array, shape (batch,)
        True answers, 0 or 1.

    Returns
    -------
    loss : scalar
        The cross-entropy between ``sigmoid(logits)`` and `y`, averaged over the batch.
    gradient : array, shape (batch,)
        Gradient of `loss` with respect to the logits.
    """
    raise NotImplementedError


# softmax_cross_entropy (11 points) ----------------------------------------------------------------
#
# Return the cross-entropy between softmax(logits) and the labels, averaged over the batch, and its
# gradient with respect to the logits. Labels come as class indices or as one-hot rows. Logits may
# be as large as 10^4, of either sign: the answers stay finite.


def softmax_cross_entropy(logits, y):
    """Measure how well logits predict the classes, and in which direction they should move.

    Parameters
    ----------
    logits : array, shape (batch, classes)
        Unnormalised scores, of any magnitude.
    y : array, shape (batch,) or (batch, classes)
        True classes, as indices (integers from 0) or as one-hot rows.

    Returns
    -------
    loss : scalar
        The cross-entropy, averaged over the batch.
    gradient : array, shape (batch, classes)
        Gradient of `loss` with respect to the logits.
    """
    raise NotImplementedError


# hinge_loss (6 points) ----------------------------------------------------------------------------
#
# Return the multiclass hinge loss with margin 1, and its gradient with respect to the scores. A
# wrong class j costs an example max(0, s_j - s_y + 1), where s_y is the score of its true class.
# Sum over the wrong classes and average over the batch.


def multiclass_hinge_loss(scores, y):
    """Charge every class whose score comes closer than 1 to that of the true class.

    Parameters
    ----------
    scores : array, shape (batch, classes)
        The score of each class, any real numbers.
    y : array of integers, shape (batch,)
        True classes, as indices from 0.

    Returns
    -------
    loss : scalar
        The hinge loss with margin 1: summed over the wrong classes, averaged over the batch.
    gradient : array, shape (batch, classes)
        Gradient of `loss` with respect to the scores.
    """
    raise NotImplementedError


# delta_rule (8 points) ----------------------------------------------------------------------------
#
# Every layer of this network, the last one too, computes z = y_below @ w + b and y = sigmoid(z).
# Return the error E = 1/2 sum (t - y)^2 and its gradients with respect to all weights and biases,
# for as many layers as `params` has. Go down one layer at a time: from dE/dy to dE/dz, from there
# to dE/dw and dE/db, and to the dE/dy of the layer below.


def logistic_backprop(x, t, params):
    """Compute the squared error of a network of logistic units and its gradients, layer by layer.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs, one example a row.
    t : array, shape (batch, outputs)
        Targets, between 0 and 1.
    params : list of (w, b), one pair a layer, at least one
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,), from the first layer to
        the last. Every unit is logistic, those of the last layer too.

    Returns
    -------
    error : scalar
        ``E = 1/2 sum (t - y)**2`` over all outputs y of all examples.
    gradients : list of (dw, db), in the order of `params`
        ``dE/dw`` and ``dE/db`` of each layer, each of the shape of its parameter.
    """
    raise NotImplementedError


# mlp (14 points) ----------------------------------------------------------------------------------
#
# Stack affine layers, as many as `params` has pairs (w, b), with the activation between them and
# none after the last. Then compute the softmax cross-entropy of the logits and its gradients with
# respect to all parameters. Your network must know the activations "relu" and "sigmoid"; "tanh"
# costs one more line. Call the functions you wrote before.


def mlp_forward(params, x, *, activation):
    """Compute the logits of a fully connected network of any depth.

    Parameters
    ----------
    params : list of (w, b), one pair a layer, at least one
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,), from the first layer to
        the last; the `fan_out` of a layer is the `fan_in` of the next.
    x : array, shape (batch, features)
        Inputs; `features` is the `fan_in` of the first layer.
    activation : {"relu", "sigmoid", "tanh"}
        The non-linearity between layers; the last layer is linear.

    Returns
    -------
    out : array, shape (batch, classes)
        Logits; `classes` is the `fan_out` of the last layer.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def mlp_loss_and_gradients(params, x, y, *, activation):
    """Compute a network's classification loss and its gradients with respect to all parameters.

    Parameters
    ----------
    params : list of (w, b), one pair a layer, at least one
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,), from the first layer to
        the last; the `fan_out` of a layer is the `fan_in` of the next.
    x : array, shape (batch, features)
        Inputs; `features` is the `fan_in` of the first layer.
    y : array, shape (batch,) or (batch, classes)
        True classes, as indices (integers from 0) or as one-hot rows.
    activation : {"relu", "sigmoid", "tanh"}
        The non-linearity between layers; the last layer is linear.

    Returns
    -------
    loss : scalar
        Softmax cross-entropy of the network's logits, averaged over the batch.
    gradients : list of (dw, db), in the order of `params`
        Gradients of `loss`, each of the shape of its parameter.
    """
    raise NotImplementedError
