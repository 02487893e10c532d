"""Gradient descent with momentum."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization.steps import arrays, difference, nearest
from autograder import Exercise, Text, close, normal, scalar
from solutions.optimizers import momentum_step

exercise = Exercise(
    momentum_step,
    name="momentum",
    en="Take one step with momentum. The velocity is v = momentum * v + lr * grad, and the step subtracts it: "
    "w = w - v. Return the new w and the new v.",
    es="Da un paso con momentum. La velocidad es v = momentum * v + lr * grad, y el paso la resta: w = w - v. "
    "Devuelve el nuevo w y la nueva v.",
    topic=Text(en="Momentum", es="Momentum"),
    inputs={
        "w": normal("rows", "columns"),
        "v": normal("rows", "columns"),
        "grads": normal(5, "rows", "columns"),
        "lr": scalar(0.05, 0.5),
        "momentum": scalar(0.5, 0.95),
    },
    edges=[{"columns": 1}],
)


@exercise.check(
    points=4,
    en="from rest, the first step is lr * grad downhill",
    es="desde el reposo, el primer paso es lr * grad cuesta abajo",
)
def takes_the_first_step(student, w, grads, lr, momentum):
    after, _ = student(w, grads[0], np.zeros_like(w), lr=lr, momentum=momentum)
    close(after, w - lr * grads[0], name="w")


@exercise.check(
    points=3,
    en="each step is the one before times momentum, plus the new gradient's share",
    es="cada paso es el anterior por momentum, más la parte del gradiente nuevo",
)
def keeps_its_momentum(student, w, grads, lr, momentum):
    before, v, share, step = w, np.zeros_like(w), None, 0.0
    for grad in grads:
        after, v = arrays(student(before, grad, v, lr=lr, momentum=momentum))
        if share is None:  # of lr * grad, in the first step: whether it is 1 is asked above
            share = _share(before - after, lr * grad)
        close(after, before - momentum * step - share * lr * grad, name="w")
        before, step = after, before - after


def _share(step, full):
    share = float(np.median(step / full))
    return share if np.isfinite(share) and abs(share) > 1e-6 else 1.0


@exercise.check(
    points=3,
    en="the velocity v is what the step subtracts from w",
    es="la velocidad v es lo que el paso le resta a w",
)
def returns_the_velocity(student, w, v, grads, lr, momentum):
    after, velocity = arrays(student(w, grads[0], v, lr=lr, momentum=momentum))
    wanted = momentum * v + lr * grads[0]
    close(velocity, nearest(velocity, wanted, own=difference(w, after)), name="v")


@exercise.misconception(
    caught_by=returns_the_velocity,
    en="v = momentum * v - lr * grad with w = w + v is another convention: the same path, with v mirrored. Here "
    "v = momentum * v + lr * grad is subtracted.",
    es="v = momentum * v - lr * grad con w = w + v es otra convención: el mismo camino, con v reflejada. Aquí se resta "
    "v = momentum * v + lr * grad.",
)
def mirrors_the_velocity(w, grad, v, *, lr, momentum):
    v = momentum * v - lr * grad
    return w + v, v


@exercise.misconception(
    caught_by=returns_the_velocity,
    en="Keeping lr out of the velocity is another convention. Here lr goes into it: v = momentum * v + lr * grad, and "
    "w = w - v.",
    es="Dejar lr fuera de la velocidad es otra convención. Aquí lr va dentro: v = momentum * v + lr * grad, y "
    "w = w - v.",
)
def keeps_lr_out_of_the_velocity(w, grad, v, *, lr, momentum):
    v = momentum * v + grad
    return w - lr * v, v


@exercise.misconception(
    caught_by=(takes_the_first_step, returns_the_velocity),
    en="Averaging the gradients, with a factor 1 - momentum, is another convention. Here the new gradient counts in "
    "full: v = momentum * v + lr * grad.",
    es="Promediar los gradientes, con un factor 1 - momentum, es otra convención. Aquí el gradiente nuevo cuenta "
    "completo: v = momentum * v + lr * grad.",
)
def averages_the_gradients(w, grad, v, *, lr, momentum):
    v = momentum * v + (1 - momentum) * grad
    return w - lr * v, v


@exercise.misconception(
    caught_by=takes_the_first_step,
    en="The new gradient counts in full: v = momentum * v + lr * grad, without a factor 1 - momentum.",
    es="El gradiente nuevo cuenta completo: v = momentum * v + lr * grad, sin un factor 1 - momentum.",
)
def damps_the_gradient(w, grad, v, *, lr, momentum):
    v = momentum * v + (1 - momentum) * lr * grad
    return w - v, v


@exercise.misconception(
    caught_by=takes_the_first_step,
    en="Go downhill: subtract the velocity from w, do not add it.",
    es="Ve cuesta abajo: resta la velocidad a w, no la sumes.",
)
def climbs(w, grad, v, *, lr, momentum):
    v = momentum * v + lr * grad
    return w + v, v


@exercise.misconception(
    caught_by=takes_the_first_step,
    en="Multiply the gradient by the learning rate: v = momentum * v + lr * grad.",
    es="Multiplica el gradiente por la tasa de aprendizaje: v = momentum * v + lr * grad.",
)
def forgets_the_learning_rate(w, grad, v, *, lr, momentum):
    v = momentum * v + grad
    return w - v, v


@exercise.misconception(
    caught_by=(takes_the_first_step, keeps_its_momentum),
    en="Update v first and take the step with the new v; with the old one every gradient comes a step late.",
    es="Actualiza v primero y da el paso con la nueva v; con la anterior, cada gradiente llega un paso tarde.",
)
def steps_with_the_old_velocity(w, grad, v, *, lr, momentum):
    return w - v, momentum * v + lr * grad


@exercise.misconception(
    caught_by=(takes_the_first_step, keeps_its_momentum),
    en="That is Nesterov's momentum, which looks one step ahead. Here the step subtracts v itself: w = w - v.",
    es="Ese es el momentum de Nesterov, que mira un paso adelante. Aquí el paso resta la propia v: w = w - v.",
)
def looks_ahead(w, grad, v, *, lr, momentum):
    v = momentum * v + lr * grad
    return w - (momentum * v + lr * grad), v


@exercise.misconception(
    caught_by=keeps_its_momentum,
    en="Keep the old velocity: add momentum * v to lr * grad. Without it this is plain gradient descent.",
    es="Conserva la velocidad anterior: suma momentum * v a lr * grad. Sin ella, esto es descenso de gradiente simple.",
)
def forgets_the_old_velocity(w, grad, v, *, lr, momentum):
    v = lr * grad
    return w - v, v


@exercise.misconception(
    caught_by=keeps_its_momentum,
    en="The old velocity fades: multiply it by momentum before adding lr * grad.",
    es="La velocidad anterior se desvanece: multiplícala por momentum antes de sumar lr * grad.",
)
def never_slows_down(w, grad, v, *, lr, momentum):
    v = v + lr * grad
    return w - v, v


@exercise.misconception(
    caught_by=(keeps_its_momentum, returns_the_velocity),
    en="Return the new velocity, so that the next step can use it; you return the one you were given.",
    es="Devuelve la velocidad nueva, para que el siguiente paso la use; tú devuelves la que recibiste.",
)
def returns_the_old_velocity(w, grad, v, *, lr, momentum):
    return w - (momentum * v + lr * grad), v


@exercise.misconception(
    caught_by=(keeps_its_momentum, returns_the_velocity),
    en="This is plain gradient descent: it neither uses the velocity nor updates it. First "
    "v = momentum * v + lr * grad, then w = w - v.",
    es="Esto es descenso de gradiente simple: ni usa la velocidad ni la actualiza. Primero "
    "v = momentum * v + lr * grad; luego w = w - v.",
)
def ignores_the_velocity(w, grad, v, *, lr, momentum):
    return w - lr * grad, v
