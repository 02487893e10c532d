"""Gradients bounded entry by entry."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, scalar
from solutions.clipping import clip_by_global_norm, clip_by_value

LAYERS = (("features", "hidden"), ("hidden", "classes"))


def _gradients(rng, sizes):
    """Gradients of two layers, with entries from about -3 to 3."""
    return [(rng.normal(size=(sizes[i], sizes[o])), rng.normal(size=sizes[o])) for i, o in LAYERS]


exercise = Exercise(
    clip_by_value,
    en="Bound every entry of a network's gradients: what is above `limit` becomes `limit`, what is below -`limit` "
    "becomes -`limit`, and the rest stays as it is.",
    es="Acota cada entrada de los gradientes de una red: lo que pasa de `limit` queda en `limit`, lo que baja de "
    "-`limit` queda en -`limit`, y lo demás se queda como está.",
    topic=Text(en="Clipping by value", es="Recorte por valor"),
    inputs={"grads": made(_gradients, "features", "hidden", "classes"), "limit": scalar(0.4, 0.8)},
)


def _clip(grads, low, high):
    return [(np.clip(dw, low, high), np.clip(db, low, high)) for dw, db in grads]


@exercise.check(
    points=1,
    en="gradients within the limits stay as they are",
    es="los gradientes que están dentro de los límites se quedan como están",
)
def small_entries_stay(student, grads, limit):
    tame = _clip(grads, -0.9 * limit, 0.9 * limit)
    close(student(tame, limit), tame, name="clipped")


def _require_cut(student, grads, limit):
    close(student(grads, limit), clip_by_value(grads, limit), name="clipped")


@exercise.check(
    points=1,
    en="weight gradients above `limit` become `limit`",
    es="los gradientes de pesos mayores que `limit` quedan en `limit`",
)
def large_entries_are_cut(student, grads, limit):
    _require_cut(student, [(np.abs(dw), np.clip(db, 0, limit / 2)) for dw, db in grads], limit)


@exercise.check(
    points=1,
    en="weight gradients below -`limit` become -`limit`",
    es="los gradientes de pesos menores que -`limit` quedan en -`limit`",
)
def very_negative_entries_are_cut(student, grads, limit):
    _require_cut(student, [(-np.abs(dw), np.clip(db, -limit / 2, 0)) for dw, db in grads], limit)


@exercise.check(
    points=1,
    en="bias gradients are bounded too",
    es="los gradientes de los sesgos también se acotan",
)
def biases_are_bounded(student, grads, limit):
    steep = [(np.clip(dw, -limit / 2, limit / 2), 3 * limit * np.cos(np.arange(db.size))) for dw, db in grads]
    _require_cut(student, steep, limit)


@exercise.misconception(
    caught_by=very_negative_entries_are_cut,
    en="Bound the entries on both sides: a gradient of -100 is as large as one of 100.",
    es="Acota las entradas por ambos lados: un gradiente de -100 es tan grande como uno de 100.",
)
def looks_upward_only(grads, limit):
    return [(np.minimum(dw, limit), np.minimum(db, limit)) for dw, db in grads]


@exercise.misconception(
    caught_by=(small_entries_stay, very_negative_entries_are_cut),
    en="The lower bound is -limit, not 0: negative gradients must stay negative.",
    es="La cota inferior es -limit, no 0: los gradientes negativos deben seguir siendo negativos.",
)
def clips_from_zero(grads, limit):
    return _clip(grads, 0, limit)


@exercise.misconception(
    caught_by=(large_entries_are_cut, very_negative_entries_are_cut, biases_are_bounded),
    en="Cut an entry that is too large down to the limit; do not throw it away.",
    es="Recorta hasta el límite una entrada demasiado grande; no la descartes.",
)
def drops_large_entries(grads, limit):
    return [tuple(np.where(np.abs(g) <= limit, g, 0.0) for g in pair) for pair in grads]


@exercise.misconception(
    caught_by=(large_entries_are_cut, very_negative_entries_are_cut, biases_are_bounded),
    en="Clip each entry on its own. Shrinking a whole array by one factor is clipping by norm, the next technique.",
    es="Recorta cada entrada por separado. Encoger todo un arreglo por un mismo factor es recortar por norma, la "
    "técnica siguiente.",
)
def scales_whole_arrays(grads, limit):
    return [tuple(g * min(1.0, limit / np.abs(g).max()) for g in pair) for pair in grads]


@exercise.misconception(
    caught_by=(large_entries_are_cut, very_negative_entries_are_cut, biases_are_bounded),
    en="Clip each entry on its own: you scale all gradients by their norm, which is the next technique.",
    es="Recorta cada entrada por separado: tú escalas todos los gradientes por su norma, que es la técnica siguiente.",
)
def clips_by_norm(grads, limit):
    return clip_by_global_norm(grads, limit)


@exercise.misconception(
    caught_by=biases_are_bounded,
    en="Clip db as well as dw: a step along a huge bias gradient does as much harm.",
    es="Recorta también db, no solo dw: un paso con un gradiente de sesgo enorme hace el mismo daño.",
)
def leaves_biases_alone(grads, limit):
    return [(np.clip(dw, -limit, limit), db) for dw, db in grads]


@exercise.misconception(
    caught_by=(large_entries_are_cut, very_negative_entries_are_cut, biases_are_bounded),
    en="Use the argument `limit`; do not write a number in its place.",
    es="Usa el argumento `limit`; no escribas un número en su lugar.",
)
def ignores_the_limit(grads, limit):
    return _clip(grads, -1, 1)


@exercise.misconception(
    caught_by=(very_negative_entries_are_cut, biases_are_bounded),
    en="Keep the sign: a large negative entry becomes -limit, not limit.",
    es="Conserva el signo: una entrada negativa grande queda en -limit, no en limit.",
)
def loses_the_sign(grads, limit):
    return [tuple(np.where(np.abs(g) > limit, limit, g) for g in pair) for pair in grads]
