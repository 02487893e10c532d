"""Training: put it together on real data.

Write the functions below, with NumPy alone. What you have so far is checked with

    autograder check a6_training_en.py
"""

import numpy as np


# MSE (4 points) -----------------------------------------------------------------------------------
#
# Write a class whose objects are called with the outputs of a network and their targets, both of
# shape (batch, outputs). The answer is the squared error, averaged over all entries, and its
# gradient with respect to the outputs.


class MSE:
    """The mean squared error, for regression."""

    def __call__(self, out, y):
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
        """
        raise NotImplementedError


# CrossEntropy (5 points) --------------------------------------------------------------------------
#
# Write a class whose objects are called with logits, of shape (batch, classes), and classes,
# integers of shape (batch,). The answer is the cross-entropy of the softmax of the logits, averaged
# over the batch, and its gradient with respect to the logits. Logits as large as 10^4 must not
# overflow.


class CrossEntropy:
    """The cross-entropy with softmax, for classification."""

    def __call__(self, out, y):
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
        """
        raise NotImplementedError


# L2 (3 points) ------------------------------------------------------------------------------------
#
# Write a class that is made with a factor, and whose objects are called with an array of weights.
# The answer is the penalty, factor / 2 times the sum of all squared weights, and its gradient with
# respect to the weights.


class L2:
    """The L2 penalty: weights cost their squares.

    Parameters
    ----------
    factor : float
        How much; 0 is none at all.
    """

    def __init__(self, factor):
        raise NotImplementedError

    def __call__(self, w):
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
        """
        raise NotImplementedError


# SGD (4 points) -----------------------------------------------------------------------------------
#
# Write a class that is made with a batch size and a learning rate and keeps both, as `bs` and `lr`.
# Its step takes parameters and the gradient of the loss, and returns the parameters after one step
# of gradient descent.


class SGD:
    """Stochastic gradient descent: how many examples a step looks at, and how far it goes.

    Parameters
    ----------
    bs : int
        Batch size: examples a step. Kept as the attribute `bs`.
    lr : float
        Learning rate. Kept as the attribute `lr`.
    """

    def __init__(self, bs, lr):
        raise NotImplementedError

    def step(self, w, grad):
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
        """
        raise NotImplementedError


# network (32 points) ------------------------------------------------------------------------------
#
# Write the objects that a network is built of. Layers chain by call: `Dense(10)(hidden)` is a layer
# of ten units that listens to every unit of `hidden`, and only now it can draw its weights, since
# it knows its fan_in: from the normal distribution with mean 0, with variance 2 / fan_in for ReLU
# units and 1 / fan_in for all others; biases start at 0. What the call returns is your business, as
# long as the next layer and `Network` can work with it. `Network` gets both ends of the chain, a
# loss, and if you like metrics, an optimiser and a regulariser; it knows the activations "linear",
# "relu", "tanh" and "sigmoid", on any layer, and any number of layers. The grader looks at it
# through four methods: it reads and replaces all parameters, asks for predictions, and compares
# your gradients with the slopes of your own loss. The loss and the regulariser are objects that you
# wrote before: call them, `loss(out, y)` and `reg(w)`. You may copy functions from earlier
# assignments.


