"""Optimisation.

Write the functions below, with NumPy alone. What you have so far is checked with

    autograder check a5_optimization_en.py
"""

import numpy as np


# count_updates (7 points) -------------------------------------------------------------------------
#
# Count the updates of a training on n examples: each mini-batch of `batch_size` examples gives one,
# the short last one of each epoch too.


def count_updates(n, batch_size, epochs):
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
    """
    raise NotImplementedError


# minibatches (10 points) --------------------------------------------------------------------------
#
# Return the mini-batches of one epoch as arrays of indices: all n examples in random order, cut
# into pieces of `batch_size`. The last piece may be shorter, and is kept.


def minibatches(n, batch_size, *, rng):
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
    """
    raise NotImplementedError


# balanced_minibatches (10 points) -----------------------------------------------------------------
#
# Return the mini-batches of one epoch so that each has the classes in the proportions of the whole
# data. Every example is in one of them, none is larger than `batch_size`, and there are as few of
# them as that allows.


def balanced_minibatches(y, batch_size, *, rng):
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
    """
    raise NotImplementedError


# sgd (5 points) -----------------------------------------------------------------------------------
#
# Take one step of gradient descent: from w, move by lr times the gradient, downhill. Return the new
# w.


def sgd_step(w, grad, *, lr):
    """Take one step of gradient descent.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    lr : float
        Learning rate.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    """
    raise NotImplementedError


# momentum (10 points) -----------------------------------------------------------------------------
#
# Take one step with momentum. The velocity is v = momentum * v + lr * grad, and the step subtracts
# it: w = w - v. Return the new w and the new v.


def momentum_step(w, grad, v, *, lr, momentum):
    """Take one step of gradient descent with momentum.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    v : array, shape of `w`
        Velocity: what the previous step subtracted from the parameters; zeros before the first step.
    lr : float
        Learning rate.
    momentum : float
        Share of the velocity that survives a step, in [0, 1); 0.9 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    v : array, shape of `w`
        Velocity after the step: what this step subtracted.
    """
    raise NotImplementedError


# nesterov (10 points) -----------------------------------------------------------------------------
#
# Take one step with Nesterov's momentum. The velocity is v = momentum * v + lr * grad, as in plain
# momentum; but the step subtracts what the velocity would become if this gradient came once more: w
# = w - (momentum * v + lr * grad), with the new v. Return the new w and the new v.


def nesterov_step(w, grad, v, *, lr, momentum):
    """Take one step of gradient descent with Nesterov's momentum.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step; they already stand where the velocity would carry them.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    v : array, shape of `w`
        Velocity; zeros before the first step.
    lr : float
        Learning rate.
    momentum : float
        Share of the velocity that survives a step, in [0, 1); 0.9 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    v : array, shape of `w`
        Velocity after the step.
    """
    raise NotImplementedError


# convergence_study (10 points) --------------------------------------------------------------------
#
# Count the full-batch steps that bring the loss down to `target` or below: 0 if it is there at the
# start, np.inf if `max_epochs` steps are not enough. Each step returns the new parameters and the
# new velocity, which starts at zero; hand both on to the next.


def epochs_to_converge(step, loss_and_gradient, w, *, target, max_epochs):
    """Count the full-batch steps that a training needs to bring its loss down to a target.

    Parameters
    ----------
    step : callable
        ``step(w, grad, v)`` returns the parameters and the velocity after a step, as `momentum_step` does once its
        learning rate and momentum are fixed.
    loss_and_gradient : callable
        ``loss_and_gradient(w)`` returns the loss at `w`, a number, and its gradient.
    w : array, any shape
        Where the training starts, with a velocity of zeros.
    target : float
        The training has converged once the loss is at or below this.
    max_epochs : int
        The most steps to take.

    Returns
    -------
    epochs : int or float
        Number of steps after which the loss was first at or below `target`: 0 if it is so at the start, `max_epochs`
        at most. Infinity, ``np.inf``, if it never was.
    """
    raise NotImplementedError


# adaptive_gains (10 points) -----------------------------------------------------------------------
#
# Take one step in which every parameter has a gain of its own. Add 0.05 to the gain where the
# gradient and the previous one agree (their product is positive), multiply it by 0.95 elsewhere,
# and keep it between `low` and `high`. Then move w by lr * gain * grad, with the new gains. Return
# the new w and the new gains.


def adaptive_gains_step(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    """Take one step of gradient descent in which every parameter has a gain of its own.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    previous : array, shape of `w`
        Gradient of the step before; zeros before the first step.
    gains : array, shape of `w`
        Gains before the step; ones before the first step.
    lr : float
        Learning rate that all gains multiply.
    low : float, default 0.1
        The smallest gain allowed.
    high : float, default 10.0
        The largest gain allowed.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step, which was taken with the new gains.
    gains : array, shape of `w`
        Gains after the step: 0.05 more where `grad` and `previous` agree (their product is positive), times 0.95
        where they do not; then limited.
    """
    raise NotImplementedError


# rprop (10 points) --------------------------------------------------------------------------------
#
# Take one step of RProp. Multiply each parameter's step by `increase` where the gradient and the
# previous one have the same sign, by `decrease` where the signs are opposite; where one of them is
# zero, leave it. Keep the steps between `min_step` and `max_step`. Then move each parameter by its
# new step, against the sign of its gradient. Return the new w and the new steps.


def rprop_step(w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=0.001, max_step=50.0):
    """Take one step of RProp, which uses of every gradient only its sign.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`, over the full batch.
    previous : array, shape of `w`
        Gradient of the step before; zeros before the first step.
    steps : array, shape of `w`
        How far each parameter moved last; before the first step, how far it should.
    increase : float, default 1.2
        Factor of a step where `grad` and `previous` have the same sign.
    decrease : float, default 0.5
        Factor of a step where they have opposite signs. Where one of the two is zero, the step stays as it is.
    min_step : float, default 1e-3
        The smallest step allowed.
    max_step : float, default 50.0
        The largest step allowed.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step: each has moved by its new step, against the sign of its gradient. Where the
        gradient is zero it has not moved.
    steps : array, shape of `w`
        Steps after the update, limited.
    """
    raise NotImplementedError


# adagrad (10 points) ------------------------------------------------------------------------------
#
# Take one step of AdaGrad. Add the squared gradient to the sum s, then move w by lr * grad divided
# by sqrt(s) + eps, with the new s. Return the new w and the new s.


def adagrad_step(w, grad, s, *, lr, eps):
    """Take one step of AdaGrad.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    s : array, shape of `w`
        Sum of the squared gradients so far; zeros before the first step.
    lr : float
        Learning rate.
    eps : float
        Added to the divisor, outside the root; keeps it away from zero. 1e-8 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    s : array, shape of `w`
        Sum of the squared gradients, this one included.
    """
    raise NotImplementedError


# rmsprop (10 points) ------------------------------------------------------------------------------
#
# Take one step of RMSProp. Update the moving average s of the squared gradient, of which a share
# `decay` is kept, then move w by lr * grad divided by sqrt(s) + eps, with the new s. Return the new
# w and the new s.


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps):
    """Take one step of RMSProp.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    s : array, shape of `w`
        Moving average of the squared gradient; zeros before the first step.
    lr : float
        Learning rate.
    decay : float, default 0.9
        Share of the moving average that survives a step, in [0, 1).
    eps : float
        Added to the divisor, outside the root; keeps it away from zero. 1e-8 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    s : array, shape of `w`
        Moving average after the step.
    """
    raise NotImplementedError


# adam_uncorrected (10 points) ---------------------------------------------------------------------
#
# Take one step of Adam without its bias correction. Update the moving averages m of the gradient
# and v of its square, then move w by lr * m / (sqrt(v) + eps), with the new m and v. Return the new
# w, m and v.


def adam_uncorrected_step(w, grad, m, v, *, lr, beta1, beta2, eps):
    """Take one step of Adam without its bias correction.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    m : array, shape of `w`
        Moving average of the gradient; zeros before the first step.
    v : array, shape of `w`
        Moving average of the squared gradient; zeros before the first step.
    lr : float
        Learning rate.
    beta1 : float
        Share of `m` that survives a step, in [0, 1); 0.9 is usual.
    beta2 : float
        Share of `v` that survives a step, in [0, 1); 0.999 is usual.
    eps : float
        Added to the divisor, outside the root; keeps it away from zero. 1e-8 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    m : array, shape of `w`
        Moving average of the gradient after the step.
    v : array, shape of `w`
        Moving average of the squared gradient after the step.
    """
    raise NotImplementedError


# adam (10 points) ---------------------------------------------------------------------------------
#
# Take step number t of Adam; the first is 1. Update the moving averages m of the gradient and v of
# its square; divide them by 1 - beta1**t and 1 - beta2**t to get m_hat and v_hat; move w by lr *
# m_hat / (sqrt(v_hat) + eps). Return the new w, and the new m and v without the correction.


def adam_step(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    """Take one step of Adam.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`.
    m : array, shape of `w`
        Moving average of the gradient, uncorrected; zeros before the first step.
    v : array, shape of `w`
        Moving average of the squared gradient, uncorrected; zeros before the first step.
    t : int
        Number of this step; the first is 1.
    lr : float
        Learning rate; 1e-3 is usual.
    beta1 : float
        Share of `m` that survives a step, in [0, 1); 0.9 is usual.
    beta2 : float
        Share of `v` that survives a step, in [0, 1); 0.999 is usual.
    eps : float
        Added to the divisor, outside the root; keeps it away from zero. 1e-8 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    m : array, shape of `w`
        Moving average of the gradient after the step, uncorrected.
    v : array, shape of `w`
        Moving average of the squared gradient after the step, uncorrected.
    """
    raise NotImplementedError


# adamw (10 points) --------------------------------------------------------------------------------
#
# Take step number t of AdamW: Adam's step, and besides it a decay of the weights. Subtract lr *
# weight_decay times the old w from what Adam makes of it; the gradient and the averages m and v
# know nothing of the decay. Return the new w, m and v.


def adamw_step(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    """Take one step of AdamW: Adam with decoupled weight decay.

    Parameters
    ----------
    w : array, any shape
        Parameters before the step.
    grad : array, shape of `w`
        Gradient of the loss at `w`, without any penalty.
    m : array, shape of `w`
        Moving average of the gradient, uncorrected; zeros before the first step.
    v : array, shape of `w`
        Moving average of the squared gradient, uncorrected; zeros before the first step.
    t : int
        Number of this step; the first is 1.
    lr : float
        Learning rate; 1e-3 is usual.
    beta1 : float
        Share of `m` that survives a step, in [0, 1); 0.9 is usual.
    beta2 : float
        Share of `v` that survives a step, in [0, 1); 0.999 is usual.
    eps : float
        Added to the divisor, outside the root; keeps it away from zero. 1e-8 is usual.
    weight_decay : float
        Times `lr`, the share of the parameters that a step takes away; 0.01 is usual.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    m : array, shape of `w`
        Moving average of the gradient after the step, uncorrected.
    v : array, shape of `w`
        Moving average of the squared gradient after the step, uncorrected.
    """
    raise NotImplementedError


# adjust_learning_rate (10 points) -----------------------------------------------------------------
#
# Choose the next learning rate from the latest losses. Halve it if any loss is larger than the one
# before (it rises or oscillates), and also at the end, when over all losses it falls by less than
# 0.1% of the first. If it falls steadily but by less than 10%, multiply it by 1.1. Otherwise leave
# it.


def adjust_learning_rate(losses, lr):
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
    """
    raise NotImplementedError


