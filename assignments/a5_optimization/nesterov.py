"""Nesterov's momentum: look ahead, then correct."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization.steps import arrays, nearest
from autograder import Exercise, Text, close, normal, scalar
from solutions.optimizers import nesterov_step

exercise = Exercise(
    nesterov_step,
    name="nesterov",
    en="Take one step with Nesterov's momentum. The velocity is v = momentum * v + lr * grad, as in plain momentum; "
    "but the step subtracts what the velocity would become if this gradient came once more: "
    "w = w - (momentum * v + lr * grad), with the new v. Return the new w and the new v.",
    es="Da un paso con el momentum de Nesterov. La velocidad es v = momentum * v + lr * grad, como en el momentum "
    "simple; pero el paso resta lo que sería la velocidad si este gradiente llegara otra vez: "
    "w = w - (momentum * v + lr * grad), con la nueva v. Devuelve el nuevo w y la nueva v.",
    topic=Text(en="Nesterov's momentum", es="Momentum de Nesterov"),
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
    points=3,
    en="the velocity is that of plain momentum: momentum * v + lr * grad",
    es="la velocidad es la del momentum simple: momentum * v + lr * grad",
)
def updates_the_velocity(student, w, v, grads, lr, momentum):
    for start in (v, np.zeros_like(v)):
        before = start
        for grad in grads[:3]:
            _, after = arrays(student(w, grad, before, lr=lr, momentum=momentum))
            close(after, momentum * before + lr * grad, name="v")
            before = after


@exercise.check(
    points=3,
    en="from rest, the first step is (1 + momentum) * lr * grad downhill",
    es="desde el reposo, el primer paso es (1 + momentum) * lr * grad cuesta abajo",
)
def takes_the_first_step(student, w, grads, lr, momentum):
    after, _ = student(w, grads[0], np.zeros_like(w), lr=lr, momentum=momentum)
    close(after, w - (1 + momentum) * lr * grads[0], name="w")


# The part of a step that comes from the old velocity is what it adds to the step from rest.
@exercise.check(
    points=4,
    en="in motion, the old velocity carries w on by momentum**2 times itself",
    es="en movimiento, la velocidad anterior lleva a w momentum**2 veces ella misma más allá",
)
def looks_ahead_in_motion(student, w, v, grads, lr, momentum):
    for grad in grads[:3]:
        at_rest, own_v = arrays(student(w, grad, np.zeros_like(v), lr=lr, momentum=momentum))
        moving, _ = arrays(student(w, grad, v, lr=lr, momentum=momentum))
        wanted = -(momentum**2) * v
        # A velocity in other units, mirrored say, and a climbing step have checks of their own.
        units = np.median(own_v / (lr * grad)) or 1.0
        uphill = np.median((at_rest - w) / grad) > 0
        own = nearest(moving - at_rest, wanted / units, own=-wanted if uphill else wanted)
        close(moving, at_rest + nearest(moving - at_rest, wanted, own=own), name="w")


@exercise.misconception(
    caught_by=(takes_the_first_step, looks_ahead_in_motion),
    en="That is plain momentum, w = w - v. Look ahead: subtract momentum * v + lr * grad, with the new v.",
    es="Ese es el momentum simple, w = w - v. Mira hacia adelante: resta momentum * v + lr * grad, con la nueva v.",
)
def is_plain_momentum(w, grad, v, *, lr, momentum):
    v = momentum * v + lr * grad
    return w - v, v


@exercise.misconception(
    caught_by=takes_the_first_step,
    en="The gradient counts twice: in the new velocity, and once more in the step, momentum * v + lr * grad.",
    es="El gradiente cuenta dos veces: en la nueva velocidad y otra vez en el paso, momentum * v + lr * grad.",
)
def forgets_the_gradient_ahead(w, grad, v, *, lr, momentum):
    v = momentum * v + lr * grad
    return w - momentum * v, v


@exercise.misconception(
    caught_by=looks_ahead_in_motion,
    en="To momentum * v add lr * grad, not the whole of v again: v has the old velocity in it already.",
    es="A momentum * v súmale lr * grad, no toda la v otra vez: v ya contiene la velocidad anterior.",
)
def adds_the_velocity_twice(w, grad, v, *, lr, momentum):
    v = momentum * v + lr * grad
    return w - (v + momentum * v), v


@exercise.misconception(
    caught_by=takes_the_first_step,
    en="Multiply the gradient by lr in the step as well: momentum * v + lr * grad.",
    es="Multiplica el gradiente por lr también en el paso: momentum * v + lr * grad.",
)
def forgets_the_learning_rate_ahead(w, grad, v, *, lr, momentum):
    v = momentum * v + lr * grad
    return w - (momentum * v + grad), v


@exercise.misconception(
    caught_by=takes_the_first_step,
    en="Go downhill: subtract the step from w, do not add it.",
    es="Ve cuesta abajo: resta el paso a w, no lo sumes.",
)
def climbs(w, grad, v, *, lr, momentum):
    v = momentum * v + lr * grad
    return w + (momentum * v + lr * grad), v


@exercise.misconception(
    caught_by=updates_the_velocity,
    en="v = momentum * v - lr * grad with steps that are added is another convention: the same path, with v mirrored. "
    "Here v = momentum * v + lr * grad, and the step is subtracted.",
    es="v = momentum * v - lr * grad con pasos que se suman es otra convención: el mismo camino, con v reflejada. Aquí "
    "v = momentum * v + lr * grad, y el paso se resta.",
)
def mirrors_the_velocity(w, grad, v, *, lr, momentum):
    v = momentum * v - lr * grad
    return w + (momentum * v - lr * grad), v


@exercise.misconception(
    caught_by=updates_the_velocity,
    en="Keeping lr out of the velocity is another convention. Here lr goes into it: v = momentum * v + lr * grad.",
    es="Dejar lr fuera de la velocidad es otra convención. Aquí lr va dentro: v = momentum * v + lr * grad.",
)
def keeps_lr_out_of_the_velocity(w, grad, v, *, lr, momentum):
    v = momentum * v + grad
    return w - lr * (momentum * v + grad), v


@exercise.misconception(
    caught_by=updates_the_velocity,
    en="Averaging, with a factor 1 - momentum, is another convention. Here the new gradient counts in full: "
    "v = momentum * v + lr * grad.",
    es="Promediar, con un factor 1 - momentum, es otra convención. Aquí el gradiente nuevo cuenta completo: "
    "v = momentum * v + lr * grad.",
)
def averages_the_gradients(w, grad, v, *, lr, momentum):
    v = momentum * v + (1 - momentum) * lr * grad
    return w - (momentum * v + lr * grad), v


@exercise.misconception(
    caught_by=updates_the_velocity,
    en="Return the velocity v, not the step: looking ahead is for w alone.",
    es="Devuelve la velocidad v, no el paso: mirar hacia adelante es solo para w.",
)
def returns_the_step(w, grad, v, *, lr, momentum):
    v = momentum * v + lr * grad
    step = momentum * v + lr * grad
    return w - step, step


@exercise.misconception(
    caught_by=updates_the_velocity,
    en="Return the new velocity, so that the next step can use it; you return the one you were given.",
    es="Devuelve la velocidad nueva, para que el siguiente paso la use; tú devuelves la que recibiste.",
)
def returns_the_old_velocity(w, grad, v, *, lr, momentum):
    return nesterov_step(w, grad, v, lr=lr, momentum=momentum)[0], v


@exercise.misconception(
    caught_by=(updates_the_velocity, looks_ahead_in_motion),
    en="The old velocity fades: multiply it by momentum before you add lr * grad.",
    es="La velocidad anterior se desvanece: multiplícala por momentum antes de sumar lr * grad.",
)
def never_slows_down(w, grad, v, *, lr, momentum):
    v = v + lr * grad
    return w - (momentum * v + lr * grad), v
