"""Initialisation: where training starts.

Write the functions below, with NumPy alone. What you have so far is checked with

    autograder check a2_initialization_en.py
"""

import numpy as np


# chain_gradient (8 points) ------------------------------------------------------------------------
#
# In a chain of single units, each one takes the output of the one before: u_j = w_j a_{j-1} + b_j
# and a_j = f(u_j), with a_0 = x. Return the derivative of the last output with respect to x. The
# chain may have any number of units; f is "sigmoid", "tanh" or "relu".


def chain_gradient(ws, bs, x, *, activation):
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
    """
    raise NotImplementedError


# zeros (2 points) ---------------------------------------------------------------------------------
#
# Start the weights of a layer, of shape (fan_in, fan_out), at zero. All initialisers of this
# assignment are called alike, so this one receives `rng` too; it has no use for it.


def zeros(fan_in, fan_out, *, rng):
    """Start a layer with weights that are all zero.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        Not used: there is nothing to draw. It is here so that every initialiser is called alike.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Zeros.
    """
    raise NotImplementedError


# constant (3 points) ------------------------------------------------------------------------------
#
# Start all the weights of a layer, of shape (fan_in, fan_out), at the number `value`, which is 0.1
# unless it is given.


def constant(fan_in, fan_out, *, value=0.1, rng):
    """Start a layer with weights that are all the same number.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    value : float
        The number.
    rng : numpy.random.Generator
        Not used: there is nothing to draw. It is here so that every initialiser is called alike.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, all equal to `value`.
    """
    raise NotImplementedError


# symmetry (9 points) ------------------------------------------------------------------------------
#
# Two tools to watch what a start leads to. `train_from` takes `n_steps` steps of plain gradient
# descent, p - lr * dp for every weight and bias, with all gradients taken at the same place.
# `hidden_unit_spread` tells for each hidden layer how far its units lie from their mean (root mean
# square distance), where a unit is the vector of its incoming weights and its bias; the output
# layer is left out.


def train_from(params, gradients, *, lr, n_steps):
    """Train a network by plain gradient descent from a given start.

    Parameters
    ----------
    params : list of (w, b), one pair a layer
        Where to start.
    gradients : callable
        ``gradients(params)`` returns a list of (dw, db), in the order of `params`: the gradients of the loss
        there.
    lr : float
        Learning rate: how far to go, in units of the gradient.
    n_steps : int
        Number of steps.

    Returns
    -------
    params_after_training : list of (w, b)
        Weights and biases after the last step.
    """
    raise NotImplementedError


def hidden_unit_spread(params_after_training):
    """Measure how far the units of each hidden layer are from being one and the same.

    Parameters
    ----------
    params_after_training : list of (w, b), one pair a layer
        Weights `w` of shape (fan_in, fan_out), one unit a column, and biases `b` of shape (fan_out,). The last
        pair is the output layer; all before it are hidden.

    Returns
    -------
    spread : array, shape (hidden layers,)
        For each hidden layer the root mean square distance of its units to their mean, where a unit is the
        vector of its `fan_in` weights and its bias. 0 means that all are equal.
    """
    raise NotImplementedError


# small_normal (5 points) --------------------------------------------------------------------------
#
# Draw the weights of a layer, of shape (fan_in, fan_out), from the normal distribution with mean 0
# and standard deviation 0.01, whatever the size of the layer. Draw from `rng` alone.


def small_normal(fan_in, fan_out, *, rng):
    """Draw normal weights with standard deviation 0.01, whatever the size of the layer.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.
    """
    raise NotImplementedError


# unit_normal (5 points) ---------------------------------------------------------------------------
#
# Draw the weights of a layer, of shape (fan_in, fan_out), from the standard normal distribution:
# mean 0 and standard deviation 1, whatever the size of the layer. Draw from `rng` alone.


def unit_normal(fan_in, fan_out, *, rng):
    """Draw standard normal weights, whatever the size of the layer.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero and standard deviation 1.
    """
    raise NotImplementedError


# activation_statistics (14 points) ----------------------------------------------------------------
#
# Send standard normal inputs through a deep network that has just been initialised, a = f(a @ w) in
# every layer, with new weights w = init(width, width, rng=rng) for each and no biases. Return the
# mean and the standard deviation of each layer's activations, over all examples and units. The
# activation f is "tanh", "relu" or "sigmoid".


def activation_statistics(init, *, activation, n_layers=10, width=500, n_samples=10000, rng):
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
    """
    raise NotImplementedError


# xavier_normal (7 points) -------------------------------------------------------------------------
#
# Draw the weights of a layer, of shape (fan_in, fan_out), from the normal distribution with mean 0
# and variance 1 / fan_in. Draw from `rng` alone.


def xavier_normal(fan_in, fan_out, *, rng):
    """Draw normal weights that let a layer of linear units keep the variance of its inputs.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.
    """
    raise NotImplementedError


# glorot_uniform (7 points) ------------------------------------------------------------------------
#
# Draw the weights of a layer, of shape (fan_in, fan_out), from the uniform distribution around 0
# with variance 2 / (fan_in + fan_out). On [-limit, limit] the variance is limit**2 / 3. Draw from
# `rng` alone.


def glorot_uniform(fan_in, fan_out, *, rng):
    """Draw uniform weights that balance the forward signal against the backward one.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, from an interval symmetric about zero.
    """
    raise NotImplementedError


