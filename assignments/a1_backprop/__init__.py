"""From perturbation to backpropagation."""

from assignments.a1_backprop import (
    affine,
    hinge_loss,
    mlp,
    numerical_gradient,
    relu,
    sigmoid,
    softmax_cross_entropy,
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
        softmax_cross_entropy.exercise,
        hinge_loss.exercise,
        mlp.exercise,
    ),
)
