"""Telling a training that has exploded."""

from __future__ import annotations

from typing import Any

import numpy as np

from assignments.a6_training.verdicts import says
from autograder import Exercise, Text, made
from solutions.training import has_exploded


def _falling(rng, sizes):
    """Losses that fall, each a little below the one before."""
    return [float(loss) for loss in 2.0 * np.cumprod(rng.uniform(0.8, 0.95, sizes["epochs"]))]


exercise = Exercise(
    has_exploded,
    name="explosion",
    en="Tell whether a training has exploded: whether its loss, in any epoch, is NaN, infinite, or larger than "
    '`factor` times the loss of the first epoch. The losses are `history["loss"]`, as `fit` returns it.',
    es="Di si un entrenamiento explotó: si su pérdida, en cualquier época, es NaN, infinita o mayor que "
    '`factor` veces la pérdida de la primera época. Las pérdidas son `history["loss"]`, como las devuelve `fit`.',
    topic=Text(en="Noticing an explosion", es="Notar una explosión"),
    inputs={"losses": made(_falling, "epochs")},
    sizes={"epochs": range(6, 10)},
)


def _with(losses, place, value):
    return {"loss": [*losses[:place], value, *losses[place + 1 :]]}


def _large(losses):
    yield from (_with(losses, place, 3.1 * losses[0]) for place in (1, 3, len(losses) - 1))
    yield {"loss": [float(loss) for loss in np.geomspace(1.0, 3.5, 8)]}  # slowly


def _harmless(losses):
    yield from ({"loss": losses}, {"loss": losses[:1]})
    yield from (_with(losses, place, 2.9 * losses[0]) for place in (1, len(losses) - 1))
    yield from ({"loss": [0.5, 0.7, 0.6]}, {"loss": [5.0, 4.0]})
    # The first loss says what is large: no other one, no fixed number, and not that of the validation examples.
    yield {"loss": [10.0, 1.0, 20.0], "val_loss": [1.0, 9.0, 9.0]}
    yield {"loss": [2.0, 6.0, 1.0]}  # the limit itself


def _no_numbers(losses):
    for value in (float("nan"), float("inf")):
        yield from (_with(losses, place, value) for place in (0, 2, len(losses) - 1))


def _factors(losses):
    """Histories with a factor, and whether it makes them an explosion."""
    return [
        (_with(losses, 2, 1.6 * losses[0]), 1.5, True),
        (_with(losses, 2, 1.4 * losses[0]), 1.5, False),
        (_with(losses, 2, 9.0 * losses[0]), 10.0, False),
    ]


def _asked(student, losses):
    """Ask about every history at once, so that a mistake is known by all of its answers; return them by kind."""
    kinds = {"large": _large, "harmless": _harmless, "no number": _no_numbers}
    questions: dict[str, list[Any]] = {
        kind: [(history,) for history in make(losses)] for kind, make in kinds.items()
    }
    questions["factor"] = [(history, factor) for history, factor, _ in _factors(losses)]
    answers = iter(student.early().many([asked for kind in questions.values() for asked in kind]))
    return {kind: [next(answers) for _ in asked] for kind, asked in questions.items()}


def _judge(answer, wanted):
    says(
        answer,
        wanted,
        en=f"This training has {'' if wanted else 'not '}exploded: the answer should be {wanted}.",
        es=f"Este entrenamiento {'' if wanted else 'no '}explotó: la respuesta debería ser {wanted}.",
    )


@exercise.check(
    points=2,
    en="a loss above three times the first is an explosion, in whatever epoch",
    es="una pérdida mayor que tres veces la primera es una explosión, en cualquier época",
)
def sees_large_losses(student, losses):
    for answer in _asked(student, losses)["large"]:
        _judge(answer, True)