# glorot_normal (7 points) -------------------------------------------------------------------------
#
# Draw the weights of a layer, of shape (fan_in, fan_out), from the normal distribution with mean 0
# and variance 2 / (fan_in + fan_out). Draw from `rng` alone.


def glorot_normal(fan_in, fan_out, *, rng):
    """Draw normal weights that balance the forward signal against the backward one.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.
    """
    raise NotImplementedError


# fan_sum_normal (5 points) ------------------------------------------------------------------------
#
# Another proposal: draw the weights of a layer, of shape (fan_in, fan_out), from the normal
# distribution with mean 0 and variance 1 / (fan_in + fan_out). Draw from `rng` alone.


def fan_sum_normal(fan_in, fan_out, *, rng):
    """Draw normal weights whose variance is one over the sum of both fans.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.
    """
    raise NotImplementedError


# he_normal (7 points) -----------------------------------------------------------------------------
#
# Draw the weights of a layer that is fed by ReLU units, of shape (fan_in, fan_out), from the normal
# distribution with mean 0 and variance 2 / fan_in. Draw from `rng` alone.


def he_normal(fan_in, fan_out, *, rng):
    """Draw normal weights that let a layer fed by rectified linear units keep the size of its signal.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of units of the layer.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    w : array, shape (fan_in, fan_out)
        Weights, with mean zero.
    """
    raise NotImplementedError


# dead_units (4 points) ----------------------------------------------------------------------------
#
# A rectified linear unit is dead if its activation, max(0, z), is 0 for every example of the batch.
# Return what fraction of the layer's units are dead.


def dead_relu_fraction(z):
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
    """
    raise NotImplementedError


# gradient_norms (8 points) ------------------------------------------------------------------------
#
# For a network of any depth, return the norm of the loss's gradient with respect to the weights of
# each layer, from the first layer to the last: the root of the sum of the squared entries of dw.
# The loss is the mean softmax cross-entropy; the activation between layers is "sigmoid" (unless
# given), "tanh" or "relu". Bring `mlp_loss_and_gradients` along from the assignment on
# backpropagation, and teach it tanh if it does not know it.


def gradient_norms_by_layer(params, x, y, *, activation='sigmoid'):
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
    """
    raise NotImplementedError


# residual (10 points) -----------------------------------------------------------------------------
#
# A residual block adds to its input what a branch makes of it: out = x + max(0, x @ w1 + b1) @ w2 +
# b2. There is no activation after the sum. Write it, and carry the upstream gradient `dout` back to
# x and to the branch's parameters.


def residual_forward(x, w1, b1, w2, b2):
    """Add to a batch of inputs what a small network makes of them.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs.
    w1 : array, shape (features, hidden)
        Weights of the branch's first layer.
    b1 : array, shape (hidden,)
        Its biases.
    w2 : array, shape (hidden, features)
        Weights of the branch's second layer.
    b2 : array, shape (features,)
        Its biases.

    Returns
    -------
    out : array, shape (batch, features)
        Outputs, of the shape of `x`.
    cache : anything
        What the backward pass needs.
    """
    raise NotImplementedError


def residual_backward(dout, cache):
    """Carry a gradient back through a residual block.

    Parameters
    ----------
    dout : array, shape (batch, features)
        Gradient of the loss with respect to the block's outputs.
    cache : anything
        From `residual_forward`.

    Returns
    -------
    dx : array, shape (batch, features)
        Gradient of the loss with respect to the inputs.
    dw1 : array, shape (features, hidden)
        Gradient with respect to the weights of the branch's first layer.
    db1 : array, shape (hidden,)
        Gradient with respect to its biases.
    dw2 : array, shape (hidden, features)
        Gradient with respect to the weights of the branch's second layer.
    db2 : array, shape (features,)
        Gradient with respect to its biases.
    """
    raise NotImplementedError


# clip_by_value (4 points) -------------------------------------------------------------------------
#
# Bound every entry of a network's gradients: what is above `limit` becomes `limit`, what is below
# -`limit` becomes -`limit`, and the rest stays as it is.


def clip_by_value(grads, limit):
    """Bound every entry of a network's gradients.

    Parameters
    ----------
    grads : list of (dw, db), one pair a layer
        Gradients.
    limit : float
        The largest magnitude that an entry may have; positive.

    Returns
    -------
    clipped : list of (dw, db)
        The gradients, each entry moved to the nearest number from ``-limit`` to ``limit``.
    """
    raise NotImplementedError


# clip_by_global_norm (7 points) -------------------------------------------------------------------
#
# All gradients of a network together are one long vector. If its norm is larger than `max_norm`,
# multiply every gradient by the same factor, so that the norm becomes `max_norm`; otherwise leave
# them as they are.


def clip_by_global_norm(grads, max_norm):
    """Shorten a network's gradients together, if they are too long, and keep their direction.

    Parameters
    ----------
    grads : list of (dw, db), one pair a layer
        Gradients; together they are one long vector.
    max_norm : float
        The largest norm that this vector may have; positive.

    Returns
    -------
    clipped : list of (dw, db)
        The gradients themselves if their global norm is at most `max_norm`; otherwise all of them times the
        same factor, so that it is `max_norm`.
    """
    raise NotImplementedError
