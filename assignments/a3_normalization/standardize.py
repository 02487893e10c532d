"""Standardisation: fitted on the training data, applied to everything."""

from __future__ import annotations

import numpy as np

from assignments.a3_normalization.training_data import require_training_statistics
from autograder import Exercise, Text, close, made, normal, require
from solutions.preprocessing import fit_standardizer, standardize


def _features_of_all_sizes(rng, sizes):
    """Means and deviations that differ between features, so large that nobody's guard against 0 is seen."""
    std = rng.permutation(np.geomspace(20, 500, sizes["features"]))
    mean = rng.normal(0, 200, sizes["features"])
    return mean + std * rng.normal(size=(sizes["train"], sizes["features"]))


exercise = Exercise(
    fit_standardizer,
    standardize,
    name="standardize",
    opaque=("stats",),
    en="`fit_standardizer` looks at the training data, and returns whatever `standardize` needs to know of them. "
    "`standardize` subtracts from each feature its training mean and divides it by its training standard deviation "
    "(the biased one), no matter which data it is given. A feature that was constant in training must survive: no "
    "NaN, no infinity.",
    es="`fit_standardizer` mira los datos de entrenamiento y devuelve lo que `standardize` necesite saber de ellos. "
    "`standardize` le resta a cada característica su media de entrenamiento y la divide entre su desviación estándar "
    "de entrenamiento (la sesgada), sean cuales sean los datos que reciba. Una característica que fue constante en "
    "el entrenamiento debe sobrevivir: ni NaN ni infinitos.",
    topic=Text(en="Standardising features", es="Estandarizar características"),
    inputs={
        "x_train": made(_features_of_all_sizes, "train", "features"),
        "x": normal("batch", "features", mean=100.0, std=200.0),
    },
    sizes={"train": range(10, 16)},
)


def _standardized(student, x, x_train):
    return student.standardize(x, student.fit_standardizer(x_train))


@exercise.check(
    points=2,
    en="each feature of the training data has mean 0 and standard deviation 1",
    es="cada característica de los datos de entrenamiento tiene media 0 y desviación estándar 1",
)
def standardizes_the_training_data(student, x_train):
    # A guard such as std + 1e-8 is welcome. It shows more in small data, and must not spoil them.
    for scale, tolerance in ((1, 1e-5), (0.01, 1e-3)):
        data = scale * x_train
        wanted = standardize(data, fit_standardizer(data))
        close(_standardized(student, data, data), wanted, name="out", tolerance=tolerance)


@exercise.check(
    points=2,
    en="new data are standardised with the training statistics, not with their own",
    es="los datos nuevos se estandarizan con las estadísticas de entrenamiento, no con las propias",
)
def keeps_to_the_training_statistics(student, x_train, x):
    require_training_statistics(lambda x, x_train: _standardized(student, x, x_train), x_train, x)


@exercise.check(
    points=1,
    en="a feature that was constant in training survives",
    es="una característica que fue constante en el entrenamiento sobrevive",
)
def constant_features_survive(student, x_train, x):
    x_train[:, 0], x_train[:, -1] = 0.0, 4.0
    for data in (x_train, x):
        out = np.asarray(_standardized(student, data, x_train), dtype=float)
        require(
            out.shape == data.shape,
            en="The answer should have the shape of the data, constant features included.",
            es="La respuesta debería tener la forma de los datos, con las características constantes incluidas.",
        )
        require(
            np.isfinite(out).all(),
            en="A feature that was constant in training made NaN or infinite entries.",
            es="Una característica que fue constante en el entrenamiento produjo entradas NaN o infinitas.",
        )


# What fitting returns shows only in what is done with it: a wrong `fit_standardizer` comes with the right
# `standardize`.


def _or_one(divisor):
    return np.where(divisor > 0, divisor, 1.0)


@exercise.misconception(
    replaces=standardize,
    caught_by=keeps_to_the_training_statistics,
    en="Use the mean and the deviation in `stats`, for new data too: in use, data come one at a time and have none of "
    "their own.",
    es="Usa la media y la desviación que vienen en `stats`, también con datos nuevos: en la práctica llegan de a uno y "
    "no tienen estadísticas propias.",
)
def takes_statistics_of_the_new_data(x, stats):
    return (x - x.mean(axis=0)) / _or_one(x.std(axis=0))


