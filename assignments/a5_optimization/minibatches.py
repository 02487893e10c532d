"""Mini-batches: one random order per epoch, cut up."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization.batches import (
    generators,
    require_every_example_once,
    require_lengths,
    require_neighbours_apart,
    require_repeatable,
    require_shuffled,
)
from autograder import Exercise, Text, generator, made
from solutions.minibatches import minibatches

exercise = Exercise(
    minibatches,
    en="Return the mini-batches of one epoch as arrays of indices: all n examples in random order, cut into pieces of "
    "`batch_size`. The last piece may be shorter, and is kept.",
    es="Devuelve los minilotes de una época como arreglos de índices: los n ejemplos en orden aleatorio, cortados en "
    "trozos de `batch_size`. El último trozo puede ser más corto, y se conserva.",
    topic=Text(en="Mini-batches", es="Mini-lotes"),
    inputs={
        "batch_size": made(lambda rng, sizes: int(rng.integers(18, 24))),
        "full": made(lambda rng, sizes: int(rng.integers(18, 24))),  # full mini-batches in an epoch
        "left_over": made(lambda rng, sizes: int(rng.integers(2, 16))),
        "source": generator(),
    },
)


@exercise.check(
    points=3,
    en="every example is in exactly one mini-batch of the epoch",
    es="cada ejemplo está en exactamente un minilote de la época",
)
def visits_every_example_once(student, batch_size, full, source):
    n = full * batch_size
    for size in (batch_size, n, 1):
        require_every_example_once(student(n, size, rng=source), n)


@exercise.check(
    points=3,
    en="all mini-batches are full but the last, which has what is left",
    es="todos los minilotes están completos salvo el último, que tiene lo que queda",
)
def keeps_the_short_last_batch(student, batch_size, full, left_over, source):
    for rest in (left_over, 1, batch_size - 1):
        batches = student(full * batch_size + rest, batch_size, rng=source)
        require_lengths(batches, [batch_size] * full + [rest])
    require_lengths(student(left_over, batch_size, rng=source), [left_over])


@exercise.check(
    points=1,
    en="nothing is left over when the batch size divides n: no empty mini-batch",
    es="nada sobra cuando el tamaño del lote divide a n: ningún minilote vacío",
)
def makes_no_empty_batch(student, batch_size, full, source):
    require_lengths(student(full * batch_size, batch_size, rng=source), [batch_size] * full)
    require_lengths(student(full, 1, rng=source), [1] * full)
    require_lengths(student(full, full, rng=source), [full])


@exercise.check(
    points=3,
    en="the order is random, and decided by the generator that is passed",
    es="el orden es aleatorio y lo decide el generador que se recibe",
)
def shuffles_with_rng(student, batch_size, full, rng):
    n = full * batch_size
    one, other = generators(rng, 2)
    first, again, second = (student(n, batch_size, rng=source) for source in (one, one, other))
    require_neighbours_apart(first, n)
    require_repeatable(first, again)
    require_shuffled(first, second, n)


def _cut(order, batch_size):
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


@exercise.misconception(
    caught_by=visits_every_example_once,
    en="Draw one permutation per epoch and cut it up; if each mini-batch is drawn on its own, some examples come twice "
    "and others never.",
    es="Sortea una sola permutación por época y córtala; si cada minilote se sortea por su cuenta, unos ejemplos salen "
    "dos veces y otros nunca.",
)
def draws_each_batch_on_its_own(n, batch_size, *, rng):
    return [rng.integers(n, size=min(batch_size, n - start)) for start in range(0, n, batch_size)]


@exercise.misconception(
    caught_by=keeps_the_short_last_batch,
    en="Keep the examples that are left over as a last, shorter mini-batch; you leave them out of the epoch.",
    es="Conserva los ejemplos que sobran como un último minilote más corto; tú los dejas fuera de la época.",
)
def drops_the_short_last_batch(n, batch_size, *, rng):
    return [batch for batch in minibatches(n, batch_size, rng=rng) if len(batch) == batch_size]


@exercise.misconception(
    caught_by=keeps_the_short_last_batch,
    en="Let the last mini-batch be shorter; you fill it up with examples that have already had their turn.",
    es="Deja que el último minilote sea más corto; tú lo rellenas con ejemplos que ya tuvieron su turno.",
)
def fills_up_the_last_batch(n, batch_size, *, rng):
    order = rng.permutation(n)
    return _cut(np.concatenate([order, order[: min(-n % batch_size, n)]]), batch_size)


@exercise.misconception(
    caught_by=keeps_the_short_last_batch,
    en="All mini-batches but the last have exactly `batch_size` examples; np.array_split spreads what is left over "
    "all of them.",
    es="Todos los minilotes salvo el último tienen exactamente `batch_size` ejemplos; np.array_split reparte lo que "
    "sobra entre todos.",
)
def spreads_the_rest(n, batch_size, *, rng):
    return np.array_split(rng.permutation(n), -(-n // batch_size))


@exercise.misconception(
    caught_by=keeps_the_short_last_batch,
    en="What is left over makes a mini-batch of its own; you add it to the one before.",
    es="Lo que sobra forma un minilote aparte; tú lo sumas al anterior.",
)
def enlarges_the_last_batch(n, batch_size, *, rng):
    order, full = rng.permutation(n), max(n // batch_size, 1)
    return np.split(order, [k * batch_size for k in range(1, full)])


@exercise.misconception(
    caught_by=makes_no_empty_batch,
    en="Stop when all examples have been used: if the batch size divides n, you add an empty mini-batch.",
    es="Detente cuando ya usaste todos los ejemplos: si el tamaño del lote divide a n, tú agregas un minilote vacío.",
)
def ends_with_an_empty_batch(n, batch_size, *, rng):
    order = rng.permutation(n)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n // batch_size + 1)]


@exercise.misconception(
    caught_by=shuffles_with_rng,
    en="Shuffle the examples before you cut them into mini-batches: start from rng.permutation(n).",
    es="Baraja los ejemplos antes de cortarlos en minilotes: parte de rng.permutation(n).",
)
def does_not_shuffle(n, batch_size, *, rng):
    return _cut(np.arange(n), batch_size)


@exercise.misconception(
    caught_by=shuffles_with_rng,
    en="Shuffle the examples, not the finished mini-batches: the same neighbours would come together in every epoch.",
    es="Baraja los ejemplos, no los minilotes ya hechos: en cada época quedarían juntos los mismos vecinos.",
)
def shuffles_the_batches(n, batch_size, *, rng):
    batches = _cut(np.arange(n), batch_size)
    return [batches[k] for k in rng.permutation(len(batches))]


@exercise.misconception(
    caught_by=shuffles_with_rng,
    en="Shuffle with `rng`, the generator you are given; one that is made or seeded inside gives the same order in "
    "every epoch.",
    es="Baraja con `rng`, el generador que recibes; uno creado o sembrado dentro de la función da el mismo orden en "
    "cada época.",
)
def seeds_its_own_generator(n, batch_size, *, rng):
    return minibatches(n, batch_size, rng=np.random.default_rng(0))
