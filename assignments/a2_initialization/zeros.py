"""Weights that are all zero."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.draws import require_shape
from autograder import Exercise, Text, generator, require, size
from solutions.initializers import zeros

exercise = Exercise(
    zeros,
    en="Start the weights of a layer, of shape (fan_in, fan_out), at zero. All initialisers of this assignment are "
    "called alike, so this one receives `rng` too; it has no use for it.",
    es="Inicia en cero los pesos de una capa, de forma (fan_in, fan_out). Todos los inicializadores de esta tarea se "
    "llaman igual, así que este también recibe `rng`, aunque no lo necesita.",
    topic=Text(en="Weights at zero", es="Pesos en cero"),
    inputs={"fan_in": size("fan_in"), "fan_out": size("fan_out"), "source": generator()},
    sizes={"fan_in": range(20, 31), "fan_out": range(40, 51)},
)


@exercise.check(points=1, en="the shape is (fan_in, fan_out)", es="la forma es (fan_in, fan_out)")
def shape_agrees(student, fan_in, fan_out, source):
    require_shape(student(fan_in, fan_out, rng=source), (fan_in, fan_out))


@exercise.check(points=1, en="every weight is 0", es="todos los pesos son 0")
def values_agree(student, fan_in, fan_out, source):
    w = np.asarray(student(fan_in, fan_out, rng=source), dtype=float)
    require(
        w.size and np.all(w == 0),
        en="There are weights in `w` that are not 0.",
        es="En `w` hay pesos distintos de 0.",
    )


@exercise.misconception(
    caught_by=shape_agrees,
    en="A layer is x @ w + b, so w has one row for each input: (fan_in, fan_out).",
    es="Una capa es x @ w + b, así que w tiene una fila por cada entrada: (fan_in, fan_out).",
)
def transposes(fan_in, fan_out, *, rng):
    return np.zeros((fan_out, fan_in))


@exercise.misconception(
    caught_by=shape_agrees,
    en="One number for each unit would be a bias. Each unit has `fan_in` weights: (fan_in, fan_out).",
    es="Un número por unidad sería un sesgo. Cada unidad tiene `fan_in` pesos: (fan_in, fan_out).",
)
def makes_biases(fan_in, fan_out, *, rng):
    return np.zeros(fan_out)


@exercise.misconception(
    caught_by=values_agree,
    en="Leave the chance out: here every weight is exactly 0, and what follows from that is the lesson.",
    es="Deja fuera el azar: aquí cada peso es exactamente 0, y lo que resulta de eso es la lección.",
)
def adds_a_little_noise(fan_in, fan_out, *, rng):
    return 0.01 * rng.standard_normal((fan_in, fan_out))


@exercise.misconception(
    caught_by=values_agree,
    en="These are ones. Use np.zeros.",
    es="Estos son unos. Usa np.zeros.",
)
def starts_at_one(fan_in, fan_out, *, rng):
    return np.ones((fan_in, fan_out))
