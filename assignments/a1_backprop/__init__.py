"""From perturbation to backpropagation."""

from assignments.a1_backprop import (
    affine,
    binary_cross_entropy,
    delta_rule,
    hinge_loss,
    mlp,
    mse_loss,
    numerical_gradient,
    relu,
    sigmoid,
    softmax_cross_entropy,
    squared_error,
)
from autograder import Assignment

assignment = Assignment(
    name="a1_backprop",
    en="From perturbation to backpropagation",
    es="De la perturbación a la retropropagación",
    exercises=(
        numerical_gradient.exercise,
        relu.exercise,
        sigmoid.exercise,
        affine.exercise,
        mse_loss.exercise,
        squared_error.exercise,
        binary_cross_entropy.exercise,
        softmax_cross_entropy.exercise,
        hinge_loss.exercise,
        delta_rule.exercise,
        mlp.exercise,
    ),
)
