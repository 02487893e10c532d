"""Adam: momentum and RMSProp together, corrected for starting from zero."""

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
from solutions.optimizers import adam_step

#: A step so late that the correction of the start has become 1.
LATE = 1_000_000

exercise = Exercise(
    adam_step,
    name="adam",
    en="Take step number t of Adam; the first is 1. Update the moving averages m of the gradient and v of its square; "
    "divide them by 1 - beta1**t and 1 - beta2**t to get m_hat and v_hat; move w by lr * m_hat / (sqrt(v_hat) + eps). "
    "Return the new w, and the new m and v without the correction.",
    es="Da el paso número t de Adam; el primero es el 1. Actualiza los promedios móviles m del gradiente y v de su "
    "cuadrado; divídelos entre 1 - beta1**t y 1 - beta2**t para obtener m_hat y v_hat; mueve w en "
    "lr * m_hat / (sqrt(v_hat) + eps). Devuelve el nuevo w, y los nuevos m y v sin la corrección.",
    topic=Text(en="Adam", es="Adam"),
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
        for k, grad in enumerate(grads):
            _, after, _ = arrays(student(w, grad, before, v, LATE + k, **options))
            close(after, beta1 * before + (1 - beta1) * grad, name="m")
            before = after


@exercise.check(
    points=1,
    en="v is the moving average of the squared gradient",
    es="v es el promedio móvil del gradiente al cuadrado",
)
def averages_the_squares(student, w, m, v, grads, lr, beta1, beta2, eps):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps}
    for start in (v, np.zeros_like(v)):
        before = start
        for k, grad in enumerate(grads):
            _, _, after = arrays(student(w, grad, m, before, LATE + k, **options))
            close(after, beta2 * before + (1 - beta2) * grad**2, name="v")
            before = after


@exercise.check(
    points=2,
    en="late in training, w moves by lr * m / sqrt(v), with the new m and v",
    es="ya avanzado el entrenamiento, w se mueve en lr * m / sqrt(v), con los nuevos m y v",
)
def moves_late_in_training(student, w, m, v, grads, lr, beta1, beta2):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": NEGLIGIBLE}
    for k, grad in enumerate(grads):
        after, own_m, own_v = arrays(student(w, grad, m, v, LATE + k, **options))
        wanted, wanted_m, wanted_v = adam_step(w, grad, m, v, LATE + k, **options)
        expected = nearest(after, wanted, own=w - lr * own_m / np.sqrt(own_v))
        close(after, expected, name="w", tolerance=WHATEVER_EPS)
        w, m, v = after, wanted_m, wanted_v


@exercise.check(
    points=3,
    en="early in training, m_hat and v_hat make up for the start from zero",
    es="al comienzo del entrenamiento, m_hat y v_hat compensan el inicio desde cero",
)
def corrects_the_bias(student, m, v, grads, lr, beta1, beta2):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": NEGLIGIBLE}
    for t in (1, 2, 5):
        for state in ((np.zeros_like(m), np.zeros_like(v)), (m, v)):
            at = (np.zeros_like(m), grads[0], *state)  # from w = 0, what is returned is the step
            late, late_m, late_v = arrays(student(*at, LATE, **options))
            require_movement(late)
            early, _, _ = student(*at, t, **options)
            # Where the root was forgotten, it is missing from the correction as well: that has its own check.
            power = 1.0 if np.allclose(np.abs(late * late_v), np.abs(lr * late_m)) else 0.5
            wanted = late * (1 - beta2**t) ** power / (1 - beta1**t)
            if not np.all(np.isfinite(wanted)):
                right, *_ = adam_step(*at, t, **options)
                wanted = nearest(early, right, own=wanted)
            close(early, wanted, name="w", tolerance=WHATEVER_EPS)


@exercise.check(
    points=1,
    en="the m and v that are returned are the uncorrected ones",
    es="los m y v que se devuelven son los que no llevan la corrección",
)
def returns_the_uncorrected_state(student, w, m, v, grads, lr, beta1, beta2, eps):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps}
    _, late_m, late_v = student(w, grads[0], m, v, LATE, **options)
    _, early_m, early_v = student(w, grads[0], m, v, 2, **options)
    close(early_m, late_m, name="m")
    close(early_v, late_v, name="v")


