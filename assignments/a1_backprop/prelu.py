"""The parametric rectified linear unit, forward and backward: a leak that is learned."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop.elementwise import pre_activations, values_agree
from autograder import Exercise, close, gradient_agrees, made, uniform
from solutions.activations import prelu_backward, prelu_forward


def _far_slopes(rng, sizes):
    """One for each unit from -1.5 to 2.5: at least one is negative and at least one above 1."""
    n = sizes["units"]
    return rng.permutation((np.arange(n) + rng.uniform(size=n)) * 4 / n - 1.5)


exercise = Exercise(
    prelu_forward,
    prelu_backward,
    en="Write the parametric ReLU: z where it is positive, alpha * z where it is negative, with a slope alpha of its "
    "own for every unit. The slopes are learned: carry the upstream gradient `da` back to z and to alpha.",
    es="Escribe la ReLU paramétrica: z donde es positiva, alpha * z donde es negativa, con una pendiente alpha propia "
    "para cada unidad. Las pendientes se aprenden: lleva el gradiente que llega, `da`, hacia atrás hasta z y hasta "
    "alpha.",
    inputs={
        "z": pre_activations,
        "alpha": uniform("units", low=0.05, high=0.6),
        "far": made(_far_slopes, "units"),
    },
    edges=[{"batch": 1}],
)


def _gradient_agrees(student, of, rng, z, alpha):
    at = {"z": z, "alpha": alpha}
    gradient_agrees(student.prelu_forward, student.prelu_backward, at, of=of, rng=rng)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z, alpha):
    values_agree(student.prelu_forward, prelu_forward, z, alpha)


@exercise.check(points=2, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, alpha, rng):
    _gradient_agrees(student, "z", rng, z, alpha)


@exercise.check(
    points=3,
    en="dalpha is the gradient with respect to the slopes",
    es="dalpha es el gradiente respecto de las pendientes",
)
def dalpha_agrees(student, z, alpha, rng):
    _gradient_agrees(student, "alpha", rng, z, alpha)


@exercise.check(
    points=1,
    needs=forward_agrees,
    en="the forward is right for learned slopes below 0 and above 1",
    es="el forward es correcto con pendientes aprendidas menores que 0 y mayores que 1",
)
def forward_takes_any_slope(student, z, far):
    a, _ = student.prelu_forward(z, far)
    close(a, prelu_forward(z, far)[0], name="a")


@exercise.check(
    points=1,
    needs=dz_agrees,
    en="dz is right for learned slopes below 0 and above 1",
    es="dz es correcto con pendientes aprendidas menores que 0 y mayores que 1",
)
def backward_takes_any_slope(student, z, far, rng):
    _gradient_agrees(student, "z", rng, z, far)


@exercise.misconception(
    replaces=prelu_forward,
    caught_by=forward_takes_any_slope,
    en="max(z, alpha * z) is right only as long as alpha is at most 1, and a learned slope may grow beyond. Let the "
    "sign of z decide.",
    es="max(z, alpha * z) solo es correcto mientras alpha no pase de 1, y una pendiente aprendida puede crecer más. "
    "Deja que decida el signo de z.",
)
def takes_the_maximum(z, alpha):
    return np.maximum(z, alpha * z), (z, alpha)


@exercise.misconception(
    caught_by=backward_takes_any_slope,
    en="Let the sign of z decide about the slope, not that of the activation: with a negative alpha, no activation is "
    "negative.",
    es="Deja que el signo de z decida la pendiente, no el de la activación: con una alpha negativa, ninguna activación "
    "es negativa.",
)
class looks_at_the_sign_of_activation:
    @staticmethod
    def prelu_forward(z, alpha):
        return prelu_forward(z, alpha)[0], (z, alpha)

    @staticmethod
    def prelu_backward(da, cache):
        z, alpha = cache
        off = prelu_forward(z, alpha)[0] <= 0
        return np.where(off, alpha * da, da), (da * z * off).sum(axis=0)


@exercise.misconception(
    replaces=prelu_forward,
    caught_by=forward_agrees,
    en="You exchanged the sides: positive entries pass unchanged, and alpha multiplies the negative ones.",
    es="Intercambiaste los lados: las entradas positivas pasan sin cambio, y alpha multiplica a las negativas.",
)
def leaks_on_the_wrong_side(z, alpha):
    return np.where(z > 0, alpha * z, z), (z, alpha)


@exercise.misconception(
    replaces=prelu_forward,
    caught_by=forward_agrees,
    en="Add alpha * z only where z is negative; positive entries pass unchanged.",
    es="Suma alpha * z solo donde z es negativa; las entradas positivas pasan sin cambio.",
)
def leaks_on_both_sides(z, alpha):
    return np.maximum(z, 0) + alpha * z, (z, alpha)


@exercise.misconception(
    replaces=prelu_forward,
    caught_by=forward_agrees,
    en="Every unit has its own slope: use all of alpha, not its first entry or its mean.",
    es="Cada unidad tiene su propia pendiente: usa todo alpha, no su primera entrada ni su promedio.",
)
def shares_the_first_slope(z, alpha):
    return prelu_forward(z, alpha[0])[0], (z, alpha)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Use the slopes that are passed; a fixed 0.01 is the leaky ReLU, which learns none.",
    es="Usa las pendientes que recibes; un 0.01 fijo es la leaky ReLU, que no aprende ninguna.",
)
class leaks_by_a_fixed_slope:
    @staticmethod
    def prelu_forward(z, alpha):
        return prelu_forward(z, 0.01 * np.ones_like(alpha))

    @staticmethod
    def prelu_backward(da, cache):
        return prelu_backward(da, cache)


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=(dz_agrees, dalpha_agrees),
    en="The chain rule: multiply by the upstream gradient `da`, in dz and, before the sum, in dalpha.",
    es="La regla de la cadena: multiplica por el gradiente que llega, `da`, en dz y, antes de sumar, en dalpha.",
)
def ignores_upstream(da, cache):
    return prelu_backward(np.ones_like(da), cache)


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=(dz_agrees, dalpha_agrees),
    en="You exchanged the sides: alpha belongs where z is negative, both in dz and in dalpha.",
    es="Intercambiaste los lados: alpha interviene donde z es negativa, tanto en dz como en dalpha.",
)
def swaps_the_sides(da, cache):
    z, alpha = cache
    return np.where(z > 0, alpha * da, da), (da * np.maximum(z, 0)).sum(axis=0)


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dz_agrees,
    en="The chain rule: dz is the slope, 1 or alpha, times the upstream gradient `da`.",
    es="La regla de la cadena: dz es la pendiente, 1 o alpha, por el gradiente que llega, `da`.",
)
def ignores_upstream_in_dz(da, cache):
    z, alpha = cache
    return np.where(z > 0, 1.0, alpha), prelu_backward(da, cache)[1]


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dz_agrees,
    en="Multiply `da` by alpha where z is negative; do not put alpha in its place.",
    es="Multiplica `da` por alpha donde z es negativa; no pongas alpha en su lugar.",
)
def ignores_upstream_where_negative(da, cache):
    z, alpha = cache
    return np.where(z > 0, da, alpha), prelu_backward(da, cache)[1]


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dz_agrees,
    en="Where z is negative the gradient leaks through: dz is alpha * da there, not 0.",
    es="Donde z es negativa, el gradiente se filtra: ahí dz es alpha * da, no 0.",
)
def stops_where_negative(da, cache):
    return da * (cache[0] > 0), prelu_backward(da, cache)[1]


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=(dz_agrees, dalpha_agrees),
    en="Return the gradients in the order of the forward's arguments: dz first, then dalpha.",
    es="Devuelve los gradientes en el orden de los argumentos del forward: primero dz, luego dalpha.",
)
def returns_dalpha_first(da, cache):
    dz, dalpha = prelu_backward(da, cache)
    return dalpha, dz


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dalpha_agrees,
    en="One slope serves the whole batch: sum dalpha over the examples (axis=0), so that it has the shape of alpha.",
    es="Una misma pendiente sirve a todo el lote: suma dalpha sobre los ejemplos (axis=0), para que tenga la forma de "
    "alpha.",
)
def forgets_to_sum_over_batch(da, cache):
    return prelu_backward(da, cache)[0], da * np.minimum(cache[0], 0)


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dalpha_agrees,
    en="Sum dalpha over the batch, do not average: the loss has already averaged, if it was to.",
    es="Suma dalpha sobre el lote, no promedies: la pérdida ya promedió, si hacía falta.",
)
def averages_over_batch(da, cache):
    dz, dalpha = prelu_backward(da, cache)
    return dz, dalpha / len(da)


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dalpha_agrees,
    en="A single slope for all units is another convention. Here every unit has its own: sum over the batch alone, "
    "axis=0.",
    es="Una sola pendiente para todas las unidades es otra convención. Aquí cada unidad tiene la suya: suma solo sobre "
    "el lote, axis=0.",
)
def sums_over_everything(da, cache):
    dz, dalpha = prelu_backward(da, cache)
    return dz, dalpha.sum()


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dalpha_agrees,
    en="Sum along the batch, axis=0; along axis=1 you add up different units, each with its own slope.",
    es="Suma a lo largo del lote, axis=0; con axis=1 sumas unidades distintas, cada una con su propia pendiente.",
)
def sums_over_units(da, cache):
    return prelu_backward(da, cache)[0], (da * np.minimum(cache[0], 0)).sum(axis=1)


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dalpha_agrees,
    en="alpha plays no part where z is positive: leave those entries out of dalpha.",
    es="alpha no interviene donde z es positiva: deja esas entradas fuera de dalpha.",
)
def counts_positive_entries(da, cache):
    return prelu_backward(da, cache)[0], (da * cache[0]).sum(axis=0)


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dalpha_agrees,
    en="The derivative of alpha * z with respect to alpha is z: multiply `da` by z where z is negative.",
    es="La derivada de alpha * z respecto de alpha es z: multiplica `da` por z donde z es negativa.",
)
def forgets_z_in_dalpha(da, cache):
    return prelu_backward(da, cache)[0], (da * (cache[0] <= 0)).sum(axis=0)


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dalpha_agrees,
    en="The derivative of alpha * z with respect to alpha is z alone: take the factor alpha out of dalpha.",
    es="La derivada de alpha * z respecto de alpha es solo z: quita el factor alpha de dalpha.",
)
def keeps_alpha_in_dalpha(da, cache):
    dz, dalpha = prelu_backward(da, cache)
    return dz, cache[1] * dalpha


@exercise.misconception(
    replaces=prelu_backward,
    caught_by=dalpha_agrees,
    en="The chain rule holds for alpha too: multiply by the upstream gradient `da` before you sum.",
    es="La regla de la cadena también vale para alpha: multiplica por el gradiente que llega, `da`, antes de sumar.",
)
def ignores_upstream_in_dalpha(da, cache):
    return prelu_backward(da, cache)[0], np.minimum(cache[0], 0).sum(axis=0)
