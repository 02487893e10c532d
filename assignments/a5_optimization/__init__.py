"""Optimisation."""

from assignments.a5_optimization import adam, momentum, rmsprop
from autograder import Assignment

assignment = Assignment(
    name="a5_optimization",
    en="Optimisation",
    es="Optimización",
    exercises=(momentum.exercise, rmsprop.exercise, adam.exercise),
)
