"""Adam as lectures show it first: momentum over RMSProp, without the correction of the start."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization.steps import (
    NEGLIGIBLE,
    arrays,
    nearest,
    require_eps_outside,
    require_movement,
)
from autograder import Exercise, Text, close, normal, scalar, uniform
from solutions.optimizers import adam_uncorrected_step

exercise = Exercise(
    adam_uncorrected_step,
    name="adam_uncorrected",
    en="Take one step of Adam without its bias correction. Update the moving averages m of the gradient and v of its "
    "square, then move w by lr * m / (sqrt(v) + eps), with the new m and v. Return the new w, m and v.",
    es="Da un paso de Adam sin la corrección del sesgo. Actualiza los promedios móviles m del gradiente y v de su "
    "cuadrado; luego mueve w en lr * m / (sqrt(v) + eps), con los nuevos m y v. Devuelve los nuevos w, m y v.",
    topic=Text(en="Adam without bias correction", es="Adam sin corrección de sesgo"),
    inputs={
        "w": normal("rows", "columns"),
        "m": normal("rows", "columns"),
        "v": uniform("rows", "columns", low=0.1, high=2.0),
        "grads": normal(3, "rows", "columns"),
        "lr": scalar(0.05, 0.5),
        "beta1": scalar(0.6, 0.85),
        "beta2": scalar(0.9, 0.99),
        "eps": scalar(0.1, 0.5),
    },
    edges=[{"columns": 1}],
)


@exercise.check(
    points=2, en="m is the moving average of the gradient", es="m es el promedio móvil del gradiente"
)
def averages_the_gradients(student, w, m, v, grads, lr, beta1, beta2, eps):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps}
    for start in (m, np.zeros_like(m)):
        before = start
        for grad in grads:
            _, after, _ = arrays(student(w, grad, before, v, **options))
            close(after, beta1 * before + (1 - beta1) * grad, name="m")
            before = after


@exercise.check(
    points=2,
    en="v is the moving average of the squared gradient",
    es="v es el promedio móvil del gradiente al cuadrado",
)
def averages_the_squares(student, w, m, v, grads, lr, beta1, beta2, eps):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps}
    for start in (v, np.zeros_like(v)):
        before = start
        for grad in grads:
            _, _, after = arrays(student(w, grad, m, before, **options))
            close(after, beta2 * before + (1 - beta2) * grad**2, name="v")
            before = after


@exercise.check(
    points=4,
    en="w moves by lr * m / sqrt(v), with the new m and v",
    es="w se mueve en lr * m / sqrt(v), con los nuevos m y v",
)
def moves_by_the_averages(student, w, m, v, grads, lr, beta1, beta2):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": NEGLIGIBLE}
    for grad in grads:
        after, own_m, own_v = arrays(student(w, grad, m, v, **options))
        wanted, wanted_m, wanted_v = adam_uncorrected_step(w, grad, m, v, **options)
        close(after, nearest(after, wanted, own=w - lr * own_m / np.sqrt(own_v)), name="w")
        w, m, v = after, wanted_m, wanted_v


@exercise.check(
    points=2,
    en="eps is added to sqrt(v), outside the root",
    es="eps se suma a sqrt(v), fuera de la raíz",
)
def adds_eps_outside_the_root(student, m, v, grads, lr, beta1, beta2, eps):
    at, options = (np.zeros_like(m), grads[0], m, v), {"lr": lr, "beta1": beta1, "beta2": beta2}
    step, own_m, own_v = arrays(student(*at, **options, eps=NEGLIGIBLE))
    require_movement(step)
    step_with_eps, *_ = arrays(student(*at, **options, eps=eps))
    require_eps_outside(step, step_with_eps, eps, root=np.sqrt(own_v), divisor=np.abs(lr * own_m / step))


def _average(old, new, share):
    return share * old + (1 - share) * new


def _moved(w, m, v, lr, eps):
    return w - lr * m / (np.sqrt(v) + eps)


@exercise.misconception(
    caught_by=averages_the_gradients,
    en="m averages the gradient itself, signs and all; only v averages its square.",
    es="m promedia el gradiente mismo, con su signo; solo v promedia su cuadrado.",
)
def squares_the_gradient_in_m(w, grad, m, v, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad**2, beta1), _average(v, grad**2, beta2)
    return _moved(w, m, v, lr, eps), m, v


@exercise.misconception(
    caught_by=averages_the_gradients,
    en="Give the new gradient its share: multiply it by 1 - beta1.",
    es="Dale su parte al gradiente nuevo: multiplícalo por 1 - beta1.",
)
def adds_the_gradient_in_full(w, grad, m, v, *, lr, beta1, beta2, eps):
    m, v = beta1 * m + grad, _average(v, grad**2, beta2)
    return _moved(w, m, v, lr, eps), m, v


@exercise.misconception(
    caught_by=averages_the_squares,
    en="v averages the square of the gradient, grad**2; you average the gradient itself.",
    es="v promedia el cuadrado del gradiente, grad**2; tú promedias el gradiente mismo.",
)
def forgets_to_square_in_v(w, grad, m, v, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad, beta2)
    return _moved(w, m, v, lr, eps), m, v


@exercise.misconception(
    caught_by=averages_the_squares,
    en="v averages the square of the gradient, grad**2, not the square of m.",
    es="v promedia el cuadrado del gradiente, grad**2, no el cuadrado de m.",
)
def squares_m_in_v(w, grad, m, v, *, lr, beta1, beta2, eps):
    m = _average(m, grad, beta1)
    v = _average(v, m**2, beta2)
    return _moved(w, m, v, lr, eps), m, v


@exercise.misconception(
    caught_by=averages_the_squares,
    en="Give the new square its share: multiply grad**2 by 1 - beta2.",
    es="Dale su parte al cuadrado nuevo: multiplica grad**2 por 1 - beta2.",
)
def adds_the_square_in_full(w, grad, m, v, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), beta2 * v + grad**2
    return _moved(w, m, v, lr, eps), m, v


@exercise.misconception(
    caught_by=(averages_the_gradients, averages_the_squares),
    en="beta1 belongs to m and beta2 to v; you exchanged them.",
    es="beta1 es de m y beta2 es de v; los intercambiaste.",
)
def swaps_the_betas(w, grad, m, v, *, lr, beta1, beta2, eps):
    return adam_uncorrected_step(w, grad, m, v, lr=lr, beta1=beta2, beta2=beta1, eps=eps)


@exercise.misconception(
    caught_by=(averages_the_gradients, averages_the_squares),
    en="beta1 and beta2 are the shares of the old averages that are kept: beta * old + (1 - beta) * new.",
    es="beta1 y beta2 son las partes de los promedios anteriores que se conservan: "
    "beta * anterior + (1 - beta) * nuevo.",
)
def swaps_the_shares(w, grad, m, v, *, lr, beta1, beta2, eps):
    return adam_uncorrected_step(w, grad, m, v, lr=lr, beta1=1 - beta1, beta2=1 - beta2, eps=eps)


@exercise.misconception(
    caught_by=moves_by_the_averages,
    en="Dividing by 1 - beta1 and 1 - beta2 is a correction for the first step only. Here nothing is corrected: use "
    "m and v as they are.",
    es="Dividir entre 1 - beta1 y 1 - beta2 es una corrección válida solo para el primer paso. Aquí no se corrige "
    "nada: usa m y v tal cual.",
)
def corrects_every_step_alike(w, grad, m, v, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return _moved(w, m / (1 - beta1), v / (1 - beta2), lr, eps), m, v


@exercise.misconception(
    caught_by=moves_by_the_averages,
    en="Divide by the root of v: v holds squares, and only its root has the size of a gradient.",
    es="Divide entre la raíz de v: v guarda cuadrados, y solo su raíz tiene el tamaño de un gradiente.",
)
def forgets_the_root(w, grad, m, v, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return w - lr * m / (v + eps), m, v


@exercise.misconception(
    caught_by=moves_by_the_averages,
    en="Move along m, the averaged gradient; with the raw gradient this is RMSProp.",
    es="Muévete según m, el gradiente promediado; con el gradiente solo, esto es RMSProp.",
)
def moves_along_the_raw_gradient(w, grad, m, v, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return _moved(w, grad, v, lr, eps), m, v


@exercise.misconception(
    caught_by=moves_by_the_averages,
    en="Update m and v first and take the step with the new ones.",
    es="Actualiza m y v primero y da el paso con los nuevos.",
)
def moves_with_the_old_averages(w, grad, m, v, *, lr, beta1, beta2, eps):
    return _moved(w, m, v, lr, eps), _average(m, grad, beta1), _average(v, grad**2, beta2)


@exercise.misconception(
    caught_by=moves_by_the_averages,
    en="Go downhill: subtract the step from w, do not add it.",
    es="Ve cuesta abajo: resta el paso a w, no lo sumes.",
)
def climbs(w, grad, m, v, *, lr, beta1, beta2, eps):
    return adam_uncorrected_step(w, grad, m, v, lr=-lr, beta1=beta1, beta2=beta2, eps=eps)


@exercise.misconception(
    caught_by=moves_by_the_averages,
    en="Multiply the step by the learning rate lr.",
    es="Multiplica el paso por la tasa de aprendizaje lr.",
)
def forgets_the_learning_rate(w, grad, m, v, *, lr, beta1, beta2, eps):
    return adam_uncorrected_step(w, grad, m, v, lr=1.0, beta1=beta1, beta2=beta2, eps=eps)


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Adding eps inside the root is another convention. Here it is added to the root: sqrt(v) + eps.",
    es="Sumar eps dentro de la raíz es otra convención. Aquí se suma a la raíz: sqrt(v) + eps.",
)
def adds_eps_inside_the_root(w, grad, m, v, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return w - lr * m / np.sqrt(v + eps), m, v


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Add eps to the divisor, sqrt(v) + eps: where every gradient was zero, you would divide by zero.",
    es="Suma eps al divisor, sqrt(v) + eps: donde todos los gradientes fueron cero, dividirías entre cero.",
)
def forgets_eps(w, grad, m, v, *, lr, beta1, beta2, eps):
    return adam_uncorrected_step(w, grad, m, v, lr=lr, beta1=beta1, beta2=beta2, eps=0.0 * eps)