@exercise.check(
    points=1,
    en="eps is added to sqrt(v_hat), outside the root",
    es="eps se suma a sqrt(v_hat), fuera de la raíz",
)
def adds_eps_outside_the_root(student, m, v, grads, lr, beta1, beta2, eps):
    at, options = (np.zeros_like(m), grads[0], m, v), {"lr": lr, "beta1": beta1, "beta2": beta2}
    late, late_m, late_v = arrays(student(*at, LATE, **options, eps=NEGLIGIBLE))
    require_movement(late)
    late_with_eps, *_ = arrays(student(*at, LATE, **options, eps=eps))
    require_eps_outside(late, late_with_eps, eps, root=np.sqrt(late_v), divisor=np.abs(lr * late_m / late))

    early, *_ = arrays(student(*at, 2, **options, eps=NEGLIGIBLE))
    early_with_eps, *_ = arrays(student(*at, 2, **options, eps=eps))
    root, m_hat = np.sqrt(late_v / (1 - beta2**2)), late_m / (1 - beta1**2)
    if np.allclose(early, -lr * m_hat / root, rtol=1e-4):  # else the correction's own check has spoken
        require_eps_outside(early, early_with_eps, eps, root=root, divisor=root)


def _average(old, new, share):
    return share * old + (1 - share) * new


def _moved(w, m_hat, v_hat, lr, eps):
    return w - lr * m_hat / (np.sqrt(v_hat) + eps)


@exercise.misconception(
    caught_by=averages_the_gradients,
    en="m averages the gradient itself, signs and all; only v averages its square.",
    es="m promedia el gradiente mismo, con su signo; solo v promedia su cuadrado.",
)
def squares_the_gradient_in_m(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad**2, beta1), _average(v, grad**2, beta2)
    return _moved(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), m, v


