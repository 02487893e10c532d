"""The logistic sigmoid, forward and backward."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import elementwise
from autograder import Exercise, close, gradient_agrees, normal
from solutions.activations import sigmoid_backward, sigmoid_forward

exercise = Exercise(
    sigmoid_forward,
    sigmoid_backward,
    en="Write the logistic sigmoid, 1 / (1 + exp(-z)) in every entry, and carry the upstream gradient `da` back "
    "to z. Both must survive entries as large as 10^4, of either sign.",
    es="Escribe la sigmoide logística, 1 / (1 + exp(-z)) en cada entrada, y lleva el gradiente que llega, `da`, "
    "hacia atrás hasta z. Ambas deben resistir entradas de hasta 10^4, positivas y negativas.",
    inputs={"z": normal("batch", "units", std=2.0), "da": normal("batch", "units")},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z):
    a, _ = student.sigmoid_forward(z)
    close(a, sigmoid_forward(z)[0], name="a")


@exercise.check(points=3, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, rng):
    gradient_agrees(student.sigmoid_forward, student.sigmoid_backward, {"z": z}, rng=rng)


@exercise.check(
    points=2,
    needs=forward_agrees,
    en="forward and backward survive 0 and entries as large as 10^4",
    es="el forward y el backward resisten el 0 y entradas de hasta 10^4",
)
def survives_large_entries(student, z, da):
    elementwise.survives_large_entries(
        student.sigmoid_forward, student.sigmoid_backward, sigmoid_forward, z, da
    )


@exercise.misconception(
    replaces=sigmoid_forward,
    caught_by=forward_agrees,
    en="Mind the sign in the exponent: 1 / (1 + exp(-z)) grows with z.",
    es="Cuida el signo del exponente: 1 / (1 + exp(-z)) crece con z.",
)
def forgets_the_minus(z):
    a = 1 / (1 + np.exp(z))
    return a, a


@exercise.misconception(
    caught_by=forward_agrees,
    en="That is the hyperbolic tangent, from -1 to 1. The logistic sigmoid goes from 0 to 1.",
    es="Esa es la tangente hiperbólica, de -1 a 1. La sigmoide logística va de 0 a 1.",
)
class takes_tanh:
    @staticmethod
    def sigmoid_forward(z):
        return np.tanh(z), np.tanh(z)

    @staticmethod
    def sigmoid_backward(da, cache):
        return da * (1 - cache**2)


@exercise.misconception(
    caught_by=survives_large_entries,
    en="exp(z) / (1 + exp(z)) overflows for large z, and inf / inf is NaN. Use exponents that are never positive: "
    "exp(-|z|).",
    es="exp(z) / (1 + exp(z)) se desborda si z es grande, e inf / inf es NaN. Usa exponentes que nunca sean "
    "positivos: exp(-|z|).",
)
class overflows_forward:
    @staticmethod
    def sigmoid_forward(z):
        a = np.exp(z) / (1 + np.exp(z))
        return a, a

    @staticmethod
    def sigmoid_backward(da, cache):
        return da * cache * (1 - cache)


@exercise.misconception(
    caught_by=survives_large_entries,
    en="Do not divide exponentials in the backward: inf / inf is NaN. The slope needs only the output: a * (1 - a).",
    es="No dividas exponenciales en el backward: inf / inf es NaN. A la pendiente le basta la salida: a * (1 - a).",
)
class overflows_backward:
    @staticmethod
    def sigmoid_forward(z):
        return sigmoid_forward(z)[0], z

    @staticmethod
    def sigmoid_backward(da, cache):
        return da * np.exp(-cache) / (1 + np.exp(-cache)) ** 2


@exercise.misconception(
    caught_by=dz_agrees,
    en="The slope is a * (1 - a) with the output a, not with the input z: keep a in the cache.",
    es="La pendiente es a * (1 - a) con la salida a, no con la entrada z: guarda a en la caché.",
)
class uses_input_as_output:
    @staticmethod
    def sigmoid_forward(z):
        return sigmoid_forward(z)[0], z

    @staticmethod
    def sigmoid_backward(da, cache):
        return da * cache * (1 - cache)


@exercise.misconception(
    replaces=sigmoid_backward,
    caught_by=dz_agrees,
    en="What the cache holds is already the sigmoid: do not apply it a second time.",
    es="Lo que guarda la caché ya es la sigmoide: no la apliques otra vez.",
)
def applies_sigmoid_twice(da, cache):
    a = sigmoid_forward(cache)[0]
    return da * a * (1 - a)


@exercise.misconception(
    replaces=sigmoid_backward,
    caught_by=dz_agrees,
    en="The chain rule: multiply the slope a * (1 - a) by the upstream gradient `da`.",
    es="La regla de la cadena: multiplica la pendiente a * (1 - a) por el gradiente que llega, `da`.",
)
def ignores_upstream(da, cache):
    return cache * (1 - cache)


@exercise.misconception(
    replaces=sigmoid_backward,
    caught_by=dz_agrees,
    en="1 - a**2 is the slope of tanh. That of the sigmoid is a * (1 - a).",
    es="1 - a**2 es la pendiente de tanh. La de la sigmoide es a * (1 - a).",
)
def uses_slope_of_tanh(da, cache):
    return da * (1 - cache**2)