# reduce_on_plateau (10 points) --------------------------------------------------------------------
#
# Go through the losses of the epochs. An improvement is a loss more than `min_delta` below the best
# so far, and becomes the best. After `patience` epochs in a row without one, multiply the rate by
# `factor` and count from zero again. Return the rate that holds after each epoch.


def reduce_on_plateau(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
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
    """
    raise NotImplementedError


# step_decay (7 points) ----------------------------------------------------------------------------
#
# Return the learning rate of an epoch: it starts at lr and is multiplied by `factor` each time
# `every` epochs are over. Epochs count from 0.


def step_decay(lr, epoch, *, factor=0.5, every=10):
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
    """
    raise NotImplementedError


# flatten (10 points) ------------------------------------------------------------------------------
#
# Put the parameters of a network, a list of (w, b), into one vector: layer after layer, the entries
# of w row by row and then those of b. And cut such a vector into parameters with the shapes of
# `like` again.


def flatten(params):
    """Put the parameters of a network (or their gradients) into one vector.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,).

    Returns
    -------
    vector : array, shape (number of parameters,)
        Layer after layer: first the entries of `w`, row by row, then those of `b`.
    """
    raise NotImplementedError


def unflatten(vector, like):
    """Cut a vector into the parameters of a network: the inverse of `flatten`.

    Parameters
    ----------
    vector : array, shape (number of parameters,)
        Layer after layer: first the entries of `w`, row by row, then those of `b`.
    like : list of (w, b), one pair a layer
        Parameters with the wanted shapes; their values do not matter.

    Returns
    -------
    params : list of (w, b), one pair a layer
        The entries of `vector`, in the shapes of `like`.
    """
    raise NotImplementedError


# lbfgs (10 points) --------------------------------------------------------------------------------
#
# Minimise the loss over all examples with scipy.optimize.minimize. It works on one vector: carry
# the parameters there and back, and hand it the gradient too, which `loss_and_grads` returns with
# the loss. Return the parameters that were found, in the form of `params`.


def minimize_full_batch(loss_and_grads, params):
    """Train on the full batch with L-BFGS.

    Parameters
    ----------
    loss_and_grads : callable
        ``loss_and_grads(params)`` returns the loss over all examples and its gradients, a list of (dw, db) in the
        shapes of `params`.
    params : list of (w, b), one pair a layer
        Where to start.

    Returns
    -------
    params : list of (w, b), one pair a layer
        Where the loss is smallest, as far as the optimiser can tell.
    """
    raise NotImplementedError
