"""Optimisation."""

from assignments.a5_optimization import (
    adagrad,
    adam,
    adam_uncorrected,
    adamw,
    adaptive_gains,
    balanced_minibatches,
    count_updates,
    minibatches,
    momentum,
    nesterov,
    rmsprop,
    rprop,
    sgd,
)
from autograder import Assignment

assignment = Assignment(
    name="a5_optimization",
    en="Optimisation",
    es="Optimización",
    exercises=(
        minibatches.exercise,
        balanced_minibatches.exercise,
        count_updates.exercise,
        sgd.exercise,
        momentum.exercise,
        nesterov.exercise,
        adaptive_gains.exercise,
        rprop.exercise,
        adagrad.exercise,
        rmsprop.exercise,
        adam_uncorrected.exercise,
        adam.exercise,
        adamw.exercise,
    ),
)
