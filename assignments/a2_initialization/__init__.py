"""Why depth is hard, and how a good start helps."""

from assignments.a2_initialization import (
    activation_statistics,
    chain_gradient,
    clip_by_global_norm,
    clip_by_value,
    constant,
    dead_units,
    fan_sum_normal,
    glorot_normal,
    glorot_uniform,
    gradient_norms,
    he_normal,
    residual,
    small_normal,
    symmetry,
    unit_normal,
    xavier_normal,
    zeros,
)
from autograder import Assignment

assignment = Assignment(
    name="a2_initialization",
    en="Initialisation: where training starts",
    es="Inicialización: dónde empieza el entrenamiento",
    exercises=(
        chain_gradient.exercise,
        zeros.exercise,
        constant.exercise,
        symmetry.exercise,
        small_normal.exercise,
        unit_normal.exercise,
        activation_statistics.exercise,
        xavier_normal.exercise,
        glorot_uniform.exercise,
        glorot_normal.exercise,
        fan_sum_normal.exercise,
        he_normal.exercise,
        dead_units.exercise,
        gradient_norms.exercise,
        residual.exercise,
        clip_by_value.exercise,
        clip_by_global_norm.exercise,
    ),
)
