"""From perturbation to backpropagation."""

from assignments.a1_backprop import (
    affine,
    celu,
    elu,
    hinge_loss,
    leaky_relu,
    maxout,
    mlp,
    numerical_gradient,
    prelu,
    relu,
    sigmoid,
    softmax_cross_entropy,
    step,
    swish,
    tanh,
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
        step.exercise,
        tanh.exercise,
        leaky_relu.exercise,
        prelu.exercise,
        elu.exercise,
        celu.exercise,
        swish.exercise,
        affine.exercise,
        maxout.exercise,
        softmax_cross_entropy.exercise,
        hinge_loss.exercise,
        mlp.exercise,
    ),
)
