"""Uniform weights with variance 2 / (fan_in + fan_out)."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.draws import require_generator, require_scale, require_shape, spread
from autograder import Exercise, Text, Uniform, drawn_from, generator, size
from solutions.initializers import glorot_uniform

exercise = Exercise(
    glorot_uniform,
    en="Draw the weights of a layer, of shape (fan_in, fan_out), from the uniform distribution around 0 with "
    "variance 2 / (fan_in + fan_out). On [-limit, limit] the variance is limit**2 / 3. Draw from `rng` alone.",
    es="Sortea los pesos de una capa, de forma (fan_in, fan_out), con la distribución uniforme alrededor de 0 y "
    "varianza 2 / (fan_in + fan_out). En [-limit, limit] la varianza es limit**2 / 3. Sortea solo con `rng`.",
    topic=Text(en="Glorot's uniform initialiser", es="Inicialización uniforme de Glorot"),
    inputs={"fan_in": size("fan_in"), "fan_out": size("fan_out"), "source": generator()},
    sizes={"fan_in": range(120, 141), "fan_out": range(240, 261)},
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
    en="the weights are uniform around 0 and independent",
    es="los pesos son uniformes alrededor de 0 e independientes",
)
def distribution_agrees(student, fan_in, fan_out, source):
    w = np.asarray(student(fan_in, fan_out, rng=source))
    limit = np.abs(w).max() if spread(w) else 0.0
    drawn_from(w, Uniform(-limit, limit))


@exercise.check(points=1, en="all randomness comes from `rng`", es="todo el azar viene de `rng`")
def generator_decides(student, source, rng):
    require_generator(student, source, rng)


@exercise.misconception(
    caught_by=shape_agrees,
    en="A layer is x @ w + b, so w has one row for each input: (fan_in, fan_out).",
    es="Una capa es x @ w + b, así que w tiene una fila por cada entrada: (fan_in, fan_out).",
)
def transposes(fan_in, fan_out, *, rng):
    return glorot_uniform(fan_in, fan_out, rng=rng).T


def _uniform(limit, fan_in, fan_out, rng):
    return rng.uniform(-limit, limit, (fan_in, fan_out))


@exercise.misconception(
    caught_by=variance_agrees,
    en="The limit of a uniform distribution is not its standard deviation but sqrt(3) times that: "
    "sqrt(6 / (fan_in + fan_out)).",
    es="El límite de una distribución uniforme no es su desviación estándar, sino sqrt(3) veces esta: "
    "sqrt(6 / (fan_in + fan_out)).",
)
def takes_deviation_for_limit(fan_in, fan_out, *, rng):
    return _uniform(np.sqrt(2 / (fan_in + fan_out)), fan_in, fan_out, rng)


@exercise.misconception(
    caught_by=variance_agrees,
    en="The square root is missing: the limit is sqrt(6 / (fan_in + fan_out)).",
    es="Falta la raíz cuadrada: el límite es sqrt(6 / (fan_in + fan_out)).",
)
def forgets_the_root(fan_in, fan_out, *, rng):
    return _uniform(6 / (fan_in + fan_out), fan_in, fan_out, rng)


@exercise.misconception(
    caught_by=variance_agrees,
    en="Add both fans in the denominator: fan_in looks after the signal, fan_out after the gradient.",
    es="Suma ambos tamaños en el denominador: fan_in cuida la señal y fan_out, el gradiente.",
)
def looks_at_fan_in_only(fan_in, fan_out, *, rng):
    return _uniform(np.sqrt(3 / fan_in), fan_in, fan_out, rng)


@exercise.misconception(
    caught_by=variance_agrees,
    en="This is another convention, 1 / sqrt(fan_in) as the limit (as linear layers in PyTorch start). Here the "
    "limit is sqrt(6 / (fan_in + fan_out)).",
    es="Esa es otra convención, con 1 / sqrt(fan_in) como límite (así empiezan las capas lineales en PyTorch). "
    "Aquí el límite es sqrt(6 / (fan_in + fan_out)).",
)
def takes_limit_of_pytorch(fan_in, fan_out, *, rng):
    return _uniform(np.sqrt(1 / fan_in), fan_in, fan_out, rng)


@exercise.misconception(
    caught_by=distribution_agrees,
    en="Draw from the uniform distribution; these weights have the right variance, but they are normal.",
    es="Sortea con la distribución uniforme; estos pesos tienen la varianza correcta, pero son normales.",
)
def draws_normal(fan_in, fan_out, *, rng):
    return rng.normal(0, np.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out))


@exercise.misconception(
    caught_by=distribution_agrees,
    en="Draw from -limit to limit: half of the weights should be negative.",
    es="Sortea desde -limit hasta limit: la mitad de los pesos debe ser negativa.",
)
def draws_positive_only(fan_in, fan_out, *, rng):
    return np.abs(glorot_uniform(fan_in, fan_out, rng=rng))


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive, and do not make or seed another generator.",
    es="Sortea con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(fan_in, fan_out, *, rng):
    return glorot_uniform(fan_in, fan_out, rng=np.random.default_rng(42))
