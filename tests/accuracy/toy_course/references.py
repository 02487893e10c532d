"""Small references to be changed, with helpers, randomness and a class."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, close, generator, normal, require, scalar
from toy_course import helpers

SHIFT = 0.5


def shifted_mean(x, *, weight, power=2):
    """Average powers.

    Parameters
    ----------
    x : array, shape (batch, features)
        Numbers.
    weight : float
        In [0, 1].
    power : int, default 2
        The exponent.

    Returns
    -------
    mean : array, shape (features,)
        Of each column.
    """
    total = 0.0
    for row in x:
        total = total + _raised(row, power)
    return weight * total / len(x) + helpers.offset(SHIFT)


def _raised(row, power):
    return row**power


def scale_forward(x):
    """Double.

    Parameters
    ----------
    x : array, any shape
        Numbers.

    Returns
    -------
    out : array, shape of `x`
        Twice as large.
    cache : anything
        For the backward pass.
    """
    return 2 * x, x.shape


def scale_backward(dout, cache):
    """Double the gradient.

    Parameters
    ----------
    dout : array, any shape
        Gradient.
    cache : anything
        From `scale_forward`.

    Returns
    -------
    dx : array, shape of `dout`
        Gradient.
    """
    return 2 * dout.reshape(cache)


def noise(x, *, rng):
    """Draw numbers around those given.

    Parameters
    ----------
    x : array, shape (batch,)
        Numbers.
    rng : numpy.random.Generator
        Randomness.

    Returns
    -------
    out : array, shape (batch,)
        Numbers.
    """
    return x + rng.random(x.shape)


class Counter:
    """Counts by steps.

    Parameters
    ----------
    step : int
        How far.
    """

    def __init__(self, step=1):
        self.step = step
        self.total = 0

    def count(self, times):
        """Go on.

        Parameters
        ----------
        times : int
            How often.

        Returns
        -------
        total : int
            So far.
        """
        while times > 0:
            self.total += self.step
            times -= 1
        return self.total


means = Exercise(
    shifted_mean,
    en="Average powers.",
    es="Promedia potencias.",
    inputs={"x": normal("batch", "features"), "weight": scalar(0.2, 0.9)},
)


@means.check(points=1, en="agrees", es="coincide")
def agrees(student, x, weight):
    close(student(x, weight=weight), shifted_mean(x, weight=weight))


@means.check(points=1, en="takes the power", es="toma la potencia")
def takes_the_power(student, x, weight):
    close(student(x, weight=weight, power=3), shifted_mean(x, weight=weight, power=3))


scales = Exercise(
    scale_forward,
    scale_backward,
    en="Double.",
    es="Duplica.",
    inputs={"x": normal("batch", "features")},
)


@scales.check(points=1, en="doubles", es="duplica")
def doubles(student, x):
    out, cache = student.scale_forward(x)
    close(out, 2 * x)
    close(student.scale_backward(x, cache), 2 * x)


noises = Exercise(
    noise, en="Add noise.", es="Suma ruido.", inputs={"x": normal("batch"), "rng_given": generator()}
)


@noises.check(points=1, en="lies above", es="queda por encima")
def lies_above(student, x, rng_given):
    out = np.asarray(student(x, rng=rng_given))
    require(np.all((out >= x) & (out <= x + 1)), en="Too far.", es="Muy lejos.")


counters = Exercise(Counter, en="Count.", es="Cuenta.", inputs={"step": scalar(2, 3)})


@counters.check(points=1, en="counts", es="cuenta")
def counts(student, step):
    counter = student(step)
    close(counter.count(2), 2 * step)
    close(counter.count(1), 3 * step)
    close(student().count(1), 1)


ALL = [means, scales, noises, counters]
