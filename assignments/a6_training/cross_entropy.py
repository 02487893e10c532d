"""The cross-entropy with softmax as an object that is called."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, integers, normal, require, slopes_agree
from solutions.network import CrossEntropy

exercise = Exercise(
    CrossEntropy,
    en="Write a class whose objects are called with logits, of shape (batch, classes), and classes, integers of "
    "shape (batch,). The answer is the cross-entropy of the softmax of the logits, averaged over the batch, and "
    "its gradient with respect to the logits. Logits as large as 10^4 must not overflow.",
    es="Escribe una clase cuyos objetos se llaman con logits, de forma (batch, classes), y clases, enteros de "
    "forma (batch,). La respuesta es la entropía cruzada del softmax de los logits, promediada sobre el lote, y "
    "su gradiente respecto de los logits. Los logits de 10^4 no deben desbordar.",
    topic=Text(en="Cross-entropy, as an object", es="Entropía cruzada, como objeto"),
    inputs={"out": normal("batch", "classes"), "y": integers("batch", high="classes")},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2,
    en="the loss is averaged over the batch",
    es="la pérdida está promediada sobre el lote",
)
def loss_agrees(student, out, y):
    loss, _ = student()(out, y)
    close(loss, CrossEntropy()(out, y)[0], name="loss")


@exercise.check(
    points=2,
    en="the gradient is that of the loss, with respect to the logits",
    es="el gradiente es el de la pérdida, respecto de los logits",
)
def gradient_agrees(student, out, y, rng):
    loss = student.early()().early()

    def ask(values):
        return loss.many([(value, y) for value in values])

    slopes_agree(ask, out, wanted=CrossEntropy()(out, y), rng=rng, name="out")


@exercise.check(points=1, en="large logits do not overflow", es="los logits grandes no desbordan")
def survives_large_logits(student, out, y):
    loss = student.early()().early()
    moderate, at_ease = loss(out, y)
    for shift in (1e4, -1e4):
        value, gradient = loss(out + shift, y)
        close(value, moderate, name="loss", tolerance=1e-2)  # in float32, 1e4 leaves few digits
        close(gradient, at_ease, name="gradient", tolerance=1e-2)
    # However certain and wrong: finite. (How a probability of 0 is kept from its logarithm is the student's choice.)
    wrong = np.where(np.arange(len(y)) == 0, out[0].argmin(), y)
    value, gradient = loss(1e4 * out, wrong)
    require(
        np.isfinite(value),
        en="The loss of certain and wrong logits should be large, but finite.",
        es="La pérdida de logits muy seguros y equivocados debería ser grande, pero finita.",
    )
    close(gradient, CrossEntropy()(1e4 * out, wrong)[1], name="gradient", tolerance=1e-2)


def _softmax(out):
    e = np.exp(out - out.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _rows(out, y):
    return np.eye(out.shape[1])[y]


@exercise.misconception(
    caught_by=loss_agrees,
    en="Average over the batch: divide the sum of the examples' losses by their number.",
    es="Promedia sobre el lote: divide la suma de las pérdidas de los ejemplos entre su número.",
)
class sums(CrossEntropy):
    def __call__(self, out, y):
        loss, gradient = super().__call__(out, y)
        return loss * len(y), gradient * len(y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="Average the loss over the batch, as you do with its gradient.",
    es="Promedia la pérdida sobre el lote, como ya haces con su gradiente.",
)
class sums_in_the_loss_alone(CrossEntropy):
    def __call__(self, out, y):
        loss, gradient = super().__call__(out, y)
        return loss * len(y), gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="Average over the examples only: divide by the batch size, not by batch * classes.",
    es="Promedia solo sobre los ejemplos: divide entre el tamaño del lote, no entre batch * classes.",
)
class averages_over_all_entries(CrossEntropy):
    def __call__(self, out, y):
        loss, gradient = super().__call__(out, y)
        return loss / out.shape[1], gradient / out.shape[1]


@exercise.misconception(
    caught_by=loss_agrees,
    en="The outputs are logits: take the softmax first, then the logarithm.",
    es="Las salidas son logits: aplica primero el softmax y luego el logaritmo.",
)
class takes_logits_for_probabilities(CrossEntropy):
    def __call__(self, out, y):
        true = np.maximum(out[np.arange(len(y)), y], 1e-12)
        return -np.log(true).mean(), (_softmax(out) - _rows(out, y)) / len(y)


@exercise.misconception(
    caught_by=loss_agrees,
    en="The logarithm of a probability is negative: the loss is minus its mean.",
    es="El logaritmo de una probabilidad es negativo: la pérdida es menos su promedio.",
)
class forgets_the_minus(CrossEntropy):
    def __call__(self, out, y):
        loss, gradient = super().__call__(out, y)
        return -loss, gradient


@exercise.misconception(
    caught_by=loss_agrees,
    en="Normalise over the classes of each example: the softmax adds up along axis 1.",
    es="Normaliza sobre las clases de cada ejemplo: el softmax suma a lo largo del eje 1.",
)
class normalises_over_the_batch(CrossEntropy):
    def __call__(self, out, y):
        p = _softmax(out.T).T
        return -np.log(p[np.arange(len(y)), y] + 1e-12).mean(), (p - _rows(out, y)) / len(y)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="The loss is a mean, so its gradient is divided by the batch size as well.",
    es="La pérdida es un promedio, así que su gradiente también se divide entre el tamaño del lote.",
)
class forgets_the_mean_in_the_gradient(CrossEntropy):
    def __call__(self, out, y):
        loss, gradient = super().__call__(out, y)
        return loss, gradient * len(y)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="Subtract 1 from the probability of each example's true class: the gradient is (p - t) / batch.",
    es="Resta 1 a la probabilidad de la clase verdadera de cada ejemplo: el gradiente es (p - t) / batch.",
)
class forgets_the_target(CrossEntropy):
    def __call__(self, out, y):
        return super().__call__(out, y)[0], _softmax(out) / len(y)


@exercise.misconception(
    caught_by=gradient_agrees,
    en="It is prediction minus truth, p - t; you have it the other way round.",
    es="Es predicción menos verdad, p - t; tú lo tienes al revés.",
)
class turns_the_gradient_round(CrossEntropy):
    def __call__(self, out, y):
        loss, gradient = super().__call__(out, y)
        return loss, -gradient


@exercise.misconception(
    caught_by=gradient_agrees,
    en="Return the gradient with respect to the logits, (p - t) / batch; you stop at the probabilities.",
    es="Devuelve el gradiente respecto de los logits, (p - t) / batch; tú te detienes en las probabilidades.",
)
class differentiates_the_probabilities(CrossEntropy):
    def __call__(self, out, y):
        t = _rows(out, y)
        return super().__call__(out, y)[0], -t / (_softmax(out) + 1e-12) / len(y)


@exercise.misconception(
    caught_by=survives_large_logits,
    en="Subtract each row's maximum before you exponentiate: it changes no probability, and nothing overflows.",
    es="Resta el máximo de cada fila antes de exponenciar: no cambia ninguna probabilidad y nada desborda.",
)
class exponentiates_raw_logits(CrossEntropy):
    def __call__(self, out, y):
        p = np.exp(out) / np.exp(out).sum(axis=1, keepdims=True)
        return -np.log(p[np.arange(len(y)), y]).mean(), (p - _rows(out, y)) / len(y)


@exercise.misconception(
    caught_by=survives_large_logits,
    en="A probability can round to 0, whose logarithm is infinite: compute log p as logit minus log-sum-exp, or "
    "keep p away from 0.",
    es="Una probabilidad puede redondearse a 0, cuyo logaritmo es infinito: calcula log p como logit menos "
    "log-sum-exp, o mantén p lejos de 0.",
)
class takes_the_logarithm_of_zero(CrossEntropy):
    def __call__(self, out, y):
        p = _softmax(out)
        return -np.log(p[np.arange(len(y)), y]).mean(), (p - _rows(out, y)) / len(y)
