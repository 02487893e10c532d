"""How many steps a training takes."""

from __future__ import annotations

import math

from autograder import Exercise, Text, close, made
from solutions.minibatches import count_updates

exercise = Exercise(
    count_updates,
    en="Count the updates of a training on n examples: each mini-batch of `batch_size` examples gives one, the short "
    "last one of each epoch too.",
    es="Cuenta las actualizaciones de un entrenamiento con n ejemplos: cada minilote de `batch_size` ejemplos da una, "
    "también el último de cada época, que puede quedar corto.",
    topic=Text(en="Counting updates", es="Contar actualizaciones"),
    inputs={
        "batch_size": made(lambda rng, sizes: int(rng.integers(5, 30))),
        "full": made(lambda rng, sizes: int(rng.integers(4, 12))),  # full mini-batches in an epoch
        "epochs": made(lambda rng, sizes: int(rng.integers(3, 9))),
    },
)


@exercise.check(
    points=2,
    en="if the batch size divides n, each epoch has n / batch_size updates",
    es="si el tamaño del lote divide a n, cada época tiene n / batch_size actualizaciones",
)
def counts_full_batches(student, batch_size, full, epochs):
    close(student(full * batch_size, batch_size, epochs), epochs * full, name="updates")


@exercise.check(
    points=2,
    en="one example at a time gives n updates an epoch, all at once gives one",
    es="de a un ejemplo hay n actualizaciones por época; con todos a la vez, una",
)
def counts_the_extremes(student, full, epochs):
    updates = [student(full, batch_size, epochs) for batch_size in (1, full)]
    close(updates, [epochs * full, epochs], name="updates")


@exercise.check(
    points=2,
    en="what is left over in an epoch is one more update",
    es="lo que sobra en una época da una actualización más",
)
def counts_the_last_batch(student, batch_size, full):
    numbers = [full * batch_size + left_over for left_over in (1, batch_size // 2, batch_size - 1)]
    updates = [student(n, batch_size, 1) for n in (*numbers, batch_size - 1)]
    close(updates, [full + 1, full + 1, full + 1, 1], name="updates")


@exercise.check(
    points=1,
    needs=counts_the_last_batch,
    en="every epoch has its own last batch",
    es="cada época tiene su propio último lote",
)
def rounds_epoch_by_epoch(student, batch_size, full, epochs):
    for left_over in (1, batch_size - 1):
        close(student(full * batch_size + left_over, batch_size, epochs), epochs * (full + 1), name="updates")


@exercise.misconception(
    caught_by=counts_the_last_batch,
    en="Round n / batch_size up, not down: the examples that are left over make one more mini-batch.",
    es="Redondea n / batch_size hacia arriba, no hacia abajo: los ejemplos que sobran forman un minilote más.",
)
def drops_the_last_batch(n, batch_size, epochs):
    return epochs * (n // batch_size)


@exercise.misconception(
    caught_by=counts_the_last_batch,
    en="Round n / batch_size up even if little is left over: one example is enough for a mini-batch.",
    es="Redondea n / batch_size hacia arriba aunque sobre poco: un ejemplo basta para formar un minilote.",
)
def rounds_to_the_nearest(n, batch_size, epochs):
    return epochs * round(n / batch_size)


@exercise.misconception(
    caught_by=counts_the_last_batch,
    en="A fraction of an update does not exist: round n / batch_size up to a whole number.",
    es="No hay fracciones de una actualización: redondea n / batch_size hacia arriba, a un entero.",
)
def keeps_the_fraction(n, batch_size, epochs):
    return epochs * n / batch_size


@exercise.misconception(
    caught_by=(counts_full_batches, counts_the_extremes),
    en="Add a mini-batch only if examples are left over: n // batch_size + 1 is one too many when none are.",
    es="Suma un minilote solo si sobran ejemplos: n // batch_size + 1 da uno de más cuando no sobra ninguno.",
)
def always_adds_one(n, batch_size, epochs):
    return epochs * (n // batch_size + 1)


@exercise.misconception(
    caught_by=rounds_epoch_by_epoch,
    en="Round up first and multiply by the epochs afterwards: what is left over in one epoch does not wait for the "
    "next.",
    es="Primero redondea hacia arriba y después multiplica por las épocas: lo que sobra en una época no espera a la "
    "siguiente.",
)
def rounds_at_the_end(n, batch_size, epochs):
    return math.ceil(epochs * n / batch_size)


@exercise.misconception(
    caught_by=(counts_full_batches, counts_the_extremes),
    en="That is one epoch; multiply by the number of epochs.",
    es="Eso es una sola época; multiplica por el número de épocas.",
)
def counts_one_epoch(n, batch_size, epochs):
    return math.ceil(n / batch_size)


@exercise.misconception(
    caught_by=counts_full_batches,
    en="An update takes a whole mini-batch, not one example: count n / batch_size of them in an epoch.",
    es="Una actualización usa un minilote entero, no un solo ejemplo: cuenta n / batch_size en cada época.",
)
def counts_examples(n, batch_size, epochs):
    return epochs * n
