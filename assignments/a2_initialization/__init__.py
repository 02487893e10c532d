"""Why depth is hard, and how a good start helps."""

from assignments.a2_initialization import glorot_uniform, he_normal, xavier_normal
from autograder import Assignment

assignment = Assignment(
    name="a2_initialization",
    en="Initialisation: where training starts",
    es="Inicialización: dónde empieza el entrenamiento",
    exercises=(xavier_normal.exercise, glorot_uniform.exercise, he_normal.exercise),
)
