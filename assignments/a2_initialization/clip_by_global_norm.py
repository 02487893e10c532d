"""Gradients shortened together, their direction kept."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, require, scalar
from solutions.clipping import clip_by_global_norm, clip_by_value

LAYERS = (("features", "hidden"), ("hidden", "classes"))


def _gradients(rng, sizes):
    """Gradients of two layers, the second ten times as large; their global norm is 1."""
    arrays = [rng.normal(size=shape) for i, o in LAYERS for shape in ((sizes[i], sizes[o]), (sizes[o],))]
    for g in arrays:
        g.flat[0] = 3 * np.linalg.norm(g)  # so large that to bound entries would turn the gradient
    grads = [(arrays[0], arrays[1]), (10 * arrays[2], 10 * arrays[3])]
    return _scaled(grads, 1 / _norm(grads))


def _scaled(grads, factor):
    return [(factor * dw, factor * db) for dw, db in grads]


def _norm(grads):
    return np.sqrt(sum(np.sum(np.square(g)) for pair in grads for g in pair))


exercise = Exercise(
    clip_by_global_norm,
    en="All gradients of a network together are one long vector. If its norm is larger than `max_norm`, multiply "
    "every gradient by the same factor, so that the norm becomes `max_norm`; otherwise leave them as they are.",
    es="Todos los gradientes de una red juntos forman un solo vector largo. Si su norma es mayor que `max_norm`, "
    "multiplica todos los gradientes por el mismo factor, de modo que la norma quede en `max_norm`; si no, déjalos "
    "como están.",
    topic=Text(en="Clipping by global norm", es="Recorte por norma global"),
    inputs={
        "unit": made(_gradients, "features", "hidden", "classes"),
        "max_norm": scalar(2.0, 5.0),
        "factor": scalar(1.5, 4.0),
    },
)


# A small number added to the norm, against dividing by zero, changes less than this.
GUARDED = 1e-5


@exercise.check(
    points=1,
    en="gradients that are short enough stay as they are",
    es="los gradientes que ya son cortos se quedan como están",
)
def short_gradients_stay(student, unit, max_norm, factor):
    for norm in (max_norm / factor, 0.97 * max_norm):
        short = _scaled(unit, norm)
        close(student(short, max_norm), short, name="clipped", tolerance=GUARDED)


@exercise.check(
    points=1,
    needs=short_gradients_stay,
    en="gradients that are all zero stay zero",
    es="los gradientes que son todos cero siguen en cero",
)
def zero_gradients_stay(student, unit, max_norm):
    still = _scaled(unit, 0.0)
    close(student(still, max_norm), still, name="clipped")


def _only(grads, place):
    """All arrays zero but one, which has norm 1."""
    arrays = [g * (k == place) for k, g in enumerate(g for pair in grads for g in pair)]
    alone = list(zip(arrays[::2], arrays[1::2], strict=True))
    return _scaled(alone, 1 / _norm(alone))


@exercise.check(
    points=2,
    en="one array that is too long, with the others zero, gets the norm `max_norm`",
    es="un solo arreglo demasiado largo, con los demás en cero, queda con norma `max_norm`",
)
def one_long_array(student, unit, max_norm, factor):
    units = [_only(unit, place) for place in range(2 * len(LAYERS))]
    # The last one is not judged here: it tells mistakes apart.
    long = [(_scaled(grads, factor * max_norm), max_norm) for grads in [*units, unit]]
    for clipped, alone in zip(student.function.many(long), units, strict=False):
        close(clipped, _scaled(alone, max_norm), name="clipped", tolerance=GUARDED)


@exercise.check(
    points=2,
    en="long gradients keep their direction: the same factor for all arrays",
    es="los gradientes largos conservan su dirección: un mismo factor para todos los arreglos",
)
def direction_survives(student, unit, max_norm, factor):
    clipped = student(_scaled(unit, factor * max_norm), max_norm)
    close([[np.shape(g) for g in pair] for pair in clipped], [[g.shape for g in pair] for pair in unit])
    clipped = [tuple(np.asarray(g, dtype=float) for g in pair) for pair in clipped]
    length = sum(
        np.vdot(c, u) for got, pair in zip(clipped, unit, strict=True) for c, u in zip(got, pair, strict=True)
    )
    require(
        length > 0,
        en="The clipped gradients do not point where the gradients point.",
        es="Los gradientes recortados no apuntan hacia donde apuntan los gradientes.",
    )
    close(clipped, _scaled(unit, length), name="clipped")


@exercise.check(
    points=1,
    needs=(one_long_array, direction_survives),
    en="the norm of all arrays together becomes `max_norm`",
    es="la norma de todos los arreglos juntos queda en `max_norm`",
)
def global_norm_agrees(student, unit, max_norm, factor):
    got = student(_scaled(unit, factor * max_norm), max_norm)
    close(got, _scaled(unit, max_norm), name="clipped", tolerance=GUARDED)


@exercise.misconception(
    caught_by=short_gradients_stay,
    en="Gradients that are short enough stay as they are: scale only if the norm is larger than max_norm.",
    es="Los gradientes que ya son cortos se quedan como están: escala solo si la norma es mayor que max_norm.",
)
def always_scales(grads, max_norm):
    return _scaled(grads, max_norm / _norm(grads))


@exercise.misconception(
    caught_by=zero_gradients_stay,
    en="Do not divide the gradients by their norm when there is nothing to shorten: it may be zero.",
    es="No dividas los gradientes entre su norma cuando no hay nada que acortar: podría ser cero.",
)
def divides_zero_by_zero(grads, max_norm):
    norm = _norm(grads)
    return [(dw / norm * min(norm, max_norm), db / norm * min(norm, max_norm)) for dw, db in grads]


@exercise.misconception(
    caught_by=direction_survives,
    en="One norm for everything: the squares of all arrays go into one sum, and one factor comes out.",
    es="Una sola norma para todo: los cuadrados de todos los arreglos van a una misma suma, y sale un solo factor.",
)
def clips_each_array_by_its_own_norm(grads, max_norm):
    return [tuple(g * min(1.0, max_norm / np.linalg.norm(g)) for g in pair) for pair in grads]


@exercise.misconception(
    caught_by=direction_survives,
    en="One norm for the whole network, not one for each layer: otherwise the gradient turns.",
    es="Una sola norma para toda la red, no una por capa: si no, el gradiente cambia de dirección.",
)
def clips_each_layer_by_its_own_norm(grads, max_norm):
    return [_scaled([pair], min(1.0, max_norm / _norm([pair])))[0] for pair in grads]


@exercise.misconception(
    caught_by=(one_long_array, direction_survives),
    en="This is clipping by value, which turns the gradient. Multiply everything by one factor, max_norm / norm.",
    es="Eso es recortar por valor, y cambia la dirección del gradiente. Multiplica todo por un mismo factor, "
    "max_norm / norma.",
)
def clips_by_value(grads, max_norm):
    return clip_by_value(grads, max_norm)


@exercise.misconception(
    caught_by=(short_gradients_stay, one_long_array),
    en="Take the root: the norm is the square root of the sum of squares.",
    es="Saca la raíz: la norma es la raíz cuadrada de la suma de los cuadrados.",
)
def forgets_the_root(grads, max_norm):
    return _scaled(grads, min(1.0, max_norm / _norm(grads) ** 2))


@exercise.misconception(
    caught_by=global_norm_agrees,
    en="Add the squares of all entries first and take one root at the end: norms of arrays do not add up.",
    es="Suma primero los cuadrados de todas las entradas y saca una sola raíz al final: las normas de los arreglos no "
    "se suman.",
)
def adds_up_the_norms(grads, max_norm):
    return _scaled(grads, min(1.0, max_norm / sum(np.linalg.norm(g) for pair in grads for g in pair)))


@exercise.misconception(
    caught_by=one_long_array,
    en="The biases count too: put the squares of dw and of db into the norm.",
    es="Los sesgos también cuentan: incluye en la norma los cuadrados de dw y de db.",
)
def leaves_biases_out_of_the_norm(grads, max_norm):
    return _scaled(grads, min(1.0, max_norm / _norm([(dw, 0.0) for dw, _ in grads])))


@exercise.misconception(
    caught_by=(one_long_array, direction_survives),
    en="Multiply db by the factor, too: with dw alone shortened, the gradient turns.",
    es="Multiplica también db por el factor: si solo se acorta dw, el gradiente cambia de dirección.",
)
def scales_weights_only(grads, max_norm):
    factor = min(1.0, max_norm / _norm(grads))
    return [(factor * dw, db) for dw, db in grads]


@exercise.misconception(
    caught_by=one_long_array,
    en="Make the norm max_norm, not 1: the factor is max_norm / norm.",
    es="Deja la norma en max_norm, no en 1: el factor es max_norm / norma.",
)
def makes_the_norm_one(grads, max_norm):
    norm = _norm(grads)
    return _scaled(grads, 1 / norm if norm > max_norm else 1.0)
