"""The loss of a classifier that knows nothing."""

from __future__ import annotations

import math

from autograder import Exercise, Text, close, made
from solutions.training import expected_initial_loss

exercise = Exercise(
    expected_initial_loss,
    en="Before the first step a good network gives about the same probability to every class. Return the "
    "cross-entropy that it then has, given the number of classes.",
    es="Antes del primer paso, una buena red da más o menos la misma probabilidad a cada clase. Devuelve la "
    "entropía cruzada que tiene entonces, dado el número de clases.",
    topic=Text(en="The loss before any training", es="La pérdida antes de entrenar"),
    inputs={"n_classes": made(lambda rng, sizes: int(rng.integers(3, 1000)))},
)


@exercise.check(
    points=2,
    en="it is the cross-entropy of equal probabilities",
    es="es la entropía cruzada de probabilidades iguales",
)
def loss_agrees(student, n_classes):
    for classes in (n_classes, 10, 2):
        close(student(classes), math.log(classes), name="loss", tolerance=1e-5)


@exercise.misconception(
    caught_by=loss_agrees,
    en="1 / n_classes is the probability of each class; the loss is minus its logarithm.",
    es="1 / n_classes es la probabilidad de cada clase; la pérdida es menos su logaritmo.",
)
def stops_at_the_probability(n_classes):
    return 1 / n_classes


@exercise.misconception(
    caught_by=loss_agrees,
    en="A loss is positive: it is minus the logarithm of the probability.",
    es="Una pérdida es positiva: es menos el logaritmo de la probabilidad.",
)
def forgets_the_minus(n_classes):
    return math.log(1 / n_classes)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Bits, with the logarithm of base 2, are another convention. Here it is the natural logarithm.",
    es="Los bits, con el logaritmo en base 2, son otra convención. Aquí es el logaritmo natural.",
)
def measures_in_bits(n_classes):
    return math.log2(n_classes)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Take the natural logarithm (np.log), not the one of base 10.",
    es="Toma el logaritmo natural (np.log), no el de base 10.",
)
def takes_base_ten(n_classes):
    return math.log10(n_classes)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Only the true class counts, so the loss is log(n_classes); do not average it over the classes.",
    es="Solo cuenta la clase verdadera, así que la pérdida es log(n_classes); no la promedies sobre las clases.",
)
def averages_over_classes(n_classes):
    return math.log(n_classes) / n_classes
