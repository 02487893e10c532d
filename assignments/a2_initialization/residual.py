"""The residual block, forward and backward."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import affine, relu
from autograder import Exercise, Text, close, gradient_agrees, normal
from solutions.residual import residual_backward, residual_forward

exercise = Exercise(
    residual_forward,
    residual_backward,
    name="residual",
    en="A residual block adds to its input what a branch makes of it: out = x + max(0, x @ w1 + b1) @ w2 + b2. There "
    "is no activation after the sum. Write it, and carry the upstream gradient `dout` back to x and to the branch's "
    "parameters.",
    es="Un bloque residual le suma a su entrada lo que una rama hace con ella: out = x + max(0, x @ w1 + b1) @ w2 + "
    "b2. Después de la suma no hay activación. Escríbelo y lleva el gradiente que llega, `dout`, hacia atrás hasta x "
    "y hasta los parámetros de la rama.",
    topic=Text(en="Residual block", es="Bloque residual"),
    inputs={
        "x": normal("batch", "features"),
        "w1": normal("features", "hidden"),
        "b1": normal("hidden"),
        "w2": normal("hidden", "features"),
        "b2": normal("features"),
    },
    builds_on=[affine.exercise, relu.exercise],
    edges=[{"batch": 1}],
)


@exercise.check(
    points=1,
    en="with a silent branch, the block returns its input",
    es="con la rama en silencio, el bloque devuelve su entrada",
)
def input_passes_through(student, x, w1, b1, w2, b2):
    out, _ = student.residual_forward(x, w1, b1, 0 * w2, 0 * b2)
    close(out, x, name="out")


# What the branch adds is seen in a difference, far above zero: whether the input is added, and whether the sum is
# activated, does not matter here. The bias takes back what the branch would see of the shift.
@exercise.check(
    points=2,
    en="the branch adds max(0, x @ w1 + b1) @ w2 + b2",
    es="la rama suma max(0, x @ w1 + b1) @ w2 + b2",
)
def branch_agrees(student, x, w1, b1, w2, b2):
    far, back = x + 100, b1 - 100 * w1.sum(axis=0)
    out, _ = student.residual_forward(far, w1, back, w2, b2)
    without, _ = student.residual_forward(far, w1, back, 0 * w2, 0 * b2)
    branch = np.asarray(out, dtype=float) - np.asarray(without, dtype=float)
    close(branch, np.maximum(0, x @ w1 + b1) @ w2 + b2, name="branch", tolerance=1e-6)


def _gradient_agrees(student, of, rng, **at):
    gradient_agrees(student.residual_forward, student.residual_backward, at, of=of, rng=rng)


def _backward(student, dout, *at):
    _, cache = student.residual_forward(*at)
    return [np.asarray(gradient, dtype=float) for gradient in student.residual_backward(dout, cache)]


# Of a single example, db1 is what reaches the branch's first layer: dx must be dout + db1 @ w1.T, also where db1
# itself is wrong, which is for another check to say.
def _both_roads_meet(student, dout, x, w1, b1, w2, b2):
    together = _backward(student, dout, x, w1, b1, w2, b2)[0]
    for n, example in enumerate(x):
        dx, _, db1, *_ = _backward(student, dout[n : n + 1], example[None], w1, b1, w2, b2)
        if db1.shape != b1.shape or dx.shape != (1, *example.shape) or together.shape != x.shape:
            return False
        if not np.allclose([dx[0], together[n]], dout[n] + db1 @ w1.T, rtol=1e-4, atol=1e-4):
            return False
    return True


@exercise.check(
    points=3,
    en="dx is dout plus what comes back through the branch",
    es="dx es dout más lo que regresa a través de la rama",
)
def dx_agrees(student, x, w1, b1, w2, b2, rng):
    if not _both_roads_meet(student, rng.standard_normal(x.shape), x, w1, b1, w2, b2):
        _gradient_agrees(student, "x", rng, x=x, w1=w1, b1=b1, w2=w2, b2=b2)


@exercise.check(
    points=1, en="dw2 is the gradient with respect to w2", es="dw2 es el gradiente respecto de w2"
)
def dw2_agrees(student, x, w1, b1, w2, b2, rng):
    _gradient_agrees(student, "w2", rng, x=x, w1=w1, b1=b1, w2=w2, b2=b2)


@exercise.check(
    points=2, en="dw1 is the gradient with respect to w1", es="dw1 es el gradiente respecto de w1"
)
def dw1_agrees(student, x, w1, b1, w2, b2, rng):
    _gradient_agrees(student, "w1", rng, x=x, w1=w1, b1=b1, w2=w2, b2=b2)


# A bias is the weight of an input that is always 1: where x has such a column, db1 is that row of dw1, be it right
# or wrong.
@exercise.check(
    points=1,
    en="db1 and db2 are the gradients with respect to the biases",
    es="db1 y db2 son los gradientes respecto de los sesgos",
)
def biases_agree(student, x, w1, b1, w2, b2, rng):
    x = np.column_stack([np.ones(len(x)), x[:, 1:]])
    dout = rng.standard_normal(x.shape)
    _, dw1, db1, *_ = _backward(student, dout, x, w1, b1, w2, b2)
    like_a_weight = db1.shape == b1.shape and dw1.shape == w1.shape and np.allclose(db1, dw1[0], rtol=1e-4)
    of = "b2" if like_a_weight else ("b1", "b2")
    _gradient_agrees(student, of, rng, x=x, w1=w1, b1=b1, w2=w2, b2=b2)


def _forward(x, w1, b1, w2, b2):
    """Return what the branch adds, and the reference's cache."""
    out, cache = residual_forward(x, w1, b1, w2, b2)
    return out - x, cache


