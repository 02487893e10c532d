"""Normal weights with variance 2 / fan_in."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.draws import require_generator, require_scale, require_shape, spread
from autograder import Exercise, Normal, Text, drawn_from, generator, size
from solutions.initializers import he_normal, xavier_normal

exercise = Exercise(
    he_normal,
    en="Draw the weights of a layer that is fed by ReLU units, of shape (fan_in, fan_out), from the normal "
    "distribution with mean 0 and variance 2 / fan_in. Draw from `rng` alone.",
    es="Sortea los pesos de una capa que recibe su entrada de unidades ReLU, de forma (fan_in, fan_out), con la "
    "distribución normal de media 0 y varianza 2 / fan_in. Sortea solo con `rng`.",
    topic=Text(en="He's initialiser, 2 / fan_in", es="Inicialización de He, 2 / fan_in"),
    inputs={"fan_in": size("fan_in"), "fan_out": size("fan_out"), "source": generator()},
    sizes={"fan_in": range(300, 341), "fan_out": range(80, 111)},
    trials=1,
)


@exercise.check(points=1, en="the shape is (fan_in, fan_out)", es="la forma es (fan_in, fan_out)")
def shape_agrees(student, fan_in, fan_out, source):
    require_shape(student(fan_in, fan_out, rng=source), (fan_in, fan_out))


@exercise.check(points=3, en="the variance is 2 / fan_in", es="la varianza es 2 / fan_in")
def variance_agrees(student, fan_in, fan_out, source):
    for fans in ((fan_in, fan_out), (fan_out, fan_in)):
        require_scale(student(*fans, rng=source), np.sqrt(2 / fans[0]))


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
    return he_normal(fan_in, fan_out, rng=rng).T


@exercise.misconception(
    caught_by=variance_agrees,
    en="ReLU silences half of the signal: make up for it with a 2, so that the variance is 2 / fan_in.",
    es="ReLU apaga la mitad de la señal: compénsalo con un 2, de modo que la varianza sea 2 / fan_in.",
)
def forgets_the_two(fan_in, fan_out, *, rng):
    return xavier_normal(fan_in, fan_out, rng=rng)


@exercise.misconception(
    caught_by=variance_agrees,
    en="rng.normal takes the standard deviation: give it the square root of 2 / fan_in.",
    es="rng.normal recibe la desviación estándar: dale la raíz cuadrada de 2 / fan_in.",
)
def takes_variance_for_deviation(fan_in, fan_out, *, rng):
    return rng.normal(0, 2 / fan_in, (fan_in, fan_out))


@exercise.misconception(
    caught_by=variance_agrees,
    en="The 2 belongs under the root: sqrt(2 / fan_in), not 2 / sqrt(fan_in).",
    es="El 2 va dentro de la raíz: sqrt(2 / fan_in), no 2 / sqrt(fan_in).",
)
def leaves_the_two_outside(fan_in, fan_out, *, rng):
    return rng.normal(0, 2 / np.sqrt(fan_in), (fan_in, fan_out))


@exercise.misconception(
    caught_by=variance_agrees,
    en="This is another convention, which looks after the gradient: variance 2 / fan_out. Here it is 2 / fan_in.",
    es="Esa es otra convención, que cuida el gradiente: varianza 2 / fan_out. Aquí es 2 / fan_in.",
)
def divides_by_fan_out(fan_in, fan_out, *, rng):
    return he_normal(fan_out, fan_in, rng=rng).T


@exercise.misconception(
    caught_by=variance_agrees,
    en="2 / (fan_in + fan_out) is Glorot's variance. He's rule looks at fan_in only: 2 / fan_in.",
    es="2 / (fan_in + fan_out) es la varianza de Glorot. La regla de He solo mira fan_in: 2 / fan_in.",
)
def averages_the_fans(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out))


@exercise.misconception(
    caught_by=distribution_agrees,
    en="Draw from the normal distribution; these weights have the right variance, but they are uniform.",
    es="Sortea con la distribución normal; estos pesos tienen la varianza correcta, pero son uniformes.",
)
def draws_uniform(fan_in, fan_out, *, rng):
    limit = np.sqrt(6 / fan_in)
    return rng.uniform(-limit, limit, (fan_in, fan_out))


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive, and do not make or seed another generator.",
    es="Sortea con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(fan_in, fan_out, *, rng):
    return he_normal(fan_in, fan_out, rng=np.random.default_rng(42))
