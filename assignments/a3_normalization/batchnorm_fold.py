"""Batch normalisation folded into the affine layer before it."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, normal, scalar, uniform
from solutions.batchnorm_inference import fold_batchnorm

#: So small that it cannot be seen: where it is passed, `eps` is not the question.
NEGLIGIBLE = 1e-12

exercise = Exercise(
    fold_batchnorm,
    name="batchnorm_fold",
    en="Return the weights and biases of one affine layer that does what these two do at inference: the affine layer "
    "x @ w + b, and batch normalisation with this gamma, beta, mean and var behind it.",
    es="Devuelve los pesos y sesgos de una sola capa afín que haga lo mismo que estas dos en inferencia: la capa afín "
    "x @ w + b y, detrás, la normalización por lotes con estos gamma, beta, mean y var.",
    topic=Text(en="Folding batch norm into a layer", es="Fundir la normalización en una capa"),
    inputs={
        "w": normal("fan_in", "fan_out"),
        "b": normal("fan_out"),
        "gamma": normal("fan_out"),
        "beta": normal("fan_out"),
        "mean": normal("fan_out"),
        "var": uniform("fan_out", low=0.5, high=3.0),
        "eps": scalar(0.1, 0.5),
    },
    edges=[{"fan_in": 1}],
)


@exercise.check(
    points=2,
    en="the weights of each unit take over its scale",
    es="los pesos de cada unidad absorben su escala",
)
def weights_agree(student, w, b, gamma, beta, mean, var):
    at = _without_eps(w, b, gamma, beta, mean, var)
    w_folded, _ = student(*at)
    close(w_folded, fold_batchnorm(*at)[0], name="w_folded", tolerance=1e-6)


@exercise.check(
    points=2,
    en="the biases take over the rest: the mean, the scale and beta",
    es="los sesgos absorben lo demás: la media, la escala y beta",
)
def biases_agree(student, w, b, gamma, beta, mean, var):
    at = _without_eps(w, b, gamma, beta, mean, var)
    _, b_folded = student(*at)
    close(b_folded, fold_batchnorm(*at)[1], name="b_folded", tolerance=1e-6)


def _without_eps(w, b, gamma, beta, mean, var):
    """A layer with deviations so large that no eps is seen, not even one of the student's own."""
    return w, 1000 * b, gamma, beta, 1000 * mean, 1e6 * var, NEGLIGIBLE


@exercise.check(
    points=1,
    needs=weights_agree,
    en="eps is added to the variance, inside the root",
    es="eps se suma a la varianza, dentro de la raíz",
)
def adds_eps_inside_the_root(student, w, b, gamma, beta, mean, var, eps):
    large = _without_eps(w, b, gamma, beta, mean, var)
    at = [large, (w, b, gamma, beta, mean, var, eps), (w, b, gamma, beta, mean, 0 * var, eps)]
    (_, own), *folded = student.function.many(at)
    for place, (w_folded, b_folded) in zip(at[1:], folded, strict=True):
        wanted_w, wanted_b = fold_batchnorm(*place)
        close(w_folded, wanted_w, name="w_folded")
        if _similar(own, fold_batchnorm(*large)[1]):  # else the check of the biases has spoken
            close(b_folded, wanted_b, name="b_folded")


def _similar(got, wanted):
    return np.shape(got) == np.shape(wanted) and np.allclose(got, wanted, rtol=1e-3)


def _scale(gamma, var, eps):
    return gamma / np.sqrt(var + eps)


@exercise.misconception(
    caught_by=weights_agree,
    en="The normalisation multiplies by gamma too: scale the weights by gamma / sqrt(var + eps).",
    es="La normalización también multiplica por gamma: escala los pesos con gamma / sqrt(var + eps).",
)
def forgets_gamma(w, b, gamma, beta, mean, var, eps):
    return fold_batchnorm(w, b, np.ones_like(gamma), beta, mean, var, eps)


@exercise.misconception(
    caught_by=weights_agree,
    en="The normalisation divides by sqrt(var + eps) too: scale the weights by gamma / sqrt(var + eps).",
    es="La normalización también divide entre sqrt(var + eps): escala los pesos con gamma / sqrt(var + eps).",
)
def forgets_the_division(w, b, gamma, beta, mean, var, eps):
    return w * gamma, (b - mean) * gamma + beta


