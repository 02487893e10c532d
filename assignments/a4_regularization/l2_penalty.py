"""The L2 penalty: every weight is pulled towards zero, the more the larger it is."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.layers import layers, require_biases_left_alone, summed
from autograder import Exercise, Text, close, loss_gradient_agrees, scalar
from solutions.penalties import l2_penalty

exercise = Exercise(
    l2_penalty,
    en="Return the L2 penalty of a network, lam / 2 times the sum of the squares of all weights and biases, and its "
    "gradient with respect to each of them. With `exclude_biases=True` the biases do not take part.",
    es="Devuelve la penalización L2 de una red, lam / 2 por la suma de los cuadrados de todos los pesos y sesgos, y su "
    "gradiente respecto de cada uno. Con `exclude_biases=True` los sesgos no participan.",
    topic=Text(en="L2 penalty, weight decay", es="Penalización L2, decaimiento de pesos"),
    inputs={
        "single": layers("features", "classes"),
        "params": layers("features", "hidden", "classes"),
        "deep": layers("features", "hidden", "more", "classes"),
        "lam": scalar(0.2, 0.8),
    },
)


@exercise.check(
    points=2,
    en="the penalty is lam / 2 times the sum of all squares",
    es="la penalización es lam / 2 por la suma de todos los cuadrados",
)
def penalty_agrees(student, single, deep, lam):
    for params in (deep, single):
        penalty, _ = student(params, lam)
        close(penalty, l2_penalty(params, lam)[0], name="penalty")


@exercise.check(
    points=3,
    en="the gradients are those of the penalty",
    es="los gradientes son los de la penalización",
)
def gradients_agree(student, params, lam, rng):
    loss_gradient_agrees(student, {"params": params, "lam": lam}, of="params", rng=rng)


@exercise.check(
    points=1,
    en="with exclude_biases, the biases add nothing and their gradients are zero",
    es="con exclude_biases, los sesgos no suman nada y sus gradientes son cero",
)
def leaves_biases_alone(student, params, lam):
    require_biases_left_alone(student, params, lam)


@exercise.misconception(
    caught_by=penalty_agrees,
    en="lam times the sum of squares, with gradient 2 * lam * w, is another convention. Here the factor is lam / 2, "
    "and the gradient is lam * w.",
    es="lam por la suma de cuadrados, con gradiente 2 * lam * w, es otra convención. Aquí el factor es lam / 2, y el "
    "gradiente es lam * w.",
)
def forgets_the_half(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam * np.sum(p**2), lambda p: 2 * lam * p)


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Multiply the sum of squares by lam / 2: lam * w, your gradient, is the slope of lam / 2 * w**2.",
    es="Multiplica la suma de cuadrados por lam / 2: lam * w, tu gradiente, es la pendiente de lam / 2 * w**2.",
)
def forgets_the_half_in_the_penalty(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam * np.sum(p**2), lambda p: lam * p)


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Add up the squares; the norm is the root of their sum.",
    es="Suma los cuadrados; la norma es la raíz de su suma.",
)
def takes_the_norm(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.linalg.norm(p), lambda p: lam * p)


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Add up the squares with np.sum; you average them, and each weight of a large layer would count less.",
    es="Suma los cuadrados con np.sum; tú los promedias, y cada peso de una capa grande contaría menos.",
)
def averages_the_squares(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.mean(p**2), lambda p: lam * p)


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Add up the penalties of all layers, with +=; only that of the last one is left.",
    es="Acumula la penalización de todas las capas, con +=; solo te queda la de la última.",
)
def keeps_the_last_layer(params, lam, *, exclude_biases=False):
    penalty, _ = l2_penalty(params[-1:], lam, exclude_biases=exclude_biases)
    return penalty, l2_penalty(params, lam, exclude_biases=exclude_biases)[1]


@exercise.misconception(
    caught_by=penalty_agrees,
    en="The biases take part unless `exclude_biases` is true: add their squares, and return their gradients.",
    es="Los sesgos participan, a menos que `exclude_biases` sea verdadero: suma sus cuadrados y devuelve sus "
    "gradientes.",
)
def always_excludes_biases(params, lam, *, exclude_biases=False):
    return l2_penalty(params, lam, exclude_biases=True)


@exercise.misconception(
    caught_by=gradients_agree,
    en="The slope of w**2 is 2 * w: with lam / 2 in front, the gradient is lam * w.",
    es="La pendiente de w**2 es 2 * w: con lam / 2 delante, el gradiente es lam * w.",
)
def halves_the_gradient(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.sum(p**2), lambda p: lam / 2 * p)


@exercise.misconception(
    caught_by=gradients_agree,
    en="Do not leave the half out of the gradient: it cancels the 2 of the square, and lam * w remains.",
    es="No dejes el medio fuera del gradiente: cancela el 2 del cuadrado, y queda lam * w.",
)
def doubles_the_gradient(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.sum(p**2), lambda p: 2 * lam * p)


@exercise.misconception(
    caught_by=gradients_agree,
    en="Multiply the gradients by lam too.",
    es="Multiplica también los gradientes por lam.",
)
def forgets_lam_in_the_gradient(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.sum(p**2), lambda p: 1.0 * p)


@exercise.misconception(
    caught_by=gradients_agree,
    en="Return one pair (dw, db) for each layer, in the structure of `params`; yours is one flat list.",
    es="Devuelve un par (dw, db) por capa, con la estructura de `params`; la tuya es una sola lista plana.",
)
def returns_a_flat_list(params, lam, *, exclude_biases=False):
    penalty, grads = l2_penalty(params, lam, exclude_biases=exclude_biases)
    return penalty, [gradient for pair in grads for gradient in pair]


@exercise.misconception(
    caught_by=leaves_biases_alone,
    en="Look at `exclude_biases`: if it is true, the biases stay out of the sum and their gradients are zero.",
    es="Mira `exclude_biases`: si es verdadero, los sesgos quedan fuera de la suma y sus gradientes son cero.",
)
def never_excludes_biases(params, lam, *, exclude_biases=False):
    return l2_penalty(params, lam)


@exercise.misconception(
    caught_by=leaves_biases_alone,
    en="What is left out of the penalty has no gradient: with `exclude_biases`, return zeros for each db.",
    es="Lo que queda fuera de la penalización no tiene gradiente: con `exclude_biases`, devuelve ceros en cada db.",
)
def excludes_biases_from_the_penalty_only(params, lam, *, exclude_biases=False):
    return l2_penalty(params, lam, exclude_biases=exclude_biases)[0], l2_penalty(params, lam)[1]
