"""Half the sum of the squared errors: the error that the delta rule was derived from."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, close, loss_gradient_agrees, normal
from solutions.losses import squared_error

exercise = Exercise(
    squared_error,
    en="Return E = 1/2 sum (t - y)^2 over all outputs y = `pred` of all examples, with the targets t = `target`, and "
    "dE/dy. Nothing is averaged.",
    es="Devuelve E = 1/2 sum (t - y)^2 sobre todas las salidas y = `pred` de todos los ejemplos, con los objetivos "
    "t = `target`, y también dE/dy. No se promedia nada.",
    inputs={"pred": normal("batch", "outputs"), "target": normal("batch", "outputs")},
    edges=[{"batch": 1}, {"outputs": 1}],
)


@exercise.check(
    points=2,
    en="the loss is half the sum of the squared errors",
    es="la pérdida es la mitad de la suma de los errores al cuadrado",
)
def loss_agrees(student, pred, target):
    loss, _ = student(pred, target)
    close(loss, squared_error(pred, target)[0], name="loss")


@exercise.check(points=2, en="the gradient is that of the loss", es="el gradiente es el de la pérdida")
def gradient_agrees(student, pred, target, rng):
    loss_gradient_agrees(student.squared_error, {"pred": pred, "target": target}, of="pred", rng=rng)


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, without the half. Here E is half the sum, so its derivative is the plain error.",
    es="Esa es otra convención, sin el medio. Aquí E es la mitad de la suma: su derivada es el error a secas.",
)
def forgets_the_half(pred, target):
    loss, gradient = squared_error(pred, target)
    return 2 * loss, 2 * gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="Multiply the sum by 1/2. Your gradient is already that of half the sum.",
    es="Multiplica la suma por 1/2. Tu gradiente ya es el de la mitad de la suma.",
)
def forgets_the_half_in_the_loss(pred, target):
    loss, gradient = squared_error(pred, target)
    return 2 * loss, gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, the average over the batch. Here E is a sum: each example adds its own error.",
    es="Esa es otra convención, el promedio sobre el lote. Aquí E es una suma: cada ejemplo aporta su propio error.",
)
def averages_over_batch(pred, target):
    loss, gradient = squared_error(pred, target)
    return loss / len(pred), gradient / len(pred)


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, half the mean over all entries. Here E is half their sum.",
    es="Esa es otra convención, la mitad del promedio sobre todas las entradas. Aquí E es la mitad de su suma.",
)
def averages_over_everything(pred, target):
    loss, gradient = squared_error(pred, target)
    return loss / pred.size, gradient / pred.size


@exercise.misconception(
    caught_by=loss_agrees,
    en="Square each error before you add them up, not their sum afterwards.",
    es="Eleva cada error al cuadrado antes de sumarlos, no su suma al final.",
)
def squares_the_sum(pred, target):
    total = (pred - target).sum()
    return total**2 / 2, np.full(pred.shape, total)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The derivative is dE/dy = -(t - y): mind the minus that comes from the inside.",
    es="La derivada es dE/dy = -(t - y): no olvides el menos que sale de la derivada interna.",
)
def forgets_the_inner_minus(pred, target):
    loss, gradient = squared_error(pred, target)
    return loss, -gradient


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The half cancels the 2 that comes down from the square: the gradient is y - t, not twice that.",
    es="El medio cancela el 2 que baja del cuadrado: el gradiente es y - t, no el doble.",
)
def keeps_the_two(pred, target):
    loss, gradient = squared_error(pred, target)
    return loss, 2 * gradient


@exercise.misconception(
    caught_by=gradient_agrees,
    en="Deriving the square brings down a 2, which cancels the half: the gradient is y - t, not half of it.",
    es="Al derivar el cuadrado baja un 2 que cancela el medio: el gradiente es y - t, no la mitad.",
)
def keeps_the_half(pred, target):
    loss, gradient = squared_error(pred, target)
    return loss, gradient / 2


@exercise.misconception(
    caught_by=gradient_agrees,
    en="E is a sum, so its gradient is not averaged: do not divide it by the batch size.",
    es="E es una suma, así que su gradiente no se promedia: no lo dividas entre el tamaño del lote.",
)
def averages_the_gradient(pred, target):
    loss, gradient = squared_error(pred, target)
    return loss, gradient / len(pred)
