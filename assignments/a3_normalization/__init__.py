"""Normalisation."""

from assignments.a3_normalization import (
    batchnorm_backward,
    batchnorm_forward,
    layernorm_backward,
    layernorm_forward,
)
from autograder import Assignment

assignment = Assignment(
    name="a3_normalization",
    en="Normalisation",
    es="Normalización",
    exercises=(
        batchnorm_forward.exercise,
        batchnorm_backward.exercise,
        layernorm_forward.exercise,
        layernorm_backward.exercise,
    ),
)
