"""Sigmoid and binary cross-entropy, as one operation on the logits."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, close, loss_gradient_agrees, made, normal, require
from solutions.activations import sigmoid_forward
from solutions.losses import binary_cross_entropy


def _answers(rng, sizes):
    """Zeros and ones, some of each unless there is one example only."""
    return rng.permutation(np.arange(sizes["batch"]) % 2)


exercise = Exercise(
    binary_cross_entropy,
    en="Return the cross-entropy between sigmoid(logits) and the answers y, 0 or 1, averaged over the batch, and its "
    "gradient with respect to the logits. Logits may be as large as 10^4, of either sign: the answers stay finite, "
    "and a confident mistake keeps its gradient.",
    es="Devuelve la entropía cruzada entre sigmoide(logits) y las respuestas y, 0 o 1, promediada sobre el lote, y su "
    "gradiente respecto de los logits. Los logits pueden llegar a 10^4, positivos o negativos: las respuestas siguen "
    "siendo finitas, y un error cometido con total seguridad conserva su gradiente.",
    inputs={"logits": normal("batch"), "y": made(_answers, "batch")},
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
    close(loss, binary_cross_entropy(logits, y)[0], name="loss", tolerance=_GUARD)


@exercise.check(points=3, en="the gradient is that of the loss", es="el gradiente es el de la pérdida")
def gradient_agrees(student, logits, y, rng):
    at = {"logits": logits, "y": y}
    loss_gradient_agrees(student.binary_cross_entropy, at, of="logits", rng=rng)


def _extreme(logits, y):
    """Return huge logits, each with the right answer and with the wrong one."""
    return 1e4 * np.concatenate([logits, -logits]), np.concatenate([y, y])


@exercise.check(
    points=1,
    en="the loss stays finite for logits as large as 10^4",
    es="la pérdida sigue siendo finita con logits de hasta 10^4",
)
def loss_survives(student, logits, y):
    loss, _ = student(*_extreme(logits, y))
    require(
        np.isfinite(np.asarray(loss, dtype=float)).all(),
        en="The loss is NaN or infinite where a logit is very large or very negative.",
        es="La pérdida es NaN o infinita donde un logit es muy grande o muy negativo.",
        kind="not_finite",
    )


# A factor common to all entries is for the check above to judge: it should cost once.
@exercise.check(
    points=1,
    needs=gradient_agrees,
    en="a confident mistake keeps its gradient, for logits as large as 10^4",
    es="un error cometido con total seguridad conserva su gradiente, con logits de hasta 10^4",
)
def gradient_survives(student, logits, y):
    at = _extreme(logits, y)
    gradient, wanted = np.asarray(student(*at)[1], dtype=float), binary_cross_entropy(*at)[1]
    largest = np.abs(gradient).max(initial=0)
    factor = np.abs(wanted).max() / largest if largest > 0 else 1.0
    close(factor * gradient, wanted, name="gradient", tolerance=_GUARD)


def _from_probabilities(p, y):
    """Return the loss as it is written in books, with its logarithms of probabilities."""
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


@exercise.misconception(
    caught_by=loss_agrees,
    en="Where y = 0 the loss is -log(1 - p): add the second term, (1 - y) log(1 - p).",
    es="Donde y = 0 la pérdida es -log(1 - p): suma el segundo término, (1 - y) log(1 - p).",
)
def forgets_the_zeros(logits, y):
    log_p = -np.logaddexp(0, -logits)
    return -(y * log_p).mean(), binary_cross_entropy(logits, y)[1]


@exercise.misconception(
    caught_by=loss_agrees,
    en="The cross-entropy is minus the logarithm of the true answer's probability: a loss is never negative.",
    es="La entropía cruzada es menos el logaritmo de la probabilidad de la respuesta correcta: nunca es negativa.",
)
def forgets_the_minus(logits, y):
    loss, gradient = binary_cross_entropy(logits, y)
    return -loss, gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="This is another convention, the sum over the batch. Here the loss is averaged: divide it, and with it "
    "the gradient, by the batch size.",
    es="Esa es otra convención, la suma sobre el lote. Aquí la pérdida se promedia: divídela, y con ella el "
    "gradiente, entre el tamaño del lote.",
)
def sums_over_batch(logits, y):
    loss, gradient = binary_cross_entropy(logits, y)
    return loss * len(y), gradient * len(y)


@exercise.misconception(
    caught_by=(loss_agrees, gradient_agrees),
    en="Logits are not probabilities yet: they may be negative. Take their sigmoid first.",
    es="Los logits todavía no son probabilidades: pueden ser negativos. Aplícales primero la sigmoide.",
)
def takes_logits_for_probabilities(logits, y):
    slope = -(y / logits - (1 - y) / (1 - logits))
    return _from_probabilities(logits, y), slope / len(y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Use the natural logarithm, np.log.",
    es="Usa el logaritmo natural, np.log.",
)
def counts_in_bits(logits, y):
    loss, gradient = binary_cross_entropy(logits, y)
    return loss / np.log(2), gradient


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The loss is an average, so its gradient carries the same factor: divide it by the batch size too.",
    es="La pérdida es un promedio, y su gradiente lleva el mismo factor: divídelo también entre el tamaño del lote.",
)
def forgets_batch_size_in_gradient(logits, y):
    loss, gradient = binary_cross_entropy(logits, y)
    return loss, gradient * len(y)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The gradient is the prediction minus the truth, (p - y) / batch; yours has the opposite sign.",
    es="El gradiente es la predicción menos la verdad, (p - y) / lote; el tuyo tiene el signo contrario.",
)
def subtracts_prediction_from_answer(logits, y):
    loss, gradient = binary_cross_entropy(logits, y)
    return loss, -gradient


@exercise.misconception(
    caught_by=gradient_agrees,
    en="That is the gradient with respect to the probabilities. Go on through the sigmoid, whose slope is p (1 - p).",
    es="Ese es el gradiente respecto de las probabilidades. Sigue por la sigmoide, cuya pendiente es p (1 - p).",
)
def stops_at_the_probabilities(logits, y):
    loss, gradient = binary_cross_entropy(logits, y)
    p = sigmoid_forward(logits)[0]
    return loss, gradient / (p * (1 - p))


@exercise.misconception(
    caught_by=gradient_agrees,
    en="p - y is already the gradient with respect to the logits: the sigmoid's slope p (1 - p) has cancelled.",
    es="p - y ya es el gradiente respecto de los logits: la pendiente p (1 - p) de la sigmoide se canceló.",
)
def multiplies_by_slope_again(logits, y):
    loss, gradient = binary_cross_entropy(logits, y)
    p = sigmoid_forward(logits)[0]
    return loss, gradient * p * (1 - p)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The gradient takes the probability, not the logit: (sigmoid(logits) - y) / batch.",
    es="El gradiente usa la probabilidad, no el logit: (sigmoide(logits) - y) / lote.",
)
def subtracts_from_the_logit(logits, y):
    return binary_cross_entropy(logits, y)[0], (logits - y) / len(y)


@exercise.misconception(
    caught_by=loss_survives,
    en="A probability that rounds to 0 has the logarithm -inf. Write the loss in terms of the logits: "
    "log(1 + exp(z)) - y z.",
    es="Una probabilidad que se redondea a 0 tiene logaritmo -inf. Escribe la pérdida en función de los logits: "
    "log(1 + exp(z)) - y z.",
)
def takes_logarithm_of_zero(logits, y):
    p = sigmoid_forward(logits)[0]
    return _from_probabilities(p, y), (p - y) / len(y)


@exercise.misconception(
    caught_by=loss_survives,
    en="exp(z) overflows for large z. Take it out of the logarithm: log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)).",
    es="exp(z) se desborda si z es grande. Sácalo del logaritmo: log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)).",
)
def overflows(logits, y):
    loss = (np.log(1 + np.exp(logits)) - y * logits).mean()
    return loss, binary_cross_entropy(logits, y)[1]


@exercise.misconception(
    caught_by=(loss_survives, gradient_survives),
    en="exp(z) / (1 + exp(z)) is inf / inf for large z. Use exponents that are never positive: exp(-|z|).",
    es="exp(z) / (1 + exp(z)) es inf / inf si z es grande. Usa exponentes que nunca sean positivos: exp(-|z|).",
)
def overflows_in_the_sigmoid(logits, y):
    p = np.exp(logits) / (1 + np.exp(logits))
    return _from_probabilities(p, y), (p - y) / len(y)


def _chained(p, y, tiny=0.0):
    """Return the gradient as the product of the loss's slope and the sigmoid's."""
    return -(y / (p + tiny) - (1 - y) / (1 - p + tiny)) * p * (1 - p) / len(y)


@exercise.misconception(
    caught_by=(loss_survives, gradient_survives),
    en="Where p rounds to 0 or 1 you take log 0 and divide 0 by 0. Simplify on paper first: the loss is "
    "log(1 + exp(z)) - y z, its gradient p - y.",
    es="Donde p se redondea a 0 o 1 tomas log 0 y divides 0 entre 0. Simplifica antes en el papel: la pérdida es "
    "log(1 + exp(z)) - y z, y su gradiente p - y.",
)
def divides_zero_by_zero(logits, y):
    p = sigmoid_forward(logits)[0]
    return _from_probabilities(p, y), _chained(p, y)


@exercise.misconception(
    caught_by=gradient_survives,
    en="Where p rounds to 0 or 1, its slope p (1 - p) is 0 and takes the gradient with it. Cancel it on paper first: "
    "(p - y) / batch.",
    es="Donde p se redondea a 0 o 1, su pendiente p (1 - p) es 0 y se lleva consigo el gradiente. Cancélala antes en "
    "el papel: (p - y) / lote.",
)
def guards_both_logarithms(logits, y):
    p, tiny = sigmoid_forward(logits)[0], 1e-12
    loss = -(y * np.log(p + tiny) + (1 - y) * np.log(1 - p + tiny)).mean()
    return loss, _chained(p, y, tiny)
