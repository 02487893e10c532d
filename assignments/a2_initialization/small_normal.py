"""Normal weights with standard deviation 0.01."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.draws import require_generator, require_scale, require_shape, spread
from autograder import Exercise, Normal, Text, drawn_from, generator, size
from solutions.initializers import small_normal, xavier_normal

exercise = Exercise(
    small_normal,
    en="Draw the weights of a layer, of shape (fan_in, fan_out), from the normal distribution with mean 0 and "
    "standard deviation 0.01, whatever the size of the layer. Draw from `rng` alone.",
    es="Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución normal de media 0 y desviación "
    "estándar 0.01, sea cual sea el tamaño de la capa. Sortea solo con `rng`.",
    topic=Text(en="Small normal weights", es="Pesos normales pequeños"),
    inputs={"fan_in": size("fan_in"), "fan_out": size("fan_out"), "source": generator()},
    sizes={"fan_in": range(300, 341), "fan_out": range(70, 91)},
    trials=1,
)


@exercise.check(points=1, en="the shape is (fan_in, fan_out)", es="la forma es (fan_in, fan_out)")
def shape_agrees(student, fan_in, fan_out, source):
    require_shape(student(fan_in, fan_out, rng=source), (fan_in, fan_out))


@exercise.check(points=2, en="the standard deviation is 0.01", es="la desviación estándar es 0.01")
def scale_agrees(student, fan_in, fan_out, source):
    for fans in ((fan_in, fan_out), (fan_out, fan_in)):
        require_scale(student(*fans, rng=source), 0.01)


@exercise.check(
    points=1,
    en="the weights are normal around 0 and independent",
    es="los pesos son normales alrededor de 0 e independientes",
)
def distribution_agrees(student, fan_in, fan_out, source):
    w = np.asarray(student(fan_in, fan_out, rng=source))
    drawn_from(w, Normal(0.0, spread(w)))


@exercise.check(points=1, en="all randomness comes from `rng`", es="todo el azar viene de `rng`")
def generator_decides(student, source, rng):
    require_generator(student, source, rng)


@exercise.misconception(
    caught_by=shape_agrees,
    en="A layer is x @ w + b, so w has one row for each input: (fan_in, fan_out).",
    es="Una capa es x @ w + b, así que w tiene una fila por cada entrada: (fan_in, fan_out).",
)
def transposes(fan_in, fan_out, *, rng):
    return small_normal(fan_in, fan_out, rng=rng).T


@exercise.misconception(
    caught_by=scale_agrees,
    en="0.01 is the standard deviation itself, and rng.normal takes it as it is: no root, no square.",
    es="0.01 es la propia desviación estándar, y rng.normal la recibe tal cual: sin raíz ni cuadrado.",
)
def takes_it_for_the_variance(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(0.01), (fan_in, fan_out))


@exercise.misconception(
    caught_by=scale_agrees,
    en="0.01 is the standard deviation; rng.normal squares nothing, so do not square it before.",
    es="0.01 es la desviación estándar; no la eleves al cuadrado antes de pasarla a rng.normal.",
)
def squares_the_deviation(fan_in, fan_out, *, rng):
    return rng.normal(0, 0.01**2, (fan_in, fan_out))


@exercise.misconception(
    caught_by=scale_agrees,
    en="Multiply the standard normal numbers by 0.01: these weights have standard deviation 1.",
    es="Multiplica los números normales estándar por 0.01: estos pesos tienen desviación estándar 1.",
)
def forgets_the_scale(fan_in, fan_out, *, rng):
    return rng.standard_normal((fan_in, fan_out))


@exercise.misconception(
    caught_by=scale_agrees,
    en="Here the scale is 0.01 whatever the size of the layer; rules that look at fan_in come later.",
    es="Aquí la escala es 0.01 sea cual sea el tamaño de la capa; las reglas que miran fan_in vienen después.",
)
def looks_at_fan_in(fan_in, fan_out, *, rng):
    return xavier_normal(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=distribution_agrees,
    en="Draw from the normal distribution; these weights have the right standard deviation, but they are uniform.",
    es="Sortea con la distribución normal; estos pesos tienen la desviación estándar correcta, pero son uniformes.",
)
def draws_uniform(fan_in, fan_out, *, rng):
    limit = 0.01 * np.sqrt(3)
    return rng.uniform(-limit, limit, (fan_in, fan_out))


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive, and do not make or seed another generator.",
    es="Sortea con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(fan_in, fan_out, *, rng):
    return small_normal(fan_in, fan_out, rng=np.random.default_rng(42))
