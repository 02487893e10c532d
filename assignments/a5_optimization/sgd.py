"""Plain gradient descent."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, normal, require, scalar
from solutions.optimizers import sgd_step

exercise = Exercise(
    sgd_step,
    name="sgd",
    en="Take one step of gradient descent: from w, move by lr times the gradient, downhill. Return the new w.",
    es="Da un paso de descenso de gradiente: desde w, muévete lr por el gradiente, cuesta abajo. Devuelve el nuevo w.",
    topic=Text(en="Gradient descent", es="Descenso de gradiente"),
    inputs={
        "w": normal("rows", "columns"),
        "grads": normal(3, "rows", "columns"),
        "lr": scalar(0.05, 0.5),
    },
    edges=[{"columns": 1}],
)


@exercise.check(
    points=2,
    en="w moves downhill, against the gradient",
    es="w se mueve cuesta abajo, contra el gradiente",
)
def goes_downhill(student, w, grads, lr):
    for grad in grads:
        after = np.asarray(
            student(np.zeros_like(w), grad, lr=lr)
        )  # from zero, where the step is all there is
        require(
            after.shape != grad.shape or np.all(after * grad < 0),
            en="The step goes uphill or nowhere: each entry should move against the sign of its gradient.",
            es="El paso va cuesta arriba o a ninguna parte: cada entrada debería moverse contra el signo de su "
            "gradiente.",
        )


@exercise.check(
    points=3,
    en="the step is lr times the gradient long",
    es="el paso mide lr por el gradiente",
)
def is_lr_times_the_gradient_long(student, w, grads, lr):
    for grad in grads:
        for rate in (lr, 2.5 * lr):
            after = student(w, grad, lr=rate)
            close(after, _downhill_or_up(w, rate * grad, after), name="w")


def _downhill_or_up(w, step, after):
    """Return where the step leads; if the answer went uphill, which has its own check, where it leads uphill."""
    uphill = np.shape(after) == w.shape and np.sum((np.asarray(after) - w) * step) > 0
    return w + step if uphill else w - step


@exercise.misconception(
    caught_by=goes_downhill,
    en="The gradient points uphill: subtract lr * grad from w, do not add it.",
    es="El gradiente apunta cuesta arriba: resta lr * grad a w, no lo sumes.",
)
def climbs(w, grad, *, lr):
    return w + lr * grad


@exercise.misconception(
    caught_by=is_lr_times_the_gradient_long,
    en="Multiply the gradient by the learning rate lr before you subtract it.",
    es="Multiplica el gradiente por la tasa de aprendizaje lr antes de restarlo.",
)
def forgets_the_learning_rate(w, grad, *, lr):
    return w - grad


@exercise.misconception(
    caught_by=is_lr_times_the_gradient_long,
    en="A larger lr should make a larger step: multiply by it, do not divide.",
    es="Un lr mayor debe dar un paso mayor: multiplica por él, no dividas.",
)
def divides_by_the_learning_rate(w, grad, *, lr):
    return w - grad / lr


@exercise.misconception(
    caught_by=is_lr_times_the_gradient_long,
    en="Use the gradient as it is: a steep slope gives a long step. You use only its sign.",
    es="Usa el gradiente tal cual: una pendiente fuerte da un paso largo. Tú usas solo su signo.",
)
def uses_only_the_sign(w, grad, *, lr):
    return w - lr * np.sign(grad)


@exercise.misconception(
    caught_by=is_lr_times_the_gradient_long,
    en="Use the gradient as it is; dividing it by its norm is another convention, in which every step has length lr.",
    es="Usa el gradiente tal cual; dividirlo entre su norma es otra convención, en la que todo paso mide lr.",
)
def normalises_the_gradient(w, grad, *, lr):
    return w - lr * grad / np.linalg.norm(grad)


@exercise.misconception(
    caught_by=is_lr_times_the_gradient_long,
    en="The gradient is of the shape of w and has been averaged over the batch already: use it as it is.",
    es="El gradiente tiene la forma de w y ya se promedió sobre el lote: úsalo tal cual.",
)
def averages_once_more(w, grad, *, lr):
    return w - lr * grad / len(grad)


@exercise.misconception(
    caught_by=is_lr_times_the_gradient_long,
    en="Subtract from the whole of w once: lr multiplies the gradient only, not w.",
    es="lr multiplica solo al gradiente, no a w: resta lr * grad al w completo.",
)
def scales_everything(w, grad, *, lr):
    return lr * (w - grad)


@exercise.misconception(
    caught_by=is_lr_times_the_gradient_long,
    en="Return the parameters after the step, w - lr * grad; you return the step alone.",
    es="Devuelve los parámetros después del paso, w - lr * grad; tú devuelves solo el paso.",
)
def returns_the_step(w, grad, *, lr):
    return -lr * grad
