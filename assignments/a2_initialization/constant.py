"""Weights that are all the same number."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.draws import require_shape
from autograder import Exercise, Text, generator, require, scalar, size
from solutions.initializers import constant

exercise = Exercise(
    constant,
    en="Start all the weights of a layer, of shape (fan_in, fan_out), at the number `value`, which is 0.1 unless it "
    "is given.",
    es="Inicia todos los pesos de una capa, de forma (fan_in, fan_out), en el número `value`, que es 0.1 si no se "
    "indica otro.",
    topic=Text(en="Constant weights", es="Pesos constantes"),
    inputs={
        "fan_in": size("fan_in"),
        "fan_out": size("fan_out"),
        "value": scalar(0.5, 2.5),
        "source": generator(),
    },
    sizes={"fan_in": range(20, 31), "fan_out": range(40, 51)},
)


@exercise.check(points=1, en="the shape is (fan_in, fan_out)", es="la forma es (fan_in, fan_out)")
def shape_agrees(student, fan_in, fan_out, value, source):
    require_shape(student(fan_in, fan_out, value=value, rng=source), (fan_in, fan_out))


def _require_value(w, value):
    w = np.asarray(w, dtype=float)
    require(
        w.size and np.allclose(w, value, rtol=1e-6, atol=0),
        en=f"Every weight of `w` should be {value:.6g}.",
        es=f"Todos los pesos de `w` deberían ser {value:.6g}.",
    )


@exercise.check(points=1, en="every weight is `value`", es="todos los pesos son `value`")
def values_agree(student, fan_in, fan_out, value, source):
    for wanted in (value, -value):
        _require_value(student(fan_in, fan_out, value=wanted, rng=source), wanted)


@exercise.check(points=1, en="`value` is 0.1 unless given", es="si no se indica, `value` es 0.1")
def default_agrees(student, fan_in, fan_out, source):
    _require_value(student(fan_in, fan_out, rng=source), 0.1)


@exercise.misconception(
    caught_by=shape_agrees,
    en="A layer is x @ w + b, so w has one row for each input: (fan_in, fan_out).",
    es="Una capa es x @ w + b, así que w tiene una fila por cada entrada: (fan_in, fan_out).",
)
def transposes(fan_in, fan_out, *, value=0.1, rng):
    return np.full((fan_out, fan_in), value)


@exercise.misconception(
    caught_by=values_agree,
    en="Put `value` itself into every entry: no number of your own, and no multiple of it.",
    es="Pon el propio `value` en cada entrada: ni un número tuyo ni un múltiplo de él.",
)
def puts_in_another_number(fan_in, fan_out, *, value=0.1, rng):
    return np.full((fan_in, fan_out), 0.1)


@exercise.misconception(
    caught_by=(values_agree, default_agrees),
    en="Every entry is `value`, not only the diagonal: np.full instead of np.eye.",
    es="Todas las entradas son `value`, no solo la diagonal: np.full en lugar de np.eye.",
)
def fills_only_the_diagonal(fan_in, fan_out, *, value=0.1, rng):
    return value * np.eye(fan_in, fan_out)


@exercise.misconception(
    caught_by=(values_agree, default_agrees),
    en="Leave the chance out: here all weights are exactly `value`, and what follows from that is the lesson.",
    es="Deja fuera el azar: aquí todos los pesos son exactamente `value`, y lo que resulta de eso es la lección.",
)
def scales_noise_by_value(fan_in, fan_out, *, value=0.1, rng):
    return value * rng.standard_normal((fan_in, fan_out))


@exercise.misconception(
    caught_by=default_agrees,
    en="Write 0.1 as the default in the signature: value=0.1.",
    es="Escribe 0.1 como valor por defecto en la firma: value=0.1.",
)
def starts_at_one_by_default(fan_in, fan_out, *, value=1.0, rng):
    return np.full((fan_in, fan_out), value)
