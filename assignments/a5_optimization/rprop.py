"""RProp: the sign of the gradient says where to go, a step size per parameter how far."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization.gradient_pairs import SIZES, in_turn, pair, upper_half
from assignments.a5_optimization.steps import arrays, nearest
from autograder import Exercise, Text, close, normal, scalar, uniform
from solutions.gains import rprop_step

#: Limits that no step comes near.
FAR = {"min_step": 1e-9, "max_step": 1e9}

exercise = Exercise(
    rprop_step,
    name="rprop",
    en="Take one step of RProp. Multiply each parameter's step by `increase` where the gradient and the previous one "
    "have the same sign, by `decrease` where the signs are opposite; where one of them is zero, leave it. Keep the "
    "steps between `min_step` and `max_step`. Then move each parameter by its new step, against the sign of its "
    "gradient. Return the new w and the new steps.",
    es="Da un paso de RProp. Multiplica el paso de cada parámetro por `increase` donde el gradiente y el anterior "
    "tienen el mismo signo, y por `decrease` donde los signos son opuestos; donde uno de los dos es cero, déjalo. "
    "Mantén los pasos entre `min_step` y `max_step`. Luego mueve cada parámetro según su nuevo paso, contra el signo "
    "de su gradiente. Devuelve el nuevo w y los nuevos pasos.",
    topic=Text(en="Rprop", es="Rprop"),
    inputs={
        "pair": pair,
        "w": normal("rows", "columns"),
        "steps": uniform("rows", "columns", low=0.1, high=2.0),
        "increase": scalar(1.1, 1.5),
        "decrease": scalar(0.3, 0.7),
        "min_step": scalar(0.01, 0.05),
        "max_step": scalar(4.0, 8.0),
    },
    sizes=SIZES,
)


@exercise.check(
    points=3,
    en="steps grow by the factor `increase` where the signs agree, and shrink by `decrease` where they differ",
    es="los pasos crecen por el factor `increase` donde los signos coinciden y se achican por `decrease` donde no",
)
def adapts_the_steps(student, w, pair, steps, increase, decrease):
    options, answers = {"increase": increase, "decrease": decrease, **FAR}, []
    for previous, grad in in_turn(pair):
        _, after = student(w, grad, previous, steps, **options)
        steps = steps * np.where(previous * grad > 0, increase, decrease)
        answers.append((after, steps))
    for after, wanted in answers:
        close(after, wanted, name="steps")


@exercise.check(
    points=2,
    en="steps stay between min_step and max_step",
    es="los pasos se mantienen entre min_step y max_step",
)
def limits_the_steps(student, w, pair, increase, decrease, min_step, max_step):
    previous, grad = pair
    steps, options = _near(min_step, max_step, w), {"increase": increase, "decrease": decrease}
    _, free = arrays(student(w, grad, previous, steps, **options, **FAR))
    _, limited = student(w, grad, previous, steps, **options, min_step=min_step, max_step=max_step)
    close(limited, np.clip(free, min_step, max_step), name="steps")


def _near(min_step, max_step, like):
    """Steps so near to the limits that the next ones cross them."""
    return np.where(upper_half(like), 1.05 * min_step, max_step / 1.05) + np.zeros_like(like)


@exercise.check(
    points=3,
    en="each parameter moves by its new step, against the sign of its gradient",
    es="cada parámetro se mueve según su nuevo paso, contra el signo de su gradiente",
)
def moves_by_the_new_steps(student, w, pair, steps, increase, decrease, min_step, max_step):
    previous, grad = pair
    options = {"increase": increase, "decrease": decrease, "min_step": min_step, "max_step": max_step}
    for start in (steps, _near(min_step, max_step, w)):
        after, own = arrays(student(w, grad, previous, start, **options))
        wanted, _ = rprop_step(w, grad, previous, start, **options)
        close(after, nearest(after, wanted, own=w - own * np.sign(grad)), name="w")


@exercise.check(
    points=1,
    en="a gradient of zero, now or before, leaves the step as it is; a gradient of zero now moves nothing",
    es="un gradiente de cero, ahora o antes, deja el paso como está; si es el de ahora, no mueve nada",
)
def stands_still_at_zero(student, w, pair, steps, increase, decrease):
    _, grad = pair
    options, zeros = {"increase": increase, "decrease": decrease, **FAR}, np.zeros_like(grad)
    _, first = student(w, grad, zeros, steps, **options)
    after, last = student(w, zeros, grad, steps, **options)
    close(first, steps, name="steps")
    close(last, steps, name="steps")
    close(after, w, name="w")


@exercise.check(
    points=1,
    en="by default the factors are 1.2 and 0.5, the limits 1e-3 and 50",
    es="por omisión, los factores son 1.2 y 0.5, y los límites 1e-3 y 50",
)
def has_the_defaults(student, w, pair, steps):
    previous, grad = pair
    defaults = {"increase": 1.2, "decrease": 0.5, "min_step": 1e-3, "max_step": 50.0}
    for start in (steps, _near(1e-3, 50.0, w)):
        _, wanted = student(w, grad, previous, start, **defaults)
        _, own = student(w, grad, previous, start)
        close(np.log(own), np.log(wanted), name="the logarithm of steps")


def _stepped(w, grad, steps, min_step, max_step):
    steps = np.clip(steps, min_step, max_step)
    return w - steps * np.sign(grad), steps


def _factors(grad, previous, same, opposite, neither=1.0):
    return np.choose(np.sign(grad * previous).astype(int) + 1, [opposite, neither, same])


@exercise.misconception(
    caught_by=adapts_the_steps,
    en="It is the other way round: steps grow where the signs agree, and shrink where they differ.",
    es="Es al revés: los pasos crecen donde los signos coinciden y se achican donde no.",
)
def swaps_the_factors(w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0):
    return _stepped(w, grad, steps * _factors(grad, previous, decrease, increase), min_step, max_step)


@exercise.misconception(
    caught_by=adapts_the_steps,
    en="Every parameter has its own step: compare the signs entry by entry, without a sum over the array.",
    es="Cada parámetro tiene su propio paso: compara los signos entrada por entrada, sin sumar el arreglo.",
)
def decides_for_all_together(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    factor = _factors(np.sum(grad * previous), 1.0, increase, decrease)
    return _stepped(w, grad, steps * factor, min_step, max_step)


@exercise.misconception(
    caught_by=adapts_the_steps,
    en="Return the new steps, so that the next call can go on from them; you return those you were given.",
    es="Devuelve los pasos nuevos, para que la siguiente llamada siga desde ellos; tú devuelves los que recibiste.",
)
def returns_the_old_steps(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    new = np.clip(steps * _factors(grad, previous, increase, decrease), min_step, max_step)
    return w - new * np.sign(grad), steps


@exercise.misconception(
    caught_by=adapts_the_steps,
    en="Steps are lengths: return them without the sign, which belongs to the move of w alone.",
    es="Los pasos son longitudes: devuélvelos sin el signo, que es solo del movimiento de w.",
)
def returns_signed_steps(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    new = np.clip(steps * _factors(grad, previous, increase, decrease), min_step, max_step)
    return w - new * np.sign(grad), new * np.sign(grad)


@exercise.misconception(
    caught_by=adapts_the_steps,
    en="Factors multiply the step: steps * increase and steps * decrease. You add and subtract.",
    es="Los factores multiplican el paso: steps * increase y steps * decrease. Tú sumas y restas.",
)
def adds_instead_of_multiplying(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    return _stepped(w, grad, steps + _factors(grad, previous, increase, -decrease, 0.0), min_step, max_step)


@exercise.misconception(
    caught_by=limits_the_steps,
    en="Keep the steps between `min_step` and `max_step`, for example with np.clip, before you use and return them.",
    es="Mantén los pasos entre `min_step` y `max_step`, por ejemplo con np.clip, antes de usarlos y devolverlos.",
)
def forgets_the_limits(w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0):
    return rprop_step(
        w, grad, previous, steps, increase=increase, decrease=decrease, min_step=0.0, max_step=np.inf
    )


@exercise.misconception(
    caught_by=limits_the_steps,
    en="Steps have a lower limit as well, `min_step`: without it, a parameter that has turned often never moves again.",
    es="Los pasos tienen también un límite inferior, `min_step`: sin él, un parámetro que cambió de signo muchas veces "
    "ya no se mueve.",
)
def limits_from_above_only(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    return rprop_step(
        w, grad, previous, steps, increase=increase, decrease=decrease, min_step=0.0, max_step=max_step
    )


@exercise.misconception(
    caught_by=moves_by_the_new_steps,
    en="Only the sign of the gradient counts: move by steps * sign(grad), not by steps * grad.",
    es="Solo cuenta el signo del gradiente: muévete en steps * sign(grad), no en steps * grad.",
)
def uses_the_size_of_the_gradient(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    new = np.clip(steps * _factors(grad, previous, increase, decrease), min_step, max_step)
    return w - new * grad, new


@exercise.misconception(
    caught_by=moves_by_the_new_steps,
    en="Update the steps first and move by the new ones.",
    es="Actualiza los pasos primero y muévete según los nuevos.",
)
def moves_by_the_old_steps(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    new = np.clip(steps * _factors(grad, previous, increase, decrease), min_step, max_step)
    return w - steps * np.sign(grad), new


@exercise.misconception(
    caught_by=moves_by_the_new_steps,
    en="Go downhill: move against the sign of the gradient, w - steps * sign(grad).",
    es="Ve cuesta abajo: muévete contra el signo del gradiente, w - steps * sign(grad).",
)
def climbs(w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0):
    new = np.clip(steps * _factors(grad, previous, increase, decrease), min_step, max_step)
    return w + new * np.sign(grad), new


@exercise.misconception(
    caught_by=moves_by_the_new_steps,
    en="Standing still after a change of sign is another convention. Here a parameter moves at every step, then by its "
    "shorter step.",
    es="Quedarse quieto tras un cambio de signo es otra convención. Aquí un parámetro se mueve en cada paso; en ese "
    "caso, con su paso más corto.",
)
def waits_after_a_change_of_sign(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    new = np.clip(steps * _factors(grad, previous, increase, decrease), min_step, max_step)
    return w - new * np.sign(grad) * (grad * previous >= 0), new


@exercise.misconception(
    caught_by=moves_by_the_new_steps,
    en="Taking the last step back after a change of sign is another convention. Here the parameter goes on from where "
    "it is, by its new step.",
    es="Deshacer el último paso tras un cambio de signo es otra convención. Aquí el parámetro sigue desde donde está, "
    "con su nuevo paso.",
)
def takes_the_last_step_back(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    new = np.clip(steps * _factors(grad, previous, increase, decrease), min_step, max_step)
    return w - np.where(grad * previous < 0, -steps * np.sign(previous), new * np.sign(grad)), new


@exercise.misconception(
    caught_by=stands_still_at_zero,
    en="Where the product of the two gradients is zero, leave the step as it is: before the first step there is "
    "nothing to compare with.",
    es="Donde el producto de los dos gradientes es cero, deja el paso como está: antes del primer paso no hay con "
    "qué comparar.",
)
def shrinks_at_zero(w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0):
    return _stepped(
        w, grad, steps * _factors(grad, previous, increase, decrease, decrease), min_step, max_step
    )


@exercise.misconception(
    caught_by=stands_still_at_zero,
    en="Where the product of the two gradients is zero, leave the step as it is: a zero agrees with nothing.",
    es="Donde el producto de los dos gradientes es cero, deja el paso como está: un cero no coincide con nada.",
)
def grows_at_zero(w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0):
    return _stepped(
        w, grad, steps * _factors(grad, previous, increase, decrease, increase), min_step, max_step
    )


@exercise.misconception(
    caught_by=stands_still_at_zero,
    en="A gradient of zero has no sign: its parameter stays where it is, as with np.sign.",
    es="Un gradiente de cero no tiene signo: su parámetro se queda donde está, como con np.sign.",
)
def moves_without_a_gradient(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-3, max_step=50.0
):
    new = np.clip(steps * _factors(grad, previous, increase, decrease), min_step, max_step)
    return np.where(grad > 0, w - new, w + new), new


@exercise.misconception(
    caught_by=has_the_defaults,
    en="A millionth as the smallest step is another convention. Here the default of min_step is 1e-3.",
    es="Una millonésima como paso más pequeño es otra convención. Aquí min_step vale 1e-3 por omisión.",
)
def has_a_tiny_smallest_step(
    w, grad, previous, steps, *, increase=1.2, decrease=0.5, min_step=1e-6, max_step=50.0
):
    return rprop_step(
        w, grad, previous, steps, increase=increase, decrease=decrease, min_step=min_step, max_step=max_step
    )
