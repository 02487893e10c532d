"""The leaky rectified linear unit, forward and backward."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop.elementwise import default_is, pre_activations, values_agree
from autograder import Exercise, gradient_agrees, scalar
from solutions.activations import leaky_relu_backward, leaky_relu_forward

exercise = Exercise(
    leaky_relu_forward,
    leaky_relu_backward,
    en="Write the leaky ReLU: z where it is positive, alpha * z where it is negative. Then carry the upstream "
    "gradient `da` back to z.",
    es="Escribe la ReLU con fuga (leaky): z donde es positiva, alpha * z donde es negativa. Luego lleva el gradiente "
    "que llega, `da`, hacia atrás hasta z.",
    inputs={"z": pre_activations, "alpha": scalar(0.05, 0.5)},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z, alpha):
    values_agree(student.leaky_relu_forward, leaky_relu_forward, z, alpha)


@exercise.check(points=1, trials=1, en="alpha is 0.01 unless given", es="si no se da, alpha vale 0.01")
def default_alpha(student, z):
    default_is(0.01, student.leaky_relu_forward, leaky_relu_forward, z)


@exercise.check(points=3, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, alpha, rng):
    at = {"z": z, "alpha": alpha}
    gradient_agrees(student.leaky_relu_forward, student.leaky_relu_backward, at, rng=rng)


@exercise.misconception(
    replaces=leaky_relu_forward,
    caught_by=forward_agrees,
    en="You exchanged the sides: positive entries pass unchanged, and alpha multiplies the negative ones.",
    es="Intercambiaste los lados: las entradas positivas pasan sin cambio, y alpha multiplica a las negativas.",
)
def leaks_on_the_wrong_side(z, alpha=0.01):
    return np.where(z > 0, alpha * z, z), (z, alpha)


@exercise.misconception(
    replaces=leaky_relu_forward,
    caught_by=forward_agrees,
    en="Add alpha * z only where z is negative; positive entries pass unchanged.",
    es="Suma alpha * z solo donde z es negativa; las entradas positivas pasan sin cambio.",
)
def leaks_on_both_sides(z, alpha=0.01):
    return np.maximum(z, 0) + alpha * z, (z, alpha)


@exercise.misconception(
    replaces=leaky_relu_forward,
    caught_by=forward_agrees,
    en="alpha is a slope: multiply the negative entries by it, do not replace them with it.",
    es="alpha es una pendiente: multiplica por ella las entradas negativas, no las reemplaces con ella.",
)
def fills_in_the_slope(z, alpha=0.01):
    return np.where(z > 0, z, alpha), (z, alpha)


@exercise.misconception(
    replaces=leaky_relu_forward,
    caught_by=forward_agrees,
    en="Negative entries stay negative: alpha * z, without another sign.",
    es="Las entradas negativas siguen siendo negativas: alpha * z, sin otro signo.",
)
def turns_negative_entries_positive(z, alpha=0.01):
    return np.where(z > 0, z, -alpha * z), (z, alpha)


@exercise.misconception(
    caught_by=forward_agrees,
    en="That is the plain ReLU. Here negative entries become alpha * z instead of 0.",
    es="Esa es la ReLU simple. Aquí las entradas negativas se vuelven alpha * z en lugar de 0.",
)
class does_not_leak:
    @staticmethod
    def leaky_relu_forward(z, alpha=0.01):
        return np.maximum(z, 0), z

    @staticmethod
    def leaky_relu_backward(da, cache):
        return da * (cache > 0)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Use the argument alpha; do not write 0.01 in its place.",
    es="Usa el argumento alpha; no escribas 0.01 en su lugar.",
)
class ignores_alpha:
    @staticmethod
    def leaky_relu_forward(z, alpha=0.01):
        return leaky_relu_forward(z, 0.01)

    @staticmethod
    def leaky_relu_backward(da, cache):
        return leaky_relu_backward(da, cache)


@exercise.misconception(
    replaces=leaky_relu_forward,
    caught_by=default_alpha,
    en="A default slope of 0.3 is another convention. Here alpha is 0.01 unless given.",
    es="Una pendiente de 0.3 por defecto es otra convención. Aquí alpha vale 0.01 si no se da.",
)
def leaks_three_tenths_by_default(z, alpha=0.3):
    return leaky_relu_forward(z, alpha)


@exercise.misconception(
    replaces=leaky_relu_forward,
    caught_by=default_alpha,
    en="A default slope of 0.2 is another convention. Here alpha is 0.01 unless given.",
    es="Una pendiente de 0.2 por defecto es otra convención. Aquí alpha vale 0.01 si no se da.",
)
def leaks_a_fifth_by_default(z, alpha=0.2):
    return leaky_relu_forward(z, alpha)


@exercise.misconception(
    replaces=leaky_relu_forward,
    caught_by=default_alpha,
    en="You leak ten times as much as you should by default: alpha is 0.01 unless given.",
    es="Por defecto dejas pasar diez veces más de lo debido: alpha vale 0.01 si no se da.",
)
def leaks_a_tenth_by_default(z, alpha=0.1):
    return leaky_relu_forward(z, alpha)


@exercise.misconception(
    replaces=leaky_relu_backward,
    caught_by=dz_agrees,
    en="The chain rule: multiply the slope, 1 or alpha, by the upstream gradient `da`.",
    es="La regla de la cadena: multiplica la pendiente, 1 o alpha, por el gradiente que llega, `da`.",
)
def ignores_upstream(da, cache):
    z, alpha = cache
    return np.where(z > 0, 1.0, alpha)


@exercise.misconception(
    replaces=leaky_relu_backward,
    caught_by=dz_agrees,
    en="Multiply `da` by alpha where z is negative; do not put alpha in its place.",
    es="Multiplica `da` por alpha donde z es negativa; no pongas alpha en su lugar.",
)
def ignores_upstream_where_negative(da, cache):
    z, alpha = cache
    return np.where(z > 0, da, alpha)


@exercise.misconception(
    replaces=leaky_relu_backward,
    caught_by=dz_agrees,
    en="That is the backward of the plain ReLU. Where z is negative the gradient leaks through: alpha * da.",
    es="Ese es el backward de la ReLU simple. Donde z es negativa, el gradiente se filtra: alpha * da.",
)
def stops_where_negative(da, cache):
    return da * (cache[0] > 0)


@exercise.misconception(
    replaces=leaky_relu_backward,
    caught_by=dz_agrees,
    en="Where z is negative the slope is alpha: multiply `da` by it there instead of passing it on.",
    es="Donde z es negativa la pendiente es alpha: multiplica ahí `da` por ella en lugar de dejarlo pasar.",
)
def passes_everything(da, cache):
    return da


@exercise.misconception(
    replaces=leaky_relu_backward,
    caught_by=dz_agrees,
    en="You exchanged the slopes: 1 where z is positive, alpha where it is negative.",
    es="Intercambiaste las pendientes: 1 donde z es positiva, alpha donde es negativa.",
)
def swaps_the_slopes(da, cache):
    z, alpha = cache
    return np.where(z > 0, alpha * da, da)


@exercise.misconception(
    replaces=leaky_relu_backward,
    caught_by=dz_agrees,
    en="The sign of z decides about the slope, not the sign of `da`: keep z in the cache and use that.",
    es="El signo de z decide la pendiente, no el de `da`: guarda z en la caché y usa eso.",
)
def looks_at_the_sign_of_upstream(da, cache):
    return np.where(da > 0, da, cache[1] * da)


@exercise.misconception(
    replaces=leaky_relu_backward,
    caught_by=dz_agrees,
    en="Multiply `da` by the slope, which is 1 or alpha, not by the activation itself.",
    es="Multiplica `da` por la pendiente, que es 1 o alpha, no por la activación misma.",
)
def multiplies_by_activation(da, cache):
    return da * leaky_relu_forward(*cache)[0]


@exercise.misconception(
    replaces=leaky_relu_backward,
    caught_by=dz_agrees,
    en="Use the alpha of the forward: keep it in the cache, and do not write 0.01 in its place.",
    es="Usa la alpha del forward: guárdala en la caché, y no escribas 0.01 en su lugar.",
)
def ignores_alpha_in_backward(da, cache):
    return np.where(cache[0] > 0, da, 0.01 * da)
