"""Changing one weight at a time: the price of a gradient without calculus."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, close, normal, scalar, uniform
from solutions.perturbation import single_weight_perturbation_gradient

exercise = Exercise(
    single_weight_perturbation_gradient,
    name="single_weight_perturbation",
    en="Increase one weight by delta, leave the others alone, and see how much the loss changes per unit: "
    "(f(w + delta e_i) - f(w)) / delta. Do so for every weight; w may have any number of axes.",
    es="Aumenta un solo peso en delta, deja los demás como están y mira cuánto cambia la pérdida por unidad: "
    "(f(w + delta e_i) - f(w)) / delta. Hazlo con cada peso; w puede tener cualquier número de ejes.",
    inputs={
        "w": normal("n"),
        "table": normal("rows", "columns"),
        "block": normal(2, "rows", "columns"),
        "slopes": normal("n"),
        "bends": uniform("n", low=1.0, high=3.0),
        "delta": scalar(0.2, 0.5),
    },
    # Small: each weight costs a call back to the grader.
    sizes={"rows": range(2, 4), "columns": range(2, 4), "n": range(3, 6)},
)


# The loss is not 0 at w, and a straight line around it: every way of taking quotients gives its slopes.
@exercise.check(
    points=3,
    en="the slopes of a linear loss are right",
    es="las pendientes de una pérdida lineal son correctas",
)
def linear_loss_agrees(student, w, slopes, delta):
    grad = student(lambda z: 2.0 + float(slopes @ (z - w)), w, delta=delta)
    close(grad, slopes, name="grad", tolerance=1e-6)


@exercise.check(
    points=1,
    needs=linear_loss_agrees,
    en="each weight is increased by delta",
    es="cada peso aumenta en delta",
)
def increases_by_delta(student, w, slopes, bends, delta):
    def f(z):
        u = z - w
        return float(slopes @ u + bends @ u**2 + bends[::-1] @ u**3)

    grad = student(f, w, delta=delta)
    close(grad, slopes + delta * bends + delta**2 * bends[::-1], name="grad", tolerance=1e-6)


@exercise.check(
    points=1,
    needs=linear_loss_agrees,
    trials=1,
    en="w may have two or three axes, and the gradient has its shape",
    es="w puede tener dos o tres ejes, y el gradiente tiene su forma",
)
def any_shape(student, table, block, delta):
    for w in (table, block):
        weights = np.cos(w)
        grad = student(lambda z, weights=weights: float(np.vdot(weights, z)), w, delta=delta)
        close(grad, weights, name="grad", tolerance=1e-6)


def _each_weight(w, slope):
    """Fill an array like w with the slope along each weight's direction."""
    directions = np.eye(w.size).reshape(w.size, *w.shape)
    return np.array([slope(e) for e in directions]).reshape(w.shape)


@exercise.misconception(
    caught_by=linear_loss_agrees,
    en="Divide the change of the loss by delta: a slope is the change per unit.",
    es="Divide el cambio de la pérdida entre delta: una pendiente es el cambio por unidad.",
)
def forgets_to_divide(f, w, *, delta):
    return delta * single_weight_perturbation_gradient(f, w, delta=delta)


@exercise.misconception(
    caught_by=linear_loss_agrees,
    en="Subtract the loss at w: what counts is how much the loss changes.",
    es="Resta la pérdida en w: lo que cuenta es cuánto cambia la pérdida.",
)
def forgets_the_loss_before(f, w, *, delta):
    return _each_weight(w, lambda e: f(w + delta * e) / delta)


@exercise.misconception(
    caught_by=linear_loss_agrees,
    en="Subtract in the other order: the loss after the change minus the loss before it.",
    es="Resta en el otro orden: la pérdida después del cambio menos la de antes.",
)
def subtracts_backwards(f, w, *, delta):
    return -single_weight_perturbation_gradient(f, w, delta=delta)


@exercise.misconception(
    caught_by=linear_loss_agrees,
    en="Change one weight at a time: if all change at once, you get the sum of the slopes.",
    es="Cambia un solo peso a la vez: si cambian todos juntos, obtienes la suma de las pendientes.",
)
def changes_all_at_once(f, w, *, delta):
    return np.full(w.shape, (f(w + delta) - f(w)) / delta)


@exercise.misconception(
    caught_by=linear_loss_agrees,
    en="Put each weight back before you change the next one; otherwise their effects pile up.",
    es="Devuelve cada peso a su valor antes de cambiar el siguiente; si no, sus efectos se acumulan.",
)
def does_not_put_back(f, w, *, delta):
    w, base, grad = w.copy(), f(w), np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[index] += delta
        grad[index] = (f(w) - base) / delta
    return grad


@exercise.misconception(
    caught_by=increases_by_delta,
    en="This is another convention, central differences, with two evaluations for each weight. Here one is compared "
    "with f(w), which all weights share.",
    es="Esa es otra convención, las diferencias centradas, con dos evaluaciones por peso. Aquí se compara una sola con "
    "f(w), común a todos los pesos.",
)
def looks_to_both_sides(f, w, *, delta):
    return _each_weight(w, lambda e: (f(w + delta * e) - f(w - delta * e)) / (2 * delta))


@exercise.misconception(
    caught_by=increases_by_delta,
    en="Increase the weight, w + delta; you decrease it.",
    es="Aumenta el peso, w + delta; tú lo disminuyes.",
)
def decreases(f, w, *, delta):
    return single_weight_perturbation_gradient(f, w, delta=-delta)


@exercise.misconception(
    caught_by=increases_by_delta,
    en="Use the argument delta; do not write a number in its place.",
    es="Usa el argumento delta; no escribas un número en su lugar.",
)
def ignores_delta(f, w, *, delta):
    return single_weight_perturbation_gradient(f, w, delta=1e-5)


@exercise.misconception(
    caught_by=any_shape,
    en="w[i] is a whole row when w has several axes. Go through every weight, for example with np.ndindex(w.shape).",
    es="Si w tiene varios ejes, w[i] es una fila entera. Recorre cada peso, por ejemplo con np.ndindex(w.shape).",
)
def changes_whole_rows(f, w, *, delta):
    grad = np.zeros(w.shape)
    for i in range(len(w)):
        step = np.zeros(w.shape)
        step[i] = delta
        grad[i] = (f(w + step) - f(w)) / delta
    return grad


@exercise.misconception(
    caught_by=any_shape,
    en="Give the gradient the shape of w: reshape it before you return it.",
    es="Dale al gradiente la forma de w: usa reshape antes de devolverlo.",
)
def returns_flat_gradient(f, w, *, delta):
    return single_weight_perturbation_gradient(f, w, delta=delta).ravel()
