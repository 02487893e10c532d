"""The exponential linear unit, forward and backward."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop.elementwise import default_is, pre_activations, slope_agrees, values_agree
from autograder import Exercise, scalar
from solutions.activations import elu_backward, elu_forward

exercise = Exercise(
    elu_forward,
    elu_backward,
    en="Write the exponential linear unit: z where it is positive, alpha * (exp(z) - 1) where it is negative. Then "
    "carry the upstream gradient `da` back to z.",
    es="Escribe la unidad lineal exponencial: z donde es positiva, alpha * (exp(z) - 1) donde es negativa. Luego "
    "lleva el gradiente que llega, `da`, hacia atrás hasta z.",
    inputs={"z": pre_activations, "alpha": scalar(0.5, 0.8)},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z, alpha):
    for level in (alpha, 1 / alpha):
        values_agree(student.elu_forward, elu_forward, z, level)


@exercise.check(points=1, trials=1, en="alpha is 1 unless given", es="si no se da, alpha vale 1")
def default_alpha(student, z):
    default_is(1.0, student.elu_forward, elu_forward, z)


def _slope(z, alpha):
    return lambda a: np.where(z > 0, 1, a + alpha)


@exercise.check(points=3, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, alpha, rng):
    for level in (alpha, 1 / alpha):
        at = {"z": z, "alpha": level}
        slope_agrees(student.elu_forward, student.elu_backward, at, _slope(z, level), rng)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Multiply exp(z) - 1 by alpha: -alpha is the level that very negative entries approach.",
    es="Multiplica exp(z) - 1 por alpha: -alpha es el nivel al que se acercan las entradas muy negativas.",
)
class ignores_alpha:
    @staticmethod
    def elu_forward(z, alpha=1.0):
        return elu_forward(z)

    @staticmethod
    def elu_backward(da, cache):
        return elu_backward(da, cache)


@exercise.misconception(
    replaces=elu_forward,
    caught_by=forward_agrees,
    en="Subtract 1 from the exponential: exp(z) - 1 is 0 at z = 0, where the two sides meet.",
    es="Resta 1 a la exponencial: exp(z) - 1 vale 0 en z = 0, donde se unen los dos lados.",
)
def forgets_the_one(z, alpha=1.0):
    return np.where(z > 0, z, alpha * np.exp(np.minimum(z, 0))), (z, alpha)


@exercise.misconception(
    replaces=elu_forward,
    caught_by=forward_agrees,
    en="Mind the brackets: alpha multiplies the whole difference, alpha * (exp(z) - 1).",
    es="Cuida los paréntesis: alpha multiplica toda la resta, alpha * (exp(z) - 1).",
)
def subtracts_outside_the_brackets(z, alpha=1.0):
    return np.where(z > 0, z, alpha * np.exp(np.minimum(z, 0)) - 1), (z, alpha)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Positive entries pass unchanged: use the exponential on the negative side alone.",
    es="Las entradas positivas pasan sin cambio: usa la exponencial solo en el lado negativo.",
)
class forgets_the_straight_side:
    @staticmethod
    def elu_forward(z, alpha=1.0):
        return alpha * (np.exp(z) - 1), (z, alpha)

    @staticmethod
    def elu_backward(da, cache):
        z, alpha = cache
        return da * alpha * np.exp(z)


@exercise.misconception(
    replaces=elu_forward,
    caught_by=forward_agrees,
    en="You exchanged the sides: positive entries pass unchanged, and the exponential is for the negative ones.",
    es="Intercambiaste los lados: las entradas positivas pasan sin cambio, y la exponencial es para las negativas.",
)
def swaps_the_sides(z, alpha=1.0):
    return np.where(z > 0, alpha * (np.exp(z) - 1), z), (z, alpha)


@exercise.misconception(
    replaces=elu_forward,
    caught_by=forward_agrees,
    en="Negative entries stay negative: write exp(z) - 1, not 1 - exp(z).",
    es="Las entradas negativas siguen siendo negativas: escribe exp(z) - 1, no 1 - exp(z).",
)
def subtracts_the_other_way(z, alpha=1.0):
    return np.where(z > 0, z, -alpha * np.expm1(np.minimum(z, 0))), (z, alpha)


@exercise.misconception(
    replaces=elu_forward,
    caught_by=forward_agrees,
    en="The exponent is z itself: exp(-z) would explode where z is negative.",
    es="El exponente es z misma: exp(-z) explotaría donde z es negativa.",
)
def negates_the_exponent(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(-z) - 1)), (z, alpha)


@exercise.misconception(
    caught_by=forward_agrees,
    en="With z / alpha in the exponent it is CELU, another activation. Here the exponent is z itself.",
    es="Con z / alpha en el exponente es CELU, otra activación. Aquí el exponente es z misma.",
)
class takes_celu:
    @staticmethod
    def elu_forward(z, alpha=1.0):
        return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0) / alpha)), (z, alpha)

    @staticmethod
    def elu_backward(da, cache):
        z, alpha = cache
        return da * np.exp(np.minimum(z, 0) / alpha)


@exercise.misconception(
    caught_by=forward_agrees,
    en="With a straight line on the negative side it is the leaky ReLU. Here that side bends: alpha * (exp(z) - 1).",
    es="Con una recta en el lado negativo es la leaky ReLU. Aquí ese lado se curva: alpha * (exp(z) - 1).",
)
class leaks_in_a_straight_line:
    @staticmethod
    def elu_forward(z, alpha=1.0):
        return np.where(z > 0, z, alpha * z), (z, alpha)

    @staticmethod
    def elu_backward(da, cache):
        z, alpha = cache
        return np.where(z > 0, da, alpha * da)


@exercise.misconception(
    replaces=elu_forward,
    caught_by=default_alpha,
    en="0.01 is the usual alpha of the leaky ReLU. Here alpha is 1 unless given.",
    es="0.01 es la alpha usual de la leaky ReLU. Aquí alpha vale 1 si no se da.",
)
def takes_default_of_leaky_relu(z, alpha=0.01):
    return elu_forward(z, alpha)


@exercise.misconception(
    replaces=elu_backward,
    caught_by=dz_agrees,
    en="The chain rule: multiply the slope by the upstream gradient `da`.",
    es="La regla de la cadena: multiplica la pendiente por el gradiente que llega, `da`.",
)
def ignores_upstream(da, cache):
    return elu_backward(np.ones_like(da), cache)


@exercise.misconception(
    replaces=elu_backward,
    caught_by=dz_agrees,
    en="Multiply by `da` where z is negative too; there you return the slope alone.",
    es="Multiplica por `da` también donde z es negativa; ahí devuelves solo la pendiente.",
)
def ignores_upstream_where_negative(da, cache):
    return np.where(cache[0] > 0, da, elu_backward(np.ones_like(da), cache))


@exercise.misconception(
    replaces=elu_backward,
    caught_by=dz_agrees,
    en="Keep alpha when you differentiate: the derivative of alpha * (exp(z) - 1) is alpha * exp(z).",
    es="Conserva alpha al derivar: la derivada de alpha * (exp(z) - 1) es alpha * exp(z).",
)
def forgets_alpha_in_slope(da, cache):
    return da * np.exp(np.minimum(cache[0], 0))


@exercise.misconception(
    replaces=elu_backward,
    caught_by=dz_agrees,
    en="The 1 goes away when you differentiate: the slope of alpha * (exp(z) - 1) is alpha * exp(z).",
    es="El 1 desaparece al derivar: la pendiente de alpha * (exp(z) - 1) es alpha * exp(z).",
)
def keeps_the_one_in_slope(da, cache):
    z, alpha = cache
    return np.where(z > 0, da, da * alpha * np.expm1(np.minimum(z, 0)))


@exercise.misconception(
    replaces=elu_backward,
    caught_by=dz_agrees,
    en="a + 1 is the slope only if alpha is 1. Add alpha instead: a + alpha = alpha * exp(z).",
    es="a + 1 es la pendiente solo si alpha vale 1. Suma alpha: a + alpha = alpha * exp(z).",
)
def adds_one_to_activation(da, cache):
    return da * np.where(cache[0] > 0, 1, elu_forward(*cache)[0] + 1)


@exercise.misconception(
    replaces=elu_backward,
    caught_by=dz_agrees,
    en="Where z is negative the slope is not 0 but alpha * exp(z); 0 is that of the ReLU.",
    es="Donde z es negativa, la pendiente no es 0 sino alpha * exp(z); 0 es la de la ReLU.",
)
def stops_where_negative(da, cache):
    return da * (cache[0] > 0)


@exercise.misconception(
    replaces=elu_backward,
    caught_by=dz_agrees,
    en="Where z is negative the side bends: its slope is alpha * exp(z), not the constant alpha.",
    es="Donde z es negativa hay una curva: su pendiente es alpha * exp(z), no la constante alpha.",
)
def takes_slope_of_leaky_relu(da, cache):
    z, alpha = cache
    return np.where(z > 0, da, alpha * da)


@exercise.misconception(
    replaces=elu_backward,
    caught_by=dz_agrees,
    en="Where z is positive the slope is 1: use alpha * exp(z) on the negative side alone.",
    es="Donde z es positiva, la pendiente es 1: usa alpha * exp(z) solo en el lado negativo.",
)
def bends_both_sides(da, cache):
    z, alpha = cache
    return da * alpha * np.exp(z)
