"""Drawing from a logarithmic scale."""

from __future__ import annotations

import math

import numpy as np

from autograder import Exercise, Text, Uniform, close, drawn_from, generator, made, require, shape_text
from solutions.search import sample_log_uniform

exercise = Exercise(
    sample_log_uniform,
    en="Draw `n` independent numbers between `low` and `high` whose logarithm is uniform: every factor of ten "
    "gets the same share. Draw from `rng` alone.",
    es="Sortea `n` números independientes entre `low` y `high` cuyo logaritmo sea uniforme: cada factor de diez "
    "recibe la misma parte. Sortea solo con `rng`.",
    topic=Text(en="Sampling on a logarithmic scale", es="Muestrear en escala logarítmica"),
    inputs={
        "low": made(lambda rng, sizes: float(10 ** rng.uniform(-6, -4))),
        # Far enough below e for numbers with exp(1) as their upper end, NumPy's default, to lie outside.
        "high": made(lambda rng, sizes: float(10 ** rng.uniform(-1, 0.2))),
        "source": generator(),
    },
    trials=1,
)


@exercise.check(points=1, en="there are `n` numbers", es="son `n` números")
def shape_agrees(student, low, high, source):
    for n in (7, 1):
        found = np.shape(student.early()(low, high, n, rng=source))
        require(
            found == (n,),
            en=f"`samples` should have shape {(n,)}; it has {shape_text(found)}.",
            es=f"`samples` debería tener forma {(n,)}; tiene {shape_text(found)}.",
            kind="shape",
        )


@exercise.check(
    points=3,
    en="their logarithm is uniform between those of `low` and `high`",
    es="su logaritmo es uniforme entre los de `low` y `high`",
)
def logarithm_is_uniform(student, low, high, source):
    samples = np.asarray(student.early()(low, high, 5000, rng=source), dtype=float)
    require(
        np.isfinite(samples).all() and (samples > 0).all(),
        en="The numbers should all be positive.",
        es="Los números deberían ser todos positivos.",
    )
    drawn_from(np.log(samples), Uniform(math.log(low), math.log(high)), name="log(samples)")


@exercise.check(points=1, en="all randomness comes from `rng`", es="todo el azar viene de `rng`")
def generator_decides(student, low, high, source, rng):
    first, again = (np.asarray(student.early()(low, high, 5, rng=source)) for _ in range(2))
    close(again, first, name="samples")
    other = np.asarray(student.early()(low, high, 5, rng=np.random.default_rng(rng.integers(2**63))))
    require(
        not np.array_equal(np.sort(first), np.sort(other)),
        en="Two different generators gave the same numbers: draw from the `rng` that you are given.",
        es="Dos generadores distintos dieron los mismos números: sortea con el `rng` que recibes.",
    )


@exercise.misconception(
    caught_by=logarithm_is_uniform,
    en="Draw the logarithm uniformly, then take the exponential; you draw the number itself uniformly.",
    es="Sortea el logaritmo de manera uniforme y luego aplica la exponencial; tú sorteas el número mismo.",
)
def draws_uniformly(low, high, n, *, rng):
    return rng.uniform(low, high, n)


@exercise.misconception(
    caught_by=logarithm_is_uniform,
    en="Undo the logarithm at the end: exp(u).",
    es="Deshaz el logaritmo al final: exp(u).",
)
def returns_the_logarithm(low, high, n, *, rng):
    return rng.uniform(math.log(low), math.log(high), n)


@exercise.misconception(
    caught_by=logarithm_is_uniform,
    en="`low` and `high` are the ends of the range themselves: take their logarithms.",
    es="`low` y `high` son los extremos del rango mismo: toma sus logaritmos.",
)
def takes_the_ends_for_exponents(low, high, n, *, rng):
    return 10 ** rng.uniform(low, high, n)


@exercise.misconception(
    caught_by=logarithm_is_uniform,
    en="Undo the logarithm with its own base: exp goes with log, 10** with log10.",
    es="Deshaz el logaritmo con su propia base: exp va con log, 10** con log10.",
)
def mixes_the_bases(low, high, n, *, rng):
    return np.exp(rng.uniform(math.log10(low), math.log10(high), n))


@exercise.misconception(
    caught_by=logarithm_is_uniform,
    en="Draw any exponent, not only whole powers of ten.",
    es="Sortea cualquier exponente, no solo potencias enteras de diez.",
)
def draws_powers_of_ten(low, high, n, *, rng):
    return 10.0 ** rng.integers(round(math.log10(low)), round(math.log10(high)) + 1, n)


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw the numbers at random; equal steps on the logarithmic scale make a grid.",
    es="Sortea los números; pasos iguales en la escala logarítmica forman una cuadrícula.",
)
def spaces_evenly(low, high, n, *, rng):
    return rng.permutation(np.geomspace(low, high, n))


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive, and do not make or seed another generator.",
    es="Sortea con el `rng` que recibes; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(low, high, n, *, rng):
    return sample_log_uniform(low, high, n, rng=np.random.default_rng(42))


@exercise.misconception(
    caught_by=shape_agrees,
    en="Draw `n` numbers, not one.",
    es="Sortea `n` números, no uno.",
)
def draws_one(low, high, n, *, rng):
    return float(sample_log_uniform(low, high, 1, rng=rng)[0])
