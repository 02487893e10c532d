"""Folds for cross-validation."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, fail, generator, require, size
from solutions.search import k_fold

exercise = Exercise(
    k_fold,
    name="cross_validation",
    en="Split the examples 0 to n - 1 at random into k folds whose sizes differ by one at most. For each fold "
    "return a pair: the indices of all examples that are not in it, for training, and the indices of those that "
    "are, for validation. Draw from `rng` alone.",
    es="Reparte al azar los ejemplos de 0 a n - 1 en k partes cuyos tamaños difieran a lo más en uno. Por cada "
    "parte devuelve un par: los índices de los ejemplos que no están en ella, para entrenar, y los de los que "
    "sí están, para validar. Sortea solo con `rng`.",
    topic=Text(en="Cross-validation in k folds", es="Validación cruzada en k partes"),
    inputs={"n": size("n"), "k": size("k"), "source": generator()},
    sizes={"n": range(20, 60)},
    trials=3,
)


def _folds(splits, k):
    """Return (train, validation) of each fold as arrays of integers."""
    require(
        isinstance(splits, list | tuple | np.ndarray) and len(splits) == k,
        en=f"There should be {k} pairs of indices, one for each fold.",
        es=f"Debería haber {k} pares de índices, uno por cada parte.",
        kind="arity",
    )
    pairs = [tuple(np.asarray(part) for part in split) for split in splits]
    if not all(len(pair) == 2 and all(part.ndim == 1 for part in pair) for pair in pairs):
        fail(
            en="Each fold should be a pair (train, validation) of one-dimensional indices.",
            es="Cada parte debería ser un par (train, validation) de índices de una dimensión.",
            kind="arity",
        )
    return pairs


@exercise.check(
    points=3,
    en="every example validates exactly once",
    es="cada ejemplo valida exactamente una vez",
)
def folds_cover(student, n, k, source):
    validation = np.concatenate([part for _, part in _folds(student.early()(n, k, rng=source), k)])
    close(np.sort(validation), np.arange(n), name="validation examples of all folds, sorted")


@exercise.check(
    points=1,
    en="the sizes of the folds differ by one at most",
    es="los tamaños de las partes difieren a lo más en uno",
)
def folds_are_even(student, n, k, source):
    for count in (n, k * 5, k, 4 * k + 2, 4 * k + k - 1):
        sizes = [len(part) for _, part in _folds(student.early()(count, k, rng=source), k)]
        require(
            max(sizes) - min(sizes) <= 1,
            en=f"Split into {k} folds, {count} examples gave folds of {min(sizes)} to {max(sizes)} examples.",
            es=f"Repartidos en {k} partes, {count} ejemplos dieron partes de {min(sizes)} a {max(sizes)} ejemplos.",
        )


@exercise.check(
    points=2,
    en="the others train: exactly those that do not validate",
    es="los demás entrenan: exactamente los que no validan",
)
def others_train(student, n, k, source):
    for train, validation in _folds(student.early()(n, k, rng=source), k):
        others = np.setdiff1d(np.arange(n), validation)
        close(np.sort(train), others, name="training examples, sorted")


#: Examples for the check of the shuffling, and folds of them.
_MANY, _FEW = 3000, 5


@exercise.check(
    points=2,
    trials=1,
    en="which examples share a fold is random",
    es="qué ejemplos comparten parte es aleatorio",
)
def shuffles(student, source):
    fold_of = np.zeros(_MANY)
    for number, (_, part) in enumerate(_folds(student.early()(_MANY, _FEW, rng=source), _FEW)):
        fold_of[part.astype(int)] = number
    # Two examples share a fold with probability 1/5: of 3,000 pairs some 600 do, give or take 22 (one standard
    # deviation). At 7 deviations a right answer is rejected with a probability below 1e-10, for three distances.
    allowed = 7 * np.sqrt(_MANY / _FEW * (1 - 1 / _FEW))
    for distance in (1, 2, _FEW):
        shared = np.count_nonzero(fold_of == np.roll(fold_of, distance))
        require(
            abs(shared - _MANY / _FEW) < allowed,
            en="Whether two examples share a fold depends on their places: shuffle the examples before you cut.",
            es="Que dos ejemplos compartan parte depende de su lugar: baraja los ejemplos antes de cortar.",
        )


@exercise.check(points=1, en="all randomness comes from `rng`", es="todo el azar viene de `rng`")
def generator_decides(student, n, k, source, rng):
    other = np.random.default_rng(rng.integers(2**63))
    answers = [_folds(student.early()(n, k, rng=given), k) for given in (source, source, other)]
    first, again, different = ([np.sort(part) for _, part in folds] for folds in answers)
    close(again, first, name="validation")
    require(
        any(not np.array_equal(one, two) for one, two in zip(first, different, strict=True)),
        en="Two different generators gave the same folds: draw from the `rng` that you are given.",
        es="Dos generadores distintos dieron las mismas partes: sortea con el `rng` que recibes.",
    )


def _splits(folds, n):
    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]


@exercise.misconception(
    caught_by=shuffles,
    en="Shuffle the examples before cutting them into folds: data often come sorted by class.",
    es="Baraja los ejemplos antes de cortarlos en partes: los datos suelen venir ordenados por clase.",
)
def keeps_the_order(n, k, *, rng):
    return _splits(np.array_split(np.arange(n), k), n)


@exercise.misconception(
    caught_by=shuffles,
    en="Taking every k-th example is not random: shuffle first.",
    es="Tomar uno de cada k ejemplos no es aleatorio: baraja primero.",
)
def takes_every_kth(n, k, *, rng):
    return _splits([np.arange(start, n, k) for start in range(k)], n)


@exercise.misconception(
    caught_by=folds_cover,
    en="Do not drop the remainder of n / k: the first folds take one more each.",
    es="No descartes el resto de n / k: las primeras partes toman uno más cada una.",
)
def drops_the_remainder(n, k, *, rng):
    order = rng.permutation(n)
    return _splits([order[start : start + n // k] for start in range(0, k * (n // k), n // k)], n)


@exercise.misconception(
    caught_by=folds_are_even,
    en="Spread the remainder of n / k over the folds, one each, instead of giving all of it to the last.",
    es="Reparte el resto de n / k entre las partes, uno a cada una, en vez de darlo todo a la última.",
)
def gives_the_rest_to_the_last(n, k, *, rng):
    order, each = rng.permutation(n), n // k
    return _splits([*(order[m * each : (m + 1) * each] for m in range(k - 1)), order[(k - 1) * each :]], n)


@exercise.misconception(
    caught_by=folds_cover,
    en="Draw one permutation for all folds: drawn one by one, folds overlap.",
    es="Sortea una sola permutación para todas las partes: sorteadas una por una, se traslapan.",
)
def draws_each_fold(n, k, *, rng):
    return _splits([rng.permutation(n)[: len(fold)] for fold in np.array_split(np.arange(n), k)], n)


@exercise.misconception(
    caught_by=others_train,
    en="Leave the validation examples out of the training: they would be known by heart.",
    es="Deja los ejemplos de validación fuera del entrenamiento: se los aprendería de memoria.",
)
def trains_on_everything(n, k, *, rng):
    return [(np.arange(n), fold) for _, fold in k_fold(n, k, rng=rng)]


@exercise.misconception(
    caught_by=folds_cover,
    en="Return (train, validation), in this order: the fold validates, and all others train.",
    es="Devuelve (train, validation), en este orden: la parte valida y las demás entrenan.",
)
def swaps_the_pair(n, k, *, rng):
    return [(fold, train) for train, fold in k_fold(n, k, rng=rng)]


@exercise.misconception(
    caught_by=others_train,
    en="All other folds train, not only the next one.",
    es="Todas las demás partes entrenan, no solo la siguiente.",
)
def trains_on_one_fold(n, k, *, rng):
    folds = [fold for _, fold in k_fold(n, k, rng=rng)]
    return [(folds[(number + 1) % k], fold) for number, fold in enumerate(folds)]


@exercise.misconception(
    caught_by=generator_decides,
    en="Shuffle with the `rng` that you receive, and do not make or seed another generator.",
    es="Baraja con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(n, k, *, rng):
    return k_fold(n, k, rng=np.random.default_rng(42))