@exercise.misconception(
    caught_by=averages_the_gradients,
    en="Give the new gradient its share: multiply it by 1 - beta1.",
    es="Dale su parte al gradiente nuevo: multiplícalo por 1 - beta1.",
)
def adds_the_gradient_in_full(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = beta1 * m + grad, _average(v, grad**2, beta2)
    return _moved(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), m, v


@exercise.misconception(
    caught_by=averages_the_squares,
    en="v averages the square of the gradient, grad**2; you average the gradient itself.",
    es="v promedia el cuadrado del gradiente, grad**2; tú promedias el gradiente mismo.",
)
def forgets_to_square_in_v(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad, beta2)
    return _moved(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), m, v


@exercise.misconception(
    caught_by=averages_the_squares,
    en="v averages the square of the gradient, grad**2, not the square of m.",
    es="v promedia el cuadrado del gradiente, grad**2, no el cuadrado de m.",
)
def squares_m_in_v(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m = _average(m, grad, beta1)
    v = _average(v, m**2, beta2)
    return _moved(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), m, v


@exercise.misconception(
    caught_by=(averages_the_gradients, averages_the_squares),
    en="beta1 belongs to m and beta2 to v; you exchanged them.",
    es="beta1 es de m y beta2 es de v; los intercambiaste.",
)
def swaps_the_betas(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, t, lr=lr, beta1=beta2, beta2=beta1, eps=eps)


@exercise.misconception(
    caught_by=(averages_the_gradients, averages_the_squares),
    en="beta1 and beta2 are the shares of the old averages that are kept: beta * old + (1 - beta) * new.",
    es="beta1 y beta2 son las partes de los promedios anteriores que se conservan: "
    "beta * anterior + (1 - beta) * nuevo.",
)
def swaps_the_shares(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, 1 - beta1), _average(v, grad**2, 1 - beta2)
    return _moved(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps), m, v


@exercise.misconception(
    caught_by=moves_late_in_training,
    en="Divide by the root of v_hat: v holds squares, and only their root has the size of a gradient.",
    es="Divide entre la raíz de v_hat: v guarda cuadrados, y solo su raíz tiene el tamaño de un gradiente.",
)
def forgets_the_root(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return w - lr * m / (1 - beta1**t) / (v / (1 - beta2**t) + eps), m, v


@exercise.misconception(
    caught_by=moves_late_in_training,
    en="Move along m_hat, the averaged gradient; with the raw gradient this is RMSProp.",
    es="Muévete según m_hat, el gradiente promediado; con el gradiente solo, esto es RMSProp.",
)
def moves_along_the_raw_gradient(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return _moved(w, grad, v / (1 - beta2**t), lr, eps), m, v


@exercise.misconception(
    caught_by=moves_late_in_training,
    en="Update m and v first and take the step with the new ones.",
    es="Actualiza m y v primero y da el paso con los nuevos.",
)
def moves_with_the_old_averages(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    moved = _moved(w, m / (1 - beta1**t), v / (1 - beta2**t), lr, eps)
    return moved, _average(m, grad, beta1), _average(v, grad**2, beta2)


@exercise.misconception(
    caught_by=moves_late_in_training,
    en="Go downhill: subtract the step from w, do not add it.",
    es="Ve cuesta abajo: resta el paso a w, no lo sumes.",
)
def climbs(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, t, lr=-lr, beta1=beta1, beta2=beta2, eps=eps)


@exercise.misconception(
    caught_by=moves_late_in_training,
    en="Multiply the step by the learning rate lr.",
    es="Multiplica el paso por la tasa de aprendizaje lr.",
)
def forgets_the_learning_rate(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, t, lr=1.0, beta1=beta1, beta2=beta2, eps=eps)


@exercise.misconception(
    caught_by=corrects_the_bias,
    en="Correct the averages for their start from zero: m_hat = m / (1 - beta1**t), v_hat = v / (1 - beta2**t).",
    es="Corrige los promedios por haber empezado en cero: m_hat = m / (1 - beta1**t), v_hat = v / (1 - beta2**t).",
)
def forgets_the_correction(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return _moved(w, m, v, lr, eps), m, v


@exercise.misconception(
    caught_by=corrects_the_bias,
    en="Correct v as well as m: v_hat = v / (1 - beta2**t).",
    es="Corrige también v, no solo m: v_hat = v / (1 - beta2**t).",
)
def corrects_only_m(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return _moved(w, m / (1 - beta1**t), v, lr, eps), m, v


@exercise.misconception(
    caught_by=corrects_the_bias,
    en="Correct m as well as v: m_hat = m / (1 - beta1**t).",
    es="Corrige también m, no solo v: m_hat = m / (1 - beta1**t).",
)
def corrects_only_v(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return _moved(w, m, v / (1 - beta2**t), lr, eps), m, v


@exercise.misconception(
    caught_by=corrects_the_bias,
    en="Counting the steps from 0 is another convention. Here the first is t = 1: use t as it is, not t + 1.",
    es="Contar los pasos desde 0 es otra convención. Aquí el primero es t = 1: usa t tal cual, no t + 1.",
)
def counts_from_zero(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, t + 1, lr=lr, beta1=beta1, beta2=beta2, eps=eps)


@exercise.misconception(
    caught_by=corrects_the_bias,
    en="The correction changes from step to step: raise the betas to the power t, 1 - beta1**t.",
    es="La corrección cambia de un paso a otro: eleva las betas a la potencia t, 1 - beta1**t.",
)
def corrects_every_step_alike(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return _moved(w, m / (1 - beta1), v / (1 - beta2), lr, eps), m, v


@exercise.misconception(
    caught_by=corrects_the_bias,
    en="Correct v before taking the root: sqrt(v / (1 - beta2**t)), not sqrt(v) / (1 - beta2**t).",
    es="Corrige v antes de sacar la raíz: sqrt(v / (1 - beta2**t)), no sqrt(v) / (1 - beta2**t).",
)
def corrects_after_the_root(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v) / (1 - beta2**t) + eps), m, v


@exercise.misconception(
    caught_by=returns_the_uncorrected_state,
    en="Return m and v, not m_hat and v_hat: the next step would correct them once more.",
    es="Devuelve m y v, no m_hat y v_hat: el siguiente paso los corregiría otra vez.",
)
def returns_the_corrected_state(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    w, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return w, m / (1 - beta1**t), v / (1 - beta2**t)


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Adding eps inside the root is another convention. Here it is added to the root: sqrt(v_hat) + eps.",
    es="Sumar eps dentro de la raíz es otra convención. Aquí se suma a la raíz: sqrt(v_hat) + eps.",
)
def adds_eps_inside_the_root(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return w - lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps), m, v


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Adding eps to sqrt(v) and correcting the learning rate instead is another convention (the paper's efficient "
    "form). Here eps is added to sqrt(v_hat).",
    es="Sumar eps a sqrt(v) y corregir en cambio la tasa de aprendizaje es otra convención (la forma eficiente del "
    "artículo). Aquí eps se suma a sqrt(v_hat).",
)
def corrects_the_learning_rate_instead(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = _average(m, grad, beta1), _average(v, grad**2, beta2)
    return _moved(w, m, v, lr * np.sqrt(1 - beta2**t) / (1 - beta1**t), eps), m, v


@exercise.misconception(
    caught_by=adds_eps_outside_the_root,
    en="Add eps to the divisor, sqrt(v_hat) + eps: where every gradient was zero, you would divide by zero.",
    es="Suma eps al divisor, sqrt(v_hat) + eps: donde todos los gradientes fueron cero, dividirías entre cero.",
)
def forgets_eps(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=0.0 * eps)