@exercise.misconception(
    replaces=standardize,
    caught_by=keeps_to_the_training_statistics,
    en="Subtract the training mean, not that of the data you are given.",
    es="Resta la media de entrenamiento, no la de los datos que recibes.",
)
def centres_new_data_on_their_own_mean(x, stats):
    _, divisor = stats
    return (x - x.mean(axis=0)) / divisor


@exercise.misconception(
    replaces=standardize,
    caught_by=standardizes_the_training_data,
    en="Subtract each feature's mean before you divide.",
    es="Resta la media de cada característica antes de dividir.",
)
def forgets_the_mean(x, stats):
    _, divisor = stats
    return x / divisor


@exercise.misconception(
    replaces=standardize,
    caught_by=standardizes_the_training_data,
    en="Centring is half of it: divide by each feature's standard deviation too.",
    es="Centrar es solo la mitad: divide además entre la desviación estándar de cada característica.",
)
def forgets_the_division(x, stats):
    mean, _ = stats
    return x - mean


@exercise.misconception(
    caught_by=standardizes_the_training_data,
    en="Divide by the standard deviation, the root of the variance, not by the variance.",
    es="Divide entre la desviación estándar, la raíz de la varianza, no entre la varianza.",
)
class divides_by_the_variance:
    standardize = standardize

    @staticmethod
    def fit_standardizer(x_train):
        return x_train.mean(axis=0), _or_one(x_train.var(axis=0))


@exercise.misconception(
    caught_by=standardizes_the_training_data,
    en="The unbiased deviation is another convention. Here the sum of squares is divided by the number of examples: "
    "np.std without ddof.",
    es="La desviación insesgada es otra convención. Aquí la suma de cuadrados se divide entre el número de ejemplos: "
    "np.std sin ddof.",
)
class takes_the_unbiased_deviation:
    standardize = standardize

    @staticmethod
    def fit_standardizer(x_train):
        return x_train.mean(axis=0), _or_one(x_train.std(axis=0, ddof=1))


@exercise.misconception(
    caught_by=standardizes_the_training_data,
    en="Every feature has a mean and a deviation of its own: give `mean` and `std` axis=0.",
    es="Cada característica tiene su propia media y su propia desviación: pásales axis=0 a `mean` y `std`.",
)
class takes_one_mean_for_everything:
    standardize = standardize

    @staticmethod
    def fit_standardizer(x_train):
        return x_train.mean(), _or_one(x_train.std())


@exercise.misconception(
    replaces=standardize,
    caught_by=standardizes_the_training_data,
    en="Take the statistics of each feature over the examples (axis=0), not of each example over its features.",
    es="Calcula las estadísticas de cada característica sobre los ejemplos (axis=0), no las de cada ejemplo sobre sus "
    "características.",
)
def standardizes_each_example(x, stats):
    return (x - x.mean(axis=1, keepdims=True)) / _or_one(x.std(axis=1, keepdims=True))


@exercise.misconception(
    caught_by=standardizes_the_training_data,
    en="Scaling each feature to lie between 0 and 1 is another convention. Here it is given mean 0 and standard "
    "deviation 1.",
    es="Escalar cada característica para que quede entre 0 y 1 es otra convención. Aquí se le da media 0 y "
    "desviación estándar 1.",
)
class scales_to_the_unit_interval:
    standardize = standardize

    @staticmethod
    def fit_standardizer(x_train):
        return x_train.min(axis=0), _or_one(np.ptp(x_train, axis=0))


@exercise.misconception(
    caught_by=constant_features_survive,
    en="A constant feature has standard deviation 0: put something else in its place, 1 for instance, before you "
    "divide.",
    es="Una característica constante tiene desviación estándar 0: antes de dividir, pon otra cosa en su lugar, por "
    "ejemplo 1.",
)
class divides_by_zero:
    standardize = standardize

    @staticmethod
    def fit_standardizer(x_train):
        return x_train.mean(axis=0), x_train.std(axis=0)
