"""A plan for the learning rate: a drop every so many epochs."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, scalar
from solutions.schedules import step_decay

exercise = Exercise(
    step_decay,
    en="Return the learning rate of an epoch: it starts at lr and is multiplied by `factor` each time `every` epochs "
    "are over. Epochs count from 0.",
    es="Devuelve la tasa de aprendizaje de una época: empieza en lr y se multiplica por `factor` cada vez que terminan "
    "`every` épocas. Las épocas se cuentan desde 0.",
    topic=Text(en="Step decay", es="Decaimiento por pasos"),
    inputs={
        "lr": scalar(0.05, 0.9),
        "factor": scalar(0.3, 0.8),
        "every": made(lambda rng, sizes: int(rng.integers(4, 9))),
    },
)


@exercise.check(
    points=3,
    en="a drop every `every` epochs, the first after `every` of them",
    es="una bajada cada `every` épocas, la primera después de `every`",
)
def drops_when_it_should(student, lr, factor, every):
    rates = [student(lr, drops * every, factor=factor, every=every) for drops in range(6)]
    close(rates, lr * factor ** np.arange(6), name="lr")


@exercise.check(
    points=3,
    en="between two drops the rate stays the same",
    es="entre dos bajadas la tasa no cambia",
)
def stays_between_drops(student, lr, factor, every):
    for start in (0, every, 3 * every):
        rates = [student(lr, start + epoch, factor=factor, every=every) for epoch in range(every)]
        close(rates, np.full(every, rates[0]), name="lr")


@exercise.check(
    points=1,
    en="by default, the rate is halved every 10 epochs",
    es="por omisión, la tasa se reduce a la mitad cada 10 épocas",
)
def has_the_defaults(student, lr):
    for epoch in (9, 10, 25, 39):
        close(student(lr, epoch), student(lr, epoch, factor=0.5, every=10), name="lr")


@exercise.misconception(
    caught_by=stays_between_drops,
    en="Round epoch / every down, with //: the rate goes down in steps, not a little at each epoch.",
    es="Redondea epoch / every hacia abajo, con //: la tasa baja por escalones, no un poco en cada época.",
)
def decays_continuously(lr, epoch, *, factor=0.5, every=10):
    return lr * factor ** (epoch / every)


@exercise.misconception(
    caught_by=stays_between_drops,
    en="Round epoch / every down, not to the nearest: the drop comes when `every` epochs are over, not half-way.",
    es="Redondea epoch / every hacia abajo, no al más cercano: la bajada llega cuando terminan `every` épocas, no a la "
    "mitad.",
)
def rounds_to_the_nearest(lr, epoch, *, factor=0.5, every=10):
    return lr * factor ** int(epoch / every + 0.5)


@exercise.misconception(
    caught_by=stays_between_drops,
    en="Epochs count from 0, so that epoch `every` is the first after a drop: use epoch // every, not "
    "(epoch + 1) // every.",
    es="Las épocas se cuentan desde 0, y la época `every` es la primera tras una bajada: usa epoch // every, no "
    "(epoch + 1) // every.",
)
def drops_an_epoch_early(lr, epoch, *, factor=0.5, every=10):
    return lr * factor ** ((epoch + 1) // every)


@exercise.misconception(
    caught_by=drops_when_it_should,
    en="Counting epochs from 1 is another convention. Here the first is 0: use epoch // every, not (epoch - 1) // "
    "every.",
    es="Contar las épocas desde 1 es otra convención. Aquí la primera es la 0: usa epoch // every, no "
    "(epoch - 1) // every.",
)
def counts_from_one(lr, epoch, *, factor=0.5, every=10):
    return lr * factor ** max((epoch - 1) // every, 0)


@exercise.misconception(
    caught_by=drops_when_it_should,
    en="The rate goes down again every `every` epochs: raise factor to the power epoch // every.",
    es="La tasa vuelve a bajar cada `every` épocas: eleva factor a la potencia epoch // every.",
)
def drops_only_once(lr, epoch, *, factor=0.5, every=10):
    return lr * factor if epoch >= every else lr


@exercise.misconception(
    caught_by=drops_when_it_should,
    en="The drops multiply: factor ** (epoch // every), a power, not a product.",
    es="Las bajadas se multiplican: factor ** (epoch // every), una potencia, no un producto.",
)
def multiplies_by_the_count(lr, epoch, *, factor=0.5, every=10):
    return lr * factor * (epoch // every)


@exercise.misconception(
    caught_by=drops_when_it_should,
    en="Multiply the rate by factor; dividing by it makes the rate larger.",
    es="Multiplica la tasa por factor; si divides entre él, la tasa crece.",
)
def grows(lr, epoch, *, factor=0.5, every=10):
    return lr / factor ** (epoch // every)


@exercise.misconception(
    caught_by=(drops_when_it_should, stays_between_drops),
    en="Not at every epoch: count how often `every` epochs are over, epoch // every.",
    es="No en cada época: cuenta cuántas veces han terminado `every` épocas, epoch // every.",
)
def drops_at_every_epoch(lr, epoch, *, factor=0.5, every=10):
    return lr * factor**epoch


@exercise.misconception(
    caught_by=has_the_defaults,
    en="Keep the default values of the signature you were given: factor=0.5, every=10.",
    es="Conserva los valores por omisión de la firma que se te dio: factor=0.5, every=10.",
)
def changes_the_default(lr, epoch, *, factor=0.1, every=10):
    return step_decay(lr, epoch, factor=factor, every=every)
