"""The L1 penalty: every weight is pulled towards zero with the same force, and some arrive."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.layers import layers, require_biases_left_alone, summed
from autograder import Exercise, Text, close, loss_gradient_agrees, require, scalar
from solutions.penalties import l1_penalty

exercise = Exercise(
    l1_penalty,
    en="Return the L1 penalty of a network, lam / 2 times the sum of the absolute values of all weights and biases, "
    "and its gradient with respect to each of them. With `exclude_biases=True` the biases do not take part.",
    es="Devuelve la penalización L1 de una red, lam / 2 por la suma de los valores absolutos de todos los pesos y "
    "sesgos, y su gradiente respecto de cada uno. Con `exclude_biases=True` los sesgos no participan.",
    topic=Text(en="L1 penalty", es="Penalización L1"),
    inputs={
        "single": layers("features", "classes"),
        "params": layers("features", "hidden", "classes"),
        "deep": layers("features", "hidden", "more", "classes"),
        "lam": scalar(0.2, 0.8),
    },
)


@exercise.check(
    points=2,
    en="the penalty is lam / 2 times the sum of all absolute values",
    es="la penalización es lam / 2 por la suma de todos los valores absolutos",
)
def penalty_agrees(student, single, deep, lam):
    for params in (deep, single):
        penalty, _ = student(params, lam)
        close(penalty, l1_penalty(params, lam)[0], name="penalty")


@exercise.check(
    points=2,
    en="the gradients are those of the penalty",
    es="los gradientes son los de la penalización",
)
def gradients_agree(student, params, lam, rng):
    loss_gradient_agrees(student, {"params": params, "lam": lam}, of="params", rng=rng)


@exercise.check(
    points=1,
    en="a weight of exactly zero is pulled by no more than the others",
    es="un peso exactamente igual a cero no recibe más fuerza que los demás",
)
def survives_zeros(student, params, lam):
    with_zeros = [(np.where(w > 0, w, 0.0), b) for w, b in params]
    _, grads = student(with_zeros, lam)
    slopes = [(np.asarray(dw, dtype=float), w) for (dw, _), (w, _) in zip(grads, with_zeros, strict=True)]
    own = max(np.abs(dw[w != 0]).max(initial=0.0) for dw, w in slopes)
    most = 1.001 * max(lam / 2, own)  # a wrong factor has its own check
    require(
        all((np.abs(dw[w == 0]) <= most).all() for dw, w in slopes),
        en="Where a weight is exactly zero, its gradient should lie between -lam / 2 and lam / 2; np.sign gives 0.",
        es="Donde un peso es exactamente cero, su gradiente debería estar entre -lam / 2 y lam / 2; np.sign da 0.",
    )


@exercise.check(
    points=1,
    en="with exclude_biases, the biases add nothing and their gradients are zero",
    es="con exclude_biases, los sesgos no suman nada y sus gradientes son cero",
)
def leaves_biases_alone(student, params, lam):
    require_biases_left_alone(student, params, lam)


@exercise.misconception(
    caught_by=penalty_agrees,
    en="lam times the sum, with gradient lam * sign(w), is another convention. Here the factor is lam / 2, as in the "
    "L2 penalty, in the gradient too.",
    es="lam por la suma, con gradiente lam * sign(w), es otra convención. Aquí el factor es lam / 2, como en la "
    "penalización L2, también en el gradiente.",
)
def forgets_the_half(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam * np.sum(np.abs(p)), lambda p: lam * np.sign(p))


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Take absolute values before you add up: negative weights must cost something too.",
    es="Toma valores absolutos antes de sumar: los pesos negativos también deben costar.",
)
def forgets_the_absolute_value(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.sum(p), lambda p: lam / 2 * np.sign(p))


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Add up absolute values; squares belong to the L2 penalty.",
    es="Suma valores absolutos; los cuadrados son de la penalización L2.",
)
def adds_up_squares(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.sum(p**2), lambda p: lam * p)


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Take the absolute value of each entry; np.linalg.norm(w, 1) of a matrix is its largest column sum.",
    es="Toma el valor absoluto de cada entrada; np.linalg.norm(w, 1) de una matriz es su mayor suma por columnas.",
)
def takes_the_norm_of_a_matrix(params, lam, *, exclude_biases=False):
    return summed(
        params, exclude_biases, lambda p: lam / 2 * np.linalg.norm(p, 1), lambda p: lam / 2 * np.sign(p)
    )


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Add up with np.sum; you average, and each weight of a large layer would count less.",
    es="Suma con np.sum; tú promedias, y cada peso de una capa grande contaría menos.",
)
def averages_the_magnitudes(params, lam, *, exclude_biases=False):
    return summed(
        params, exclude_biases, lambda p: lam / 2 * np.mean(np.abs(p)), lambda p: lam / 2 * np.sign(p)
    )


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Add up the penalties of all layers, with +=; only that of the last one is left.",
    es="Acumula la penalización de todas las capas, con +=; solo te queda la de la última.",
)
def keeps_the_last_layer(params, lam, *, exclude_biases=False):
    penalty, _ = l1_penalty(params[-1:], lam, exclude_biases=exclude_biases)
    return penalty, l1_penalty(params, lam, exclude_biases=exclude_biases)[1]


@exercise.misconception(
    caught_by=penalty_agrees,
    en="The biases take part unless `exclude_biases` is true: add their absolute values, and return their gradients.",
    es="Los sesgos participan, a menos que `exclude_biases` sea verdadero: suma sus valores absolutos y devuelve sus "
    "gradientes.",
)
def always_excludes_biases(params, lam, *, exclude_biases=False):
    return l1_penalty(params, lam, exclude_biases=True)


@exercise.misconception(
    caught_by=gradients_agree,
    en="The penalty has lam / 2 in front of |w|, so its slope is lam / 2 times the sign of w, not lam.",
    es="La penalización tiene lam / 2 delante de |w|; su pendiente es lam / 2 por el signo de w, no lam.",
)
def forgets_the_half_in_the_gradient(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.sum(np.abs(p)), lambda p: lam * np.sign(p))


@exercise.misconception(
    caught_by=gradients_agree,
    en="The slope of |w| is the sign of w, 1 or -1, however large w is; yours grows with w.",
    es="La pendiente de |w| es el signo de w, 1 o -1, por grande que sea w; la tuya crece con w.",
)
def pulls_in_proportion(params, lam, *, exclude_biases=False):
    return summed(params, exclude_biases, lambda p: lam / 2 * np.sum(np.abs(p)), lambda p: lam / 2 * p)


@exercise.misconception(
    caught_by=gradients_agree,
    en="A negative weight has slope -1: multiply lam / 2 by np.sign(w).",
    es="Un peso negativo tiene pendiente -1: multiplica lam / 2 por np.sign(w).",
)
def forgets_the_sign(params, lam, *, exclude_biases=False):
    return summed(
        params, exclude_biases, lambda p: lam / 2 * np.sum(np.abs(p)), lambda p: lam / 2 * np.ones_like(p)
    )


@exercise.misconception(
    caught_by=survives_zeros,
    en="w / |w| is 0 / 0 for a weight of zero, and this penalty makes zeros: use np.sign(w).",
    es="w / |w| es 0 / 0 para un peso cero, y esta penalización produce ceros: usa np.sign(w).",
)
def divides_by_the_absolute_value(params, lam, *, exclude_biases=False):
    penalty, grads = summed(
        params, False, lambda p: lam / 2 * np.sum(np.abs(p)), lambda p: lam / 2 * p / np.abs(p)
    )
    if exclude_biases:
        penalty -= lam / 2 * sum(np.sum(np.abs(b)) for _, b in params)
        grads = [(dw, 0 * b) for (dw, _), (_, b) in zip(grads, params, strict=True)]
    return penalty, grads


@exercise.misconception(
    caught_by=gradients_agree,
    en="Return one pair (dw, db) for each layer, in the structure of `params`; yours is one flat list.",
    es="Devuelve un par (dw, db) por capa, con la estructura de `params`; la tuya es una sola lista plana.",
)
def returns_a_flat_list(params, lam, *, exclude_biases=False):
    penalty, grads = l1_penalty(params, lam, exclude_biases=exclude_biases)
    return penalty, [gradient for pair in grads for gradient in pair]


@exercise.misconception(
    caught_by=leaves_biases_alone,
    en="Look at `exclude_biases`: if it is true, the biases stay out of the sum and their gradients are zero.",
    es="Mira `exclude_biases`: si es verdadero, los sesgos quedan fuera de la suma y sus gradientes son cero.",
)
def never_excludes_biases(params, lam, *, exclude_biases=False):
    return l1_penalty(params, lam)


@exercise.misconception(
    caught_by=leaves_biases_alone,
    en="What is left out of the penalty has no gradient: with `exclude_biases`, return zeros for each db.",
    es="Lo que queda fuera de la penalización no tiene gradiente: con `exclude_biases`, devuelve ceros en cada db.",
)
def excludes_biases_from_the_penalty_only(params, lam, *, exclude_biases=False):
    return l1_penalty(params, lam, exclude_biases=exclude_biases)[0], l1_penalty(params, lam)[1]