@exercise.misconception(
    caught_by=weights_agree,
    en="Divide by the standard deviation, sqrt(var + eps), not by the variance.",
    es="Divide entre la desviación estándar, sqrt(var + eps), no entre la varianza.",
)
def divides_by_the_variance(w, b, gamma, beta, mean, var, eps):
    scale = gamma / (var + eps)
    return w * scale, (b - mean) * scale + beta


@exercise.misconception(
    caught_by=weights_agree,
    en="The scale goes into the weights as well as into the biases.",
    es="La escala entra en los pesos, no solo en los sesgos.",
)
def leaves_the_weights_alone(w, b, gamma, beta, mean, var, eps):
    _, b_folded = fold_batchnorm(w, b, gamma, beta, mean, var, eps)
    return w, b_folded


@exercise.misconception(
    caught_by=biases_agree,
    en="The bias of the affine layer passes through the normalisation too: scale b along with the rest.",
    es="El sesgo de la capa afín también pasa por la normalización: escala b junto con lo demás.",
)
def forgets_to_scale_the_bias(w, b, gamma, beta, mean, var, eps):
    scale = _scale(gamma, var, eps)
    return w * scale, b - mean * scale + beta


@exercise.misconception(
    caught_by=biases_agree,
    en="At inference the mean is a constant and does not take out b: keep it, (b - mean) * scale + beta.",
    es="En inferencia la media es una constante y no anula a b: consérvalo, (b - media) * escala + beta.",
)
def drops_the_bias(w, b, gamma, beta, mean, var, eps):
    return fold_batchnorm(w, np.zeros_like(b), gamma, beta, mean, var, eps)


@exercise.misconception(
    caught_by=biases_agree,
    en="The normalisation subtracts the mean: it goes into the bias, as (b - mean) * scale.",
    es="La normalización resta la media: esta entra en el sesgo, como (b - media) * escala.",
)
def forgets_the_mean(w, b, gamma, beta, mean, var, eps):
    return fold_batchnorm(w, b, gamma, beta, np.zeros_like(mean), var, eps)


@exercise.misconception(
    caught_by=biases_agree,
    en="The mean is subtracted from x @ w + b, before the scaling: scale it too.",
    es="La media se resta de x @ w + b, antes de escalar: escálala también.",
)
def forgets_to_scale_the_mean(w, b, gamma, beta, mean, var, eps):
    scale = _scale(gamma, var, eps)
    return w * scale, b * scale - mean + beta


@exercise.misconception(
    caught_by=biases_agree,
    en="The mean is subtracted: (b - mean) * scale + beta.",
    es="La media se resta: (b - media) * escala + beta.",
)
def adds_the_mean(w, b, gamma, beta, mean, var, eps):
    return fold_batchnorm(w, b, gamma, beta, -mean, var, eps)


@exercise.misconception(
    caught_by=biases_agree,
    en="Do not forget beta, the shift of the normalisation: add it last.",
    es="No olvides beta, el desplazamiento de la normalización: súmalo al final.",
)
def forgets_beta(w, b, gamma, beta, mean, var, eps):
    return fold_batchnorm(w, b, gamma, np.zeros_like(beta), mean, var, eps)


@exercise.misconception(
    caught_by=biases_agree,
    en="beta is added after the scaling: do not multiply it by the scale.",
    es="beta se suma después de escalar: no la multipliques por la escala.",
)
def scales_beta(w, b, gamma, beta, mean, var, eps):
    scale = _scale(gamma, var, eps)
    return w * scale, (b - mean + beta) * scale


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Adding eps to the standard deviation is another convention. Here it is added to the variance: "
    "sqrt(var + eps).",
    es="Sumar eps a la desviación estándar es otra convención. Aquí se suma a la varianza: sqrt(var + eps).",
)
def adds_eps_outside_the_root(w, b, gamma, beta, mean, var, eps):
    scale = gamma / (np.sqrt(var) + eps)
    return w * scale, (b - mean) * scale + beta


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Add eps to the variance, as the normalisation does: without it, the folded layer is another layer.",
    es="Suma eps a la varianza, como hace la normalización: sin él, la capa resultante es otra.",
)
def forgets_eps(w, b, gamma, beta, mean, var, eps):
    return fold_batchnorm(w, b, gamma, beta, mean, var, 0.0 * eps)


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Use the argument `eps`, not a number of your own.",
    es="Usa el argumento `eps`, no un número tuyo.",
)
def writes_eps_as_a_number(w, b, gamma, beta, mean, var, eps):
    return fold_batchnorm(w, b, gamma, beta, mean, var, 1e-5)
