"""The gradient of a chain of single units: a product, one factor a unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from assignments.a2_initialization.comparing import close_to_one_of
from autograder import Exercise, Text, close, made, scalar, uniform
from solutions.depth import chain_gradient

VALUE: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda u: 1 / (1 + np.exp(-u)),
    "tanh": np.tanh,
    "relu": lambda u: np.maximum(u, 0),
}
SLOPE: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda u: VALUE["sigmoid"](u) * (1 - VALUE["sigmoid"](u)),
    "tanh": lambda u: 1 - np.tanh(u) ** 2,
    "relu": lambda u: 1.0 * (u > 0),
}


def _weights(rng, sizes):
    """Weights of both signs whose influence can be seen."""
    return rng.choice([-1.0, 1.0], sizes["depth"]) * rng.uniform(0.6, 1.6, sizes["depth"])


exercise = Exercise(
    chain_gradient,
    en="In a chain of single units, each one takes the output of the one before: u_j = w_j a_{j-1} + b_j and "
    "a_j = f(u_j), with a_0 = x. Return the derivative of the last output with respect to x. The chain may have any "
    'number of units; f is "sigmoid", "tanh" or "relu".',
    es="En una cadena de unidades sueltas, cada una recibe la salida de la anterior: u_j = w_j a_{j-1} + b_j y "
    "a_j = f(u_j), con a_0 = x. Devuelve la derivada de la última salida respecto de x. La cadena puede tener "
    'cualquier número de unidades; f es "sigmoid", "tanh" o "relu".',
    topic=Text(en="Gradient of a chain of units", es="Gradiente de una cadena de unidades"),
    inputs={
        "ws": made(_weights, "depth"),
        "bs": uniform("depth", low=0.2, high=0.9),
        "x": scalar(0.4, 1.2),
    },
    sizes={"depth": range(4, 8)},
)


def _slopes(student, us, activation, b=0.0):
    """What it says of single units with weight 1: their slopes at `us`."""
    units = [(np.ones(1), np.full(1, b), float(u - b)) for u in us]
    return student.function.many(units, activation=activation)


def _require_slopes(student, us, activation, **options):
    for slope, u in zip(_slopes(student, us, activation, **options), us, strict=True):
        close(slope, SLOPE[activation](u), name="grad")


@exercise.check(
    points=1,
    en="one sigmoid unit with w = 1 and b = 0: its slope",
    es="una unidad sigmoide con w = 1 y b = 0: su pendiente",
)
def sigmoid_slope(student, x):
    _require_slopes(student, (x, -x, 2.5 * x), "sigmoid")


@exercise.check(
    points=1,
    en="one tanh unit with w = 1 and b = 0: its slope",
    es="una unidad tanh con w = 1 y b = 0: su pendiente",
)
def tanh_slope(student, x):
    _require_slopes(student, (x, -x, 2.5 * x), "tanh")


@exercise.check(
    points=1,
    en="one ReLU unit with w = 1: its slope",
    es="una unidad ReLU con w = 1: su pendiente",
)
def relu_slope(student, x):
    # With a bias, the slope, the value and the input differ. Where it is forgotten, these units are on all the same.
    _require_slopes(student, (x + 0.2, -x, 2.5 * x), "relu", b=0.1)


@exercise.check(
    points=2,
    en="one unit with any w and b: its slope at w x + b, times w",
    es="una unidad con w y b cualesquiera: su pendiente en w x + b, por w",
)
def one_unit(student, ws, bs, x):
    for activation in SLOPE:
        for w, b in zip(ws[:3], bs[:3], strict=True):
            u = w * x + b
            grad = student(np.array([w]), np.array([b]), x, activation=activation)
            (own,) = _slopes(student, [u], activation)
            close_to_one_of(grad, SLOPE[activation](u) * w, np.asarray(own) * w, name="grad")


@exercise.check(
    points=3,
    needs=one_unit,
    en="a chain multiplies what its units contribute, each at its own input",
    es="una cadena multiplica lo que aportan sus unidades, cada una en su propia entrada",
)
def chain_agrees(student, ws, bs, x):
    for activation in SLOPE:
        # A ReLU unit that is off would hide the others.
        weights = np.abs(ws) if activation == "relu" else ws
        inputs = [x]
        for w, b in zip(weights, bs, strict=True):
            inputs.append(float(VALUE[activation](w * inputs[-1] + b)))
        links = [(weights[j : j + 1], bs[j : j + 1], a) for j, a in enumerate(inputs[:-1])]
        own = np.prod([np.asarray(link) for link in student.function.many(links, activation=activation)])
        grad = student(weights, bs, x, activation=activation)
        close_to_one_of(grad, chain_gradient(weights, bs, x, activation=activation), own, name="grad")


def _chain(ws, bs, x, activation, slope):
    """Multiply ``slope(u, a, activation) * w`` along the chain."""
    a, grad = x, 1.0
    for w, b in zip(ws, bs, strict=True):
        u = w * a + b
        a = VALUE[activation](u)
        grad = grad * slope(u, a, activation) * w
    return grad


@exercise.misconception(
    caught_by=sigmoid_slope,
    en="The slope of the sigmoid is a (1 - a), where a is its output, not its input u.",
    es="La pendiente de la sigmoide es a (1 - a), donde a es su salida, no su entrada u.",
)
def puts_the_input_into_the_slope(ws, bs, x, *, activation):
    return _chain(ws, bs, x, activation, lambda u, a, f: u * (1 - u) if f == "sigmoid" else SLOPE[f](u))


@exercise.misconception(
    caught_by=sigmoid_slope,
    en="The slope of the sigmoid has two factors, a and 1 - a.",
    es="La pendiente de la sigmoide tiene dos factores, a y 1 - a.",
)
def forgets_a_factor_of_the_sigmoid(ws, bs, x, *, activation):
    return _chain(ws, bs, x, activation, lambda u, a, f: a if f == "sigmoid" else SLOPE[f](u))


@exercise.misconception(
    caught_by=tanh_slope,
    en="The slope of tanh is 1 - a**2: square the output a.",
    es="La pendiente de tanh es 1 - a**2: eleva al cuadrado la salida a.",
)
def forgets_the_square_of_tanh(ws, bs, x, *, activation):
    return _chain(ws, bs, x, activation, lambda u, a, f: 1 - a if f == "tanh" else SLOPE[f](u))


@exercise.misconception(
    caught_by=tanh_slope,
    en="a (1 - a) is the slope of the sigmoid; that of tanh is 1 - a**2.",
    es="a (1 - a) es la pendiente de la sigmoide; la de tanh es 1 - a**2.",
)
def takes_the_sigmoids_slope_for_tanh(ws, bs, x, *, activation):
    return _chain(ws, bs, x, activation, lambda u, a, f: a * (1 - a) if f == "tanh" else SLOPE[f](u))


@exercise.misconception(
    caught_by=relu_slope,
    en="The slope of ReLU is 1 where u > 0 and 0 elsewhere; you multiply by its value.",
    es="La pendiente de ReLU es 1 donde u > 0 y 0 en lo demás; tú multiplicas por su valor.",
)
def takes_the_value_of_relu_for_its_slope(ws, bs, x, *, activation):
    return _chain(ws, bs, x, activation, lambda u, a, f: a if f == "relu" else SLOPE[f](u))


@exercise.misconception(
    caught_by=(sigmoid_slope, tanh_slope),
    en="Take the slope at u_j, before the activation; you take it at a_j, after it.",
    es="Toma la pendiente en u_j, antes de la activación; tú la tomas en a_j, después de ella.",
)
def takes_the_slope_at_the_output(ws, bs, x, *, activation):
    return _chain(ws, bs, x, activation, lambda u, a, f: SLOPE[f](a))


@exercise.misconception(
    caught_by=(sigmoid_slope, tanh_slope, relu_slope),
    en="Every unit contributes its slope f'(u_j), the last one too: for a single unit the gradient is f'(u) w.",
    es="Cada unidad aporta su pendiente f'(u_j), también la última: para una sola unidad el gradiente es f'(u) w.",
)
def forgets_the_slope_of_the_last_unit(ws, bs, x, *, activation):
    return chain_gradient(ws[:-1], bs[:-1], x, activation=activation) * ws[-1]


@exercise.misconception(
    caught_by=(sigmoid_slope, tanh_slope, relu_slope),
    en="Differentiate with respect to the input x, not to the first weight: the last factor is w_1, not x.",
    es="Deriva respecto de la entrada x, no respecto del primer peso: el último factor es w_1, no x.",
)
def differentiates_by_the_first_weight(ws, bs, x, *, activation):
    return chain_gradient(ws, bs, x, activation=activation) / ws[0] * x


@exercise.misconception(
    caught_by=one_unit,
    en="u_j = w_j a_{j-1} + b_j depends on a_{j-1} with slope w_j: every unit contributes f'(u_j) times w_j.",
    es="u_j = w_j a_{j-1} + b_j depende de a_{j-1} con pendiente w_j: cada unidad aporta f'(u_j) por w_j.",
)
def forgets_the_weights(ws, bs, x, *, activation):
    return chain_gradient(ws, bs, x, activation=activation) / np.prod(ws)


@exercise.misconception(
    caught_by=one_unit,
    en="Add the bias: the slope is taken at u_j = w_j a_{j-1} + b_j.",
    es="Suma el sesgo: la pendiente se toma en u_j = w_j a_{j-1} + b_j.",
)
def forgets_the_biases(ws, bs, x, *, activation):
    return chain_gradient(ws, 0 * bs, x, activation=activation)


@exercise.misconception(
    caught_by=chain_agrees,
    en="Each unit takes the output of the one before it, not x: keep a_j as you go.",
    es="Cada unidad recibe la salida de la anterior, no x: ve guardando a_j en el camino.",
)
def feeds_every_unit_with_x(ws, bs, x, *, activation):
    return np.prod([SLOPE[activation](w * x + b) * w for w, b in zip(ws, bs, strict=True)])


@exercise.misconception(
    caught_by=chain_agrees,
    en="What goes on to the next unit is a_j = f(u_j), not u_j.",
    es="Lo que pasa a la unidad siguiente es a_j = f(u_j), no u_j.",
)
def passes_on_the_pre_activation(ws, bs, x, *, activation):
    u, grad = x, 1.0
    for w, b in zip(ws, bs, strict=True):
        u = w * u + b
        grad = grad * SLOPE[activation](u) * w
    return grad


@exercise.misconception(
    caught_by=chain_agrees,
    en="The chain rule multiplies what the units contribute; it does not add.",
    es="La regla de la cadena multiplica lo que aportan las unidades; no lo suma.",
)
def adds_the_factors(ws, bs, x, *, activation):
    inputs = [x]
    for w, b in zip(ws, bs, strict=True):
        inputs.append(VALUE[activation](w * inputs[-1] + b))
    return sum(SLOPE[activation](w * a + b) * w for w, b, a in zip(ws, bs, inputs[:-1], strict=True))


@exercise.misconception(
    caught_by=chain_agrees,
    en="Go on down to x: f'(u_n) w_n is the derivative with respect to the last unit's input only.",
    es="Sigue bajando hasta x: f'(u_n) w_n es la derivada solo respecto de la entrada de la última unidad.",
)
def stops_after_the_last_unit(ws, bs, x, *, activation):
    return chain_gradient(ws, bs, x, activation=activation) / chain_gradient(
        ws[:-1], bs[:-1], x, activation=activation
    )
