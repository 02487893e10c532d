"""Full-batch training: the network's loss in the hands of SciPy's optimiser."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization import flatten as flatten_module
from assignments.a5_optimization.bowls import Bowl
from autograder import Exercise, Text, close, made, require
from solutions.full_batch import flatten, minimize_full_batch, unflatten

#: A method that is given the gradient needs some 20 evaluations here; with finite differences it is a thousand.
MANY_CALLS = 500

exercise = Exercise(
    minimize_full_batch,
    name="lbfgs",
    en="Minimise the loss over all examples with scipy.optimize.minimize. It works on one vector: carry the parameters "
    "there and back, and hand it the gradient too, which `loss_and_grads` returns with the loss. Return the parameters "
    "that were found, in the form of `params`.",
    es="Minimiza la pérdida sobre todos los ejemplos con scipy.optimize.minimize. Trabaja con un solo vector: lleva "
    "los parámetros hasta allí y de vuelta, y entrégale también el gradiente, que `loss_and_grads` devuelve junto con "
    "la pérdida. Devuelve los parámetros encontrados, en la forma de `params`.",
    topic=Text(en="Full batches, L-BFGS", es="Lotes completos, L-BFGS"),
    builds_on=[flatten_module.exercise],
    inputs={
        "bowl": made(lambda rng, sizes: Bowl(rng, [4, 7, 3])),
        "shallow": made(lambda rng, sizes: Bowl(rng, [4, 3])),
        "deep": made(lambda rng, sizes: Bowl(rng, [3, 4, 2, 5])),
    },
    trials=1,
)


@exercise.check(
    points=4,
    en="the loss reaches its minimum",
    es="la pérdida llega a su mínimo",
)
def reaches_the_minimum(student, bowl, deep):
    for landscape in (bowl, deep):
        remaining = landscape.remaining(student(landscape.loss_and_grads, landscape.start))
        require(
            remaining < 1e-5,
            en=f"{100 * remaining:.3g}% of the loss at the start is left, where none should be.",
            es=f"Queda un {100 * remaining:.3g} % de la pérdida del comienzo, y no debería quedar nada.",
        )


@exercise.check(
    points=3,
    en="the answer has the form of params: a pair (w, b) for each layer",
    es="la respuesta tiene la forma de params: un par (w, b) por capa",
)
def answers_in_the_form_of_params(student, shallow, deep):
    for landscape in (shallow, deep):
        params = student(landscape.loss_and_grads, landscape.start)
        close(len(params), len(landscape.start), name="len(params)")
        for layer, like in zip(params, landscape.start, strict=True):
            close(
                [np.shape(part) for part in layer], [part.shape for part in like], name="the shapes of (w, b)"
            )


@exercise.check(
    points=3,
    needs=reaches_the_minimum,
    en="the gradient is handed over, not estimated: a few dozen evaluations of the loss are enough",
    es="el gradiente se entrega, no se estima: bastan unas docenas de evaluaciones de la pérdida",
)
def hands_over_the_gradient(student, bowl):
    student(bowl.loss_and_grads, bowl.start)
    require(
        bowl.calls <= MANY_CALLS,
        en=f"loss_and_grads was called {bowl.calls} times for {bowl.lowest.size} parameters.",
        es=f"loss_and_grads se llamó {bowl.calls} veces para {bowl.lowest.size} parámetros.",
    )


def _minimised(value_and_slope, params, **options):
    """Minimise over a vector and return the parameters."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    found = minimize(value_and_slope, flatten(params), method="L-BFGS-B", **{"jac": True, **options})
    return unflatten(found.x, params)


def _both(loss_and_grads, params, change=flatten):
    """Return a function of a vector that answers with the loss and the gradients, made a vector by `change`."""

    def value_and_slope(vector):
        loss, grads = loss_and_grads(unflatten(vector, params))
        return loss, change(grads)

    return value_and_slope


@exercise.misconception(
    caught_by=hands_over_the_gradient,
    en="Hand the gradient over with the loss (jac=True): without it, SciPy evaluates the loss once more for each "
    "parameter at every step.",
    es="Entrega el gradiente junto con la pérdida (jac=True): sin él, SciPy evalúa la pérdida una vez más por cada "
    "parámetro en cada paso.",
)
def keeps_the_gradient_to_itself(loss_and_grads, params):
    return _minimised(lambda vector: loss_and_grads(unflatten(vector, params))[0], params, jac=None)


@exercise.misconception(
    caught_by=reaches_the_minimum,
    en="One step downhill is only the beginning: let scipy.optimize.minimize go on to the minimum.",
    es="Un paso cuesta abajo es solo el comienzo: deja que scipy.optimize.minimize siga hasta el mínimo.",
)
def stops_after_one_step(loss_and_grads, params):
    return _minimised(_both(loss_and_grads, params), params, options={"maxiter": 1})


@exercise.misconception(
    caught_by=reaches_the_minimum,
    en="You return the parameters of the start. Take what the optimiser has found, `x` of its result; and if that is "
    "where it started, make sure that the gradient has the sign and the order that belong to the vector.",
    es="Devuelves los parámetros del comienzo. Toma lo que encontró el optimizador, el `x` de su resultado; y si es el "
    "punto de partida, revisa que el gradiente tenga el signo y el orden que corresponden al vector.",
)
def returns_the_start(loss_and_grads, params):
    minimize_full_batch(loss_and_grads, params)
    return params


@exercise.misconception(
    caught_by=reaches_the_minimum,
    en="Train the biases as well: they belong into the vector, behind their weights.",
    es="Entrena también los sesgos: van en el vector, detrás de sus pesos.",
)
def trains_the_weights_only(loss_and_grads, params):
    def weights_only(grads):
        return flatten([(dw, 0 * db) for dw, db in grads])

    return _minimised(_both(loss_and_grads, params, weights_only), params)


@exercise.misconception(
    caught_by=answers_in_the_form_of_params,
    en="Turn the vector that was found back into a list of (w, b) before you return it.",
    es="Antes de devolver el vector encontrado, conviértelo otra vez en una lista de (w, b).",
)
def returns_the_vector(loss_and_grads, params):
    return flatten(minimize_full_batch(loss_and_grads, params))
