"""The mean squared error as an object that is called."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, normal, slopes_agree
from solutions.network import MSE

exercise = Exercise(
    MSE,
    en="Write a class whose objects are called with the outputs of a network and their targets, both of shape "
    "(batch, outputs). The answer is the squared error, averaged over all entries, and its gradient with "
    "respect to the outputs.",
    es="Escribe una clase cuyos objetos se llaman con las salidas de una red y sus objetivos, ambos de forma "
    "(batch, outputs). La respuesta es el error cuadrático, promediado sobre todas las entradas, y su gradiente "
    "respecto de las salidas.",
    topic=Text(en="Squared error, as an object", es="Error cuadrático, como objeto"),
    inputs={"out": normal("batch", "outputs"), "y": normal("batch", "outputs", mean=0.5)},
    edges=[{"batch": 1}, {"outputs": 1}],
)


@exercise.check(
    points=2, en="the loss is the mean over all entries", es="la pérdida es el promedio de todas las entradas"
)
def loss_agrees(student, out, y):
    loss, _ = student()(out, y)
    close(loss, MSE()(out, y)[0], name="loss")


@exercise.check(
    points=2,
    en="the gradient is that of the loss, with respect to the outputs",
    es="el gradiente es el de la pérdida, respecto de las salidas",
)
def gradient_agrees(student, out, y, rng):
    loss = student.early()().early()

    def ask(values):
        return loss.many([(value, y) for value in values])

    slopes_agree(ask, out, wanted=MSE()(out, y), rng=rng, name="out")


@exercise.misconception(
    caught_by=loss_agrees,
    en="Take the mean over all entries: divide the sum of the squares by out.size.",
    es="Promedia sobre todas las entradas: divide la suma de los cuadrados entre out.size.",
)
class sums(MSE):
    def __call__(self, out, y):
        return ((out - y) ** 2).sum(), 2 * (out - y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Averaging over the batch alone is another convention. Here the mean is over all batch * outputs entries.",
    es="Promediar solo sobre el lote es otra convención. Aquí el promedio es sobre las batch * outputs entradas.",
)
class averages_over_the_batch(MSE):
    def __call__(self, out, y):
        return ((out - y) ** 2).sum() / len(out), 2 * (out - y) / len(out)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Half of the squares is another convention. Here the loss is the plain mean of the squares.",
    es="La mitad de los cuadrados es otra convención. Aquí la pérdida es el promedio de los cuadrados, sin más.",
)
class halves(MSE):
    def __call__(self, out, y):
        return ((out - y) ** 2).mean() / 2, (out - y) / out.size


@exercise.misconception(
    caught_by=loss_agrees,
    en="Square the errors; you take their absolute values.",
    es="Eleva los errores al cuadrado; tú tomas su valor absoluto.",
)
class takes_absolute_errors(MSE):
    def __call__(self, out, y):
        return np.abs(out - y).mean(), np.sign(out - y) / out.size


@exercise.misconception(
    caught_by=loss_agrees,
    en="Return the mean of the squares itself, without a root.",
    es="Devuelve el promedio de los cuadrados tal cual, sin raíz.",
)
class takes_the_root(MSE):
    def __call__(self, out, y):
        loss = np.sqrt(((out - y) ** 2).mean())
        return loss, (out - y) / out.size / loss


@exercise.misconception(
    caught_by=loss_agrees,
    en="Take the mean of the squares, not their sum: your gradient does belong to the mean.",
    es="Toma el promedio de los cuadrados, no su suma: tu gradiente sí es el del promedio.",
)
class sums_in_the_loss_alone(MSE):
    def __call__(self, out, y):
        return ((out - y) ** 2).sum(), super().__call__(out, y)[1]


@exercise.misconception(
    caught_by=loss_agrees,
    en="Leave out the half: your gradient belongs to the plain mean of the squares, and so should the loss.",
    es="Omite el medio: tu gradiente es el del promedio de los cuadrados, y la pérdida debería serlo también.",
)
class halves_the_loss_alone(MSE):
    def __call__(self, out, y):
        return ((out - y) ** 2).mean() / 2, super().__call__(out, y)[1]


@exercise.misconception(
    caught_by=gradient_agrees,
    en="Divide the gradient by out.size as well: the loss is a mean.",
    es="Divide también el gradiente entre out.size: la pérdida es un promedio.",
)
class forgets_the_mean_in_the_gradient(MSE):
    def __call__(self, out, y):
        return super().__call__(out, y)[0], 2 * (out - y)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The square brings down a factor of 2: the gradient is 2 * (out - y) / out.size.",
    es="El cuadrado baja un factor 2: el gradiente es 2 * (out - y) / out.size.",
)
class forgets_the_two(MSE):
    def __call__(self, out, y):
        return super().__call__(out, y)[0], (out - y) / out.size


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The gradient is with respect to the outputs: it points from y to out, so take out - y.",
    es="El gradiente es respecto de las salidas: apunta de y hacia out, así que toma out - y.",
)
class turns_the_gradient_round(MSE):
    def __call__(self, out, y):
        loss, gradient = super().__call__(out, y)
        return loss, -gradient
