"""Swish, forward and backward: an entry that is its own gate."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import elementwise, sigmoid
from assignments.a1_backprop.elementwise import default_is, pre_activations, values_agree
from autograder import Exercise, gradient_agrees, normal, scalar
from solutions.activations import sigmoid_forward, swish_backward, swish_forward

exercise = Exercise(
    swish_forward,
    swish_backward,
    en="Write Swish, z * sigmoid(beta * z) in every entry, and carry the upstream gradient `da` back to z. Both must "
    "survive entries as large as 10^4, of either sign. You may call your sigmoid.",
    es="Escribe Swish, z * sigmoide(beta * z) en cada entrada, y lleva el gradiente que llega, `da`, hacia atrás hasta "
    "z. Ambas deben resistir entradas de hasta 10^4, positivas y negativas. Puedes llamar a tu sigmoide.",
    inputs={"z": pre_activations, "da": normal("batch", "units"), "beta": scalar(1.3, 2.0)},
    builds_on=[sigmoid.exercise],
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, z, beta):
    values_agree(student.swish_forward, swish_forward, z, beta)


@exercise.check(points=1, trials=1, en="beta is 1 unless given", es="si no se da, beta vale 1")
def default_beta(student, z):
    default_is(1.0, student.swish_forward, swish_forward, z)


@exercise.check(points=3, en="dz is the gradient with respect to z", es="dz es el gradiente respecto de z")
def dz_agrees(student, z, beta, rng):
    gradient_agrees(student.swish_forward, student.swish_backward, {"z": z, "beta": beta}, rng=rng)


@exercise.check(
    points=1,
    needs=forward_agrees,
    en="forward and backward survive 0 and entries as large as 10^4",
    es="el forward y el backward resisten el 0 y entradas de hasta 10^4",
)
def survives_large_entries(student, z, da, beta):
    elementwise.survives_large_entries(
        student.swish_forward, student.swish_backward, swish_forward, z, da, beta
    )


def _gate(z, beta):
    return sigmoid_forward(beta * z)[0]


@exercise.misconception(
    caught_by=forward_agrees,
    en="Multiply the gate by z: Swish is z * sigmoid(beta * z), not the sigmoid alone.",
    es="Multiplica la compuerta por z: Swish es z * sigmoide(beta * z), no la sigmoide sola.",
)
class takes_the_sigmoid:
    @staticmethod
    def swish_forward(z, beta=1.0):
        return _gate(z, beta), (_gate(z, beta), beta)

    @staticmethod
    def swish_backward(da, cache):
        gate, beta = cache
        return da * beta * gate * (1 - gate)


@exercise.misconception(
    caught_by=forward_agrees,
    en="Use the argument beta: it multiplies z inside the sigmoid.",
    es="Usa el argumento beta: multiplica a z dentro de la sigmoide.",
)
class ignores_beta:
    @staticmethod
    def swish_forward(z, beta=1.0):
        return swish_forward(z)

    @staticmethod
    def swish_backward(da, cache):
        return swish_backward(da, cache)


@exercise.misconception(
    caught_by=forward_agrees,
    en="beta belongs inside the sigmoid, z * sigmoid(beta * z), and not in front.",
    es="beta va dentro de la sigmoide, z * sigmoide(beta * z), y no al frente.",
)
class puts_beta_in_front:
    @staticmethod
    def swish_forward(z, beta=1.0):
        a, cache = swish_forward(z)
        return beta * a, (cache, beta)

    @staticmethod
    def swish_backward(da, cache):
        return cache[1] * swish_backward(da, cache[0])


@exercise.misconception(
    caught_by=forward_agrees,
    en="beta multiplies only the z inside the sigmoid, not the one in front.",
    es="beta multiplica solo a la z que está dentro de la sigmoide, no a la del frente.",
)
class multiplies_both_by_beta:
    @staticmethod
    def swish_forward(z, beta=1.0):
        a, cache = swish_forward(z, beta)
        return beta * a, (cache, beta)

    @staticmethod
    def swish_backward(da, cache):
        return cache[1] * swish_backward(da, cache[0])


@exercise.misconception(
    replaces=swish_forward,
    caught_by=forward_agrees,
    en="Mind the sign in the exponent: the gate is 1 / (1 + exp(-beta * z)), open where z is positive.",
    es="Cuida el signo del exponente: la compuerta es 1 / (1 + exp(-beta * z)), abierta donde z es positiva.",
)
def closes_the_gate_where_positive(z, beta=1.0):
    return z * _gate(-z, beta), (z, _gate(z, beta), beta)


@exercise.misconception(
    caught_by=forward_agrees,
    en="With tanh as the gate it is another activation. Here the gate is the sigmoid, from 0 to 1.",
    es="Con tanh como compuerta es otra activación. Aquí la compuerta es la sigmoide, de 0 a 1.",
)
class takes_tanh_as_gate:
    @staticmethod
    def swish_forward(z, beta=1.0):
        return z * np.tanh(beta * z), (z, beta)

    @staticmethod
    def swish_backward(da, cache):
        z, beta = cache
        t = np.tanh(beta * z)
        return da * (t + z * beta * (1 - t**2))


@exercise.misconception(
    replaces=swish_forward,
    caught_by=forward_agrees,
    en="A gate made of straight pieces is Hard Swish, another activation. Here the gate is the sigmoid itself.",
    es="Una compuerta hecha de rectas es Hard Swish, otra activación. Aquí la compuerta es la sigmoide misma.",
)
def takes_hard_swish(z, beta=1.0):
    return z * np.clip(z / 6 + 0.5, 0, 1), (z, _gate(z, beta), beta)


@exercise.misconception(
    replaces=swish_forward,
    caught_by=default_beta,
    en="beta = 1.702 makes Swish resemble GELU, another activation. Here beta is 1 unless given.",
    es="beta = 1.702 hace que Swish se parezca a GELU, otra activación. Aquí beta vale 1 si no se da.",
)
def resembles_gelu_by_default(z, beta=1.702):
    return swish_forward(z, beta)


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="z is in the gate as well. The product rule adds a second term, z * beta * gate * (1 - gate).",
    es="z también está en la compuerta. La regla del producto suma un segundo término, "
    "z * beta * compuerta * (1 - compuerta).",
)
def holds_the_gate_fixed(da, cache):
    return da * cache[1]


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="The product rule has two terms: add the gate itself, the derivative of the z in front.",
    es="La regla del producto tiene dos términos: suma la compuerta misma, la derivada de la z del frente.",
)
def holds_the_signal_fixed(da, cache):
    z, gate, beta = cache
    return da * z * beta * gate * (1 - gate)


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="That is the slope of the gate alone. Differentiate the product z * gate: gate + z * (slope of the gate).",
    es="Esa es la pendiente de la compuerta sola. Deriva el producto z * compuerta: compuerta + z * (pendiente de la "
    "compuerta).",
)
def takes_slope_of_the_gate(da, cache):
    _, gate, beta = cache
    return da * beta * gate * (1 - gate)


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="That is the sigmoid's slope. Differentiate the product z * gate, and mind the beta inside the gate.",
    es="Esa es la pendiente de la sigmoide. Deriva el producto z * compuerta, y cuida la beta que está dentro.",
)
def takes_slope_of_the_sigmoid(da, cache):
    _, gate, _ = cache
    return da * gate * (1 - gate)


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="Multiply the second term by z: the derivative of z * gate is gate + z * (slope of the gate).",
    es="Multiplica el segundo término por z: la derivada de z * compuerta es compuerta + z * (pendiente de la "
    "compuerta).",
)
def forgets_z_in_the_second_term(da, cache):
    _, gate, beta = cache
    return da * (gate + beta * gate * (1 - gate))


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="The chain rule inside the gate: its slope carries the factor beta (with the output a: "
    "beta * a + gate * (1 - beta * a)).",
    es="La regla de la cadena dentro de la compuerta: su pendiente lleva el factor beta (con la salida a: "
    "beta * a + compuerta * (1 - beta * a)).",
)
def forgets_beta_in_slope(da, cache):
    z, gate, _ = cache
    return da * (gate + z * gate * (1 - gate))


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="Use the beta of the forward in the gate of the backward too: keep the gate, or beta, in the cache.",
    es="Usa la beta del forward también en la compuerta del backward: guarda la compuerta, o beta, en la caché.",
)
def ignores_beta_in_backward(da, cache):
    z, _, _ = cache
    return swish_backward(da, (z, _gate(z, 1.0), 1.0))


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="Multiply the whole slope by `da`: the second term needs the upstream gradient too.",
    es="Multiplica toda la pendiente por `da`: el segundo término también necesita el gradiente que llega.",
)
def ignores_upstream_in_the_second_term(da, cache):
    z, gate, beta = cache
    return da * gate + z * beta * gate * (1 - gate)


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="a * (1 - a) is the slope where a is the sigmoid. Here a is z * gate: differentiate the product.",
    es="a * (1 - a) es la pendiente cuando a es la sigmoide. Aquí a es z * compuerta: deriva el producto.",
)
def treats_activation_as_sigmoid(da, cache):
    a = cache[0] * cache[1]
    return da * a * (1 - a)


@exercise.misconception(
    replaces=swish_backward,
    caught_by=dz_agrees,
    en="The chain rule: multiply the slope by the upstream gradient `da`.",
    es="La regla de la cadena: multiplica la pendiente por el gradiente que llega, `da`.",
)
def ignores_upstream(da, cache):
    return swish_backward(np.ones_like(da), cache)


@exercise.misconception(
    caught_by=survives_large_entries,
    en="exp(z) / (1 + exp(z)) overflows for large z, and inf / inf is NaN. Use exponents that are never positive: "
    "exp(-|z|).",
    es="exp(z) / (1 + exp(z)) se desborda si z es grande, e inf / inf es NaN. Usa exponentes que nunca sean "
    "positivos: exp(-|z|).",
)
class overflows_forward:
    @staticmethod
    def swish_forward(z, beta=1.0):
        gate = np.exp(beta * z) / (1 + np.exp(beta * z))
        return z * gate, (z, gate, beta)

    @staticmethod
    def swish_backward(da, cache):
        return swish_backward(da, cache)


@exercise.misconception(
    caught_by=survives_large_entries,
    en="Do not divide exponentials in the backward: inf / inf is NaN. The slope of the gate is gate * (1 - gate).",
    es="No dividas exponenciales en el backward: inf / inf es NaN. La pendiente de la compuerta es "
    "compuerta * (1 - compuerta).",
)
class overflows_backward:
    @staticmethod
    def swish_forward(z, beta=1.0):
        return swish_forward(z, beta)[0], (z, beta)

    @staticmethod
    def swish_backward(da, cache):
        z, beta = cache
        e = np.exp(-beta * z)
        return da * (1 / (1 + e) + z * beta * e / (1 + e) ** 2)
