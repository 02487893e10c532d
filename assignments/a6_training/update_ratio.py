"""How large an update is, compared with the weights."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, normal, scalar
from solutions.training import update_ratio

exercise = Exercise(
    update_ratio,
    en="Divide the norm of an update by the norm of the weights that it changes. The norm is the root of the "
    "sum of all squared entries.",
    es="Divide la norma de una actualización entre la norma de los pesos que cambia. La norma es la raíz de la "
    "suma de todas las entradas al cuadrado.",
    topic=Text(en="Size of updates to size of weights", es="Tamaño del paso frente a los pesos"),
    inputs={
        "w": normal("fan_in", "fan_out"),
        "update": normal("fan_in", "fan_out"),
        "size": scalar(0.001, 0.01),
    },
    edges=[{"fan_out": 1}],
)


@exercise.check(
    points=2,
    en="it is the norm of the update over the norm of the weights",
    es="es la norma de la actualización entre la norma de los pesos",
)
def ratio_agrees(student, w, update, size):
    for weights, change in ((w, size * update), (w, -size * w), (w[:, 0], size * update[:, 0])):
        close(student.early()(weights, change), update_ratio(weights, change), name="ratio")


@exercise.misconception(
    caught_by=ratio_agrees,
    en="Divide the update by the weights, not the weights by the update.",
    es="Divide la actualización entre los pesos, no los pesos entre la actualización.",
)
def turns_it_round(w, update):
    return 1 / update_ratio(w, update)


@exercise.misconception(
    caught_by=ratio_agrees,
    en="Take the root of both sums: a norm is the root of the sum of squares.",
    es="Saca la raíz de ambas sumas: una norma es la raíz de la suma de cuadrados.",
)
def forgets_the_roots(w, update):
    return update_ratio(w, update) ** 2


@exercise.misconception(
    caught_by=ratio_agrees,
    en="Divide norm by norm. The mean of the entries' ratios is ruled by the smallest weights.",
    es="Divide norma entre norma. En el promedio de los cocientes mandan los pesos más pequeños.",
)
def averages_the_ratios(w, update):
    return np.abs(update / w).mean()


@exercise.misconception(
    caught_by=ratio_agrees,
    en="Sums of absolute values are another norm. Here take the root of the sum of squares.",
    es="La suma de valores absolutos es otra norma. Aquí saca la raíz de la suma de cuadrados.",
)
def adds_absolute_values(w, update):
    return np.abs(update).sum() / np.abs(w).sum()


@exercise.misconception(
    caught_by=ratio_agrees,
    en="The largest entry is another norm. Here take the root of the sum of squares.",
    es="La entrada más grande es otra norma. Aquí saca la raíz de la suma de cuadrados.",
)
def takes_the_largest(w, update):
    return np.abs(update).max() / np.abs(w).max()


@exercise.misconception(
    caught_by=ratio_agrees,
    en="For a matrix, np.linalg.norm(w, 2) is its largest stretching: leave out the 2.",
    es="Para una matriz, np.linalg.norm(w, 2) es su mayor estiramiento: omite el 2.",
)
def takes_the_spectral_norm(w, update):
    return np.linalg.norm(update, 2) / np.linalg.norm(w, 2)


@exercise.misconception(
    caught_by=ratio_agrees,
    en="Compare with the weights before the step, w itself.",
    es="Compara con los pesos antes del paso, w tal cual.",
)
def compares_with_the_weights_after(w, update):
    return update_ratio(w + update, update)
