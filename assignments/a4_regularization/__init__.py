"""Regularisation."""

from assignments.a4_regularization import dropout, inverted_dropout
from autograder import Assignment

assignment = Assignment(
    name="a4_regularization",
    en="Regularisation",
    es="Regularización",
    exercises=(dropout.exercise, inverted_dropout.exercise),
)
