"""AdaGrad: divide each gradient by the root of the sum of all its squares."""

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
from solutions.optimizers import adagrad_step

exercise = Exercise(
    adagrad_step,
    name="adagrad",
    en="Take one step of AdaGrad. Add the squared gradient to the sum s, then move w by lr * grad divided by "
    "sqrt(s) + eps, with the new s. Return the new w and the new s.",
    es="Da un paso de AdaGrad. Suma el gradiente al cuadrado a s; luego mueve w en lr * grad dividido entre "
    "sqrt(s) + eps, con el nuevo s. Devuelve los nuevos w y s.",
    topic=Text(en="AdaGrad", es="AdaGrad"),
    inputs={
        "w": normal("rows", "columns"),
        "s": uniform("rows", "columns", low=4.0, high=9.0),  # even a sum of gradients stays positive
        "grads": normal(3, "rows", "columns"),
        "lr": scalar(0.05, 0.5),
        "eps": scalar(0.1, 0.5),
    },
    edges=[{"columns": 1}],
)


@exercise.check(
    points=4,
    en="s is the sum of the squared gradients",
    es="s es la suma de los gradientes al cuadrado",
)
def sums_the_squares(student, w, s, grads, lr, eps):
    for start in (s, np.zeros_like(s)):
        before = start
        for grad in grads:
            _, after = arrays(student(w, grad, before, lr=lr, eps=eps))
            close(after, before + grad**2, name="s")
            before = after


@exercise.check(
    points=4,
    en="w moves by lr * grad, divided by the root of the new s",
    es="w se mueve en lr * grad, dividido entre la raíz del nuevo s",
)
def divides_by_the_root(student, w, s, grads, lr):
    for grad in grads:
        after, own_s = arrays(student(w, grad, s, lr=lr, eps=NEGLIGIBLE))
        wanted, wanted_s = adagrad_step(w, grad, s, lr=lr, eps=NEGLIGIBLE)
        close(after, nearest(after, wanted, own=w - lr * grad / np.sqrt(own_s)), name="w")
        w, s = after, wanted_s


@exercise.check(
    points=2,
    en="eps is added to the divisor, outside the root",
    es="eps se suma al divisor, fuera de la raíz",
)
def adds_eps_outside_the_root(student, s, grads, lr, eps):
    at = (np.zeros_like(s), grads[0], s)
    step, own_s = arrays(student(*at, lr=lr, eps=NEGLIGIBLE))
    require_movement(step)
    step_with_eps, _ = arrays(student(*at, lr=lr, eps=eps))
    require_eps_outside(step, step_with_eps, eps, root=np.sqrt(own_s), divisor=np.abs(lr * grads[0] / step))


def _step(w, grad, s, lr, eps):
    return w - lr * grad / (np.sqrt(s) + eps)


@exercise.misconception(
    caught_by=sums_the_squares,
    en="Sum the square of the gradient, grad**2, not the gradient itself: opposite signs must not cancel.",
    es="Suma el cuadrado del gradiente, grad**2, no el gradiente mismo: los signos opuestos no deben cancelarse.",
)
def sums_the_gradient(w, grad, s, *, lr, eps):
    s = s + grad
    return _step(w, grad, s, lr, eps), s


@exercise.misconception(
    caught_by=sums_the_squares,
    en="Sum squares, not absolute values: s = s + grad**2.",
    es="Suma cuadrados, no valores absolutos: s = s + grad**2.",
)
def sums_the_magnitude(w, grad, s, *, lr, eps):
    s = s + np.abs(grad)
    return _step(w, grad, s, lr, eps), s


@exercise.misconception(
    caught_by=sums_the_squares,
    en="AdaGrad forgets nothing: s = s + grad**2. A moving average, with a share of 0.9, is RMSProp.",
    es="AdaGrad no olvida nada: s = s + grad**2. Un promedio móvil, con una parte de 0.9, es RMSProp.",
)
def averages_the_squares(w, grad, s, *, lr, eps):
    s = 0.9 * s + 0.1 * grad**2
    return _step(w, grad, s, lr, eps), s


@exercise.misconception(
    caught_by=sums_the_squares,
    en="Keep the sum of all squares so far: s = s + grad**2. You keep only the latest one.",
    es="Conserva la suma de todos los cuadrados hasta ahora: s = s + grad**2. Tú conservas solo el último.",
)
def forgets_the_sum(w, grad, s, *, lr, eps):
    s = grad**2
    return _step(w, grad, s, lr, eps), s


@exercise.misconception(
    caught_by=sums_the_squares,
    en="Every parameter has its own sum: square entry by entry, without a sum over the array.",
    es="Cada parámetro tiene su propia suma: eleva al cuadrado entrada por entrada, sin sumar el arreglo.",
)
def shares_one_sum(w, grad, s, *, lr, eps):
    s = s + np.sum(grad**2)
    return _step(w, grad, s, lr, eps), s


@exercise.misconception(
    caught_by=sums_the_squares,
    en="Return the new sum, so that the next step can use it; you return the one you were given.",
    es="Devuelve la suma nueva, para que el siguiente paso la use; tú devuelves la que recibiste.",
)
def returns_the_old_sum(w, grad, s, *, lr, eps):
    return _step(w, grad, s + grad**2, lr, eps), s


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Update s first and divide by the root of the new s: from s = 0 you would divide by eps alone.",
    es="Actualiza s primero y divide entre la raíz del nuevo s: desde s = 0 dividirías solo entre eps.",
)
def divides_by_the_old_root(w, grad, s, *, lr, eps):
    return _step(w, grad, s, lr, eps), s + grad**2


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Divide by the root of s: s holds squares, and only its root has the size of a gradient.",
    es="Divide entre la raíz de s: s guarda cuadrados, y solo su raíz tiene el tamaño de un gradiente.",
)
def forgets_the_root(w, grad, s, *, lr, eps):
    s = s + grad**2
    return w - lr * grad / (s + eps), s


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Divide by the root of s, do not multiply by it.",
    es="Divide entre la raíz de s, no multipliques por ella.",
)
def multiplies_by_the_root(w, grad, s, *, lr, eps):
    s = s + grad**2
    return w - lr * grad * (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Go downhill: subtract the step from w, do not add it.",
    es="Ve cuesta abajo: resta el paso a w, no lo sumes.",
)
def climbs(w, grad, s, *, lr, eps):
    s = s + grad**2
    return _step(w, grad, s, -lr, eps), s


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Multiply the step by the learning rate lr.",
    es="Multiplica el paso por la tasa de aprendizaje lr.",
)
def forgets_the_learning_rate(w, grad, s, *, lr, eps):
    s = s + grad**2
    return _step(w, grad, s, 1.0, eps), s


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Adding eps inside the root is another convention. Here it is added to the root: sqrt(s) + eps.",
    es="Sumar eps dentro de la raíz es otra convención. Aquí se suma a la raíz: sqrt(s) + eps.",
)
def adds_eps_inside_the_root(w, grad, s, *, lr, eps):
    s = s + grad**2
    return w - lr * grad / np.sqrt(s + eps), s


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Add eps to the divisor, sqrt(s) + eps: where every gradient was zero, you would divide by zero.",
    es="Suma eps al divisor, sqrt(s) + eps: donde todos los gradientes fueron cero, dividirías entre cero.",
)
def forgets_eps(w, grad, s, *, lr, eps):
    s = s + grad**2
    return _step(w, grad, s, lr, 0.0 * eps), s