class Input:
    """The start of a network: where a batch comes in.

    Parameters
    ----------
    units : int
        Features of an example.
    """

    def __init__(self, units):
        raise NotImplementedError


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

    def __init__(self, units, activation='linear', seed=None):
        raise NotImplementedError

    def __call__(self, inputs):
        """Let this layer listen to another one, and draw its first weights.

        Parameters
        ----------
        inputs : Input or Dense
            The layer before, whose units are this layer's `fan_in`.

        Returns
        -------
        layer : Dense
            This layer, so that the next one can listen to it.
        """
        raise NotImplementedError


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

    def __init__(self, inputs, outputs, loss, metrics=(), optimizer=None, reg=None):
        raise NotImplementedError

    def get_params(self):
        """Return all parameters.

        Returns
        -------
        params : list of (w, b), one pair a layer, from the first layer to the last
            Weights `w` of shape (fan_in, fan_out) and biases `b` of shape (fan_out,).
        """
        raise NotImplementedError

    def set_params(self, params):
        """Put other parameters in the place of all.

        Parameters
        ----------
        params : list of (w, b)
            As `get_params` returns them.
        """
        raise NotImplementedError

    def predict(self, x):
        """Compute the outputs for a batch.

        Parameters
        ----------
        x : array, shape (batch, features)
            Inputs, one example a row.

        Returns
        -------
        out : array, shape (batch, outputs)
            What the last layer answers.
        """
        raise NotImplementedError

    def loss_and_gradients(self, x, y):
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
        """
        raise NotImplementedError


# fit (21 points) ----------------------------------------------------------------------------------
#
# Write the training loop. In every epoch it visits all examples once, in a new random order, in
# batches of the optimiser's `bs`; the last batch may be shorter. Each batch is one step: the
# optimiser's `step` for every weight and every bias, with the gradients of `loss_and_gradients`. At
# the end of the epoch measure the loss and the metrics on all training examples and, where there
# are any, on the validation examples. Write it as a function of the network; `Network.fit = fit`
# makes it a method afterwards. (A method `fit` in your class `Network` is as good.)


def fit(network, x, y, epochs, validation=None, verbose=False):
    """Train a network with its optimiser, from the parameters that it has.

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
    """
    raise NotImplementedError


# expected_initial_loss (2 points) -----------------------------------------------------------------
#
# Before the first step a good network gives about the same probability to every class. Return the
# cross-entropy that it then has, given the number of classes.


def expected_initial_loss(n_classes):
    """Predict the cross-entropy of a classifier that has not learned anything yet.

    Parameters
    ----------
    n_classes : int
        Number of classes.

    Returns
    -------
    loss : float
        The loss if every class gets the same probability.
    """
    raise NotImplementedError


# regularization_raises_loss (4 points) ------------------------------------------------------------
#
# You get two networks of the same layers, one without and one with a regulariser. Tell whether the
# regulariser makes the loss larger at the same parameters: at those of the network without one. The
# two may come with different parameters.


def regularization_raises_loss(plain, regularized, x, y):
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
    """
    raise NotImplementedError


# overfit_tiny (6 points) --------------------------------------------------------------------------
#
# A network that cannot learn twenty examples by heart is broken. Train the network that you get,
# with your `fit`, on the first `n_examples` examples, and on nothing else, for `epochs` epochs.
# Return the share of these examples that it then has right.


def overfit_tiny(network, x, y, *, n_examples=20, epochs=200):
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
    """
    raise NotImplementedError


# explosion (6 points) -----------------------------------------------------------------------------
#
# Tell whether a training has exploded: whether its loss, in any epoch, is NaN, infinite, or larger
# than `factor` times the loss of the first epoch. The losses are `history["loss"]`, as `fit`
# returns it.


def has_exploded(history, factor=3):
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
    """
    raise NotImplementedError


# update_ratio (2 points) --------------------------------------------------------------------------
#
# Divide the norm of an update by the norm of the weights that it changes. The norm is the root of
# the sum of all squared entries.