@exercise.misconception(
    replaces=residual_forward,
    caught_by=input_passes_through,
    en="Add the input to what the branch makes of it: this is what makes the block residual.",
    es="Suma la entrada a lo que la rama hace con ella: eso es lo que vuelve residual al bloque.",
)
def forgets_the_input(x, w1, b1, w2, b2):
    return _forward(x, w1, b1, w2, b2)


@exercise.misconception(
    replaces=residual_forward,
    caught_by=input_passes_through,
    en="Activating the sum is another convention (that of the first residual networks). Here the sum stays as it is, "
    "so that the way is free.",
    es="Activar la suma es otra convención (la de las primeras redes residuales). Aquí la suma se queda como está, "
    "para que el camino quede libre.",
)
def activates_the_sum(x, w1, b1, w2, b2):
    out, cache = residual_forward(x, w1, b1, w2, b2)
    return np.maximum(0, out), cache


@exercise.misconception(
    replaces=residual_forward,
    caught_by=branch_agrees,
    en="Apply max(0, ·) between the two layers of the branch: without it the branch is one affine map.",
    es="Aplica max(0, ·) entre las dos capas de la rama: sin eso la rama es una sola transformación afín.",
)
def forgets_the_activation(x, w1, b1, w2, b2):
    _, cache = residual_forward(x, w1, b1, w2, b2)
    return x + (x @ w1 + b1) @ w2 + b2, cache


@exercise.misconception(
    replaces=residual_forward,
    caught_by=branch_agrees,
    en="The branch ends with its second layer: do not activate what it adds, which may be negative.",
    es="La rama termina con su segunda capa: no actives lo que suma, que puede ser negativo.",
)
def activates_the_branch(x, w1, b1, w2, b2):
    branch, cache = _forward(x, w1, b1, w2, b2)
    return x + np.maximum(0, branch), cache


@exercise.misconception(
    replaces=residual_forward,
    caught_by=branch_agrees,
    en="Both layers of the branch have biases: add b1 before the activation and b2 at the end.",
    es="Las dos capas de la rama tienen sesgos: suma b1 antes de la activación y b2 al final.",
)
def forgets_the_biases(x, w1, b1, w2, b2):
    return residual_forward(x, w1, 0 * b1, w2, 0 * b2)


@exercise.misconception(
    replaces=residual_backward,
    caught_by=dx_agrees,
    en="x is used twice, and its gradients add up: to what comes through the branch, add dout itself.",
    es="x se usa dos veces y sus gradientes se suman: a lo que llega por la rama, súmale el propio dout.",
)
def forgets_the_straight_road(dout, cache):
    dx, *rest = residual_backward(dout, cache)
    return (dx - dout, *rest)


@exercise.misconception(
    replaces=residual_backward,
    caught_by=dx_agrees,
    en="x also goes through the branch: add to dout what comes back through it, dz @ w1.T.",
    es="x también pasa por la rama: a dout súmale lo que regresa por ella, dz @ w1.T.",
)
def forgets_the_road_through_the_branch(dout, cache):
    _, *rest = residual_backward(dout, cache)
    return (dout, *rest)


@exercise.misconception(
    replaces=residual_backward,
    caught_by=dx_agrees,
    en="Gradients of two roads add up; they are not multiplied.",
    es="Los gradientes de dos caminos se suman; no se multiplican.",
)
def multiplies_the_roads(dout, cache):
    dx, *rest = residual_backward(dout, cache)
    return (dout * (dx - dout), *rest)


@exercise.misconception(
    replaces=residual_backward,
    caught_by=dw1_agrees,
    en="On its way to w1 the gradient passes max(0, ·): let it through only where the hidden unit was on.",
    es="De camino a w1 el gradiente pasa por max(0, ·): déjalo pasar solo donde la unidad oculta estaba encendida.",
)
def forgets_the_slope_of_the_activation(dout, cache):
    x, w1, h, w2 = cache
    dh = dout @ w2.T
    return dout + dh @ w1.T, x.T @ dh, dh.sum(axis=0), h.T @ dout, dout.sum(axis=0)


@exercise.misconception(
    replaces=residual_backward,
    caught_by=dw2_agrees,
    en="How much w2 matters depends on what it is multiplied by, the value of the hidden unit and not only whether it "
    "is on: dw2 = h.T @ dout.",
    es="Cuánto importa w2 depende de lo que lo multiplica: el valor de la unidad oculta, y no solo si está encendida: "
    "dw2 = h.T @ dout.",
)
def ignores_the_size_of_the_hidden_units(dout, cache):
    _, _, h, _ = cache
    dx, dw1, db1, _, db2 = residual_backward(dout, cache)
    return dx, dw1, db1, (h > 0).T @ dout, db2


@exercise.misconception(
    replaces=residual_backward,
    caught_by=biases_agree,
    en="A bias was added to every example, so its gradient is the sum over the batch, not the mean.",
    es="Un sesgo se sumó a cada ejemplo: su gradiente es la suma sobre el lote, no el promedio.",
)
def averages_bias_gradients(dout, cache):
    dx, dw1, db1, dw2, db2 = residual_backward(dout, cache)
    return dx, dw1, db1 / len(dout), dw2, db2 / len(dout)


@exercise.misconception(
    replaces=residual_backward,
    caught_by=(dw1_agrees, dw2_agrees),
    en="Do not divide by the batch size: the loss has already averaged, if it was to.",
    es="No dividas entre el tamaño del lote: la pérdida ya promedió, si hacía falta.",
)
def averages_weight_gradients(dout, cache):
    dx, dw1, db1, dw2, db2 = residual_backward(dout, cache)
    return dx, dw1 / len(dout), db1, dw2 / len(dout), db2
