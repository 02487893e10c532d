"""Regularisation must raise the loss."""

from __future__ import annotations

from collections import defaultdict

from assignments.a6_training.building import architecture, built
from assignments.a6_training.network import PARTS
from assignments.a6_training.network import exercise as network_exercise
from assignments.a6_training.verdicts import says
from autograder import Exercise, Text, normal
from solutions.network import L2, MSE, SGD, CrossEntropy, Dense, Input, Network
from solutions.training import regularization_raises_loss

exercise = Exercise(
    regularization_raises_loss,
    en="You get two networks of the same layers, one without and one with a regulariser. Tell whether the "
    "regulariser makes the loss larger at the same parameters: at those of the network without one. The two may "
    "come with different parameters.",
    es="Recibes dos redes con las mismas capas, una sin regularizador y otra con él. Di si el regularizador "
    "hace más grande la pérdida con los mismos parámetros: los de la red que no lo tiene. Las dos pueden venir "
    "con parámetros distintos.",
    topic=Text(en="Sanity: a penalty raises the loss", es="Cordura: una penalización sube la pérdida"),
    inputs={
        "low": architecture("features", "hidden", "outputs", activations=["tanh", "linear"]),
        "x": normal("batch", "features"),
        "y": normal("batch", "outputs"),
    },
    uses=[Input, Dense, Network, MSE, CrossEntropy, SGD, L2],
    builds_on=[*PARTS, network_exercise],
    opaque=("layer",),
)


def _far(drawn):
    """Return the architecture with other parameters, whose loss is much larger."""
    return type(drawn)(drawn.features, drawn.layers, [(3 * w, b + 20) for w, b in drawn.params])


def _answers(student, low, x, y):
    """Ask about networks with and without a penalty, better and worse ones; return the answers by penalty.

    Every check asks everything: a mistake is known by all of its answers.
    """
    far, answers = _far(low), defaultdict(list)
    for factor in (None, 0.0, 0.01):
        rest = [] if factor is None else [[], student.SGD.early()(1, 0.1), student.L2.early()(factor)]
        for plain, other in ((low, low), (low, far), (far, low)):
            networks = built(student, plain), built(student, other, "MSE", *rest)
            answers[factor].append(student.early()(*networks, x, y))
    return answers


@exercise.check(
    points=2,
    en="it is true where the penalty is in the loss, also if that network came with better parameters",
    es="es verdadero si la penalización está en la pérdida, aunque esa red traiga mejores parámetros",
)
def sees_a_penalty(student, low, x, y):
    for answer in _answers(student, low, x, y)[0.01]:
        says(
            answer,
            True,
            en="With a penalty the loss is larger at the same parameters: the answer should be True.",
            es="Con una penalización, la pérdida es mayor con los mismos parámetros: la respuesta debería ser True.",
        )


@exercise.check(
    points=2,
    en="it is false where there is no penalty, also if that network came with worse parameters",
    es="es falso si no hay penalización, aunque esa red traiga peores parámetros",
)
def sees_that_there_is_none(student, low, x, y):
    answers = _answers(student, low, x, y)
    for answer in (*answers[None], *answers[0.0]):
        says(
            answer,
            False,
            en="Without a penalty the losses are equal at the same parameters: the answer should be False.",
            es="Sin penalización, las pérdidas son iguales con los mismos parámetros: la respuesta debería ser "
            "False.",
        )


def _losses(first, second, x, y):
    return first.loss_and_gradients(x, y)[0], second.loss_and_gradients(x, y)[0]


@exercise.misconception(
    caught_by=(sees_a_penalty, sees_that_there_is_none),
    en="Give both networks the same parameters first: otherwise you compare two different networks.",
    es="Primero dales a las dos redes los mismos parámetros: si no, comparas dos redes distintas.",
)
def compares_different_networks(plain, regularized, x, y):
    without, penalised = _losses(plain, regularized, x, y)
    return bool(penalised > without)


@exercise.misconception(
    caught_by=sees_that_there_is_none,
    en="Equal is not larger: without a penalty the answer is False.",
    es="Igual no es mayor: sin penalización la respuesta es False.",
)
def takes_equal_for_larger(plain, regularized, x, y):
    regularized.set_params(plain.get_params())
    without, penalised = _losses(plain, regularized, x, y)
    return bool(penalised >= without)


@exercise.misconception(
    caught_by=(sees_a_penalty, sees_that_there_is_none),
    en="Ask whether the loss is larger with the regulariser than without it; you ask the opposite.",
    es="Pregunta si la pérdida es mayor con regularizador que sin él; tú preguntas lo contrario.",
)
def compares_the_other_way_round(plain, regularized, x, y):
    regularized.set_params(plain.get_params())
    without, penalised = _losses(plain, regularized, x, y)
    return not bool(penalised > without)


@exercise.misconception(
    caught_by=sees_a_penalty,
    en="Compare the losses of loss_and_gradients: the penalty is in there, not in the predictions.",
    es="Compara las pérdidas de loss_and_gradients: ahí está la penalización, no en las predicciones.",
)
def compares_predictions(plain, regularized, x, y):
    regularized.set_params(plain.get_params())
    pairs = (plain.loss(network.predict(x), y)[0] for network in (plain, regularized))
    without, penalised = pairs
    return bool(penalised > without)
