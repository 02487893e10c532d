"""Normal weights with variance 1 / (fan_in + fan_out): another proposal."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.draws import require_generator, require_scale, require_shape, spread
from autograder import Exercise, Normal, Text, drawn_from, generator, size
from solutions.initializers import fan_sum_normal, glorot_normal, xavier_normal

exercise = Exercise(
    fan_sum_normal,
    en="Another proposal: draw the weights of a layer, of shape (fan_in, fan_out), from the normal distribution with "
    "mean 0 and variance 1 / (fan_in + fan_out). Draw from `rng` alone.",
    es="Otra propuesta: sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución normal de media "
    "0 y varianza 1 / (fan_in + fan_out). Sortea solo con `rng`.",
    topic=Text(en="Variance 1 / (fan_in + fan_out)", es="Varianza 1 / (fan_in + fan_out)"),
    inputs={"fan_in": size("fan_in"), "fan_out": size("fan_out"), "source": generator()},
    sizes={"fan_in": range(100, 111), "fan_out": range(200, 221)},
    trials=1,
)


@exercise.check(points=1, en="the shape is (fan_in, fan_out)", es="la forma es (fan_in, fan_out)")
def shape_agrees(student, fan_in, fan_out, source):
    require_shape(student(fan_in, fan_out, rng=source), (fan_in, fan_out))


@exercise.check(
    points=2, en="the variance is 1 / (fan_in + fan_out)", es="la varianza es 1 / (fan_in + fan_out)"
)
def variance_agrees(student, fan_in, fan_out, source):
    for fans in ((fan_in, fan_out), (fan_out, fan_in)):
        require_scale(student(*fans, rng=source), np.sqrt(1 / sum(fans)))


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
    return fan_sum_normal(fan_in, fan_out, rng=rng).T


@exercise.misconception(
    caught_by=variance_agrees,
    en="rng.normal takes the standard deviation: give it the square root of 1 / (fan_in + fan_out).",
    es="rng.normal recibe la desviación estándar: dale la raíz cuadrada de 1 / (fan_in + fan_out).",
)
def takes_variance_for_deviation(fan_in, fan_out, *, rng):
    return rng.normal(0, 1 / (fan_in + fan_out), (fan_in, fan_out))


@exercise.misconception(
    caught_by=variance_agrees,
    en="This is another convention, Glorot's, with 2 / (fan_in + fan_out). Here it is 1 / (fan_in + fan_out).",
    es="Esa es otra convención, la de Glorot, con 2 / (fan_in + fan_out). Aquí es 1 / (fan_in + fan_out).",
)
def takes_glorots_two(fan_in, fan_out, *, rng):
    return glorot_normal(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=variance_agrees,
    en="Add both fans in the denominator: 1 / (fan_in + fan_out), not 1 / fan_in.",
    es="Suma ambos tamaños en el denominador: 1 / (fan_in + fan_out), no 1 / fan_in.",
)
def looks_at_fan_in_only(fan_in, fan_out, *, rng):
    return xavier_normal(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=distribution_agrees,
    en="Draw from the normal distribution; these weights have the right variance, but they are uniform.",
    es="Sortea con la distribución normal; estos pesos tienen la varianza correcta, pero son uniformes.",
)
def draws_uniform(fan_in, fan_out, *, rng):
    limit = np.sqrt(3 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, (fan_in, fan_out))


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive, and do not make or seed another generator.",
    es="Sortea con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(fan_in, fan_out, *, rng):
    return fan_sum_normal(fan_in, fan_out, rng=np.random.default_rng(42))
