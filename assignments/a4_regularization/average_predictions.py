"""An ensemble that votes with probabilities: their mean, arithmetic or geometric."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization import predictions
from autograder import Exercise, Text, close
from solutions.ensembles import average_predictions

exercise = Exercise(
    average_predictions,
    en="Combine the class probabilities that several models predict into one prediction: their arithmetic mean or, "
    "with `geometric=True`, their geometric mean, scaled so that each example's probabilities add up to 1.",
    es="Combina en una sola predicción las probabilidades de clase que predicen varios modelos: su media aritmética "
    "o, con `geometric=True`, su media geométrica, escalada para que las probabilidades de cada ejemplo sumen 1.",
    topic=Text(en="Averaging predictions", es="Promediar predicciones"),
    inputs={"predictions": predictions.predictions},
    edges=[{"models": 1}, {"batch": 1}],
)


@exercise.check(
    points=2,
    en="by default, it is the arithmetic mean of the models",
    es="por defecto, es la media aritmética de los modelos",
)
def arithmetic_mean_agrees(student, predictions):
    close(student(predictions), average_predictions(predictions), name="combined")


@exercise.check(
    points=2,
    en="with geometric=True, the odds between two classes are the geometric mean of the models' odds",
    es="con geometric=True, las chances entre dos clases son la media geométrica de las de los modelos",
)
def geometric_odds_agree(student, predictions):
    combined = np.asarray(student(predictions, geometric=True), dtype=float)
    wanted = average_predictions(predictions, geometric=True)
    if combined.shape != wanted.shape:
        close(combined, wanted, name="combined")  # says so
    # Whatever the scale of a row: it has its own check.
    close(
        combined / combined.sum(axis=1, keepdims=True), wanted, name="combined / combined.sum", tolerance=1e-6
    )


@exercise.check(
    points=1,
    en="with geometric=True, each example's probabilities add up to 1",
    es="con geometric=True, las probabilidades de cada ejemplo suman 1",
)
def geometric_mean_adds_up_to_one(student, predictions):
    combined = np.asarray(student(predictions, geometric=True), dtype=float)
    _, batch, _ = predictions.shape
    close(combined.sum(axis=-1), np.ones(batch), name="combined.sum(axis=1)", tolerance=1e-6)


def _scaled(p):
    return p / p.sum(axis=-1, keepdims=True)


@exercise.misconception(
    caught_by=arithmetic_mean_agrees,
    en="Divide the sum by the number of models, so that it is a mean.",
    es="Divide la suma entre el número de modelos, para que sea una media.",
)
def adds_up(predictions, *, geometric=False):
    return average_predictions(predictions, geometric=True) if geometric else predictions.sum(axis=0)


@exercise.misconception(
    caught_by=arithmetic_mean_agrees,
    en="Average over the models, axis 0; axis 1 holds the examples.",
    es="Promedia sobre los modelos, el eje 0; el eje 1 es el de los ejemplos.",
)
def averages_over_the_batch(predictions, *, geometric=False):
    return average_predictions(predictions, geometric=True) if geometric else predictions.mean(axis=1)


@exercise.misconception(
    caught_by=arithmetic_mean_agrees,
    en="Average the probabilities; counting each model's favourite class is a majority vote, and forgets how sure it "
    "was.",
    es="Promedia las probabilidades; contar la clase favorita de cada modelo es un voto por mayoría, y olvida qué tan "
    "seguro estaba.",
)
def counts_votes(predictions, *, geometric=False):
    if geometric:
        return average_predictions(predictions, geometric=True)
    return np.eye(predictions.shape[2])[predictions.argmax(axis=2)].mean(axis=0)


@exercise.misconception(
    caught_by=arithmetic_mean_agrees,
    en="Unless `geometric` is true, take the arithmetic mean.",
    es="A menos que `geometric` sea verdadero, toma la media aritmética.",
)
def always_geometric(predictions, *, geometric=False):
    return average_predictions(predictions, geometric=True)


@exercise.misconception(
    caught_by=geometric_odds_agree,
    en="Look at `geometric`: if it is true, average the logarithms and take exp of the result.",
    es="Mira `geometric`: si es verdadero, promedia los logaritmos y aplica exp al resultado.",
)
def always_arithmetic(predictions, *, geometric=False):
    return average_predictions(predictions)


@exercise.misconception(
    caught_by=geometric_odds_agree,
    en="The geometric mean of M models is the M-th root of their product: divide the sum of logarithms by M.",
    es="La media geométrica de M modelos es la raíz M-ésima de su producto: divide la suma de logaritmos entre M.",
)
def forgets_the_root(predictions, *, geometric=False):
    return _scaled(predictions.prod(axis=0)) if geometric else average_predictions(predictions)


@exercise.misconception(
    caught_by=geometric_odds_agree,
    en="The root is as many-fold as there are models; the square root is right for two of them.",
    es="El índice de la raíz es el número de modelos; la raíz cuadrada es correcta solo para dos.",
)
def takes_the_square_root(predictions, *, geometric=False):
    return _scaled(np.sqrt(predictions.prod(axis=0))) if geometric else average_predictions(predictions)


@exercise.misconception(
    caught_by=(geometric_odds_agree, geometric_mean_adds_up_to_one),
    en="Take exp of the average logarithm: you return logarithms.",
    es="Aplica exp al promedio de los logaritmos: devuelves logaritmos.",
)
def returns_logarithms(predictions, *, geometric=False):
    return np.log(predictions).mean(axis=0) if geometric else average_predictions(predictions)


@exercise.misconception(
    caught_by=geometric_mean_adds_up_to_one,
    en="Geometric means of probabilities add up to less than 1: divide each row by its sum.",
    es="Las medias geométricas de probabilidades suman menos que 1: divide cada fila entre su suma.",
)
def leaves_the_scale(predictions, *, geometric=False):
    return np.exp(np.log(predictions).mean(axis=0)) if geometric else average_predictions(predictions)


@exercise.misconception(
    caught_by=(geometric_odds_agree, geometric_mean_adds_up_to_one),
    en="Divide by the sum over the classes, axis 1 of the result; axis 0 holds the examples.",
    es="Divide entre la suma sobre las clases, el eje 1 del resultado; el eje 0 es el de los ejemplos.",
)
def adds_up_over_the_batch(predictions, *, geometric=False):
    combined = np.exp(np.log(predictions).mean(axis=0))
    return combined / combined.sum(axis=0) if geometric else average_predictions(predictions)


@exercise.misconception(
    caught_by=geometric_mean_adds_up_to_one,
    en="Divide each example's row by its own sum, sum(axis=1, keepdims=True), not all by one.",
    es="Divide la fila de cada ejemplo entre su propia suma, sum(axis=1, keepdims=True), no todas entre una misma.",
)
def divides_by_one_sum(predictions, *, geometric=False):
    combined = np.exp(np.log(predictions).mean(axis=0))
    return combined / combined.sum() if geometric else average_predictions(predictions)
