"""What the checks of mini-batches share: an epoch may be any collection of collections of indices."""

from __future__ import annotations

import numpy as np

from autograder import require


def indices(answer):
    """Return the mini-batches of an answer as arrays, or say what it is not."""
    batches = list(map(_flat, answer)) if isinstance(answer, list | tuple | np.ndarray) else [None]
    require(
        all(batch is not None for batch in batches),
        en="The answer should be a list of mini-batches, each an array of indices with one axis.",
        es="La respuesta debería ser una lista de minilotes, cada uno un arreglo de índices con un solo eje.",
    )
    return batches


def _flat(batch):
    try:
        array = np.asarray(batch)
    except ValueError:
        return None
    return array if array.ndim == 1 and array.dtype.kind in "iuf" else None


def require_every_example_once(answer, n):
    """Require that the mini-batches of an epoch hold each of the indices from 0 to n - 1 exactly once."""
    visited = np.concatenate([np.empty(0), *indices(answer)])
    require(
        np.isin(visited, np.arange(n)).all(),
        en=f"Indices should be whole numbers from 0 to {n - 1}; some are not.",
        es=f"Los índices deberían ser enteros de 0 a {n - 1}; algunos no lo son.",
    )
    missing = n - np.unique(visited).size
    require(
        missing == 0,
        en=f"{missing} of the {n} examples are in no mini-batch.",
        es=f"{missing} de los {n} ejemplos no están en ningún minilote.",
    )
    require(
        visited.size == n,
        en="Some examples are in more than one mini-batch.",
        es="Algunos ejemplos están en más de un minilote.",
    )


def require_lengths(answer, wanted):
    """Require that the mini-batches have the wanted numbers of examples, in any order."""
    got = [len(batch) for batch in indices(answer)]
    require(
        len(got) == len(wanted),
        en=f"There should be {len(wanted)} mini-batches; there are {len(got)}.",
        es=f"Debería haber {len(wanted)} minilotes; hay {len(got)}.",
    )
    for length, right in zip(sorted(got), sorted(wanted), strict=True):
        require(
            length == right,
            en=f"A mini-batch has {length} examples where one of {right} is wanted.",
            es=f"Un minilote tiene {length} ejemplos donde se espera uno de {right}.",
        )


def generators(rng, count):
    """Return generators in different states."""
    return [np.random.default_rng(seed) for seed in rng.integers(2**63, size=count)]


def require_repeatable(first, again):
    """Require that the same generator, in the same state, makes the same epoch."""
    one, other = (np.concatenate([np.empty(0), *indices(answer)]) for answer in (first, again))
    require(
        np.array_equal(one, other),
        en="The same generator gave two different orders: draw from `rng`, and from nothing else.",
        es="El mismo generador dio dos órdenes distintos: sortea con `rng` y con nada más.",
    )


def require_shuffled(first, second, n):
    """Require that two epochs, made with different generators, group the examples in different ways.

    Of the pairs that come together in one of two random epochs of six mini-batches or more, about a sixth or fewer do
    so in the other. With some 200 pairs, that it should be a half has a probability far below 1e-9.
    """
    again = _together(second, np.concatenate([_pairs(batch) for batch in indices(first)]), n)
    require(
        np.mean(again) < 0.5,
        en="Two different generators put the same examples together: shuffle with `rng`, the generator you are given.",
        es="Dos generadores distintos juntaron los mismos ejemplos: baraja con `rng`, el generador que recibes.",
    )


def require_neighbours_apart(answer, n):
    """Require that examples do not come together because they lie side by side in the data.

    Of all n - 1 pairs of neighbours, n / 3 in one mini-batch would mean n / 6 pairs without an example in common. There
    are at most 2**(n / 2) sets of so many, and each has a probability of less than 0.08**(n / 6): for n = 324 that is
    below 1e-9.
    """
    neighbours = np.stack([np.arange(n - 1), np.arange(1, n)], axis=1)
    require(
        np.count_nonzero(_together(answer, neighbours, n)) < n / 3,
        en="Examples that lie side by side in the data come together: shuffle all of them before you cut.",
        es="Los ejemplos vecinos en los datos quedan juntos: barájalos todos antes de cortar.",
    )


def _pairs(batch):
    return np.stack([batch[:-1], batch[1:]], axis=1).astype(int)


def _together(answer, pairs, n):
    """Tell for each pair of examples whether they are in one mini-batch."""
    batch_of = np.arange(-1, -n - 1, -1)  # an example that is in none is alone
    for number, batch in enumerate(indices(answer)):
        batch_of[batch.astype(int) % n] = number
    first, second = pairs.T % n
    return batch_of[first] == batch_of[second]
