"""Gradients by perturbation: central differences."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, formula, normal, scalar, uniform
from solutions.numerical_gradient import numerical_gradient

exercise = Exercise(
    numerical_gradient,
    en="Estimate the gradient of f at x by central differences: move one entry at a time by h to either side, "
    "and divide f(x + h e_i) - f(x - h e_i) by 2h. x may have any number of axes.",
    es="Estima el gradiente de f en x con diferencias centradas: mueve una sola entrada a la vez, h hacia cada "
    "lado, y divide f(x + h e_i) - f(x - h e_i) entre 2h. x puede tener cualquier número de ejes.",
    topic=Text(en="Central differences", es="Diferencias centradas"),
    inputs={
        "x": normal("n"),
        "table": normal("rows", "columns"),
        "block": normal(2, "rows", "columns"),
        "slopes": normal("n"),
        "bends": uniform("n", low=1.0, high=3.0),
        "links": normal("n", "n"),
        "h": scalar(0.2, 0.5),
    },
    # Small: each entry costs two calls back to the grader.
    sizes={"rows": range(2, 4), "columns": range(2, 4), "n": range(3, 6)},
)


def _proportional(grad, wanted):
    """Compare, leaving aside a factor that the first check judges: it should cost once."""
    grad = np.asarray(grad, dtype=float)
    factor = 1.0
    if grad.shape == wanted.shape:
        fitted = np.vdot(grad, wanted) / np.vdot(wanted, wanted)
        factor = min((1.0, -1.0, 2.0, -2.0, 0.5, -0.5), key=lambda known: abs(fitted - known))
    close(grad, factor * wanted, name="grad", tolerance=1e-6)


@exercise.check(
    points=3,
    en="the slopes agree with calculus for a vector x",
    es="las pendientes coinciden con el cálculo para un vector x",
)
def slopes_agree(student, x, bends):
    grad = student(formula("z", "float(np.sum(np.sin(bends * z)))", bends=bends), x)
    close(grad, bends * np.cos(bends * x), name="grad", tolerance=1e-3)


@exercise.check(
    points=2,
    trials=1,
    en="x may have two or three axes, and the gradient has its shape",
    es="x puede tener dos o tres ejes, y el gradiente tiene su forma",
)
def any_shape(student, table, block, h):
    for x in (table, block):
        weights = np.cos(x)
        _proportional(student(formula("z", "float(np.vdot(weights, z))", weights=weights), x, h), weights)


# Of a parabola central differences give the exact slope, whatever h is; a one-sided quotient does not.
@exercise.check(
    points=2,
    trials=1,
    en="it looks to both sides: the curvature of f does not disturb it",
    es="mira hacia los dos lados: la curvatura de f no la perturba",
)
def both_sides(student, x, slopes, bends, h):
    parabola = "float(slopes @ (z - x) + bends @ (z - x) ** 2)"
    f = formula("z", parabola, x=x, slopes=slopes, bends=bends)
    _proportional(student(f, x, h), slopes)


# Where f has mixed second derivatives only, every quotient is exact while the other entries stay put.
@exercise.check(
    points=1,
    trials=1,
    en="one entry moves at a time, and the others are where they were",
    es="se mueve una sola entrada a la vez, y las demás están donde estaban",
)
def one_entry_at_a_time(student, x, links, h):
    mixed = links + links.T
    np.fill_diagonal(mixed, 0)
    _proportional(student(formula("z", "float(z @ mixed @ z) / 2", mixed=mixed), x, h), mixed @ x)


# Around x this function is odd: every quotient, one-sided or central, is slopes + bends * sinh(1) if the step is h.
def _odd(x, slopes, bends, h):
    odd = "float(slopes @ (z - x) + bends @ np.sinh((z - x) / h) * h)"
    return formula("z", odd, x=x, slopes=slopes, bends=bends, h=h)


@exercise.check(points=1, trials=1, en="each entry is moved by h", es="cada entrada se mueve h")
def moves_by_h(student, x, slopes, bends, h):
    _proportional(student(_odd(x, slopes, bends, h), x, h), slopes + bends * np.sinh(1))


@exercise.check(
    points=1, trials=1, needs=moves_by_h, en="h is 1e-5 unless given", es="si no se da, h vale 1e-5"
)
def default_step(student, x, slopes, bends):
    _proportional(student(_odd(x, slopes, bends, 1e-5), x), slopes + bends * np.sinh(1))


@exercise.misconception(
    caught_by=both_sides,
    en="You look to one side only. Evaluate f at x + h and at x - h, and divide by 2h: the error falls from "
    "order h to order h squared.",
    es="Miras hacia un solo lado. Evalúa f en x + h y en x - h, y divide entre 2h: el error baja del orden de h "
    "al de h al cuadrado.",
)
def forward_differences(f, x, h=1e-5):
    base = f(x)
    return _each_entry(x, lambda e: (f(x + h * e) - base) / h)


@exercise.misconception(
    caught_by=slopes_agree,
    en="The two points lie 2h apart: divide by 2h, not by h.",
    es="Los dos puntos están a una distancia de 2h: divide entre 2h, no entre h.",
)
def divides_by_h(f, x, h=1e-5):
    return _each_entry(x, lambda e: (f(x + h * e) - f(x - h * e)) / h)


@exercise.misconception(
    caught_by=slopes_agree,
    en="Subtract in the other order: f(x + h) - f(x - h).",
    es="Resta en el otro orden: f(x + h) - f(x - h).",
)
def subtracts_backwards(f, x, h=1e-5):
    return _each_entry(x, lambda e: (f(x - h * e) - f(x + h * e)) / (2 * h))


@exercise.misconception(
    caught_by=(slopes_agree, one_entry_at_a_time),
    en="You move all entries at once, which gives the sum of the slopes. Move one entry, and leave the others alone.",
    es="Mueves todas las entradas a la vez, y eso da la suma de las pendientes. Mueve una sola y deja las demás "
    "como están.",
)
def moves_all_at_once(f, x, h=1e-5):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@exercise.misconception(
    caught_by=one_entry_at_a_time,
    en="Put each entry back before you move the next one; otherwise you end up far from x.",
    es="Devuelve cada entrada a su valor antes de mover la siguiente; si no, terminas lejos de x.",
)
def does_not_put_back(f, x, h=1e-5):
    x, grad = x.copy(), np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        grad[index] = (above - f(x)) / (2 * h)
    return grad


@exercise.misconception(
    caught_by=any_shape,
    en="x[i] is a whole row when x has several axes. Go through every entry, for example with np.ndindex(x.shape).",
    es="Si x tiene varios ejes, x[i] es una fila entera. Recorre cada entrada, por ejemplo con np.ndindex(x.shape).",
)
def moves_whole_rows(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in range(len(x)):
        step = np.zeros(x.shape)
        step[i] = h
        grad[i] = (f(x + step) - f(x - step)) / (2 * h)
    return grad


@exercise.misconception(
    caught_by=any_shape,
    en="Give the gradient the shape of x: reshape it before you return it.",
    es="Dale al gradiente la forma de x: usa reshape antes de devolverlo.",
)
def returns_flat_gradient(f, x, h=1e-5):
    return numerical_gradient(f, x, h).ravel()


@exercise.misconception(
    caught_by=moves_by_h,
    en="Use the argument h; do not write a number in its place.",
    es="Usa el argumento h; no escribas un número en su lugar.",
)
def ignores_h(f, x, h=1e-5):
    return numerical_gradient(f, x)


@exercise.misconception(
    caught_by=moves_by_h,
    en="This is another convention, with a step of h/2 to either side. Here each side is h away, and you divide by 2h.",
    es="Esa es otra convención, con un paso de h/2 hacia cada lado. Aquí el paso es h hacia cada lado, y se divide "
    "entre 2h.",
)
def moves_half_a_step(f, x, h=1e-5):
    return numerical_gradient(f, x, h / 2)


@exercise.misconception(
    caught_by=default_step,
    en="Leave the default h at 1e-5: much smaller steps drown in the rounding of f.",
    es="Deja h en 1e-5 por defecto: los pasos mucho más pequeños se pierden en el redondeo de f.",
)
def tiny_default_step(f, x, h=1e-8):
    return numerical_gradient(f, x, h)


def _each_entry(x, slope):
    """Fill an array like x with the slope along each entry's direction."""
    directions = np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([slope(e) for e in directions]).reshape(x.shape)
