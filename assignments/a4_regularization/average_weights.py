"""An ensemble that costs no more than one model: the average of the weights."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.layers import layers
from autograder import Exercise, Text, close, made
from solutions.ensembles import average_weights


def models_of(*widths):
    """Several models with layers of these widths; their number is the dimension ``models``."""
    one = layers(*widths)
    return made(lambda rng, sizes: [one.draw(rng, sizes) for _ in range(sizes["models"])], "models", *widths)


exercise = Exercise(
    average_weights,
    en="Average the parameters of several models of the same shape, layer by layer, into the parameters of one model.",
    es="Promedia los parámetros de varios modelos de la misma forma, capa por capa, en los parámetros de un solo "
    "modelo.",
    topic=Text(en="Averaging weights", es="Promediar pesos"),
    inputs={
        "models": models_of("features", "hidden", "classes"),
        "deep_models": models_of("features", "hidden", "more", "classes"),
    },
    sizes={"models": range(4, 7)},
    edges=[{"models": 1}],
)


def _parts(params, place):
    """Return the weights (place 0) or biases (place 1) of all layers."""
    return [np.asarray(pair[place], dtype=float) for pair in params]


@exercise.check(
    points=2,
    en="each weight is the average of the models' weights",
    es="cada peso es el promedio de los pesos de los modelos",
)
def weights_agree(student, models):
    close(_parts(student(models), 0), _parts(average_weights(models), 0), name="w")


@exercise.check(
    points=1,
    en="each bias is the average of the models' biases",
    es="cada sesgo es el promedio de los sesgos de los modelos",
)
def biases_agree(student, models):
    close(_parts(student(models), 1), _parts(average_weights(models), 1), name="b")


@exercise.check(
    points=1,
    en="a model may have any number of layers",
    es="un modelo puede tener cualquier número de capas",
)
def takes_any_depth(student, deep_models):
    # What becomes of two layers has its own checks.
    own = [_whole(student([model[k : k + 2] for model in deep_models])) for k in (0, 1)]
    close(_whole(student(deep_models)), own[0] + own[1][1:], name="params")
    close(_whole(student([model[:1] for model in deep_models])), own[0][:1], name="params")


def _whole(params):
    return [[np.asarray(w, dtype=float), np.asarray(b, dtype=float)] for w, b in params]


def _averaged(models, mean):
    """Return a model whose parameters are ``mean(those of the models)``."""
    layers = zip(*models, strict=True)
    return [tuple(mean(parts) for parts in zip(*layer, strict=True)) for layer in layers]


def _mean(parts):
    return sum(parts) / len(parts)


@exercise.misconception(
    caught_by=(weights_agree, biases_agree),
    en="Divide the sums by the number of models.",
    es="Divide las sumas entre el número de modelos.",
)
def adds_up(models):
    return _averaged(models, sum)


@exercise.misconception(
    caught_by=(weights_agree, biases_agree),
    en="Give every model the same weight: averaging the running average with the next model lets the last ones "
    "dominate.",
    es="Dale a cada modelo el mismo peso: si promedias el promedio anterior con el modelo siguiente, dominan los "
    "últimos.",
)
def halves_again_and_again(models):
    def mean(parts):
        average = parts[0]
        for part in parts[1:]:
            average = (average + part) / 2
        return average

    return _averaged(models, mean)


@exercise.misconception(
    caught_by=(weights_agree, biases_agree),
    en="Take all models into the average, the first one too.",
    es="Incluye en el promedio todos los modelos, también el primero.",
)
def leaves_out_the_first(models):
    return _averaged(models, lambda parts: sum(parts[1:]) / len(parts))


@exercise.misconception(
    caught_by=weights_agree,
    en="Average over the models entry by entry (axis=0); np.mean without an axis makes one number of everything.",
    es="Promedia sobre los modelos entrada por entrada (axis=0); np.mean sin eje convierte todo en un solo número.",
)
def averages_everything(models):
    return _averaged(models, lambda parts: np.mean(parts))


@exercise.misconception(
    caught_by=biases_agree,
    en="Average the biases as well; yours are those of the first model.",
    es="Promedia también los sesgos; los tuyos son los del primer modelo.",
)
def keeps_the_first_biases(models):
    return [(w, b) for (w, _), (_, b) in zip(_averaged(models, _mean), models[0], strict=True)]


@exercise.misconception(
    caught_by=(weights_agree, biases_agree),
    en="Divide by the number of models, len(models), not by that of layers.",
    es="Divide entre el número de modelos, len(models), no entre el de capas.",
)
def divides_by_the_layers(models):
    return _averaged(models, lambda parts: sum(parts) / len(models[0]))


@exercise.misconception(
    caught_by=takes_any_depth,
    en="Go through all layers with a loop: you take two for granted.",
    es="Recorre todas las capas con un ciclo: tú das por hecho que son dos.",
)
def assumes_two_layers(models):
    averaged = _averaged(models, _mean)
    return [averaged[0], averaged[1]]
