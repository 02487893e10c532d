"""The continuously differentiable exponential linear unit, forward and backward."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop.elementwise import default_is, pre_activations, slope_agrees, values_agree
from autograder import Exercise, scalar
from solutions.activations import celu_backward, celu_forward

exercise = Exercise(
    celu_forward,
    celu_backward,
    en="Write CELU, the ELU whose two sides always meet with slope 1: z where it is positive, "
    "alpha * (exp(z / alpha) - 1) where it is negative. Then carry the upstream gradient `da` back to z.",
    es="Escribe CELU, la ELU cuyos dos lados siempre se unen con pendiente 1: z donde es positiva, "
    "alpha * (exp(z / alpha) - 1) donde es negativa. Luego lleva el gradiente que llega, `da`, hacia atrás hasta z.",
    inputs={"z": pre_activations, "alpha": scalar(0.5, 0.8)},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z, alpha):
    for level in (alpha, 1 / alpha):
        values_agree(student.celu_forward, celu_forward, z, level)


@exercise.check(points=1, trials=1, en="alpha is 1 unless given", es="si no se da, alpha vale 1")
def default_alpha(student, z):
    default_is(1.0, student.celu_forward, celu_forward, z)


def _slope(z, alpha):
    return lambda a: np.where(z > 0, 1, a / alpha + 1)


@exercise.check(points=3, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, alpha, rng):
    for level in (alpha, 1 / alpha):
        at = {"z": z, "alpha": level}
        slope_agrees(student.celu_forward, student.celu_backward, at, _slope(z, level), rng)


@exercise.misconception(
    caught_by=forward_agrees,
    en="That is ELU, another activation. Here z is divided by alpha in the exponent.",
    es="Esa es ELU, otra activación. Aquí z se divide entre alpha en el exponente.",
)
class takes_elu:
    @staticmethod
    def celu_forward(z, alpha=1.0):
        return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0))), (z, alpha)

    @staticmethod
    def celu_backward(da, cache):
        z, alpha = cache
        return da * np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0)))


@exercise.misconception(
    caught_by=forward_agrees,
    en="Multiply by alpha in front as well: alpha * (exp(z / alpha) - 1).",
    es="Multiplica también por alpha al frente: alpha * (exp(z / alpha) - 1).",
)
class forgets_the_factor_in_front:
    @staticmethod
    def celu_forward(z, alpha=1.0):
        return np.where(z > 0, z, np.expm1(np.minimum(z, 0) / alpha)), (z, alpha)

    @staticmethod
    def celu_backward(da, cache):
        z, alpha = cache
        return da * np.where(z > 0, 1, np.exp(np.minimum(z, 0) / alpha) / alpha)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Divide z by alpha in the exponent, do not multiply: exp(z / alpha).",
    es="En el exponente divide z entre alpha, no la multipliques: exp(z / alpha).",
)
class multiplies_in_the_exponent:
    @staticmethod
    def celu_forward(z, alpha=1.0):
        return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0) * alpha)), (z, alpha)

    @staticmethod
    def celu_backward(da, cache):
        z, alpha = cache
        return da * np.where(z > 0, 1, alpha**2 * np.exp(np.minimum(z, 0) * alpha))


@exercise.misconception(
    caught_by=forward_agrees,
    en="Use alpha, in front and in the exponent: alpha * (exp(z / alpha) - 1).",
    es="Usa alpha, al frente y en el exponente: alpha * (exp(z / alpha) - 1).",
)
class ignores_alpha:
    @staticmethod
    def celu_forward(z, alpha=1.0):
        return celu_forward(z)

    @staticmethod
    def celu_backward(da, cache):
        return celu_backward(da, cache)


@exercise.misconception(
    replaces=celu_forward,
    caught_by=forward_agrees,
    en="Subtract 1 from the exponential: exp(z / alpha) - 1 is 0 at z = 0, where the two sides meet.",
    es="Resta 1 a la exponencial: exp(z / alpha) - 1 vale 0 en z = 0, donde se unen los dos lados.",
)
def forgets_the_one(z, alpha=1.0):
    return np.where(z > 0, z, alpha * np.exp(np.minimum(z, 0) / alpha)), (z, alpha)


@exercise.misconception(
    replaces=celu_forward,
    caught_by=forward_agrees,
    en="Mind the brackets: alpha multiplies the whole difference, alpha * (exp(z / alpha) - 1).",
    es="Cuida los paréntesis: alpha multiplica toda la resta, alpha * (exp(z / alpha) - 1).",
)
def subtracts_outside_the_brackets(z, alpha=1.0):
    return np.where(z > 0, z, alpha * np.exp(np.minimum(z, 0) / alpha) - 1), (z, alpha)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Positive entries pass unchanged: use the exponential on the negative side alone.",
    es="Las entradas positivas pasan sin cambio: usa la exponencial solo en el lado negativo.",
)
class forgets_the_straight_side:
    @staticmethod
    def celu_forward(z, alpha=1.0):
        return alpha * (np.exp(z / alpha) - 1), (z, alpha)

    @staticmethod
    def celu_backward(da, cache):
        z, alpha = cache
        return da * np.exp(z / alpha)


@exercise.misconception(
    replaces=celu_forward,
    caught_by=forward_agrees,
    en="You exchanged the sides: positive entries pass unchanged, and the exponential is for the negative ones.",
    es="Intercambiaste los lados: las entradas positivas pasan sin cambio, y la exponencial es para las negativas.",
)
def swaps_the_sides(z, alpha=1.0):
    return np.where(z > 0, alpha * (np.exp(z / alpha) - 1), z), (z, alpha)


@exercise.misconception(
    replaces=celu_forward,
    caught_by=default_alpha,
    en="0.01 is the usual alpha of the leaky ReLU. Here alpha is 1 unless given.",
    es="0.01 es la alpha usual de la leaky ReLU. Aquí alpha vale 1 si no se da.",
)
def takes_default_of_leaky_relu(z, alpha=0.01):
    return celu_forward(z, alpha)


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="The chain rule: multiply the slope by the upstream gradient `da`.",
    es="La regla de la cadena: multiplica la pendiente por el gradiente que llega, `da`.",
)
def ignores_upstream(da, cache):
    return celu_backward(np.ones_like(da), cache)


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="Multiply by `da` where z is negative too; there you return the slope alone.",
    es="Multiplica por `da` también donde z es negativa; ahí devuelves solo la pendiente.",
)
def ignores_upstream_where_negative(da, cache):
    return np.where(cache[0] > 0, da, celu_backward(np.ones_like(da), cache))


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="Apply the chain rule to the exponent: its 1 / alpha cancels the alpha in front, and exp(z / alpha) is left "
    "(with the output a, that is a / alpha + 1).",
    es="Aplica la regla de la cadena al exponente: su 1 / alpha cancela la alpha del frente y queda exp(z / alpha) "
    "(con la salida a, eso es a / alpha + 1).",
)
def forgets_the_inner_derivative(da, cache):
    z, alpha = cache
    return da * np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0) / alpha))


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="Keep the alpha in front when you differentiate: it cancels the 1 / alpha of the exponent.",
    es="Conserva la alpha del frente al derivar: cancela el 1 / alpha del exponente.",
)
def loses_the_factor_in_front(da, cache):
    z, alpha = cache
    return da * np.where(z > 0, 1, np.exp(np.minimum(z, 0) / alpha) / alpha)


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="alpha * exp(z) is the slope of ELU. That of CELU is exp(z / alpha).",
    es="alpha * exp(z) es la pendiente de ELU. La de CELU es exp(z / alpha).",
)
def takes_slope_of_elu(da, cache):
    z, alpha = cache
    return da * np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0)))


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="Differentiating leaves the exponent as it is: exp(z / alpha), not exp(z).",
    es="Al derivar, el exponente queda igual: exp(z / alpha), no exp(z).",
)
def forgets_alpha_in_slope(da, cache):
    return da * np.exp(np.minimum(cache[0], 0))


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="a + 1 is the slope only if alpha is 1. Divide first: a / alpha + 1 = exp(z / alpha).",
    es="a + 1 es la pendiente solo si alpha vale 1. Divide primero: a / alpha + 1 = exp(z / alpha).",
)
def adds_one_to_activation(da, cache):
    return da * np.where(cache[0] > 0, 1, celu_forward(*cache)[0] + 1)


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="Where z is negative the slope is not 0 but exp(z / alpha); 0 is that of the ReLU.",
    es="Donde z es negativa, la pendiente no es 0 sino exp(z / alpha); 0 es la de la ReLU.",
)
def stops_where_negative(da, cache):
    return da * (cache[0] > 0)


@exercise.misconception(
    replaces=celu_backward,
    caught_by=dz_agrees,
    en="Where z is positive the slope is 1: use exp(z / alpha) on the negative side alone.",
    es="Donde z es positiva, la pendiente es 1: usa exp(z / alpha) solo en el lado negativo.",
)
def bends_both_sides(da, cache):
    z, alpha = cache
    return da * np.exp(z / alpha)