@exercise.check(
    points=1,
    en="a training that falls, or rises less than that, has not exploded",
    es="un entrenamiento que baja, o que sube menos que eso, no explotó",
)
def leaves_others_alone(student, losses):
    for answer in _asked(student, losses)["harmless"]:
        _judge(answer, False)


@exercise.check(
    points=2,
    en="NaN and infinity are explosions, wherever they come",
    es="NaN e infinito son explosiones, en cualquier lugar",
)
def sees_what_is_no_number(student, losses):
    for answer in _asked(student, losses)["no number"]:
        _judge(answer, True)


@exercise.check(points=1, en="`factor` says how much is too much", es="`factor` dice cuánto es demasiado")
def heeds_the_factor(student, losses):
    answers = _asked(student, losses)["factor"]
    for answer, (_, _, wanted) in zip(answers, _factors(losses), strict=True):
        _judge(answer, wanted)


@exercise.misconception(
    caught_by=sees_large_losses,
    en="Look at every epoch: a loss that came back down exploded all the same.",
    es="Mira todas las épocas: una pérdida que volvió a bajar explotó igual.",
)
def looks_at_the_last_epoch(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(not np.isfinite(losses).all() or losses[-1] > factor * losses[0])


@exercise.misconception(
    caught_by=sees_large_losses,
    en="Compare with the first epoch, not with the one before: a slow rise can be an explosion as well.",
    es="Compara con la primera época, no con la anterior: una subida lenta también puede ser una explosión.",
)
def compares_with_the_epoch_before(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(not np.isfinite(losses).all() or (losses[1:] > factor * losses[:-1]).any())


@exercise.misconception(
    caught_by=leaves_others_alone,
    en="Compare with the first epoch, not with the smallest loss so far.",
    es="Compara con la primera época, no con la menor pérdida.",
)
def compares_with_the_smallest(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(not np.isfinite(losses).all() or (losses > factor * np.minimum.accumulate(losses)).any())


@exercise.misconception(
    caught_by=leaves_others_alone,
    en="The limit is `factor` times the first loss, not `factor` itself.",
    es="El límite es `factor` por la primera pérdida, no `factor` solo.",
)
def takes_the_factor_for_the_limit(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(not np.isfinite(losses).all() or (losses > factor).any())


@exercise.misconception(
    caught_by=leaves_others_alone,
    en="A loss that merely rises has not exploded: it must be above `factor` times the first.",
    es="Una pérdida que solo sube no explotó: debe superar `factor` veces la primera.",
)
def takes_any_rise(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(not np.isfinite(losses).all() or (losses > losses[0]).any())


@exercise.misconception(
    caught_by=leaves_others_alone,
    en="Exactly `factor` times the first loss is not larger than that.",
    es="Exactamente `factor` veces la primera pérdida no es mayor que eso.",
)
def takes_the_limit_for_an_explosion(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(not np.isfinite(losses).all() or (losses[1:] >= factor * losses[0]).any())


@exercise.misconception(
    caught_by=sees_what_is_no_number,
    en="NaN is not larger than anything: ask for it with np.isfinite.",
    es="NaN no es mayor que nada: pregunta por él con np.isfinite.",
)
def overlooks_nan(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(np.isinf(losses).any() or (losses > factor * losses[0]).any())


@exercise.misconception(
    caught_by=sees_what_is_no_number,
    en="Infinity counts too, also in the first epoch: ask with np.isfinite instead of np.isnan.",
    es="El infinito también cuenta, incluso en la primera época: pregunta con np.isfinite en vez de np.isnan.",
)
def overlooks_a_first_infinity(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(np.isnan(losses).any() or (losses > factor * losses[0]).any())


@exercise.misconception(
    caught_by=heeds_the_factor,
    en="Use `factor`; 3 is only its default.",
    es="Usa `factor`; 3 es solo su valor por defecto.",
)
def always_takes_three(history, factor=3):
    losses = np.asarray(history["loss"])
    return bool(not np.isfinite(losses).all() or (losses > 3 * losses[0]).any())