def update_ratio(w, update):
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
    """
    raise NotImplementedError


# generalization_gap (2 points) --------------------------------------------------------------------
#
# From the history of a training with validation examples, compute by how much the validation loss
# is above the training loss, epoch by epoch.


def generalization_gap(history):
    """Compute how much worse a network does on examples that it was not trained on.

    Parameters
    ----------
    history : dict of str to list of float
        From `fit` with `validation`.

    Returns
    -------
    gap : array, shape (epochs,)
        Validation loss minus training loss, epoch by epoch.
    """
    raise NotImplementedError


# sample_log_uniform (5 points) --------------------------------------------------------------------
#
# Draw `n` independent numbers between `low` and `high` whose logarithm is uniform: every factor of
# ten gets the same share. Draw from `rng` alone.


def sample_log_uniform(low, high, n, *, rng):
    """Draw numbers whose logarithm is uniform.

    Parameters
    ----------
    low : float
        Lower end of the range; positive.
    high : float
        Upper end.
    n : int
        How many numbers.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    samples : array, shape (n,)
        Independent numbers between `low` and `high`.
    """
    raise NotImplementedError


# random_search (9 points) -------------------------------------------------------------------------
#
# Try `n_trials` random candidates, each once, and return the best and all of them with their
# losses. A candidate is a dictionary with a number for every hyperparameter in `space`, log-uniform
# in its range and independent of the others. The best has the smallest loss. A training that
# exploded has the loss NaN: that is never the best.


def random_search(objective, space, n_trials, *, rng):
    """Try random candidates and keep the best.

    Parameters
    ----------
    objective : callable
        Takes a candidate, a dictionary like ``{"lr": 0.03, "factor": 1e-4}``, and returns its loss: smaller is
        better. The loss of a training that exploded may be NaN.
    space : dict of str to (low, high)
        The range of every hyperparameter, all positive.
    n_trials : int
        How many candidates are tried, each once.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    best : dict of str to float
        The candidate with the smallest loss; never one whose loss is NaN, unless all are.
    trials : list of (candidate, loss), in the order they were tried
        All candidates and their losses.
    """
    raise NotImplementedError


# coarse_to_fine (10 points) -----------------------------------------------------------------------
#
# Search in rounds of `n_trials` random candidates (call your `random_search`), and after each round
# give every hyperparameter a new range around its value in the best candidate of all rounds so far,
# which is the middle of the new range on the logarithmic scale. Usually the new range is half as
# wide as the last one, again on the logarithmic scale. But where the value lies on a border, in the
# first or the last tenth of the last range, better ones may lie beyond: there the new range is
# twice as wide.


def coarse_to_fine(objective, space, *, n_trials, n_rounds, rng):
    """Search in rounds, each in the neighbourhood of the best candidate so far.

    Parameters
    ----------
    objective : callable
        Takes a candidate and returns its loss, as in `random_search`.
    space : dict of str to (low, high)
        The ranges of the first round.
    n_trials : int
        How many candidates are tried in each round.
    n_rounds : int
        How many rounds.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    best : dict of str to float
        The best candidate of all rounds.
    spaces : list of dict of str to (low, high), one a round
        The ranges that each round searched; the first is `space`.
    """
    raise NotImplementedError


# cross_validation (9 points) ----------------------------------------------------------------------
#
# Split the examples 0 to n - 1 at random into k folds whose sizes differ by one at most. For each
# fold return a pair: the indices of all examples that are not in it, for training, and the indices
# of those that are, for validation. Draw from `rng` alone.


def k_fold(n, k, *, rng):
    """Split examples into folds, each of which validates once.

    Parameters
    ----------
    n : int
        Number of examples.
    k : int
        Number of folds, at most `n`.
    rng : numpy.random.Generator
        The source of randomness: which examples share a fold is random.

    Returns
    -------
    splits : list of (train, validation), one pair a fold
        Indices of examples: in `validation` those of the fold, in `train` all others. The sizes of the folds differ by
        one at most.
    """
    raise NotImplementedError


# digits (10 points) -------------------------------------------------------------------------------
#
# Put everything together: build a network of your own classes, train it on images of handwritten
# digits, and return it. You get the images as rows of 64 pixels between 0 and 1, and their classes,
# from 0 to 9. (Which class stands for which digit is the grader's secret.) The grader asks your
# network to `predict` images that it has never seen, and takes the largest of the ten outputs.
# Trained on 1,200 images it must be right on at least 88% of them, and on 60% trained on 300. All
# of this may take 12 seconds of processor time; a fraction of one is enough. On your own machine,
# `sklearn.datasets.load_digits` has such images; keep some apart to see where you are.


def train_digits(x, y):
    """Train a classifier of small images.

    Parameters
    ----------
    x : array, shape (n, 64)
        Images of 8 x 8 pixels, one a row, each pixel between 0 and 1.
    y : array, shape (n,)
        Their classes, integers from 0 to 9.

    Returns
    -------
    network : Network
        Trained: ``network.predict(x)`` answers one row of ten outputs for each image, the largest for the class that it
        takes the image for.
    """
    raise NotImplementedError
