"""Turning the learning rate by hand: look at the loss, then decide."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, require, scalar
from solutions.schedules import adjust_learning_rate


def _falling(rng, fall, length):
    """Losses from 1 on that fall at every step, altogether by `fall`."""
    parts = rng.uniform(0.5, 1.5, length - 1)
    return 1 - fall * np.concatenate([[0.0], np.cumsum(parts) / parts.sum()])


def _draws(low, high):
    """Several falls, of two losses and of more."""
    return made(lambda rng, sizes: [_falling(rng, rng.uniform(low, high), n) for n in (2, 4, 5)])


def _oscillating(rng, sizes):
    """Losses that fall fast but for one rise: in the middle, at the start, at the end."""
    fast = _falling(rng, rng.uniform(0.6, 0.8), 6)
    return [np.insert(fast, place, fast[place - 1] * 1.1) for place in (3, 1, 6)]


exercise = Exercise(
    adjust_learning_rate,
    en="Choose the next learning rate from the latest losses. Halve it if any loss is larger than the one before (it "
    "rises or oscillates), and also at the end, when over all losses it falls by less than 0.1% of the first. If it "
    "falls steadily but by less than 10%, multiply it by 1.1. Otherwise leave it.",
    es="Elige la siguiente tasa de aprendizaje según las últimas pérdidas. Redúcela a la mitad si alguna pérdida es "
    "mayor que la anterior (sube u oscila), y también al final, cuando en total baja menos del 0.1 % de la primera. "
    "Si baja siempre, pero menos del 10 %, multiplícala por 1.1. Si no, déjala como está.",
    topic=Text(en="Watching the loss, setting the rate", es="Mirar la pérdida, ajustar la tasa"),
    inputs={
        "lr": scalar(0.01, 0.5),
        "slow": _draws(0.03, 0.07),
        "fast": _draws(0.6, 0.8),
        "flat": _draws(0.0, 0.0005),
        "oscillating": made(_oscillating),
        "start": scalar(3.0, 6.0),
    },
)


def _require_lower(got, lr):
    close(np.shape(got), (), name="the shape of lr")
    require(
        0 < float(got) < 0.999 * lr,
        en=f"The learning rate should go down from {lr:.6g}; it is {float(got):.6g}.",
        es=f"La tasa de aprendizaje debería bajar de {lr:.6g}; es {float(got):.6g}.",
    )


def _require_higher(got, lr):
    close(np.shape(got), (), name="the shape of lr")
    require(
        float(got) > 1.001 * lr,
        en=f"The learning rate should go up from {lr:.6g}; it is {float(got):.6g}.",
        es=f"La tasa de aprendizaje debería subir de {lr:.6g}; es {float(got):.6g}.",
    )


@exercise.check(
    points=1,
    en="it goes down when the loss rises",
    es="baja cuando la pérdida sube",
)
def lowers_when_the_loss_rises(student, slow, fast, lr):
    for losses in (*slow, *fast):
        _require_lower(student(losses[::-1].copy(), lr), lr)


@exercise.check(
    points=2,
    en="it goes down when the loss oscillates, even if it falls on the whole",
    es="baja cuando la pérdida oscila, aunque en conjunto disminuya",
)
def lowers_when_the_loss_oscillates(student, oscillating, lr):
    for got in [student(losses, lr) for losses in oscillating]:
        _require_lower(got, lr)


@exercise.check(
    points=2,
    en="it goes up when the loss falls steadily but slowly",
    es="sube cuando la pérdida baja siempre, pero despacio",
)
def raises_when_the_fall_is_slow(student, slow, lr):
    for losses in slow:
        _require_higher(student(losses, lr), lr)


@exercise.check(
    points=1,
    en="it stays when the loss falls steadily and fast",
    es="se queda igual cuando la pérdida baja siempre y rápido",
)
def stays_when_the_fall_is_fast(student, fast, lr):
    for losses in fast:
        close(student(losses, lr), lr, name="lr")


@exercise.check(
    points=2,
    en="it goes down at the end, when the loss hardly falls any more",
    es="baja al final, cuando la pérdida ya casi no disminuye",
)
def lowers_at_the_end(student, flat, lr):
    for losses in (*flat, np.ones(4)):
        _require_lower(student(losses, lr), lr)


@exercise.check(
    points=1,
    en="down means half, up means 1.1 times as much",
    es="bajar es reducirla a la mitad; subir, multiplicarla por 1.1",
)
def changes_by_the_stated_factors(student, oscillating, flat, slow, lr):
    rates = [student(losses, lr) for losses in (slow[1][::-1].copy(), oscillating[0], flat[1], slow[1])]
    stated = [lr / 2, lr / 2, lr / 2, 1.1 * lr]
    # Whether it goes into the right direction is asked above.
    changed = [
        (rate, right) for rate, right in zip(rates, stated, strict=True) if (rate - lr) * (right - lr) > 0
    ]
    require(
        changed,
        en="The learning rate never changed as it should.",
        es="La tasa de aprendizaje nunca cambió como debía.",
    )
    for rate, right in changed:
        close(rate, right, name="lr")


@exercise.check(
    points=1,
    en="the limits are 0.1% and 10% of the first loss, whatever its size",
    es="los límites son el 0.1 % y el 10 % de la primera pérdida, sea cual sea su tamaño",
)
def decides_at_the_stated_limits(student, lr, start, flat, slow, fast, rng):
    # What is done far from the limits has checks of its own.
    still, slowly, quickly = (student(falls[1], lr) for falls in (flat, slow, fast))
    require(
        not np.allclose([still, slowly], quickly),
        en="The learning rate is the same whether the loss stands still, falls slowly or falls fast.",
        es="La tasa de aprendizaje es la misma si la pérdida se detiene, baja despacio o baja rápido.",
    )
    for scale in (start, 1 / start):
        near_limits = [scale * _falling(rng, fall, 5) for fall in (0.0009, 0.0011, 0.095, 0.105)]
        pause = scale * np.array([1.0, 0.8, 0.8, 0.5])  # no loss is larger than the one before
        rates = [student(losses, lr) for losses in (*near_limits, pause)]
        close(rates, [still, slowly, slowly, quickly, quickly], name="lr")


def _steady(losses, lr, *, slow=0.1, flat=0.001):
    fall = 1 - losses[-1] / losses[0]
    return lr / 2 if fall < flat else 1.1 * lr if fall < slow else lr


def _rises(losses):
    return np.any(np.diff(losses) > 0)


@exercise.misconception(
    caught_by=lowers_when_the_loss_rises,
    en="A loss that rises says that the steps are too large: make lr smaller, not larger.",
    es="Una pérdida que sube indica pasos demasiado grandes: haz lr más pequeña, no más grande.",
)
def raises_when_the_loss_rises(losses, lr):
    return 1.1 * lr if losses[-1] > losses[0] else adjust_learning_rate(losses, lr)


@exercise.misconception(
    caught_by=lowers_when_the_loss_oscillates,
    en="Look at every step, not only at the first and the last loss: in between the loss may go up and down.",
    es="Mira cada paso, no solo la primera y la última pérdida: en medio puede subir y bajar.",
)
def compares_first_and_last(losses, lr):
    return lr / 2 if losses[-1] > losses[0] else _steady(losses, lr)


@exercise.misconception(
    caught_by=lowers_when_the_loss_oscillates,
    en="Look at every step, not only at the latest one: one rise anywhere is enough.",
    es="Mira cada paso, no solo el último: basta con una subida en cualquier parte.",
)
def looks_at_the_last_step(losses, lr):
    return lr / 2 if losses[-1] > losses[-2] else _steady(losses, lr)


@exercise.misconception(
    caught_by=raises_when_the_fall_is_slow,
    en="A steady but slow fall has room for larger steps: multiply lr by 1.1.",
    es="Una bajada constante pero lenta admite pasos más grandes: multiplica lr por 1.1.",
)
def never_raises(losses, lr):
    return min(lr, adjust_learning_rate(losses, lr))


@exercise.misconception(
    caught_by=raises_when_the_fall_is_slow,
    en="A slow fall asks for larger steps: raise the rate, do not lower it.",
    es="Una bajada lenta pide pasos más grandes: sube la tasa, no la bajes.",
)
def lowers_when_the_fall_is_slow(losses, lr):
    return lr / 2 if _rises(losses) else _steady(losses, lr, flat=0.1)


@exercise.misconception(
    caught_by=stays_when_the_fall_is_fast,
    en="Leave the rate alone while the loss falls fast: raise it only if the fall is less than 10%.",
    es="Deja la tasa como está mientras la pérdida baje rápido: súbela solo si baja menos del 10 %.",
)
def raises_on_every_fall(losses, lr):
    return lr / 2 if _rises(losses) else _steady(losses, lr, slow=np.inf)


@exercise.misconception(
    caught_by=lowers_at_the_end,
    en="A fall of less than 0.1% is the end, not a slow fall: lower the rate there.",
    es="Una bajada menor que el 0.1 % es el final, no una bajada lenta: ahí reduce la tasa.",
)
def raises_at_the_end(losses, lr):
    return lr / 2 if _rises(losses) else _steady(losses, lr, flat=-np.inf)


@exercise.misconception(
    caught_by=lowers_at_the_end,
    en="At the end, when the loss falls by less than 0.1%, halve the rate; you leave it.",
    es="Al final, cuando la pérdida baja menos del 0.1 %, reduce la tasa a la mitad; tú la dejas igual.",
)
def leaves_the_rate_at_the_end(losses, lr):
    if _rises(losses):
        return lr / 2
    return lr if 1 - losses[-1] / losses[0] < 0.001 else _steady(losses, lr)


@exercise.misconception(
    caught_by=decides_at_the_stated_limits,
    en="Measure the fall as a share of the first loss: divide by losses[0].",
    es="Mide la bajada como fracción de la primera pérdida: divide entre losses[0].",
)
def measures_the_fall_absolutely(losses, lr):
    return lr / 2 if _rises(losses) else _steady([1, 1 - (losses[0] - losses[-1])], lr)


@exercise.misconception(
    caught_by=decides_at_the_stated_limits,
    en="The limits are for the fall over all losses together, not for the average of one step.",
    es="Los límites son para la bajada total de todas las pérdidas, no para el promedio de un paso.",
)
def averages_over_the_steps(losses, lr):
    if _rises(losses):
        return lr / 2
    fall = 1 - losses[-1] / losses[0]
    return lr / 2 if fall < 0.001 else 1.1 * lr if fall / (len(losses) - 1) < 0.1 else lr


@exercise.misconception(
    caught_by=changes_by_the_stated_factors,
    en="Go down faster than up: halve the rate when it goes down. You take away a tenth.",
    es="Baja más rápido de lo que subes: reduce la tasa a la mitad. Tú le quitas una décima parte.",
)
def lowers_by_a_tenth(losses, lr):
    new = adjust_learning_rate(losses, lr)
    return 0.9 * lr if new < lr else new


@exercise.misconception(
    caught_by=changes_by_the_stated_factors,
    en="Raise the rate with care, to 1.1 times; doubling it overshoots.",
    es="Sube la tasa con cuidado, a 1.1 veces; duplicarla se pasa.",
)
def doubles_the_rate(losses, lr):
    new = adjust_learning_rate(losses, lr)
    return 2 * lr if new > lr else new
