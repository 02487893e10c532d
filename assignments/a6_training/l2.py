"""The L2 penalty as an object that is called."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, normal, scalar, slopes_agree
from solutions.network import L2

exercise = Exercise(
    L2,
    en="Write a class that is made with a factor, and whose objects are called with an array of weights. The "
    "answer is the penalty, factor / 2 times the sum of all squared weights, and its gradient with respect to "
    "the weights.",
    es="Escribe una clase que se crea con un factor y cuyos objetos se llaman con un arreglo de pesos. La "
    "respuesta es la penalización, factor / 2 por la suma de todos los pesos al cuadrado, y su gradiente "
    "respecto de los pesos.",
    topic=Text(en="L2 penalty, as an object", es="Penalización L2, como objeto"),
    inputs={"w": normal("fan_in", "fan_out"), "factor": scalar(0.1, 2.0)},
    edges=[{"fan_out": 1}],
)


@exercise.check(
    points=2,
    en="the penalty is factor / 2 times the sum of the squares",
    es="la penalización es factor / 2 por la suma de los cuadrados",
)
def penalty_agrees(student, w, factor):
    for size in (factor, 0.0):
        penalty, _ = student(size)(w)
        close(penalty, L2(size)(w)[0], name="penalty")


@exercise.check(
    points=1, en="the gradient is that of the penalty", es="el gradiente es el de la penalización"
)
def gradient_agrees(student, w, factor, rng):
    penalty = student.early()(factor).early()

    def ask(values):
        return penalty.many([(value,) for value in values])

    slopes_agree(ask, w, wanted=L2(factor)(w), rng=rng, name="w")


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Leaving out the half is another convention. Here the penalty is factor / 2 times the sum of the squares.",
    es="Omitir el medio es otra convención. Aquí la penalización es factor / 2 por la suma de los cuadrados.",
)
class forgets_the_half(L2):
    def __call__(self, w):
        return self.factor * (w**2).sum(), 2 * self.factor * w


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Multiply the sum of the squares by factor / 2: your gradient, factor * w, belongs to that.",
    es="Multiplica la suma de los cuadrados por factor / 2: tu gradiente, factor * w, corresponde a eso.",
)
class forgets_the_half_in_the_penalty_alone(L2):
    def __call__(self, w):
        return self.factor * (w**2).sum(), self.factor * w


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Add up the squares; their mean is another convention.",
    es="Suma los cuadrados; promediarlos es otra convención.",
)
class averages(L2):
    def __call__(self, w):
        return self.factor / 2 * (w**2).mean(), self.factor * w / w.size


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Absolute values make the L1 penalty; here add up the squares.",
    es="Los valores absolutos forman la penalización L1; aquí suma los cuadrados.",
)
class takes_absolute_values(L2):
    def __call__(self, w):
        return self.factor / 2 * np.abs(w).sum(), self.factor / 2 * np.sign(w)


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Do not take the root: the penalty is the sum of the squares, not the norm.",
    es="No saques la raíz: la penalización es la suma de los cuadrados, no la norma.",
)
class takes_the_norm(L2):
    def __call__(self, w):
        norm = np.sqrt((w**2).sum())
        return self.factor / 2 * norm, self.factor / 2 * w / norm


@exercise.misconception(
    caught_by=penalty_agrees,
    en="Multiply by the factor that the object was made with.",
    es="Multiplica por el factor con que se creó el objeto.",
)
class forgets_the_factor(L2):
    def __call__(self, w):
        return (w**2).sum() / 2, w


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The 2 of the square cancels the half: the gradient is factor * w.",
    es="El 2 del cuadrado cancela el medio: el gradiente es factor * w.",
)
class doubles_the_gradient(L2):
    def __call__(self, w):
        return super().__call__(w)[0], 2 * self.factor * w


@exercise.misconception(
    caught_by=gradient_agrees,
    en="Differentiate the half away: the gradient is factor * w, not factor / 2 * w.",
    es="Al derivar, el medio desaparece: el gradiente es factor * w, no factor / 2 * w.",
)
class halves_the_gradient(L2):
    def __call__(self, w):
        return super().__call__(w)[0], self.factor / 2 * w
