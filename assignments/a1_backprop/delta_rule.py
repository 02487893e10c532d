"""The generalised delta rule: a network of logistic units, differentiated layer by layer."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import affine, sigmoid, squared_error
from assignments.a1_backprop.networks import network
from autograder import Exercise, close, loss_gradient_agrees, normal, uniform
from solutions.activations import sigmoid_forward
from solutions.delta_rule import logistic_backprop

exercise = Exercise(
    logistic_backprop,
    name="delta_rule",
    en="Every layer of this network, the last one too, computes z = y_below @ w + b and y = sigmoid(z). Return the "
    "error E = 1/2 sum (t - y)^2 and its gradients with respect to all weights and biases, for as many layers as "
    "`params` has. Go down one layer at a time: from dE/dy to dE/dz, from there to dE/dw and dE/db, and to the dE/dy "
    "of the layer below.",
    es="Cada capa de esta red, también la última, calcula z = y_anterior @ w + b e y = sigmoide(z). Devuelve el error "
    "E = 1/2 sum (t - y)^2 y sus gradientes respecto de todos los pesos y sesgos, para tantas capas como tenga "
    "`params`. Baja una capa a la vez: de dE/dy a dE/dz, de ahí a dE/dw y dE/db, y a la dE/dy de la capa anterior.",
    inputs={
        "x": normal("batch", "features"),
        "t": uniform("batch", "outputs"),
        "single": network("features", "outputs"),
        "params": network("features", "hidden", "outputs"),
        "deep": network("features", "hidden", "more", "outputs"),
    },
    builds_on=[sigmoid.exercise, affine.exercise, squared_error.exercise],
    edges=[{"batch": 1}],
    trials=1,
)


@exercise.check(
    points=2,
    en="the error is half the sum of the squared errors of logistic outputs",
    es="el error es la mitad de la suma de los errores al cuadrado de salidas logísticas",
)
def error_agrees(student, x, t, params):
    error, _ = student(x, t, params)
    close(error, logistic_backprop(x, t, params)[0], name="error")


def _gradients_agree(student, x, t, params, rng):
    at = {"x": x, "t": t, "params": params}
    loss_gradient_agrees(student.logistic_backprop, at, of="params", rng=rng)


@exercise.check(
    points=3,
    en="the gradients of a single layer are those of its error",
    es="los gradientes de una sola capa son los de su error",
)
def single_layer_agrees(student, x, t, single, rng):
    _gradients_agree(student, x, t, single, rng)


@exercise.check(
    points=2,
    en="the error travels down to a hidden layer",
    es="el error baja hasta una capa oculta",
)
def hidden_layer_agrees(student, x, t, params, rng):
    _gradients_agree(student, x, t, params, rng)


@exercise.check(
    points=1,
    needs=hidden_layer_agrees,
    en="three layers work as well as two",
    es="tres capas funcionan igual que dos",
)
def any_depth(student, x, t, params, deep, rng):
    student(x, t, params)  # answered by those who know two layers only, so that they can be told from others
    _gradients_agree(student, x, t, deep, rng)


def _logistic(z):
    return sigmoid_forward(z)[0]


def _linear(z):
    return z


def _slope(z):
    return _logistic(z) * (1 - _logistic(z))


def _one(z):
    return np.ones_like(z)


def _backprop(x, t, params, *, output=_logistic, output_slope=_slope, hidden_slope=_slope):
    """Return the answers of a network with another output or other slopes."""
    ys, zs = [x], []
    for place, (w, b) in enumerate(params):
        zs.append(ys[-1] @ w + b)
        ys.append((output if place == len(params) - 1 else _logistic)(zs[-1]))
    dy, gradients = ys[-1] - t, []
    for place in reversed(range(len(params))):
        dz = dy * (output_slope if place == len(params) - 1 else hidden_slope)(zs[place])
        gradients.append((ys[place].T @ dz, dz.sum(axis=0)))
        dy = dz @ params[place][0].T
    return ((t - ys[-1]) ** 2).sum() / 2, gradients[::-1]


def _scaled(gradients, factor):
    return [(factor * dw, factor * db) for dw, db in gradients]


@exercise.misconception(
    caught_by=error_agrees,
    en="The output units are logistic too: take the sigmoid of the last layer as well.",
    es="Las unidades de salida también son logísticas: aplica la sigmoide también en la última capa.",
)
def leaves_the_output_linear(x, t, params):
    return _backprop(x, t, params, output=_linear, output_slope=_one)


@exercise.misconception(
    caught_by=error_agrees,
    en="This is another convention, the average over the batch. Here E is a sum over all examples, and so are its "
    "gradients.",
    es="Esa es otra convención, el promedio sobre el lote. Aquí E es una suma sobre todos los ejemplos, y sus "
    "gradientes también.",
)
def averages_over_batch(x, t, params):
    error, gradients = logistic_backprop(x, t, params)
    return error / len(x), _scaled(gradients, 1 / len(x))


@exercise.misconception(
    caught_by=error_agrees,
    en="Multiply the sum of the squares by 1/2. Your gradients are already those of half the sum.",
    es="Multiplica la suma de los cuadrados por 1/2. Tus gradientes ya son los de la mitad de la suma.",
)
def forgets_the_half(x, t, params):
    error, gradients = logistic_backprop(x, t, params)
    return 2 * error, gradients


@exercise.misconception(
    caught_by=(single_layer_agrees, hidden_layer_agrees),
    en="Mind the sign: dE/dy = -(t - y) = y - t. These are gradients, to be subtracted from the weights.",
    es="Cuida el signo: dE/dy = -(t - y) = y - t. Son gradientes, que luego se restan de los pesos.",
)
def goes_uphill(x, t, params):
    error, gradients = logistic_backprop(x, t, params)
    return error, _scaled(gradients, -1)


@exercise.misconception(
    caught_by=(single_layer_agrees, hidden_layer_agrees),
    en="Pass through the output unit too: dE/dz = dE/dy y (1 - y). The slope cancels only with the cross-entropy.",
    es="Pasa también por la unidad de salida: dE/dz = dE/dy y (1 - y). La pendiente solo se cancela con la entropía "
    "cruzada.",
)
def forgets_the_output_slope(x, t, params):
    return _backprop(x, t, params, output_slope=_one)


@exercise.misconception(
    caught_by=hidden_layer_agrees,
    en="A hidden unit has a slope as well: multiply its dE/dy by its own y (1 - y).",
    es="Una unidad oculta también tiene su pendiente: multiplica su dE/dy por su propio y (1 - y).",
)
def forgets_the_hidden_slope(x, t, params):
    return _backprop(x, t, params, hidden_slope=_one)


@exercise.misconception(
    caught_by=(single_layer_agrees, hidden_layer_agrees),
    en="The slope is y (1 - y) with the unit's output y, not with its total input z.",
    es="La pendiente es y (1 - y) con la salida y de la unidad, no con su entrada total z.",
)
def takes_the_slope_of_the_input(x, t, params):
    def slope(z):
        return z * (1 - z)

    return _backprop(x, t, params, output_slope=slope, hidden_slope=slope)


@exercise.misconception(
    caught_by=(single_layer_agrees, hidden_layer_agrees),
    en="y is already the sigmoid of z: its slope is y (1 - y), without a second sigmoid.",
    es="y ya es la sigmoide de z: su pendiente es y (1 - y), sin aplicar otra vez la sigmoide.",
)
def takes_the_sigmoid_twice(x, t, params):
    def slope(z):
        return _slope(_logistic(z))

    return _backprop(x, t, params, output_slope=slope, hidden_slope=slope)


@exercise.misconception(
    caught_by=(single_layer_agrees, hidden_layer_agrees),
    en="E is a sum over the examples: add their gradients, do not average them.",
    es="E es una suma sobre los ejemplos: suma sus gradientes, no los promedies.",
)
def averages_the_gradients(x, t, params):
    error, gradients = logistic_backprop(x, t, params)
    return error, _scaled(gradients, 1 / len(x))


@exercise.misconception(
    caught_by=(single_layer_agrees, hidden_layer_agrees),
    en="A bias acts on every example: its gradient is the sum of dE/dz over the batch, not the average.",
    es="Un sesgo actúa sobre todos los ejemplos: su gradiente es la suma de dE/dz sobre el lote, no el promedio.",
)
def averages_the_bias_gradients(x, t, params):
    error, gradients = logistic_backprop(x, t, params)
    return error, [(dw, db / len(x)) for dw, db in gradients]


@exercise.misconception(
    caught_by=(single_layer_agrees, hidden_layer_agrees),
    en="The half cancels the 2 that comes down from the square: dE/dy is y - t, not twice that.",
    es="El medio cancela el 2 que baja del cuadrado: dE/dy es y - t, no el doble.",
)
def keeps_the_two(x, t, params):
    error, gradients = logistic_backprop(x, t, params)
    return error, _scaled(gradients, 2)


@exercise.misconception(
    caught_by=hidden_layer_agrees,
    en="The gradients come out last layer first: turn the list round, so that it has the order of `params`.",
    es="Los gradientes salen empezando por la última capa: invierte la lista para que siga el orden de `params`.",
)
def returns_last_layer_first(x, t, params):
    error, gradients = logistic_backprop(x, t, params)
    return error, gradients[::-1]


@exercise.misconception(
    caught_by=any_depth,
    en="`params` may hold any number of layers: go down through all of them with a loop.",
    es="`params` puede traer cualquier número de capas: baja por todas ellas con un ciclo.",
)
def unpacks_two_layers(x, t, params):
    (w1, b1), (w2, b2) = params
    return logistic_backprop(x, t, [(w1, b1), (w2, b2)])
