"""Multitask learning: two heads on one trunk."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import affine, relu, softmax_cross_entropy
from autograder import Exercise, Text, close, integers, loss_gradient_agrees, made, normal, scalar
from solutions.affine import affine_backward, affine_forward
from solutions.losses import softmax_cross_entropy as cross_entropy
from solutions.multitask import multitask_loss_and_gradients


def _params(rng, sizes):
    features, hidden = sizes["features"], sizes["hidden"]
    shapes = (features, hidden), (hidden, sizes["classes"]), (hidden, sizes["outputs"])
    return [(rng.normal(0, i**-0.5, (i, o)), rng.normal(0, 0.5, o)) for i, o in shapes]


exercise = Exercise(
    multitask_loss_and_gradients,
    name="multitask",
    en="One hidden layer of ReLU units feeds two linear heads: one gives the logits of a classification, the other "
    "predicts numbers. Compute the loss, the cross-entropy plus `task_weight` times the squared error, and its "
    "gradients with respect to the parameters of the trunk and of both heads.",
    es="Una capa oculta de unidades ReLU alimenta dos cabezas lineales: una da los logits de una clasificación, la "
    "otra predice números. Calcula la pérdida, la entropía cruzada más `task_weight` por el error cuadrático, y sus "
    "gradientes respecto de los parámetros del tronco y de las dos cabezas.",
    topic=Text(en="Multitask learning", es="Aprendizaje multitarea"),
    inputs={
        "params": made(_params, "features", "hidden", "classes", "outputs"),
        "x": normal("batch", "features"),
        "y": integers("batch", high="classes"),
        "t": normal("batch", "outputs", mean=1.0),
        "task_weight": scalar(0.3, 0.7),
    },
    builds_on=[relu.exercise, affine.exercise, softmax_cross_entropy.exercise],
    edges=[{"batch": 1}],
    trials=1,
)


@exercise.check(
    points=2,
    en="the loss is the cross-entropy plus task_weight times the squared error",
    es="la pérdida es la entropía cruzada más task_weight por el error cuadrático",
)
def loss_agrees(student, params, x, y, t, task_weight):
    loss, _ = student(params, x, y, t, task_weight=task_weight)
    wanted, _ = multitask_loss_and_gradients(params, x, y, t, task_weight=task_weight)
    close(loss, wanted, name="loss")


@exercise.check(
    points=1,
    en="by default, the weight of the second task is 1",
    es="por defecto, el peso de la segunda tarea es 1",
)
def default_weight_is_one(student, params, x, y, t):
    loss, _ = student(params, x, y, t)
    own, _ = student(params, x, y, t, task_weight=1.0)
    close(loss, np.asarray(own, dtype=float), name="loss")


def _gradients_agree(student, part, rng, task_weight, **at):
    loss_gradient_agrees(student, at, of=part, rng=rng, task_weight=task_weight)


@exercise.check(
    points=1,
    en="the gradients of the head that classifies are those of the loss",
    es="los gradientes de la cabeza que clasifica son los de la pérdida",
)
def class_head_gradients_agree(student, params, x, y, t, task_weight, rng):
    _gradients_agree(student, "params[1]", rng, task_weight, params=params, x=x, y=y, t=t)


@exercise.check(
    points=2,
    en="the gradients of the head that predicts numbers are those of the loss",
    es="los gradientes de la cabeza que predice números son los de la pérdida",
)
def value_head_gradients_agree(student, params, x, y, t, task_weight, rng):
    _gradients_agree(student, "params[2]", rng, task_weight, params=params, x=x, y=y, t=t)


@exercise.check(
    points=3,
    en="the gradients of the trunk gather what comes back from both heads",
    es="los gradientes del tronco reúnen lo que vuelve de las dos cabezas",
)
def trunk_gradients_agree(student, params, x, y, t, task_weight, rng):
    _gradients_agree(student, "params[0]", rng, task_weight, params=params, x=x, y=y, t=t)


def _network(
    params,
    x,
    y,
    t,
    class_weight=1.0,
    value_weight=1.0,
    slope_weight=None,
    class_slope_weight=None,
    error=lambda difference: (difference**2).sum() / 2 / len(difference),
    slope=lambda difference: difference / len(difference),
    activation=lambda z: np.maximum(z, 0),
    gate=lambda z: z > 0,
    join=np.add,
):
    """Compute the loss and its gradients, with any of the parts exchanged."""
    trunk, class_head, value_head = params
    z, trunk_cache = affine_forward(x, *trunk)
    h = activation(z)
    logits, class_cache = affine_forward(h, *class_head)
    values, value_cache = affine_forward(h, *value_head)
    class_loss, dlogits = cross_entropy(logits, y)
    slope_weight = value_weight if slope_weight is None else slope_weight
    class_slope_weight = class_weight if class_slope_weight is None else class_slope_weight
    dh_class, *class_grads = affine_backward(class_slope_weight * dlogits, class_cache)
    dh_value, *value_grads = affine_backward(slope_weight * slope(values - t), value_cache)
    _, *trunk_grads = affine_backward(join(dh_class, dh_value) * gate(z), trunk_cache)
    loss = class_weight * class_loss + value_weight * error(values - t)
    return loss, [tuple(trunk_grads), tuple(class_grads), tuple(value_grads)]


@exercise.misconception(
    caught_by=loss_agrees,
    en="Multiply the error of the second task by `task_weight` before you add it.",
    es="Multiplica el error de la segunda tarea por `task_weight` antes de sumarlo.",
)
def ignores_the_task_weight(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Weighing the tasks with 1 - task_weight and task_weight is another convention. Here the first has weight 1.",
    es="Ponderar las tareas con 1 - task_weight y task_weight es otra convención. Aquí la primera tiene peso 1.",
)
def shares_the_weight(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, class_weight=1 - task_weight, value_weight=task_weight)


@exercise.misconception(
    caught_by=loss_agrees,
    en="`task_weight` belongs to the second task, the squared error; you multiply the cross-entropy by it.",
    es="`task_weight` es de la segunda tarea, el error cuadrático; tú multiplicas por él la entropía cruzada.",
)
def weighs_the_first_task(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, class_weight=task_weight)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Squared error without the half is another convention. Here it is half of the squared differences.",
    es="El error cuadrático sin el medio es otra convención. Aquí es la mitad de las diferencias al cuadrado.",
)
def forgets_the_half(params, x, y, t, *, task_weight=1.0):
    return _network(
        params,
        x,
        y,
        t,
        value_weight=task_weight,
        error=lambda difference: (difference**2).sum() / len(difference),
        slope=lambda difference: 2 * difference / len(difference),
    )


@exercise.misconception(
    caught_by=loss_agrees,
    en="Averaging over all entries is another convention. Here the squared differences are summed over the outputs and "
    "averaged over the batch, with a half.",
    es="Promediar sobre todas las entradas es otra convención. Aquí las diferencias al cuadrado se suman sobre las "
    "salidas y se promedian sobre el lote, con un medio.",
)
def averages_over_all_entries(params, x, y, t, *, task_weight=1.0):
    return _network(
        params,
        x,
        y,
        t,
        value_weight=task_weight,
        error=lambda difference: (difference**2).mean(),
        slope=lambda difference: 2 * difference / difference.size,
    )


@exercise.misconception(
    caught_by=loss_agrees,
    en="Divide the error of the second task by the batch size, as the cross-entropy is.",
    es="Divide el error de la segunda tarea entre el tamaño del lote, como la entropía cruzada.",
)
def sums_over_the_batch(params, x, y, t, *, task_weight=1.0):
    return _network(
        params,
        x,
        y,
        t,
        value_weight=task_weight,
        error=lambda difference: (difference**2).sum() / 2,
        slope=lambda difference: difference,
    )


@exercise.misconception(
    caught_by=loss_agrees,
    en="Apply the ReLU to the hidden layer, before the two heads.",
    es="Aplica la ReLU a la capa oculta, antes de las dos cabezas.",
)
def forgets_the_relu(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, activation=lambda z: z, gate=lambda z: 1.0)


@exercise.misconception(
    caught_by=default_weight_is_one,
    en="Without `task_weight`, the second task has weight 1: write task_weight=1.0 in the signature.",
    es="Sin `task_weight`, la segunda tarea tiene peso 1: escribe task_weight=1.0 en la firma.",
)
def halves_the_default(params, x, y, t, *, task_weight=0.5):
    return multitask_loss_and_gradients(params, x, y, t, task_weight=task_weight)


@exercise.misconception(
    caught_by=(class_head_gradients_agree, trunk_gradients_agree),
    en="Multiply only the second task by `task_weight`; the gradient of the cross-entropy is without it.",
    es="Multiplica solo la segunda tarea por `task_weight`; el gradiente de la entropía cruzada va sin él.",
)
def weighs_every_gradient(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, class_slope_weight=task_weight)


@exercise.misconception(
    caught_by=(class_head_gradients_agree, trunk_gradients_agree),
    en="The gradient of the cross-entropy has been divided by the batch size already: do not divide again.",
    es="El gradiente de la entropía cruzada ya está dividido entre el tamaño del lote: no lo dividas otra vez.",
)
def divides_by_batch_again(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, class_slope_weight=1 / len(x))


@exercise.misconception(
    caught_by=(value_head_gradients_agree, trunk_gradients_agree),
    en="What is multiplied by `task_weight` in the loss is multiplied by it in the gradient too.",
    es="Lo que en la pérdida se multiplica por `task_weight`, también se multiplica por él en el gradiente.",
)
def forgets_the_weight_in_the_gradient(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, slope_weight=1.0)


@exercise.misconception(
    caught_by=(value_head_gradients_agree, trunk_gradients_agree),
    en="The error was averaged over the batch, so divide its gradient by the batch size too.",
    es="El error se promedió sobre el lote: divide también su gradiente entre el tamaño del lote.",
)
def forgets_the_batch_in_the_gradient(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, slope_weight=task_weight * len(x))


@exercise.misconception(
    caught_by=(value_head_gradients_agree, trunk_gradients_agree),
    en="The slope of half a square is the difference itself, without a 2.",
    es="La pendiente de medio cuadrado es la diferencia misma, sin un 2.",
)
def doubles_the_gradient(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, slope_weight=2 * task_weight)


@exercise.misconception(
    caught_by=trunk_gradients_agree,
    en="Both heads send a gradient back to the hidden layer: add them; only that of the first arrives.",
    es="Las dos cabezas envían un gradiente a la capa oculta: súmalos; solo llega el de la primera.",
)
def listens_to_the_first_head(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, join=lambda first, second: first)


@exercise.misconception(
    caught_by=trunk_gradients_agree,
    en="Both heads send a gradient back to the hidden layer: add them; only that of the second arrives.",
    es="Las dos cabezas envían un gradiente a la capa oculta: súmalos; solo llega el de la segunda.",
)
def listens_to_the_second_head(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, join=lambda first, second: second)


@exercise.misconception(
    caught_by=trunk_gradients_agree,
    en="Add the gradients that come back from the two heads; do not average them.",
    es="Suma los gradientes que vuelven de las dos cabezas; no los promedies.",
)
def averages_the_heads(params, x, y, t, *, task_weight=1.0):
    return _network(
        params, x, y, t, value_weight=task_weight, join=lambda first, second: (first + second) / 2
    )


@exercise.misconception(
    caught_by=trunk_gradients_agree,
    en="Go back through the ReLU as well: no gradient passes where z was negative.",
    es="Vuelve también a través de la ReLU: donde z fue negativo no pasa gradiente.",
)
def skips_the_relu_backward(params, x, y, t, *, task_weight=1.0):
    return _network(params, x, y, t, value_weight=task_weight, gate=lambda z: 1.0)
