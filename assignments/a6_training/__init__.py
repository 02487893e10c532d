"""Putting it together on real data."""

from assignments.a6_training import (
    coarse_to_fine,
    cross_entropy,
    cross_validation,
    digits,
    expected_initial_loss,
    explosion,
    fit,
    fit_mistakes,  # noqa: F401 (registers them)
    generalization_gap,
    l2,
    mse,
    network,
    network_mistakes,  # noqa: F401 (registers them)
    overfit_tiny,
    random_search,
    regularization_raises_loss,
    sample_log_uniform,
    sgd,
    update_ratio,
)
from autograder import Assignment

assignment = Assignment(
    name="a6_training",
    en="Training: put it together on real data",
    es="Entrenar: juntarlo todo con datos reales",
    exercises=(
        mse.exercise,
        cross_entropy.exercise,
        l2.exercise,
        sgd.exercise,
        network.exercise,
        fit.exercise,
        expected_initial_loss.exercise,
        regularization_raises_loss.exercise,
        overfit_tiny.exercise,
        explosion.exercise,
        update_ratio.exercise,
        generalization_gap.exercise,
        sample_log_uniform.exercise,
        random_search.exercise,
        coarse_to_fine.exercise,
        cross_validation.exercise,
        digits.exercise,
    ),
)
