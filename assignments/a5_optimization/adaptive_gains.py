"""A gain for every parameter: more while its gradients agree, less when they turn."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization.gradient_pairs import SIZES, in_turn, pair, upper_half
from assignments.a5_optimization.steps import arrays, nearest
from autograder import Exercise, Text, close, normal, scalar, uniform
from solutions.gains import adaptive_gains_step

exercise = Exercise(
    adaptive_gains_step,
    name="adaptive_gains",
    en="Take one step in which every parameter has a gain of its own. Add 0.05 to the gain where the gradient and the "
    "previous one agree (their product is positive), multiply it by 0.95 elsewhere, and keep it between `low` and "
    "`high`. Then move w by lr * gain * grad, with the new gains. Return the new w and the new gains.",
    es="Da un paso en el que cada parámetro tiene su propia ganancia. Súmale 0.05 donde el gradiente y el anterior "
    "coinciden (su producto es positivo), multiplícala por 0.95 donde no, y mantenla entre `low` y `high`. Luego mueve "
    "w en lr * ganancia * grad, con las nuevas ganancias. Devuelve el nuevo w y las nuevas ganancias.",
    topic=Text(en="Adaptive gains", es="Ganancias adaptativas"),
    inputs={
        "pair": pair,
        "w": normal("rows", "columns"),
        "gains": uniform("rows", "columns", low=0.7, high=4.0),
        "lr": scalar(0.02, 0.15),  # below `low`: neither can pass for the other
        "low": scalar(0.2, 0.4),
        "high": scalar(5.0, 8.0),
    },
    sizes=SIZES,
)


@exercise.check(
    points=3,
    en="a gain grows by 0.05 where the gradients agree, and falls to 0.95 of itself where they do not",
    es="una ganancia crece 0.05 donde los gradientes coinciden y se queda en 0.95 de sí misma donde no",
)
def adapts_the_gains(student, w, pair, gains, lr, low, high):
    answers = []
    for previous, grad in in_turn(pair):
        _, after = student(w, grad, previous, gains, lr=lr, low=low, high=high)
        gains = np.where(previous * grad > 0, gains + 0.05, gains * 0.95)
        answers.append((after, gains))
    for after, wanted in answers:
        close(after, wanted, name="gains")


@exercise.check(
    points=2,
    en="gains stay between low and high",
    es="las ganancias se mantienen entre low y high",
)
def limits_the_gains(student, w, pair, lr, low, high):
    previous, grad = pair
    answers = []
    for limits in ({"low": low, "high": high}, {"low": low / 10, "high": 3 * high}):
        gains = _near(**limits, like=w)
        _, free = arrays(student(w, grad, previous, gains, lr=lr, low=0.0, high=100.0))
        _, limited = student(w, grad, previous, gains, lr=lr, **limits)
        answers.append((limited, np.clip(free, limits["low"], limits["high"])))
    for limited, wanted in answers:
        close(limited, wanted, name="gains")


def _near(low, high, like):
    """Gains so near to the limits that a step crosses them."""
    return np.where(upper_half(like), 1.02 * low, high - 0.02) + np.zeros_like(like)


@exercise.check(
    points=3,
    en="w moves by lr * gain * grad downhill, with the new gains",
    es="w se mueve en lr * ganancia * grad cuesta abajo, con las nuevas ganancias",
)
def moves_by_the_new_gains(student, w, pair, gains, lr, low, high):
    previous, grad = pair
    for start in (gains, _near(low, high, w)):
        after, own = arrays(student(w, grad, previous, start, lr=lr, low=low, high=high))
        wanted, _ = adaptive_gains_step(w, grad, previous, start, lr=lr, low=low, high=high)
        close(after, nearest(after, wanted, own=w - lr * own * grad), name="w")


@exercise.check(
    points=1,
    en="a previous gradient of zero, as before the first step, agrees with nothing",
    es="un gradiente anterior de cero, como antes del primer paso, no coincide con nada",
)
def zero_is_no_agreement(student, w, pair, gains, lr, low, high):
    _, grad = pair
    _, turned = student(w, grad, -grad, gains, lr=lr, low=low, high=high)
    _, first = student(w, grad, np.zeros_like(grad), gains, lr=lr, low=low, high=high)
    close(first, turned, name="gains")


@exercise.check(
    points=1,
    en="by default the limits are 0.1 and 10",
    es="por omisión, los límites son 0.1 y 10",
)
def has_the_defaults(student, w, pair, lr):
    previous, grad = pair
    gains = _near(0.1, 10.0, w)
    _, wanted = student(w, grad, previous, gains, lr=lr, low=0.1, high=10.0)
    _, own = student(w, grad, previous, gains, lr=lr)
    close(own, wanted, name="gains")


def _gained(w, grad, gains, lr, low, high):
    gains = np.clip(gains, low, high)
    return w - lr * gains * grad, gains


@exercise.misconception(
    caught_by=adapts_the_gains,
    en="Where the gradients agree, add 0.05 to the gain; multiplying by 1.05 makes large gains explode.",
    es="Donde los gradientes coinciden, suma 0.05 a la ganancia; multiplicar por 1.05 dispara las ganancias grandes.",
)
def multiplies_on_agreement(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return _gained(w, grad, np.where(grad * previous > 0, 1.05 * gains, 0.95 * gains), lr, low, high)


@exercise.misconception(
    caught_by=adapts_the_gains,
    en="Where the gradients do not agree, multiply the gain by 0.95: a large gain must fall faster than 0.05 a step.",
    es="Donde los gradientes no coinciden, multiplica la ganancia por 0.95: una ganancia grande debe bajar más rápido "
    "que 0.05 por paso.",
)
def subtracts_on_disagreement(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return _gained(w, grad, np.where(grad * previous > 0, gains + 0.05, gains - 0.05), lr, low, high)


@exercise.misconception(
    caught_by=adapts_the_gains,
    en="It is the other way round: gains grow where the gradients agree, and fall where the sign has turned.",
    es="Es al revés: las ganancias crecen donde los gradientes coinciden y bajan donde el signo cambió.",
)
def swaps_the_cases(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return _gained(w, grad, np.where(grad * previous > 0, 0.95 * gains, gains + 0.05), lr, low, high)


@exercise.misconception(
    caught_by=adapts_the_gains,
    en="Every parameter has its own gain: compare the signs entry by entry, without a sum over the array.",
    es="Cada parámetro tiene su propia ganancia: compara los signos entrada por entrada, sin sumar el arreglo.",
)
def decides_for_all_together(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    agree = np.sum(grad * previous) > 0
    return _gained(w, grad, np.where(agree, gains + 0.05, 0.95 * gains), lr, low, high)


@exercise.misconception(
    caught_by=adapts_the_gains,
    en="Compare the signs of the two gradients, not their sizes: they agree where their product is positive.",
    es="Compara los signos de los dos gradientes, no sus tamaños: coinciden donde su producto es positivo.",
)
def compares_the_sizes(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return _gained(w, grad, np.where(grad > previous, gains + 0.05, 0.95 * gains), lr, low, high)


@exercise.misconception(
    caught_by=adapts_the_gains,
    en="Return the new gains, so that the next step can go on from them; you return those you were given.",
    es="Devuelve las ganancias nuevas, para que el siguiente paso siga desde ellas; tú devuelves las que recibiste.",
)
def returns_the_old_gains(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return adaptive_gains_step(w, grad, previous, gains, lr=lr, low=low, high=high)[0], gains


@exercise.misconception(
    caught_by=limits_the_gains,
    en="Keep the gains between `low` and `high`, for example with np.clip, before you use and return them.",
    es="Mantén las ganancias entre `low` y `high`, por ejemplo con np.clip, antes de usarlas y devolverlas.",
)
def forgets_the_limits(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return adaptive_gains_step(w, grad, previous, gains, lr=lr, low=0.0, high=np.inf)


@exercise.misconception(
    caught_by=limits_the_gains,
    en="Gains have a lower limit as well: a gain near zero would stop its parameter for good.",
    es="Las ganancias tienen también un límite inferior: una casi nula detendría a su parámetro para siempre.",
)
def limits_from_above_only(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return adaptive_gains_step(w, grad, previous, gains, lr=lr, low=0.0, high=high)


@exercise.misconception(
    caught_by=limits_the_gains,
    en="Use the arguments `low` and `high`; do not write the numbers 0.1 and 10 in their place.",
    es="Usa los argumentos `low` y `high`; no escribas en su lugar los números 0.1 y 10.",
)
def ignores_the_given_limits(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return adaptive_gains_step(w, grad, previous, gains, lr=lr)


@exercise.misconception(
    caught_by=moves_by_the_new_gains,
    en="Update the gains first and take the step with the new ones.",
    es="Actualiza las ganancias primero y da el paso con las nuevas.",
)
def moves_by_the_old_gains(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    _, new = adaptive_gains_step(w, grad, previous, gains, lr=lr, low=low, high=high)
    return w - lr * gains * grad, new


@exercise.misconception(
    caught_by=moves_by_the_new_gains,
    en="Multiply the step by the gains: lr * gains * grad.",
    es="Multiplica el paso por las ganancias: lr * gains * grad.",
)
def moves_without_gains(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    _, new = adaptive_gains_step(w, grad, previous, gains, lr=lr, low=low, high=high)
    return w - lr * grad, new


@exercise.misconception(
    caught_by=moves_by_the_new_gains,
    en="A gain multiplies the learning rate, it does not replace it: lr * gains * grad.",
    es="Una ganancia multiplica la tasa de aprendizaje, no la sustituye: lr * gains * grad.",
)
def forgets_the_learning_rate(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return adaptive_gains_step(w, grad, previous, gains, lr=1.0, low=low, high=high)


@exercise.misconception(
    caught_by=moves_by_the_new_gains,
    en="Signs decide about the gains only; the step uses the gradient itself: lr * gains * grad.",
    es="Los signos deciden solo sobre las ganancias; el paso usa el gradiente mismo: lr * gains * grad.",
)
def moves_by_the_sign(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return adaptive_gains_step(w, np.sign(grad), previous, gains, lr=lr, low=low, high=high)


@exercise.misconception(
    caught_by=moves_by_the_new_gains,
    en="Go downhill: subtract the step from w, do not add it.",
    es="Ve cuesta abajo: resta el paso a w, no lo sumes.",
)
def climbs(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return adaptive_gains_step(w, grad, previous, gains, lr=-lr, low=low, high=high)


@exercise.misconception(
    caught_by=zero_is_no_agreement,
    en="Agreement is a product above zero, not of at least zero: before the first step there is nothing to agree with.",
    es="Coincidir es un producto mayor que cero, no mayor o igual: antes del primer paso no hay con qué coincidir.",
)
def counts_zero_as_agreement(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    return _gained(w, grad, np.where(grad * previous >= 0, gains + 0.05, 0.95 * gains), lr, low, high)


@exercise.misconception(
    caught_by=zero_is_no_agreement,
    en="Leaving the gain as it is where the product is zero is another convention. Here it is multiplied by 0.95 "
    "wherever the product is not positive.",
    es="Dejar la ganancia como está donde el producto es cero es otra convención. Aquí se multiplica por 0.95 donde el "
    "producto no es positivo.",
)
def leaves_gains_alone_at_zero(w, grad, previous, gains, *, lr, low=0.1, high=10.0):
    product = grad * previous
    new = np.where(product > 0, gains + 0.05, np.where(product < 0, 0.95 * gains, gains))
    return _gained(w, grad, new, lr, low, high)


@exercise.misconception(
    caught_by=has_the_defaults,
    en="Keep the default limits of the signature you were given: low=0.1, high=10.0.",
    es="Conserva los límites por omisión de la firma que se te dio: low=0.1, high=10.0.",
)
def changes_the_defaults(w, grad, previous, gains, *, lr, low=0.01, high=100.0):
    return adaptive_gains_step(w, grad, previous, gains, lr=lr, low=low, high=high)
