"""The multiclass hinge loss: no probabilities, only a margin."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import softmax_cross_entropy
from autograder import Exercise, close, loss_gradient_agrees, normal
from solutions.losses import multiclass_hinge_loss

exercise = Exercise(
    multiclass_hinge_loss,
    name="hinge_loss",
    en="Return the multiclass hinge loss with margin 1, and its gradient with respect to the scores. A wrong "
    "class j costs an example max(0, s_j - s_y + 1), where s_y is the score of its true class. Sum over the "
    "wrong classes and average over the batch.",
    es="Devuelve la pérdida hinge multiclase con margen 1 y su gradiente respecto de los puntajes. Una clase "
    "incorrecta j le cuesta a un ejemplo max(0, s_j - s_y + 1), donde s_y es el puntaje de su clase correcta. "
    "Suma sobre las clases incorrectas y promedia sobre el lote.",
    inputs={
        "scores": normal("batch", "classes", std=2.0),
        "y": softmax_cross_entropy.exercise.inputs["y"],
    },
    # Enough classes for some to lie within the margin and some beyond it.
    sizes={"batch": range(6, 10), "classes": range(4, 10)},
    edges=[{"batch": 1}, {"classes": 2}],
)


@exercise.check(
    points=3,
    en="the loss sums what the wrong classes cost and averages over the batch",
    es="la pérdida suma el costo de las clases incorrectas y promedia sobre el lote",
)
def loss_agrees(student, scores, y):
    loss, _ = student(scores, y)
    close(loss, multiclass_hinge_loss(scores, y)[0], name="loss")


@exercise.check(points=3, en="the gradient is that of the loss", es="el gradiente es el de la pérdida")
def gradient_agrees(student, scores, y, rng):
    at = {"scores": scores, "y": y}
    loss_gradient_agrees(student.multiclass_hinge_loss, at, of="scores", rng=rng)


def _excess(scores, y, margin=1.0):
    """Return s_j - s_y + margin for every class j, the true one included."""
    return scores - scores[np.arange(len(y)), y][:, None] + margin


def _true(scores, y):
    """Tell for every score whether it is that of the true class."""
    return np.eye(scores.shape[1])[y] > 0


def _loss_of(costs, slopes, y):
    """Average the costs of the wrong classes; `slopes` are those of a wrong class's cost in its own score."""
    true = _true(costs, y)
    slopes = np.where(true, 0, slopes)
    gradient = np.where(true, -slopes.sum(axis=1, keepdims=True), slopes)
    return np.where(true, 0, costs).sum() / len(y), gradient / len(y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Leave the true class out of the sum: it costs max(0, s_y - s_y + 1) = 1 in every example.",
    es="Deja la clase correcta fuera de la suma: aporta max(0, s_y - s_y + 1) = 1 en cada ejemplo.",
)
def counts_the_true_class(scores, y):
    loss, gradient = multiclass_hinge_loss(scores, y)
    return loss + 1, gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="A class that lies beyond the margin costs nothing: cut every term off at 0 with max(0, ...).",
    es="Una clase que queda más allá del margen no cuesta nada: corta cada término en 0 con max(0, ...).",
)
def forgets_the_hinge(scores, y):
    costs = _excess(scores, y)
    return _loss_of(costs, np.ones_like(costs), y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Add the margin: it is not enough that the true class wins, it has to win by 1.",
    es="Suma el margen: no basta con que la clase correcta gane, tiene que ganar por 1.",
)
def forgets_the_margin(scores, y):
    costs = np.maximum(0, _excess(scores, y, margin=0.0))
    return _loss_of(costs, costs > 0, y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Your difference has the wrong sign: a wrong class costs when its own score is high, s_j - s_y + 1.",
    es="Tu diferencia tiene el signo contrario: una clase incorrecta cuesta cuando su puntaje es alto, s_j - s_y + 1.",
)
def subtracts_the_wrong_way(scores, y):
    loss, gradient = multiclass_hinge_loss(-scores, y)
    return loss, -gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, the sum over the batch. Here the loss is averaged: divide it, and with it "
    "the gradient, by the batch size.",
    es="Esa es otra convención, la suma sobre el lote. Aquí la pérdida se promedia: divídela, y con ella el "
    "gradiente, entre el tamaño del lote.",
)
def sums_over_batch(scores, y):
    loss, gradient = multiclass_hinge_loss(scores, y)
    return loss * len(y), gradient * len(y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, the mean over the classes too. Here you sum over the classes and divide by the "
    "batch size alone.",
    es="Esa es otra convención, que promedia también sobre las clases. Aquí se suma sobre las clases y se divide solo "
    "entre el tamaño del lote.",
)
def averages_over_classes(scores, y):
    loss, gradient = multiclass_hinge_loss(scores, y)
    return loss / scores.shape[1], gradient / scores.shape[1]


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, where only the worst wrong class counts. Here you sum over all of them.",
    es="Esa es otra convención, donde solo cuenta la peor de las clases incorrectas. Aquí se suman todas.",
)
def takes_only_the_worst_class(scores, y):
    costs = np.where(_true(scores, y), 0, np.maximum(0, _excess(scores, y)))
    worst = (costs == costs.max(axis=1, keepdims=True)) & (costs > 0)
    return _loss_of(costs * worst, worst, y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, the squared hinge. Here what lies within the margin costs linearly: do not square "
    "it.",
    es="Esa es otra convención, la hinge al cuadrado. Aquí lo que entra en el margen cuesta linealmente: no lo eleves "
    "al cuadrado.",
)
def squares_the_hinge(scores, y):
    costs = np.maximum(0, _excess(scores, y))
    return _loss_of(costs**2, 2 * costs, y)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The loss is an average, so its gradient carries the same factor: divide it by the batch size too.",
    es="La pérdida es un promedio, y su gradiente lleva el mismo factor: divídelo también entre el tamaño del lote.",
)
def forgets_batch_size_in_gradient(scores, y):
    loss, gradient = multiclass_hinge_loss(scores, y)
    return loss, gradient * len(y)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="Each class within the margin pulls at the true score once: its slope is minus the number of such classes, "
    "not -1.",
    es="Cada clase dentro del margen tira una vez del puntaje correcto: su pendiente es menos la cantidad de esas "
    "clases, no -1.",
)
def pulls_the_true_class_once(scores, y):
    loss, gradient = multiclass_hinge_loss(scores, y)
    return loss, np.where(_true(scores, y), -1 / len(y), gradient)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The score of the true class stands in every term too: give it minus the number of classes within the margin.",
    es="El puntaje de la clase correcta también está en cada término: ponle menos la cantidad de clases dentro del "
    "margen.",
)
def forgets_the_true_class_in_gradient(scores, y):
    loss, gradient = multiclass_hinge_loss(scores, y)
    return loss, np.where(_true(scores, y), 0, gradient)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The gradient holds slopes, not costs: a wrong class within the margin has slope 1 however much it costs.",
    es="El gradiente contiene pendientes, no costos: una clase incorrecta dentro del margen tiene pendiente 1, cueste "
    "lo que cueste.",
)
def returns_costs_for_slopes(scores, y):
    costs = np.maximum(0, _excess(scores, y))
    return multiclass_hinge_loss(scores, y)[0], _loss_of(costs, costs, y)[1]


@exercise.misconception(
    caught_by=gradient_agrees,
    en="Your gradient has the opposite sign: it is positive at the wrong classes, negative at the true one.",
    es="Tu gradiente tiene el signo contrario: es positivo en las clases incorrectas y negativo en la correcta.",
)
def flips_the_gradient(scores, y):
    loss, gradient = multiclass_hinge_loss(scores, y)
    return loss, -gradient
