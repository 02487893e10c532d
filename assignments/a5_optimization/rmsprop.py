"""RMSProp: divide each gradient by its own recent root mean square."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization.steps import (
    NEGLIGIBLE,
    WHATEVER_EPS,
    arrays,
    nearest,
    require_eps_outside,
    require_movement,
)
from autograder import Exercise, Text, close, normal, scalar, uniform
from solutions.optimizers import rmsprop_step

exercise = Exercise(
    rmsprop_step,
    name="rmsprop",
    en="Take one step of RMSProp. Update the moving average s of the squared gradient, of which a share `decay` is "
    "kept, then move w by lr * grad divided by sqrt(s) + eps, with the new s. Return the new w and the new s.",
    es="Da un paso de RMSProp. Actualiza el promedio móvil s del gradiente al cuadrado, del que se conserva una parte "
    "`decay`; luego mueve w en lr * grad dividido entre sqrt(s) + eps, con el nuevo s. Devuelve los nuevos w y s.",
    topic=Text(en="RMSProp", es="RMSProp"),
    inputs={
        "w": normal("rows", "columns"),
        "s": uniform("rows", "columns", low=0.1, high=2.0),
        "grads": normal(3, "rows", "columns"),
        "lr": scalar(0.05, 0.5),
        "decay": scalar(0.6, 0.95),
        "eps": scalar(0.1, 0.5),
    },
    edges=[{"columns": 1}],
)


@exercise.check(
    points=3,
    en="s is the moving average of the squared gradient",
    es="s es el promedio móvil del gradiente al cuadrado",
)
def averages_the_squares(student, w, s, grads, lr, decay, eps):
    for start in (s, np.zeros_like(s)):
        before = start
        for grad in grads:
            _, after = arrays(student(w, grad, before, lr=lr, decay=decay, eps=eps))
            close(after, decay * before + (1 - decay) * grad**2, name="s")
            before = after


@exercise.check(
    points=4,
    en="w moves by lr * grad, divided by the root of the new s",
    es="w se mueve en lr * grad, dividido entre la raíz del nuevo s",
)
def divides_by_the_root(student, w, s, grads, lr, decay):
    before, options = w, {"lr": lr, "decay": decay, "eps": NEGLIGIBLE}
    for grad in grads:
        after, own_s = arrays(student(before, grad, s, **options))
        wanted, wanted_s = rmsprop_step(before, grad, s, **options)
        expected = nearest(after, wanted, own=before - lr * grad / np.sqrt(own_s))
        close(after, expected, name="w", tolerance=WHATEVER_EPS)
        before, s = after, wanted_s


@exercise.check(
    points=2,
    en="eps is added to the divisor, outside the root",
    es="eps se suma al divisor, fuera de la raíz",
)
def adds_eps_outside_the_root(student, s, grads, lr, decay, eps):
    at, options = (np.zeros_like(s), grads[0], s), {"lr": lr, "decay": decay}
    step, own_s = arrays(student(*at, **options, eps=NEGLIGIBLE))
    step_with_eps, _ = arrays(student(*at, **options, eps=eps))
    require_eps_outside(step, step_with_eps, eps, root=np.sqrt(own_s), divisor=np.abs(lr * grads[0] / step))


@exercise.check(points=1, en="by default decay is 0.9", es="por omisión, decay es 0.9")
def has_the_default(student, s, grads, lr, eps):
    at = (np.zeros_like(s), grads[0], s)
    after, average = student(*at, lr=lr, eps=eps)
    same_after, same_average = student(*at, lr=lr, decay=0.9, eps=eps)
    require_movement(after)
    close(after, same_after, name="w")
    close(average, same_average, name="s")


def _average(old, new, share):
    return share * old + (1 - share) * new


@exercise.misconception(
    caught_by=averages_the_squares,
    en="Let the average forget: s = decay * s + (1 - decay) * grad**2. A growing sum is AdaGrad.",
    es="Deja que el promedio olvide: s = decay * s + (1 - decay) * grad**2. Una suma que solo crece es AdaGrad.",
)
def never_forgets(w, grad, s, *, lr, decay=0.9, eps):
    s = s + grad**2
    return w - lr * grad / (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=averages_the_squares,
    en="Give the new square its share: multiply grad**2 by 1 - decay.",
    es="Dale su parte al cuadrado nuevo: multiplica grad**2 por 1 - decay.",
)
def adds_the_square_in_full(w, grad, s, *, lr, decay=0.9, eps):
    s = decay * s + grad**2
    return w - lr * grad / (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=averages_the_squares,
    en="Calling the share of the new square `decay` is another convention. Here it is the share of the old average "
    "that is kept.",
    es="Llamar `decay` a la parte del cuadrado nuevo es otra convención. Aquí es la parte del promedio anterior que se "
    "conserva.",
)
def swaps_the_shares(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, grad**2, 1 - decay)
    return w - lr * grad / (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=averages_the_squares,
    en="Average the square of the gradient, grad**2, not the gradient itself: its sign must not matter.",
    es="Promedia el cuadrado del gradiente, grad**2, no el gradiente mismo: su signo no debe importar.",
)
def averages_the_gradient(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, grad, decay)
    return w - lr * grad / (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=averages_the_squares,
    en="Average squares, not absolute values: s = decay * s + (1 - decay) * grad**2.",
    es="Promedia cuadrados, no valores absolutos: s = decay * s + (1 - decay) * grad**2.",
)
def averages_the_magnitude(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, np.abs(grad), decay)
    return w - lr * grad / (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=averages_the_squares,
    en="Every parameter has its own average: square entry by entry, without a sum or mean over the array.",
    es="Cada parámetro tiene su propio promedio: eleva al cuadrado entrada por entrada, sin sumar ni promediar el "
    "arreglo.",
)
def shares_one_average(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, np.mean(grad**2), decay)
    return w - lr * grad / (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=averages_the_squares,
    en="Return the new average, so that the next step can use it; you return the one you were given.",
    es="Devuelve el promedio nuevo, para que el siguiente paso lo use; tú devuelves el que recibiste.",
)
def returns_the_old_average(w, grad, s, *, lr, decay=0.9, eps):
    return rmsprop_step(w, grad, s, lr=lr, decay=decay, eps=eps)[0], s


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Update s first and divide by the root of the new s.",
    es="Actualiza s primero y divide entre la raíz del nuevo s.",
)
def divides_by_the_old_root(w, grad, s, *, lr, decay=0.9, eps):
    return w - lr * grad / (np.sqrt(s) + eps), _average(s, grad**2, decay)


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Divide by the root of s: s holds squares, and only its root has the size of a gradient.",
    es="Divide entre la raíz de s: s guarda cuadrados, y solo su raíz tiene el tamaño de un gradiente.",
)
def forgets_the_root(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, grad**2, decay)
    return w - lr * grad / (s + eps), s


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Divide by the root of s, do not multiply by it.",
    es="Divide entre la raíz de s, no multipliques por ella.",
)
def multiplies_by_the_root(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, grad**2, decay)
    return w - lr * grad * (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Go downhill: subtract the step from w, do not add it.",
    es="Ve cuesta abajo: resta el paso a w, no lo sumes.",
)
def climbs(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, grad**2, decay)
    return w + lr * grad / (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=divides_by_the_root,
    en="Multiply the step by the learning rate lr.",
    es="Multiplica el paso por la tasa de aprendizaje lr.",
)
def forgets_the_learning_rate(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, grad**2, decay)
    return w - grad / (np.sqrt(s) + eps), s


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Adding eps inside the root is another convention. Here it is added to the root: sqrt(s) + eps.",
    es="Sumar eps dentro de la raíz es otra convención. Aquí se suma a la raíz: sqrt(s) + eps.",
)
def adds_eps_inside_the_root(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, grad**2, decay)
    return w - lr * grad / np.sqrt(s + eps), s


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Add eps to the divisor, sqrt(s) + eps: where every gradient was zero, you would divide by zero.",
    es="Suma eps al divisor, sqrt(s) + eps: donde todos los gradientes fueron cero, dividirías entre cero.",
)
def forgets_eps(w, grad, s, *, lr, decay=0.9, eps):
    s = _average(s, grad**2, decay)
    return w - lr * grad / np.sqrt(s), s


@exercise.misconception(
    caught_by=has_the_default,
    en="Keep the default value of the signature you were given: decay=0.9.",
    es="Conserva el valor por omisión de la firma que se te dio: decay=0.9.",
)
def changes_the_default(w, grad, s, *, lr, decay=0.99, eps):
    return rmsprop_step(w, grad, s, lr=lr, decay=decay, eps=eps)
