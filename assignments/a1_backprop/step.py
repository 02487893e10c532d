"""The step function, forward and backward: the activation that cannot learn."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop.elementwise import pre_activations, values_agree
from autograder import Exercise, gradient_agrees, require
from solutions.activations import step_backward, step_forward

exercise = Exercise(
    step_forward,
    step_backward,
    en="Write the step function, 1 where z is positive and 0 where it is negative (at exactly 0 either will do), and "
    "carry the upstream gradient `da` back to z. How much does an activation change when z changes a little?",
    es="Escribe la función escalón, 1 donde z es positiva y 0 donde es negativa (en el 0 exacto vale cualquiera de "
    "los dos), y lleva el gradiente que llega, `da`, hacia atrás hasta z. ¿Cuánto cambia una activación cuando z "
    "cambia un poquito?",
    inputs={"z": pre_activations},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z):
    values_agree(student.step_forward, step_forward, z)


@exercise.check(points=2, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, rng):
    a, _ = student.step_forward(z)
    require(
        len(np.unique(a)) > 1,
        en="The output of your forward is the same everywhere, so its gradient says nothing.",
        es="La salida de tu forward es la misma en todas partes: su gradiente no dice nada.",
    )
    gradient_agrees(student.step_forward, student.step_backward, {"z": z}, rng=rng)


@exercise.misconception(
    replaces=step_forward,
    caught_by=forward_agrees,
    en="Steps from -1 to 1 are another convention. Here the unit is off at 0 and on at 1.",
    es="Que el escalón vaya de -1 a 1 es otra convención. Aquí la unidad apagada vale 0 y la encendida 1.",
)
def steps_from_minus_one(z):
    return np.sign(z), z


@exercise.misconception(
    replaces=step_forward,
    caught_by=forward_agrees,
    en="Turn your comparison round: the unit is on where z is positive.",
    es="Invierte tu comparación: la unidad se enciende donde z es positiva.",
)
def steps_down(z):
    return np.where(z > 0, 0.0, 1.0), z


@exercise.misconception(
    replaces=step_forward,
    caught_by=forward_agrees,
    en="The threshold is 0: compare z with 0. A threshold of 0.5 belongs to probabilities.",
    es="El umbral es 0: compara z con 0. El umbral de 0.5 es para probabilidades.",
)
def steps_at_one_half(z):
    return np.where(z > 0.5, 1.0, 0.0), z


@exercise.misconception(
    replaces=step_forward,
    caught_by=forward_agrees,
    en="Replace the positive entries with 1. Letting them pass as they are is the ReLU.",
    es="Cambia las entradas positivas por 1. Dejarlas pasar tal cual es la ReLU.",
)
def lets_positive_entries_pass(z):
    return np.maximum(z, 0), z


@exercise.misconception(
    caught_by=forward_agrees,
    en="That is the sigmoid, a step made smooth. Here nothing lies between 0 and 1.",
    es="Esa es la sigmoide, un escalón suavizado. Aquí no hay nada entre 0 y 1.",
)
class takes_the_sigmoid:
    @staticmethod
    def step_forward(z):
        a = 1 / (1 + np.exp(-z))
        return a, a

    @staticmethod
    def step_backward(da, cache):
        return da * cache * (1 - cache)


@exercise.misconception(
    replaces=step_backward,
    caught_by=dz_agrees,
    en="Passing `da` on as it is, the straight-through estimator, is a trick and not the gradient. Ask what a small "
    "change of z changes in the output.",
    es="Dejar pasar `da` tal cual (el estimador straight-through) es un truco, no el gradiente. Pregúntate qué le "
    "cambia a la salida un cambio pequeño de z.",
)
def passes_straight_through(da, cache):
    return da


@exercise.misconception(
    caught_by=dz_agrees,
    en="Letting `da` through where z > 0 is the backward of the ReLU. The step is just as flat there as elsewhere: use "
    "its own slope.",
    es="Dejar pasar `da` donde z > 0 es el backward de la ReLU. El escalón es igual de plano ahí que en el resto: usa "
    "su propia pendiente.",
)
class passes_where_positive:
    @staticmethod
    def step_forward(z):
        return np.where(z > 0, 1.0, 0.0), z

    @staticmethod
    def step_backward(da, cache):
        return np.where(cache > 0, da, 0.0)


@exercise.misconception(
    caught_by=dz_agrees,
    en="Stopping `da` only where |z| > 1 is a trick and not the gradient. The step is flat near 0 as well, on either "
    "side of its jump.",
    es="Detener `da` solo donde |z| > 1 es un truco, no el gradiente. El escalón también es plano cerca de 0, a ambos "
    "lados del salto.",
)
class passes_near_zero:
    @staticmethod
    def step_forward(z):
        return np.where(z > 0, 1.0, 0.0), z

    @staticmethod
    def step_backward(da, cache):
        return np.where(np.abs(cache) <= 1, da, 0.0)


@exercise.misconception(
    caught_by=dz_agrees,
    en="That is the slope of the sigmoid, a smooth stand-in. The backward here belongs to the step itself.",
    es="Esa es la pendiente de la sigmoide, un sustituto suave. Aquí el backward es el del escalón mismo.",
)
class borrows_slope_of_sigmoid:
    @staticmethod
    def step_forward(z):
        return np.where(z > 0, 1.0, 0.0), 1 / (1 + np.exp(-z))

    @staticmethod
    def step_backward(da, cache):
        return da * cache * (1 - cache)


@exercise.misconception(
    replaces=step_backward,
    caught_by=dz_agrees,
    en="The value is right, the shape is not: return an array of the shape of `da`, for example with np.zeros_like.",
    es="El valor es correcto, la forma no: devuelve un arreglo con la forma de `da`, por ejemplo con np.zeros_like.",
)
def returns_a_single_zero(da, cache):
    return 0.0
