"""The rectified linear unit, forward and backward."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, gradient_agrees, normal
from solutions.activations import relu_backward, relu_forward

exercise = Exercise(
    relu_forward,
    relu_backward,
    en="Write the rectified linear unit, max(0, z) in every entry, and carry the upstream gradient `da` back to z.",
    es="Escribe la unidad lineal rectificada, max(0, z) en cada entrada, y lleva el gradiente que llega, `da`, "
    "hacia atrás hasta z.",
    topic=Text(en="Rectified linear unit", es="Unidad lineal rectificada"),
    inputs={"z": normal("batch", "units", std=2.0)},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z):
    for scale in (1, 0.01, 100):  # no threshold but 0
        a, _ = student.relu_forward(scale * z)
        close(a, relu_forward(scale * z)[0], name="a")


@exercise.check(points=3, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, rng):
    gradient_agrees(student.relu_forward, student.relu_backward, {"z": z}, rng=rng)


@exercise.misconception(
    caught_by=forward_agrees,
    en="That is the leaky variant, another activation. Here negative entries become exactly 0.",
    es="Esa es la variante con fuga (leaky), otra activación. Aquí las entradas negativas quedan exactamente en 0.",
)
class leaks:
    @staticmethod
    def relu_forward(z):
        return np.where(z > 0, z, 0.01 * z), z

    @staticmethod
    def relu_backward(da, cache):
        return np.where(cache > 0, da, 0.01 * da)


@exercise.misconception(
    replaces=relu_forward,
    caught_by=forward_agrees,
    en="Positive entries pass unchanged; you turn them into 1, which is the step function.",
    es="Las entradas positivas pasan sin cambio; tú las conviertes en 1, que es la función escalón.",
)
def steps(z):
    return np.where(z > 0, 1.0, 0.0), z


@exercise.misconception(
    replaces=relu_forward,
    caught_by=forward_agrees,
    en="Keep the positive entries, not the negative ones: np.maximum instead of np.minimum.",
    es="Conserva las entradas positivas, no las negativas: np.maximum en lugar de np.minimum.",
)
def keeps_the_negative(z):
    return np.minimum(z, 0), z


@exercise.misconception(
    replaces=relu_backward,
    caught_by=dz_agrees,
    en="The chain rule: multiply the slope, 0 or 1, by the upstream gradient `da`.",
    es="La regla de la cadena: multiplica la pendiente, 0 o 1, por el gradiente que llega, `da`.",
)
def ignores_upstream(da, cache):
    return np.where(cache > 0, 1.0, 0.0)


@exercise.misconception(
    replaces=relu_backward,
    caught_by=dz_agrees,
    en="A unit that was off (z < 0) lets no gradient through: set `da` to 0 there.",
    es="Una unidad apagada (z < 0) no deja pasar el gradiente: pon `da` en 0 en esos lugares.",
)
def passes_everything(da, cache):
    return da


@exercise.misconception(
    replaces=relu_backward,
    caught_by=dz_agrees,
    en="The sign of z decides what passes, not the sign of `da`: keep z (or a mask) in the cache and use that.",
    es="El signo de z decide qué pasa, no el de `da`: guarda z (o una máscara) en la caché y usa eso.",
)
def masks_by_upstream(da, cache):
    return np.maximum(da, 0)


@exercise.misconception(
    replaces=relu_backward,
    caught_by=dz_agrees,
    en="Multiply `da` by the slope, which is 0 or 1, not by the activation itself.",
    es="Multiplica `da` por la pendiente, que es 0 o 1, no por la activación misma.",
)
def multiplies_by_activation(da, cache):
    return da * np.maximum(cache, 0)


@exercise.misconception(
    replaces=relu_backward,
    caught_by=dz_agrees,
    en="Your mask is inverted: the gradient passes where z > 0 and stops where z < 0.",
    es="Tu máscara está invertida: el gradiente pasa donde z > 0 y se detiene donde z < 0.",
)
def inverts_the_mask(da, cache):
    return da * (cache < 0)
