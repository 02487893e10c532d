"""Normal weights with variance 2 / (fan_in + fan_out)."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.draws import require_generator, require_scale, require_shape, spread
from autograder import Exercise, Normal, Text, drawn_from, generator, size
from solutions.initializers import fan_sum_normal, glorot_normal, glorot_uniform, xavier_normal

exercise = Exercise(
    glorot_normal,
    en="Draw the weights of a layer, of shape (fan_in, fan_out), from the normal distribution with mean 0 and "
    "variance 2 / (fan_in + fan_out). Draw from `rng` alone.",
    es="Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución normal de media 0 y varianza "
    "2 / (fan_in + fan_out). Sortea solo con `rng`.",
    topic=Text(en="Glorot's normal initialiser", es="Inicialización normal de Glorot"),
    inputs={"fan_in": size("fan_in"), "fan_out": size("fan_out"), "source": generator()},
    sizes={"fan_in": range(100, 111), "fan_out": range(200, 221)},
    trials=1,
)


@exercise.check(points=1, en="the shape is (fan_in, fan_out)", es="la forma es (fan_in, fan_out)")
def shape_agrees(student, fan_in, fan_out, source):
    require_shape(student(fan_in, fan_out, rng=source), (fan_in, fan_out))


@exercise.check(
    points=3, en="the variance is 2 / (fan_in + fan_out)", es="la varianza es 2 / (fan_in + fan_out)"
)
def variance_agrees(student, fan_in, fan_out, source):
    for fans in ((fan_in, fan_out), (fan_out, fan_in)):
        require_scale(student(*fans, rng=source), np.sqrt(2 / sum(fans)))


@exercise.check(
    points=2,
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
    return glorot_normal(fan_in, fan_out, rng=rng).T


@exercise.misconception(
    caught_by=variance_agrees,
    en="The 2 belongs under the root: sqrt(2 / (fan_in + fan_out)). With 2 / sqrt(fan_in + fan_out), often seen under "
    "this name, the variance is twice as large.",
    es="El 2 va dentro de la raíz: sqrt(2 / (fan_in + fan_out)). Con 2 / sqrt(fan_in + fan_out), que suele verse con "
    "este nombre, la varianza es el doble.",
)
def leaves_the_two_outside(fan_in, fan_out, *, rng):
    return 2 / np.sqrt(fan_in + fan_out) * rng.standard_normal((fan_in, fan_out))


@exercise.misconception(
    caught_by=variance_agrees,
    en="rng.normal takes the standard deviation: give it the square root of 2 / (fan_in + fan_out).",
    es="rng.normal recibe la desviación estándar: dale la raíz cuadrada de 2 / (fan_in + fan_out).",
)
def takes_variance_for_deviation(fan_in, fan_out, *, rng):
    return rng.normal(0, 2 / (fan_in + fan_out), (fan_in, fan_out))


@exercise.misconception(
    caught_by=variance_agrees,
    en="This is another proposal, 1 / (fan_in + fan_out). Glorot divides by the mean of both fans, which puts a 2 on "
    "top: 2 / (fan_in + fan_out).",
    es="Esa es otra propuesta, 1 / (fan_in + fan_out). Glorot divide entre el promedio de ambos tamaños, y por eso "
    "hay un 2 arriba: 2 / (fan_in + fan_out).",
)
def divides_by_the_sum(fan_in, fan_out, *, rng):
    return fan_sum_normal(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=variance_agrees,
    en="Add both fans in the denominator: fan_in looks after the signal, fan_out after the gradient.",
    es="Suma ambos tamaños en el denominador: fan_in cuida la señal y fan_out, el gradiente.",
)
def looks_at_fan_in_only(fan_in, fan_out, *, rng):
    return xavier_normal(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=variance_agrees,
    en="The 6 belongs to the limit of the uniform distribution. A normal one wants its standard deviation, "
    "sqrt(2 / (fan_in + fan_out)).",
    es="El 6 es del límite de la distribución uniforme. La normal quiere su desviación estándar, "
    "sqrt(2 / (fan_in + fan_out)).",
)
def takes_the_limit_of_the_uniform(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(6 / (fan_in + fan_out)), (fan_in, fan_out))


@exercise.misconception(
    caught_by=distribution_agrees,
    en="Draw from the normal distribution; these weights have the right variance, but they are uniform.",
    es="Sortea con la distribución normal; estos pesos tienen la varianza correcta, pero son uniformes.",
)
def draws_uniform(fan_in, fan_out, *, rng):
    return glorot_uniform(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive, and do not make or seed another generator.",
    es="Sortea con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(fan_in, fan_out, *, rng):
    return glorot_normal(fan_in, fan_out, rng=np.random.default_rng(42))
