"""From perturbation to backpropagation."""

from assignments.a1_backprop import (
    affine,
    binary_cross_entropy,
    delta_rule,
    hinge_loss,
    mlp,
    mse_loss,
    node_perturbation,
    numerical_gradient,
    relu,
    sigmoid,
    single_weight_perturbation,
    softmax_cross_entropy,
    squared_error,
    weight_perturbation,
)
from autograder import Assignment

assignment = Assignment(
    name="a1_backprop",
    en="From perturbation to backpropagation",
    es="De la perturbación a la retropropagación",
    exercises=(
        single_weight_perturbation.exercise,
        numerical_gradient.exercise,
        weight_perturbation.exercise,
        relu.exercise,
        sigmoid.exercise,
        affine.exercise,
        node_perturbation.exercise,
        mse_loss.exercise,
        squared_error.exercise,
        binary_cross_entropy.exercise,
        softmax_cross_entropy.exercise,
        hinge_loss.exercise,
        delta_rule.exercise,
        mlp.exercise,
    ),
)
