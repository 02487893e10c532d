"""From perturbation to backpropagation."""

from assignments.a1_backprop import affine
from autograder import Assignment

assignment = Assignment(
    name="a1_backprop",
    en="From perturbation to backpropagation",
    es="De la perturbación a la retropropagación",
    exercises=(affine.exercise,),
)
