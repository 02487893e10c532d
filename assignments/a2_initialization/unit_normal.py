"""Standard normal weights."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.draws import require_generator, require_scale, require_shape, spread
from autograder import Exercise, Normal, Text, drawn_from, generator, size
from solutions.initializers import small_normal, unit_normal, xavier_normal

exercise = Exercise(
    unit_normal,
    en="Draw the weights of a layer, of shape (fan_in, fan_out), from the standard normal distribution: mean 0 and "
    "standard deviation 1, whatever the size of the layer. Draw from `rng` alone.",
    es="Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución normal estándar: media 0 y "
    "desviación estándar 1, sea cual sea el tamaño de la capa. Sortea solo con `rng`.",
    topic=Text(en="Unit normal weights", es="Pesos normales de varianza 1"),
    inputs={"fan_in": size("fan_in"), "fan_out": size("fan_out"), "source": generator()},
    sizes={"fan_in": range(100, 121), "fan_out": range(210, 231)},
    trials=1,
)


@exercise.check(points=1, en="the shape is (fan_in, fan_out)", es="la forma es (fan_in, fan_out)")
def shape_agrees(student, fan_in, fan_out, source):
    require_shape(student(fan_in, fan_out, rng=source), (fan_in, fan_out))


@exercise.check(points=2, en="the standard deviation is 1", es="la desviación estándar es 1")
def scale_agrees(student, fan_in, fan_out, source):
    for fans in ((fan_in, fan_out), (fan_out, fan_in)):
        require_scale(student(*fans, rng=source), 1.0)


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
    return unit_normal(fan_in, fan_out, rng=rng).T


@exercise.misconception(
    caught_by=(scale_agrees, distribution_agrees),
    en="rng.random draws uniformly between 0 and 1. Use rng.standard_normal.",
    es="rng.random sortea de manera uniforme entre 0 y 1. Usa rng.standard_normal.",
)
def draws_between_zero_and_one(fan_in, fan_out, *, rng):
    return rng.random((fan_in, fan_out))


@exercise.misconception(
    caught_by=distribution_agrees,
    en="Draw from the normal distribution; these weights have standard deviation 1, but they are uniform.",
    es="Sortea con la distribución normal; estos pesos tienen desviación estándar 1, pero son uniformes.",
)
def draws_uniform(fan_in, fan_out, *, rng):
    return rng.uniform(-np.sqrt(3), np.sqrt(3), (fan_in, fan_out))


@exercise.misconception(
    caught_by=scale_agrees,
    en="Leave the normal numbers as they are: here the scale is 1, not 0.01.",
    es="Deja los números normales como salen: aquí la escala es 1, no 0.01.",
)
def makes_them_small(fan_in, fan_out, *, rng):
    return small_normal(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=scale_agrees,
    en="Here the scale is 1 whatever the size of the layer; rules that look at fan_in come later.",
    es="Aquí la escala es 1 sea cual sea el tamaño de la capa; las reglas que miran fan_in vienen después.",
)
def looks_at_fan_in(fan_in, fan_out, *, rng):
    return xavier_normal(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive, and do not make or seed another generator.",
    es="Sortea con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(fan_in, fan_out, *, rng):
    return unit_normal(fan_in, fan_out, rng=np.random.default_rng(42))
