"""The hyperbolic tangent, forward and backward."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import elementwise
from assignments.a1_backprop.elementwise import pre_activations, slope_agrees, values_agree
from autograder import Exercise, normal
from solutions.activations import tanh_backward, tanh_forward

exercise = Exercise(
    tanh_forward,
    tanh_backward,
    en="Write the hyperbolic tangent, (exp(z) - exp(-z)) / (exp(z) + exp(-z)) in every entry, and carry the upstream "
    "gradient `da` back to z. Both must survive entries as large as 10^4, of either sign.",
    es="Escribe la tangente hiperbólica, (exp(z) - exp(-z)) / (exp(z) + exp(-z)) en cada entrada, y lleva el gradiente "
    "que llega, `da`, hacia atrás hasta z. Ambas deben resistir entradas de hasta 10^4, positivas y negativas.",
    inputs={"z": pre_activations, "da": normal("batch", "units")},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z):
    values_agree(student.tanh_forward, tanh_forward, z)


@exercise.check(points=3, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, rng):
    slope_agrees(student.tanh_forward, student.tanh_backward, {"z": z}, lambda a: 1 - a**2, rng)


@exercise.check(
    points=2,
    needs=forward_agrees,
    en="forward and backward survive 0 and entries as large as 10^4",
    es="el forward y el backward resisten el 0 y entradas de hasta 10^4",
)
def survives_large_entries(student, z, da):
    elementwise.survives_large_entries(student.tanh_forward, student.tanh_backward, tanh_forward, z, da)


@exercise.misconception(
    caught_by=forward_agrees,
    en="That is the logistic sigmoid, from 0 to 1. The hyperbolic tangent goes from -1 to 1.",
    es="Esa es la sigmoide logística, de 0 a 1. La tangente hiperbólica va de -1 a 1.",
)
class takes_the_sigmoid:
    @staticmethod
    def tanh_forward(z):
        a = 1 / (1 + np.exp(-z))
        return a, a

    @staticmethod
    def tanh_backward(da, cache):
        return da * cache * (1 - cache)


@exercise.misconception(
    replaces=tanh_forward,
    caught_by=forward_agrees,
    en="Double z as well: tanh(z) = 2 * sigmoid(2 * z) - 1.",
    es="Duplica también z: tanh(z) = 2 * sigmoide(2 * z) - 1.",
)
def stretches_sigmoid_one_way(z):
    a = np.tanh(z / 2)
    return a, a


@exercise.misconception(
    replaces=tanh_forward,
    caught_by=forward_agrees,
    en="Mind the signs in the numerator: exp(z) - exp(-z) grows with z.",
    es="Cuida los signos del numerador: exp(z) - exp(-z) crece con z.",
)
def falls_with_z(z):
    a = np.tanh(-z)
    return a, a


@exercise.misconception(
    replaces=tanh_forward,
    caught_by=forward_agrees,
    en="Your fraction is upside down: the difference of the exponentials goes above, their sum below.",
    es="Tu fracción está al revés: la resta de las exponenciales va arriba y la suma abajo.",
)
def turns_the_fraction_over(z):
    a = 1 / np.tanh(z)
    return a, a


@exercise.misconception(
    replaces=tanh_forward,
    caught_by=forward_agrees,
    en="np.tan is the tangent of an angle. The hyperbolic one is made of exponentials.",
    es="np.tan es la tangente de un ángulo. La hiperbólica está hecha de exponenciales.",
)
def takes_the_tangent_of_angles(z):
    a = np.tan(z)
    return a, a


@exercise.misconception(
    caught_by=forward_agrees,
    en="Scaling it to 1.7159 * tanh(2/3 * z) is another convention. Here it is tanh(z) as it stands.",
    es="Escalarla a 1.7159 * tanh(2/3 * z) es otra convención. Aquí es tanh(z) sin más.",
)
class scales_as_lecun_does:
    @staticmethod
    def tanh_forward(z):
        t = np.tanh(2 / 3 * z)
        return 1.7159 * t, t

    @staticmethod
    def tanh_backward(da, cache):
        return da * 1.7159 * 2 / 3 * (1 - cache**2)


@exercise.misconception(
    caught_by=survives_large_entries,
    en="exp(z) overflows for large z, and inf / inf is NaN. Use np.tanh, or exponents that are never positive.",
    es="exp(z) se desborda si z es grande, e inf / inf es NaN. Usa np.tanh, o exponentes que nunca sean positivos.",
)
class overflows_forward:
    @staticmethod
    def tanh_forward(z):
        a = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
        return a, a

    @staticmethod
    def tanh_backward(da, cache):
        return da * (1 - cache**2)


@exercise.misconception(
    caught_by=survives_large_entries,
    en="(exp(2 * z) - 1) / (exp(2 * z) + 1) overflows for large z, and inf / inf is NaN. Use np.tanh, or exponents "
    "that are never positive.",
    es="(exp(2 * z) - 1) / (exp(2 * z) + 1) se desborda si z es grande, e inf / inf es NaN. Usa np.tanh, o exponentes "
    "que nunca sean positivos.",
)
class overflows_where_positive:
    @staticmethod
    def tanh_forward(z):
        a = (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)
        return a, a

    @staticmethod
    def tanh_backward(da, cache):
        return da * (1 - cache**2)


@exercise.misconception(
    caught_by=survives_large_entries,
    en="(1 - exp(-2 * z)) / (1 + exp(-2 * z)) overflows for very negative z, and inf / inf is NaN. Use np.tanh, or "
    "exponents that are never positive.",
    es="(1 - exp(-2 * z)) / (1 + exp(-2 * z)) se desborda si z es muy negativa, e inf / inf es NaN. Usa np.tanh, o "
    "exponentes que nunca sean positivos.",
)
class overflows_where_negative:
    @staticmethod
    def tanh_forward(z):
        a = (1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z))
        return a, a

    @staticmethod
    def tanh_backward(da, cache):
        return da * (1 - cache**2)


@exercise.misconception(
    caught_by=survives_large_entries,
    en="Do not divide exponentials in the backward: inf / inf is NaN. The slope needs only the output: 1 - a**2.",
    es="No dividas exponenciales en el backward: inf / inf es NaN. A la pendiente le basta la salida: 1 - a**2.",
)
class overflows_backward:
    @staticmethod
    def tanh_forward(z):
        return np.tanh(z), z

    @staticmethod
    def tanh_backward(da, cache):
        return da * (1 - (np.sinh(cache) / np.cosh(cache)) ** 2)


@exercise.misconception(
    replaces=tanh_backward,
    caught_by=dz_agrees,
    en="a * (1 - a) is the slope of the sigmoid. That of tanh is 1 - a**2.",
    es="a * (1 - a) es la pendiente de la sigmoide. La de tanh es 1 - a**2.",
)
def uses_slope_of_sigmoid(da, cache):
    return da * cache * (1 - cache)


@exercise.misconception(
    replaces=tanh_backward,
    caught_by=dz_agrees,
    en="Square the output: the slope is 1 - a**2.",
    es="Eleva la salida al cuadrado: la pendiente es 1 - a**2.",
)
def forgets_the_square(da, cache):
    return da * (1 - cache)


@exercise.misconception(
    replaces=tanh_backward,
    caught_by=dz_agrees,
    en="Subtract the square: 1 + a**2 is the slope of the tangent of an angle, 1 - a**2 that of tanh.",
    es="Resta el cuadrado: 1 + a**2 es la pendiente de la tangente de un ángulo, 1 - a**2 la de tanh.",
)
def adds_the_square(da, cache):
    return da * (1 + cache**2)


@exercise.misconception(
    caught_by=dz_agrees,
    en="The slope is 1 - a**2 with the output a, not with the input z: keep a in the cache.",
    es="La pendiente es 1 - a**2 con la salida a, no con la entrada z: guarda a en la caché.",
)
class uses_input_as_output:
    @staticmethod
    def tanh_forward(z):
        return np.tanh(z), z

    @staticmethod
    def tanh_backward(da, cache):
        return da * (1 - cache**2)


@exercise.misconception(
    replaces=tanh_backward,
    caught_by=dz_agrees,
    en="What the cache holds is already tanh(z): do not apply tanh a second time.",
    es="Lo que guarda la caché ya es tanh(z): no apliques tanh otra vez.",
)
def applies_tanh_twice(da, cache):
    return da * (1 - np.tanh(cache) ** 2)


@exercise.misconception(
    replaces=tanh_backward,
    caught_by=dz_agrees,
    en="The chain rule: multiply the slope 1 - a**2 by the upstream gradient `da`.",
    es="La regla de la cadena: multiplica la pendiente 1 - a**2 por el gradiente que llega, `da`.",
)
def ignores_upstream(da, cache):
    return 1 - cache**2
