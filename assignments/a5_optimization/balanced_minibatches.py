"""Mini-batches in which every class has its share."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization.batches import (
    generators,
    indices,
    require_every_example_once,
    require_repeatable,
    require_shuffled,
)
from autograder import Exercise, Text, generator, made, require
from solutions.minibatches import balanced_minibatches, minibatches


def _even(rng, sizes):
    """Labels in order, and how many of each class belong into each of several equal mini-batches."""
    shares, n_batches = np.array([20, 9, 6]), int(rng.integers(6, 9))
    return np.repeat(np.arange(3), shares * n_batches), shares


def _uneven(rng, sizes):
    """Labels that cannot be shared out evenly, one class a single example; and the batch size.

    Of two classes one or two examples are left over when all mini-batches have the same number.
    """
    n_batches, first = int(rng.integers(7, 10)), int(rng.integers(8, 15))
    shares = np.array([first, 3 * int(rng.integers(3, 6)) + 1 - first % 3])  # together no multiple of three
    counts = [*(n_batches * shares + rng.integers(1, 3, size=2)), 1]
    return rng.permutation(np.repeat(np.arange(3), counts)), int(shares.sum()) + 1


exercise = Exercise(
    balanced_minibatches,
    en="Return the mini-batches of one epoch so that each has the classes in the proportions of the whole data. Every "
    "example is in one of them, none is larger than `batch_size`, and there are as few of them as that allows.",
    es="Devuelve los minilotes de una época de modo que cada uno tenga las clases en las proporciones de todos los "
    "datos. Cada ejemplo está en uno de ellos, ninguno es mayor que `batch_size`, y hay tan pocos como eso permite.",
    topic=Text(en="Balanced mini-batches", es="Mini-lotes equilibrados"),
    inputs={"even": made(_even), "uneven": made(_uneven), "source": generator()},
)


@exercise.check(
    points=2,
    en="every example is in exactly one mini-batch of the epoch",
    es="cada ejemplo está en exactamente un minilote de la época",
)
def visits_every_example_once(student, uneven, source):
    y, batch_size = uneven
    for size in (batch_size, 1, len(y)):
        require_every_example_once(student(y, size, rng=source), len(y))


@exercise.check(
    points=2,
    en="no mini-batch is larger than batch_size, and none is too many",
    es="ningún minilote es mayor que batch_size, y ninguno sobra",
)
def makes_few_batches(student, uneven, source):
    y, batch_size = uneven
    for size in (batch_size, 1, len(y), 2 * len(y)):
        lengths = [len(batch) for batch in indices(student(y, size, rng=source))]
        require(
            max(lengths, default=0) <= size,
            en=f"With a batch size of {size}, a mini-batch has {max(lengths, default=0)} examples.",
            es=f"Con un tamaño de lote de {size}, un minilote tiene {max(lengths, default=0)} ejemplos.",
        )
        wanted = -(-len(y) // size)
        require(
            len(lengths) == wanted,
            en=f"{len(y)} examples and a batch size of {size} make {wanted} mini-batches, not {len(lengths)}.",
            es=f"Con {len(y)} ejemplos y un tamaño de lote de {size} hay {wanted} minilotes, no {len(lengths)}.",
        )


@exercise.check(
    points=4,
    en="every class has in each mini-batch the share that it has in the data",
    es="cada clase tiene en cada minilote la misma parte que en los datos",
)
def gives_every_class_its_share(student, even, source):
    y, shares = even
    for batch in indices(student(y, int(shares.sum()), rng=source)):
        counts = np.bincount(y[batch.astype(int) % len(y)], minlength=len(shares))
        require(
            np.array_equal(counts, shares),
            en=f"A mini-batch should have {_listed(shares)} examples of the three classes; it has {_listed(counts)}.",
            es=f"Un minilote debería tener {_listed(shares)} ejemplos de las tres clases; tiene {_listed(counts)}.",
        )


def _listed(counts):
    return ", ".join(map(str, counts))


@exercise.check(
    points=2,
    en="which examples come together is random, and decided by the generator that is passed",
    es="qué ejemplos quedan juntos es aleatorio y lo decide el generador que se recibe",
)
def shuffles_with_rng(student, even, rng):
    y, shares = even
    one, other = generators(rng, 2)
    first, again, second = (student(y, int(shares.sum()), rng=source) for source in (one, one, other))
    require_repeatable(first, again)
    require_shuffled(first, second, len(y))


def _members(y, rng):
    """The examples of each class, shuffled."""
    return [rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)]


def _dealt(row, n_batches):
    return [row[first::n_batches] for first in range(n_batches)]


@exercise.misconception(
    caught_by=visits_every_example_once,
    en="Share out what is left over of a class as well; you leave it out of the epoch.",
    es="Reparte también lo que sobra de cada clase; tú lo dejas fuera de la época.",
)
def leaves_out_the_rest(y, batch_size, *, rng):
    n_batches = -(-len(y) // batch_size)
    even = [members[: len(members) - len(members) % n_batches] for members in _members(y, rng)]
    return _dealt(np.concatenate(even), n_batches)


@exercise.misconception(
    caught_by=(visits_every_example_once, gives_every_class_its_share),
    en="The same number of each class, with examples of rare classes repeated, is another convention. Here each "
    "example comes once, and a class has the share that it has in the data.",
    es="El mismo número de cada clase, repitiendo ejemplos de las clases raras, es otra convención. Aquí cada ejemplo "
    "sale una vez y una clase tiene la parte que tiene en los datos.",
)
def takes_as_many_of_each_class(y, batch_size, *, rng):
    classes = np.unique(y)
    each = max(batch_size // len(classes), 1)
    return [
        np.concatenate([rng.choice(np.flatnonzero(y == label), size=each) for label in classes])
        for _ in range(-(-len(y) // batch_size))
    ]


@exercise.misconception(
    caught_by=makes_few_batches,
    en="Splitting each class by itself gives the first mini-batches the larger part of every class, and they outgrow "
    "batch_size. Go on dealing where the class before ended.",
    es="Si divides cada clase por su cuenta, los primeros minilotes reciben la parte mayor de todas y superan "
    "batch_size. Sigue repartiendo donde terminó la clase anterior.",
)
def splits_each_class_by_itself(y, batch_size, *, rng):
    n_batches = -(-len(y) // batch_size)
    parts = [np.array_split(members, n_batches) for members in _members(y, rng)]
    return [np.concatenate(batch) for batch in zip(*parts, strict=True)]


@exercise.misconception(
    caught_by=makes_few_batches,
    en="Round the number of mini-batches up: with n // batch_size of them some are larger than batch_size.",
    es="Redondea hacia arriba el número de minilotes: con n // batch_size, algunos son mayores que batch_size.",
)
def rounds_the_number_down(y, batch_size, *, rng):
    return _dealt(np.concatenate(_members(y, rng)), max(len(y) // batch_size, 1))


@exercise.misconception(
    caught_by=gives_every_class_its_share,
    en="Look at the labels y: shuffle within each class, then give every mini-batch its share of each.",
    es="Mira las etiquetas y: baraja dentro de cada clase y luego dale a cada minilote su parte de cada una.",
)
def ignores_the_classes(y, batch_size, *, rng):
    return minibatches(len(y), batch_size, rng=rng)


@exercise.misconception(
    caught_by=gives_every_class_its_share,
    en="Do not cut the row of sorted classes into pieces, which would have one class each; deal it out in turn.",
    es="No cortes en trozos la fila de clases ordenadas, pues cada trozo tendría una sola clase; repártela por turnos.",
)
def gives_each_batch_one_class(y, batch_size, *, rng):
    row = np.concatenate(_members(y, rng))
    return [row[start : start + batch_size] for start in range(0, len(y), batch_size)]


@exercise.misconception(
    caught_by=shuffles_with_rng,
    en="Before you deal them out, shuffle the examples of each class with `rng`, the generator you are given.",
    es="Antes de repartirlos, baraja los ejemplos de cada clase con `rng`, el generador que recibes.",
)
def does_not_shuffle(y, batch_size, *, rng):
    return _dealt(np.argsort(y, kind="stable"), -(-len(y) // batch_size))
