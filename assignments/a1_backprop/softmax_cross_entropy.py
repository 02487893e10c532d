"""Softmax and cross-entropy, as one operation on the logits."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, loss_gradient_agrees, made, normal, require
from solutions.losses import softmax_cross_entropy


def _labels(rng, sizes):
    """Class indices, never all alike unless there is one only."""
    start = rng.integers(sizes["classes"])
    return (start + rng.permutation(sizes["batch"])) % sizes["classes"]


exercise = Exercise(
    softmax_cross_entropy,
    en="Return the cross-entropy between softmax(logits) and the labels, averaged over the batch, and its "
    "gradient with respect to the logits. Labels come as class indices or as one-hot rows. Logits may be as "
    "large as 10^4, of either sign: the answers stay finite.",
    es="Devuelve la entropía cruzada entre softmax(logits) y las etiquetas, promediada sobre el lote, y su "
    "gradiente respecto de los logits. Las etiquetas llegan como índices de clase o como filas one-hot. Los "
    "logits pueden llegar a 10^4, positivos o negativos: las respuestas siguen siendo finitas.",
    topic=Text(en="Softmax and cross-entropy, stable", es="Softmax y entropía cruzada, estables"),
    inputs={
        "logits": normal("batch", "classes"),
        "y": made(_labels, "batch", "classes"),
        "shifts": normal("batch", std=3e3),
    },
    edges=[{"batch": 1}],
)

#: What log(p + 1e-12) and its like may change.
_GUARD = 1e-5


@exercise.check(
    points=3,
    en="the loss is the average cross-entropy",
    es="la pérdida es la entropía cruzada promedio",
)
def loss_agrees(student, logits, y):
    loss, _ = student(logits, y)
    close(loss, softmax_cross_entropy(logits, y)[0], name="loss", tolerance=_GUARD)


@exercise.check(
    points=3,
    en="the gradient is that of the loss",
    es="el gradiente es el de la pérdida",
)
def gradient_agrees(student, logits, y, rng):
    loss_gradient_agrees(student.softmax_cross_entropy, {"logits": logits, "y": y}, of="logits", rng=rng)


@exercise.check(
    points=2,
    en="one-hot rows give the same answers as class indices",
    es="las filas one-hot dan las mismas respuestas que los índices de clase",
)
def one_hot_agrees(student, logits, y):
    logits[1:] *= 1e4  # certain and right: the other classes have p = 0, and t * log(p) must not be NaN
    y[1:] = logits[1:].argmax(axis=1)
    got, wanted = student(logits, np.eye(logits.shape[1])[y]), student(logits, y)
    close(got[0], wanted[0], name="loss", equal_nan=True, tolerance=_GUARD)
    close(got[1], wanted[1], name="gradient", equal_nan=True, tolerance=_GUARD)


# Softmax does not change when a row is shifted. Rounded numbers are shifted without rounding, even in float32.
@exercise.check(
    points=2,
    en="shifting a row of logits by thousands changes nothing",
    es="desplazar en miles una fila de logits no cambia nada",
)
def survives_large_logits(student, logits, y, shifts):
    logits = np.round(logits * 64) / 64
    shifts[0] = 1e4
    shifts[1:2] = -1e4
    got, wanted = student(logits + np.round(shifts)[:, None], y), student(logits, y)
    close(got[0], wanted[0], name="loss", tolerance=_GUARD)
    close(got[1], wanted[1], name="gradient", tolerance=_GUARD)


@exercise.check(
    points=1,
    needs=survives_large_logits,
    en="the loss stays finite when a probability underflows to 0",
    es="la pérdida sigue siendo finita cuando una probabilidad se redondea a 0",
)
def survives_certainty(student, logits, y):
    loss, gradient = student(1e4 * logits, y)
    require(
        np.isfinite(loss).all() and np.isfinite(gradient).all(),
        en="The loss or its gradient is NaN or infinite where some logits are thousands above the others.",
        es="La pérdida o su gradiente es NaN o infinita donde unos logits superan en miles a los otros.",
        kind="not_finite",
    )


def _one_hot(logits, y):
    return y if y.ndim == 2 else np.eye(logits.shape[1])[y]


def _softmax(logits, axis=1):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.exp(shifted) / np.exp(shifted).sum(axis=axis, keepdims=True)


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, the sum over the batch. Here the loss is averaged: divide it, and with it "
    "the gradient, by the batch size.",
    es="Esa es otra convención, la suma sobre el lote. Aquí la pérdida se promedia: divídela, y con ella el "
    "gradiente, entre el tamaño del lote.",
)
def sums_over_batch(logits, y):
    loss, gradient = softmax_cross_entropy(logits, y)
    return loss * len(logits), gradient * len(logits)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The loss is an average, so its gradient carries the same factor: divide it by the batch size too.",
    es="La pérdida es un promedio, y su gradiente lleva el mismo factor: divídelo también entre el tamaño del lote.",
)
def forgets_batch_size_in_gradient(logits, y):
    loss, gradient = softmax_cross_entropy(logits, y)
    return loss, gradient * len(logits)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The gradient is the prediction minus the truth: subtract 1 from the probability of the true class.",
    es="El gradiente es la predicción menos la verdad: resta 1 a la probabilidad de la clase correcta.",
)
def forgets_the_target(logits, y):
    return softmax_cross_entropy(logits, y)[0], _softmax(logits) / len(logits)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The gradient is the prediction minus the truth, (p - t) / batch; yours has the opposite sign.",
    es="El gradiente es la predicción menos la verdad, (p - t) / lote; el tuyo tiene el signo contrario.",
)
def subtracts_prediction_from_target(logits, y):
    loss, gradient = softmax_cross_entropy(logits, y)
    return loss, -gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="The cross-entropy is minus the logarithm of the true class's probability: a loss is never negative.",
    es="La entropía cruzada es menos el logaritmo de la probabilidad de la clase correcta: nunca es negativa.",
)
def forgets_the_minus(logits, y):
    loss, gradient = softmax_cross_entropy(logits, y)
    return -loss, gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="The probabilities of each example add up to 1: normalise along the classes (axis=1), not along the batch.",
    es="Las probabilidades de cada ejemplo suman 1: normaliza a lo largo de las clases (axis=1), no del lote.",
)
def normalises_over_batch(logits, y):
    p, t = _softmax(logits, axis=0), _one_hot(logits, y)
    return -(t * np.log(p)).sum() / len(logits), (p - t) / len(logits)


@exercise.misconception(
    caught_by=one_hot_agrees,
    en="np.mean over the products with one-hot rows also divides by the number of classes. Sum over the "
    "classes, and average over the batch alone.",
    es="np.mean sobre los productos con las filas one-hot divide también entre el número de clases. Suma sobre "
    "las clases y promedia solo sobre el lote.",
)
def averages_over_classes(logits, y):
    loss, gradient = softmax_cross_entropy(logits, y)
    return (loss / logits.shape[1] if y.ndim == 2 else loss), gradient


@exercise.misconception(
    caught_by=survives_large_logits,
    en="exp(1000) overflows. Subtract each row's maximum before you exponentiate: softmax does not change.",
    es="exp(1000) se desborda. Resta el máximo de cada fila antes de exponenciar: softmax no cambia.",
)
def exponentiates_raw_logits(logits, y):
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return _from_probabilities(p, logits, y)


@exercise.misconception(
    caught_by=survives_large_logits,
    en="Subtract each row's own maximum (axis=1, keepdims=True): after the maximum of the whole array, a low row "
    "underflows to zeros only.",
    es="Resta el máximo de cada fila (axis=1, keepdims=True): con el máximo de todo el arreglo, una fila baja "
    "queda toda en ceros.",
)
def subtracts_global_maximum(logits, y):
    e = np.exp(logits - logits.max())
    return _from_probabilities(e / e.sum(axis=1, keepdims=True), logits, y)


@exercise.misconception(
    caught_by=survives_certainty,
    en="The logarithm of a probability that underflowed is -inf. Calculate log p directly: the shifted logits "
    "minus the logarithm of the sum of their exponentials.",
    es="El logaritmo de una probabilidad que se redondeó a 0 es -inf. Calcula log p directamente: los logits "
    "desplazados menos el logaritmo de la suma de sus exponenciales.",
)
def takes_logarithm_of_zero(logits, y):
    return _from_probabilities(_softmax(logits), logits, y)


def _from_probabilities(p, logits, y):
    t = _one_hot(logits, y)
    true = p[np.arange(len(p)), t.argmax(axis=1)]
    return -np.log(true).sum() / len(p), (p - t) / len(p)
