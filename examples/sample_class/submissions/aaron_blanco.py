import numpy as np


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


def batchnorm_forward(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-05):
    """Normalise each feature of a batch, then scale and shift it.

    Parameters
    ----------
    x : array, shape (batch, features)
        Inputs, one example a row.
    gamma : array, shape (features,)
        Learned scale.
    beta : array, shape (features,)
        Learned shift.
    running_mean : array, shape (features,)
        Mean of each feature, as collected over training so far.
    running_var : array, shape (features,)
        Biased variance of each feature, as collected over training so far.
    training : bool
        Whether to normalise with this batch's statistics (and collect them) or with the running ones.
    momentum : float, default 0.9
        Share of the old running statistics that a training step keeps.
    eps : float, default 1e-5
        Added to the variance; a constant feature survives.

    Returns
    -------
    out : array, shape (batch, features)
        Normalised, scaled and shifted inputs.
    cache : anything
        What the backward pass needs.
    running_mean : array, shape (features,)
        The running mean after this call; the argument itself is not changed.
    running_var : array, shape (features,)
        The running variance after this call; the argument itself is not changed.
    """
    raise NotImplementedError


def batchnorm_backward(dout, cache):
    """Carry a gradient back through batch normalisation, in the mode of its forward pass.

    Parameters
    ----------
    dout : array, shape (batch, features)
        Gradient of the loss with respect to the layer's outputs.
    cache : anything
        From `batchnorm_forward`.

    Returns
    -------
    dx : array, shape (batch, features)
        Gradient of the loss with respect to the inputs.
    dgamma : array, shape (features,)
        Gradient of the loss with respect to the scale.
    dbeta : array, shape (features,)
        Gradient of the loss with respect to the shift.
    """
    raise NotImplementedError


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


def momentum_step(w, grad, v, *, lr, momentum=0.9):
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
    momentum : float, default 0.9
        Share of the velocity that survives a step, in [0, 1).

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    v : array, shape of `w`
        Velocity after the step: what this step subtracted.
    """
    raise NotImplementedError


def rmsprop_step(w, grad, s, *, lr, decay=0.9, eps=1e-08):
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
    eps : float, default 1e-8
        Added to the divisor, outside the root; keeps it away from zero.

    Returns
    -------
    w : array, shape of `w`
        Parameters after the step.
    s : array, shape of `w`
        Moving average after the step.
    """
    raise NotImplementedError


def adam_step(w, grad, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-08):
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
    lr : float, default 1e-3
        Learning rate.
    beta1 : float, default 0.9
        Share of `m` that survives a step, in [0, 1).
    beta2 : float, default 0.999
        Share of `v` that survives a step, in [0, 1).
    eps : float, default 1e-8
        Added to the divisor, outside the root; keeps it away from zero.

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
