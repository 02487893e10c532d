"""Normalisation."""

from assignments.a3_normalization import (
    batchnorm_backward,
    batchnorm_fold,
    batchnorm_forward,
    batchnorm_placement,
    batchnorm_population,
    image_centering,
    layernorm_backward,
    layernorm_forward,
    pca,
    standardize,
)
from autograder import Assignment

assignment = Assignment(
    name="a3_normalization",
    en="Normalisation",
    es="Normalización",
    exercises=(
        standardize.exercise,
        image_centering.exercise,
        pca.exercise,
        batchnorm_forward.exercise,
        batchnorm_backward.exercise,
        batchnorm_placement.exercise,
        batchnorm_population.exercise,
        batchnorm_fold.exercise,
        layernorm_forward.exercise,
        layernorm_backward.exercise,
    ),
)
