"""The exact statistics of batch normalisation, once training is over."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made
from solutions.batchnorm_inference import population_statistics


def _batches(*sizes_of_batches):
    """Batches of these sizes, whose means and deviations differ clearly."""

    def draw(rng, sizes):
        features = sizes["features"]
        drawn = []
        for k, size in enumerate(sizes_of_batches):
            mean, std = rng.normal(4 * k, 1, features), rng.uniform(0.5, 3.0, features)
            drawn.append(mean + std * rng.normal(size=(size, features)))
        return [drawn[k] for k in rng.permutation(len(drawn))]

    return made(draw, "features")


exercise = Exercise(
    population_statistics,
    name="batchnorm_population",
    en="Compute the mean and the biased variance of each feature over all batches together, as if they were one large "
    "batch. The batches may differ in size.",
    es="Calcula la media y la varianza sesgada de cada característica sobre todos los lotes juntos, como si fueran un "
    "solo lote grande. Los lotes pueden ser de distinto tamaño.",
    topic=Text(en="Exact statistics of the population", es="Estadísticas exactas de la población"),
    inputs={
        "batches": _batches(6, 6, 6),
        "unequal": _batches(8, 8, 2),
    },
    sizes={"features": range(3, 6)},
)


@exercise.check(
    points=1,
    en="the mean is that of all examples",
    es="la media es la de todos los ejemplos",
)
def mean_is_exact(student, batches):
    mean, _ = student(batches)
    close(mean, population_statistics(batches)[0], name="mean")


@exercise.check(
    points=3,
    en="the variance is the biased one of all examples, with the differences between the batches",
    es="la varianza es la sesgada de todos los ejemplos, con las diferencias entre los lotes",
)
def variance_is_exact(student, batches):
    _, var = student(batches)
    close(var, population_statistics(batches)[1], name="var")


@exercise.check(
    points=1,
    needs=mean_is_exact,
    en="a short batch counts for as many examples as it has",
    es="un lote corto cuenta por los ejemplos que tiene",
)
def weighs_batches_by_their_size(student, batches, unequal):
    (_, var_of_equal), (mean, var) = student.function.many([(batches,), (unequal,)])
    wanted_mean, wanted_var = population_statistics(unequal)
    close(mean, wanted_mean, name="mean")
    if _similar(var_of_equal, population_statistics(batches)[1]):  # else the check of the variance has spoken
        close(var, wanted_var, name="var")


def _similar(got, wanted):
    return np.shape(got) == np.shape(wanted) and np.allclose(got, wanted, rtol=1e-3)


def _all(batches):
    return np.concatenate(batches)


@exercise.misconception(
    caught_by=mean_is_exact,
    en="A moving average remembers the last batches best. Here every example counts the same: average over all of "
    "them.",
    es="Un promedio móvil recuerda mejor los últimos lotes. Aquí cada ejemplo cuenta lo mismo: promedia sobre todos.",
)
def takes_a_moving_average(batches):
    mean, var = 0.0, 1.0
    for batch in batches:
        mean, var = 0.9 * mean + 0.1 * batch.mean(axis=0), 0.9 * var + 0.1 * batch.var(axis=0)
    return mean, var


@exercise.misconception(
    caught_by=mean_is_exact,
    en="That adds up the batches' means: divide by the number of batches, each with its share.",
    es="Eso suma las medias de los lotes: divide entre el número de lotes, cada uno con su parte.",
)
def adds_up_the_means(batches):
    return sum(batch.mean(axis=0) for batch in batches), _all(batches).var(axis=0)


@exercise.misconception(
    caught_by=mean_is_exact,
    en="Every feature has a mean and a variance of its own: average over the examples only, axis=0.",
    es="Cada característica tiene su propia media y su propia varianza: promedia solo sobre los ejemplos, axis=0.",
)
def averages_over_the_features_too(batches):
    return _all(batches).mean(), _all(batches).var()


@exercise.misconception(
    caught_by=variance_is_exact,
    en="The batches differ from one another, and that is variance too: add the squared distance of each batch's mean "
    "from the common mean.",
    es="Los lotes difieren entre sí, y eso también es varianza: suma la distancia al cuadrado entre la media de cada "
    "lote y la media común.",
)
def averages_the_variances(batches):
    sizes = [len(batch) for batch in batches]
    var = np.average([batch.var(axis=0) for batch in batches], axis=0, weights=sizes)
    return _all(batches).mean(axis=0), var


@exercise.misconception(
    caught_by=variance_is_exact,
    en="That is the variance of the batches' means. Add the variance within the batches.",
    es="Esa es la varianza de las medias de los lotes. Súmale la varianza dentro de los lotes.",
)
def takes_the_variance_of_the_means(batches):
    return _all(batches).mean(axis=0), np.var([batch.mean(axis=0) for batch in batches], axis=0)


@exercise.misconception(
    caught_by=variance_is_exact,
    en="The unbiased variance is another convention. Here the sum of squares is divided by the number of examples: "
    "np.var without ddof.",
    es="La varianza insesgada es otra convención. Aquí la suma de cuadrados se divide entre el número de ejemplos: "
    "np.var sin ddof.",
)
def takes_the_unbiased_variance(batches):
    return _all(batches).mean(axis=0), _all(batches).var(axis=0, ddof=1)


@exercise.misconception(
    caught_by=variance_is_exact,
    en="Multiplying the batches' mean variance by n / (n - 1) is another convention: the original paper's estimate. "
    "Here nothing is estimated: take the biased variance of all examples together.",
    es="Multiplicar la varianza media de los lotes por n / (n - 1) es otra convención: la estimación del artículo "
    "original. Aquí no se estima nada: toma la varianza sesgada de todos los ejemplos juntos.",
)
def estimates_from_the_mean_variance(batches):
    sizes = [len(batch) for batch in batches]
    means, variances = ([f(batch, axis=0) for batch in batches] for f in (np.mean, np.var))
    unbiased = [var * n / (n - 1) for var, n in zip(variances, sizes, strict=True)]
    return np.average(means, axis=0, weights=sizes), np.average(unbiased, axis=0, weights=sizes)


@exercise.misconception(
    caught_by=variance_is_exact,
    en="Return the variance, not the standard deviation: its root is taken where it is used.",
    es="Devuelve la varianza, no la desviación estándar: la raíz se saca donde se usa.",
)
def returns_the_standard_deviation(batches):
    mean, var = population_statistics(batches)
    return mean, np.sqrt(var)


@exercise.misconception(
    caught_by=weighs_batches_by_their_size,
    en="The last batch may be shorter: weigh each batch by its number of examples, or put all examples together "
    "first.",
    es="El último lote puede ser más corto: pondera cada lote por su número de ejemplos, o junta primero todos los "
    "ejemplos.",
)
def counts_every_batch_alike(batches):
    means, variances = ([f(batch, axis=0) for batch in batches] for f in (np.mean, np.var))
    mean = np.mean(means, axis=0)
    return mean, np.mean(variances, axis=0) + np.mean((means - mean) ** 2, axis=0)


@exercise.misconception(
    caught_by=weighs_batches_by_their_size,
    en="Not every batch has the size of the first: add up their sizes.",
    es="No todos los lotes tienen el tamaño del primero: suma sus tamaños.",
)
def takes_all_batches_for_as_large_as_the_first(batches):
    n = len(batches) * len(batches[0])
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    return mean, sum(((batch - mean) ** 2).sum(axis=0) for batch in batches) / n
