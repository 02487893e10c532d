"""The mean squared error."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, close, loss_gradient_agrees, normal
from solutions.losses import mse_loss

exercise = Exercise(
    mse_loss,
    en="Return the mean of the squared errors over all entries of `pred`, examples and outputs alike, and its "
    "gradient with respect to `pred`.",
    es="Devuelve el promedio de los errores al cuadrado sobre todas las entradas de `pred`, ejemplos y salidas por "
    "igual, y su gradiente respecto de `pred`.",
    inputs={"pred": normal("batch", "outputs"), "target": normal("batch", "outputs")},
    edges=[{"batch": 1}, {"outputs": 1}],
)


@exercise.check(
    points=2, en="the loss is the mean squared error", es="la pérdida es el error cuadrático medio"
)
def loss_agrees(student, pred, target):
    loss, _ = student(pred, target)
    close(loss, mse_loss(pred, target)[0], name="loss")


@exercise.check(points=2, en="the gradient is that of the loss", es="el gradiente es el de la pérdida")
def gradient_agrees(student, pred, target, rng):
    loss_gradient_agrees(student.mse_loss, {"pred": pred, "target": target}, of="pred", rng=rng)


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, which sums over the outputs and averages over the batch alone. Here you divide by "
    "the number of all entries.",
    es="Esa es otra convención, que suma sobre las salidas y promedia solo sobre el lote. Aquí se divide entre el "
    "número total de entradas.",
)
def averages_over_batch_alone(pred, target):
    loss, gradient = mse_loss(pred, target)
    return loss * pred.shape[1], gradient * pred.shape[1]


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, with a half in front. Here there is none: the 2 stays in the gradient.",
    es="Esa es otra convención, con un medio delante. Aquí no lo hay: el 2 se queda en el gradiente.",
)
def halves_the_loss(pred, target):
    loss, gradient = mse_loss(pred, target)
    return loss / 2, gradient / 2


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, the sum divided by twice the batch size. Here you divide by the number of all "
    "entries, and nothing is halved.",
    es="Esa es otra convención, la suma dividida entre el doble del tamaño del lote. Aquí se divide entre el número "
    "total de entradas, sin ningún medio.",
)
def halves_the_average_over_batch(pred, target):
    error = pred - target
    return (error**2).sum() / (2 * len(pred)), error / len(pred)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Average: divide the sum of the squares by the number of entries.",
    es="Promedia: divide la suma de los cuadrados entre el número de entradas.",
)
def sums_over_everything(pred, target):
    loss, gradient = mse_loss(pred, target)
    return loss * pred.size, gradient * pred.size


@exercise.misconception(
    caught_by=loss_agrees,
    en="Square the errors before you add them up: positive and negative ones must not cancel.",
    es="Eleva los errores al cuadrado antes de sumarlos: los positivos y los negativos no deben cancelarse.",
)
def forgets_the_square(pred, target):
    return (pred - target).mean(), np.full(pred.shape, 1 / pred.size)


@exercise.misconception(
    caught_by=loss_agrees,
    en="That is the mean absolute error. Square the errors.",
    es="Ese es el error absoluto medio. Eleva los errores al cuadrado.",
)
def takes_absolute_errors(pred, target):
    return np.abs(pred - target).mean(), np.sign(pred - target) / pred.size


@exercise.misconception(
    caught_by=loss_agrees,
    en="That is the root of the mean squared error. Leave out the square root.",
    es="Esa es la raíz del error cuadrático medio. Quita la raíz cuadrada.",
)
def takes_the_root(pred, target):
    loss, gradient = mse_loss(pred, target)
    return np.sqrt(loss), gradient / (2 * np.sqrt(loss))


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The loss is a mean, so its gradient carries the same factor: divide it by the number of entries too.",
    es="La pérdida es un promedio, y su gradiente lleva el mismo factor: divídelo también entre el número de entradas.",
)
def forgets_the_mean_in_gradient(pred, target):
    return mse_loss(pred, target)[0], 2 * (pred - target)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The mean runs over all entries: divide the gradient by their number, not by the batch size alone.",
    es="El promedio recorre todas las entradas: divide el gradiente entre su número, no solo entre el tamaño del lote.",
)
def divides_gradient_by_batch_alone(pred, target):
    return mse_loss(pred, target)[0], 2 * (pred - target) / len(pred)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The square brings down a factor 2, and there is no half to cancel it.",
    es="Al derivar el cuadrado baja un factor 2, y no hay ningún medio que lo cancele.",
)
def forgets_the_two(pred, target):
    loss, gradient = mse_loss(pred, target)
    return loss, gradient / 2


@exercise.misconception(
    caught_by=gradient_agrees,
    en="Your gradient has the opposite sign: where the prediction is too high, it is positive.",
    es="Tu gradiente tiene el signo contrario: donde la predicción es demasiado alta, es positivo.",
)
def flips_the_gradient(pred, target):
    loss, gradient = mse_loss(pred, target)
    return loss, -gradient
