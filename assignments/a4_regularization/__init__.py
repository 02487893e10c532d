"""Regularisation."""

from assignments.a4_regularization import (
    add_input_noise,
    add_weight_noise,
    autoencoder,
    average_predictions,
    average_weights,
    bayesian_average,
    dropout,
    early_stopping,
    greedy_pretraining,
    inverted_dropout,
    l1_penalty,
    l2_penalty,
    multitask,
    random_flip,
    random_shift,
    smooth_labels,
    weight_sharing,
)
from autograder import Assignment

assignment = Assignment(
    name="a4_regularization",
    en="Regularisation",
    es="Regularización",
    exercises=(
        l2_penalty.exercise,
        l1_penalty.exercise,
        early_stopping.exercise,
        add_input_noise.exercise,
        add_weight_noise.exercise,
        smooth_labels.exercise,
        random_flip.exercise,
        random_shift.exercise,
        weight_sharing.exercise,
        multitask.exercise,
        average_predictions.exercise,
        average_weights.exercise,
        bayesian_average.exercise,
        dropout.exercise,
        inverted_dropout.exercise,
        autoencoder.exercise,
        greedy_pretraining.exercise,
    ),
)
