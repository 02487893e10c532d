"""An ensemble whose members have as much say as the data give them."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization import predictions
from autograder import Exercise, Text, close, normal
from solutions.ensembles import bayesian_average

exercise = Exercise(
    bayesian_average,
    en="Average the predictions of several models, each weighted with its posterior probability. What you get are the "
    "logarithms of these, up to a common constant and of any magnitude: turn them into weights that add up to 1.",
    es="Promedia las predicciones de varios modelos, cada una ponderada con su probabilidad a posteriori. Lo que "
    "recibes son los logaritmos de estas, salvo una constante común y de cualquier magnitud: conviértelos en pesos "
    "que sumen 1.",
    topic=Text(en="Bayesian averaging", es="Promedio bayesiano"),
    inputs={"log_posteriors": normal("models", mean=-1.0), "predictions": predictions.predictions},
    edges=[{"models": 1}, {"batch": 1}],
)


@exercise.check(
    points=3,
    en="each model counts in proportion to its posterior probability",
    es="cada modelo cuenta en proporción a su probabilidad a posteriori",
)
def weights_agree(student, log_posteriors, predictions):
    wanted = bayesian_average(log_posteriors, predictions)
    combined = np.asarray(student(log_posteriors, predictions), dtype=float)
    if combined.shape != wanted.shape:
        close(combined, wanted, name="combined")  # says so
    # Whatever the sum of the weights: it has its own check.
    close(
        combined / combined.sum(axis=1, keepdims=True), wanted, name="combined / combined.sum", tolerance=1e-6
    )


@exercise.check(
    points=1,
    en="the weights add up to 1, so that each example's probabilities do",
    es="los pesos suman 1, y así también las probabilidades de cada ejemplo",
)
def weights_add_up_to_one(student, log_posteriors, predictions):
    combined = np.asarray(student(log_posteriors, predictions), dtype=float)
    _, batch, _ = predictions.shape
    close(combined.sum(axis=-1), np.ones(batch), name="combined.sum(axis=1)", tolerance=1e-6)


@exercise.check(
    points=2,
    en="log posteriors in the thousands do not overflow or vanish",
    es="los logaritmos de miles no desbordan ni se anulan",
)
def survives_any_magnitude(student, log_posteriors, predictions):
    right = _agree(student(log_posteriors, predictions), bayesian_average(log_posteriors, predictions))
    hopeless = np.append(log_posteriors[1:], -1e5)
    for logarithms in (log_posteriors - 5000, log_posteriors + 5000, hopeless):
        combined = np.asarray(student(logarithms, predictions), dtype=float)
        wanted = bayesian_average(logarithms, predictions)
        if right:
            close(combined, wanted, name="combined")
        else:  # other mistakes have their own checks
            close(np.isfinite(combined), np.ones(combined.shape), name="isfinite(combined)")


def _agree(combined, wanted):
    return np.shape(combined) == wanted.shape and np.allclose(combined, wanted, rtol=1e-4)


def _weighted(weights, predictions):
    return np.tensordot(weights, predictions, axes=1)


@exercise.misconception(
    caught_by=weights_agree,
    en="Take exp of the logarithms: probabilities are proportional to exp(log_posteriors), not to the logarithms.",
    es="Aplica exp a los logaritmos: las probabilidades son proporcionales a exp(log_posteriors), no a los logaritmos.",
)
def weighs_with_logarithms(log_posteriors, predictions):
    return _weighted(log_posteriors / log_posteriors.sum(), predictions)


@exercise.misconception(
    caught_by=weights_agree,
    en="Weigh each model with its posterior; the plain average gives a poor model as much say as a good one.",
    es="Pondera cada modelo con su posterior; el promedio simple le da a un modelo malo tanta voz como a uno bueno.",
)
def weighs_all_alike(log_posteriors, predictions):
    return predictions.mean(axis=0)


@exercise.misconception(
    caught_by=weights_agree,
    en="Let all models speak, in proportion; you listen only to the most probable one.",
    es="Deja hablar a todos los modelos, en proporción; tú escuchas solo al más probable.",
)
def takes_the_most_probable_model(log_posteriors, predictions):
    return predictions[np.argmax(log_posteriors)]


@exercise.misconception(
    caught_by=weights_agree,
    en="Average the probabilities, not their logarithms: the models are alternatives, not independent witnesses.",
    es="Promedia las probabilidades, no sus logaritmos: los modelos son alternativas, no testigos independientes.",
)
def averages_logarithms(log_posteriors, predictions):
    weights = np.exp(log_posteriors - log_posteriors.max())
    product = np.exp(_weighted(weights / weights.sum(), np.log(predictions)))
    return product / product.sum(axis=1, keepdims=True)


@exercise.misconception(
    caught_by=weights_agree,
    en="A larger log posterior means a larger weight: do not change its sign.",
    es="Un logaritmo mayor significa un peso mayor: no le cambies el signo.",
)
def changes_the_sign(log_posteriors, predictions):
    return bayesian_average(-log_posteriors, predictions)


@exercise.misconception(
    caught_by=weights_add_up_to_one,
    en="Divide the weights by their sum: the constant that is missing from the logarithms makes them add up to 1.",
    es="Divide los pesos entre su suma: la constante que les falta a los logaritmos hace que sumen 1.",
)
def forgets_to_normalise(log_posteriors, predictions):
    return _weighted(np.exp(log_posteriors), predictions)


@exercise.misconception(
    caught_by=weights_add_up_to_one,
    en="Divide the weights by their sum; after subtracting the largest logarithm they still add up to more than 1.",
    es="Divide los pesos entre su suma; después de restar el mayor logaritmo todavía suman más que 1.",
)
def only_subtracts_the_largest(log_posteriors, predictions):
    return _weighted(np.exp(log_posteriors - log_posteriors.max()), predictions)


@exercise.misconception(
    caught_by=weights_add_up_to_one,
    en="The weights add up to 1: do not divide by the number of models as well.",
    es="Los pesos suman 1: no dividas además entre el número de modelos.",
)
def divides_by_the_models_too(log_posteriors, predictions):
    return bayesian_average(log_posteriors, predictions) / len(log_posteriors)


@exercise.misconception(
    caught_by=survives_any_magnitude,
    en="Subtract the largest logarithm before you take exp: exp(-5000) is 0 for a computer, and 0 / 0 no number.",
    es="Resta el mayor logaritmo antes de aplicar exp: exp(-5000) es 0 para una computadora, y 0 / 0 no es un número.",
)
def exponentiates_raw_logarithms(log_posteriors, predictions):
    weights = np.exp(log_posteriors)
    return _weighted(weights / weights.sum(), predictions)


@exercise.misconception(
    caught_by=survives_any_magnitude,
    en="Subtract the largest logarithm, not the smallest: then nothing overflows, and a hopeless model gets weight 0.",
    es="Resta el mayor logaritmo, no el menor: así nada desborda, y un modelo sin esperanza recibe peso 0.",
)
def subtracts_the_smallest(log_posteriors, predictions):
    weights = np.exp(log_posteriors - log_posteriors.min())
    return _weighted(weights / weights.sum(), predictions)
