"""The affine layer, forward and backward."""

from __future__ import annotations

from autograder import Exercise, Text, close, gradient_agrees, normal
from solutions.affine import affine_backward, affine_forward

exercise = Exercise(
    affine_forward,
    affine_backward,
    en="Write the affine layer x @ w + b, and carry the upstream gradient `dout` back to x, w and b.",
    es="Escribe la capa afín x @ w + b y lleva el gradiente que llega, `dout`, hacia atrás hasta x, w y b.",
    topic=Text(en="Affine layer", es="Capa afín"),
    inputs={
        "x": normal("batch", "fan_in"),
        "w": normal("fan_in", "fan_out"),
        "b": normal("fan_out"),
    },
    edges=[{"batch": 1}, {"fan_in": 1}],
)


@exercise.check(
    points=2, en="the forward agrees with the reference", es="el forward coincide con la referencia"
)
def forward_agrees(student, x, w, b):
    out, _ = student.affine_forward(x, w, b)
    close(out, affine_forward(x, w, b)[0], name="out")


def _gradient_agrees(student, of, rng, **at):
    gradient_agrees(student.affine_forward, student.affine_backward, at, of=of, rng=rng)


@exercise.check(points=2, en="dx is the gradient with respect to x", es="dx es el gradiente respecto de x")
def dx_agrees(student, x, w, b, rng):
    _gradient_agrees(student, "x", rng, x=x, w=w, b=b)


@exercise.check(points=2, en="dw is the gradient with respect to w", es="dw es el gradiente respecto de w")
def dw_agrees(student, x, w, b, rng):
    _gradient_agrees(student, "w", rng, x=x, w=w, b=b)


@exercise.check(points=2, en="db is the gradient with respect to b", es="db es el gradiente respecto de b")
def db_agrees(student, x, w, b, rng):
    _gradient_agrees(student, "b", rng, x=x, w=w, b=b)


@exercise.misconception(
    replaces=affine_forward,
    caught_by=forward_agrees,
    en="Add the bias b to every row of x @ w.",
    es="Suma el sesgo b a cada fila de x @ w.",
)
def forgets_bias(x, w, b):
    return x @ w, (x, w)


@exercise.misconception(
    replaces=affine_forward,
    caught_by=forward_agrees,
    en="Add b; subtracting it is another convention.",
    es="Suma b; restarlo es otra convención.",
)
def subtracts_bias(x, w, b):
    return x @ w - b, (x, w)


@exercise.misconception(
    replaces=affine_backward,
    caught_by=db_agrees,
    en="b was added to every example, so its gradient is the sum over the batch, not the mean.",
    es="b se sumó a cada ejemplo: su gradiente es la suma sobre el lote, no el promedio.",
)
def averages_bias_gradient(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.mean(axis=0)


@exercise.misconception(
    replaces=affine_backward,
    caught_by=dw_agrees,
    en="Do not divide dw by the batch size: the loss has already averaged, if it was to.",
    es="No dividas dw entre el tamaño del lote: la pérdida ya promedió, si hacía falta.",
)
def averages_weight_gradient(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout / len(x), dout.sum(axis=0)


@exercise.misconception(
    replaces=affine_backward,
    caught_by=dx_agrees,
    en="dx needs the upstream gradient: dout @ w.T, not the weights alone.",
    es="dx necesita el gradiente que llega: dout @ w.T, no solo los pesos.",
)
def ignores_upstream_in_dx(dout, cache):
    x, w = cache
    ones = dout * 0 + 1
    return ones @ w.T, x.T @ dout, dout.sum(axis=0)
