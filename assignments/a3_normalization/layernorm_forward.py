"""Layer normalisation, forward: each example by itself."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, normal, scalar
from solutions.layernorm import layernorm_forward

#: So small that it cannot be seen: where it is passed, `eps` is not the question.
NEGLIGIBLE = 1e-12

exercise = Exercise(
    layernorm_forward,
    en="Normalise each example over its own features, then scale feature j by gamma[j] and shift it by beta[j]. "
    "Use the biased variance and add `eps` to it, inside the root. There are no running statistics: training and "
    "inference are the same.",
    es="Normaliza cada ejemplo sobre sus propias características; luego escala la característica j con gamma[j] y "
    "desplázala con beta[j]. Usa la varianza sesgada y súmale `eps`, dentro de la raíz. No hay estadísticas "
    "acumuladas: al entrenar y en inferencia se hace lo mismo.",
    topic=Text(en="Layer normalisation, forward", es="Normalización por capa, forward"),
    inputs={
        "x": normal("batch", "features", mean=1.0, std=2.0),
        "gamma": normal("features"),
        "beta": normal("features"),
        "eps": scalar(0.1, 0.5),
    },
    edges=[{"batch": 1}],
)


def _plain(features):
    """A scale and a shift that change nothing, where they are not the question."""
    return np.ones(features), np.zeros(features)


@exercise.check(
    points=2,
    en="each example is normalised over its features",
    es="cada ejemplo se normaliza sobre sus características",
)
def normalises_each_example(student, x, features):
    at = (1000 * x, *_plain(features))  # so large that no eps is seen, not even one of the student's own
    out, _ = student(*at, eps=NEGLIGIBLE)
    close(out, layernorm_forward(*at, eps=NEGLIGIBLE)[0], name="out", tolerance=1e-6)


@exercise.check(
    points=1,
    en="each feature is scaled by its gamma and shifted by its beta",
    es="cada característica se escala con su gamma y se desplaza con su beta",
)
def scales_and_shifts(student, x, gamma, beta, features):
    at = [(x, *_plain(features)), (x, gamma, beta)]
    (x_hat, _), (out, _) = student.function.many(at, eps=NEGLIGIBLE)
    if np.shape(x_hat) != x.shape:
        x_hat = layernorm_forward(*at[0], eps=NEGLIGIBLE)[0]
    close(out, gamma * np.asarray(x_hat) + beta, name="out")  # whether x_hat is right is asked above


@exercise.check(
    points=1,
    needs=normalises_each_example,
    en="eps is added to the variance, inside the root",
    es="eps se suma a la varianza, dentro de la raíz",
)
def adds_eps_inside_the_root(student, x, features, eps):
    without_variance = np.full_like(x, 3.0)
    at = [(examples, *_plain(features)) for examples in (x, without_variance)]
    for place, (out, _) in zip(at, student.function.many(at, eps=eps), strict=True):
        close(out, layernorm_forward(*place, eps=eps)[0], name="out")


@exercise.check(
    points=1,
    needs=normalises_each_example,
    en="by default eps is 1e-5",
    es="por omisión, eps es 1e-5",
)
def has_the_default(student, x, features):
    at = (x * 1e-3, *_plain(features))  # a variance so small that eps weighs in
    out, _ = student(*at)
    same_out, _ = student(*at, eps=1e-5)
    close(out, same_out, name="out")


def _moments(x):
    return x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)


def _normalised(x, mean, var, gamma, beta, eps):
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, None


@exercise.misconception(
    caught_by=normalises_each_example,
    en="That is batch normalisation. Take the mean and the variance of each example over its features: axis=1, "
    "with keepdims=True.",
    es="Eso es normalización por lotes. Calcula la media y la varianza de cada ejemplo sobre sus características: "
    "axis=1, con keepdims=True.",
)
def normalises_over_the_batch(x, gamma, beta, *, eps=1e-5):
    return _normalised(x, x.mean(axis=0), x.var(axis=0), gamma, beta, eps)


@exercise.misconception(
    caught_by=normalises_each_example,
    en="Every example has a mean and a variance of its own: give `mean` and `var` axis=1 and keepdims=True.",
    es="Cada ejemplo tiene su propia media y su propia varianza: pásales axis=1 y keepdims=True a `mean` y `var`.",
)
def normalises_everything_together(x, gamma, beta, *, eps=1e-5):
    return _normalised(x, x.mean(), x.var(), gamma, beta, eps)


@exercise.misconception(
    caught_by=normalises_each_example,
    en="Divide by the standard deviation, sqrt(var + eps), not by the variance.",
    es="Divide entre la desviación estándar, sqrt(var + eps), no entre la varianza.",
)
def divides_by_the_variance(x, gamma, beta, *, eps=1e-5):
    mean, var = _moments(x)
    return gamma * (x - mean) / (var + eps) + beta, None


@exercise.misconception(
    caught_by=normalises_each_example,
    en="Centring is half of it: divide by sqrt(var + eps) too.",
    es="Centrar es solo la mitad: divide además entre sqrt(var + eps).",
)
def forgets_the_division(x, gamma, beta, *, eps=1e-5):
    mean, _ = _moments(x)
    return gamma * (x - mean) + beta, None


@exercise.misconception(
    caught_by=normalises_each_example,
    en="Subtract each example's mean before you divide by its standard deviation.",
    es="Resta la media de cada ejemplo antes de dividir entre su desviación estándar.",
)
def forgets_the_mean(x, gamma, beta, *, eps=1e-5):
    _, var = _moments(x)
    return _normalised(x, 0.0, var, gamma, beta, eps)


@exercise.misconception(
    caught_by=normalises_each_example,
    en="Dividing by the root mean square, without the mean, is another convention (RMSNorm). Here the mean is "
    "subtracted, and the divisor is the standard deviation.",
    es="Dividir entre la raíz de la media de los cuadrados, sin la media, es otra convención (RMSNorm). Aquí se "
    "resta la media y se divide entre la desviación estándar.",
)
def divides_by_the_root_mean_square(x, gamma, beta, *, eps=1e-5):
    return _normalised(x, 0.0, np.square(x).mean(axis=1, keepdims=True), gamma, beta, eps)


@exercise.misconception(
    caught_by=normalises_each_example,
    en="The unbiased variance is another convention. Here the sum of squares is divided by the number of features: "
    "np.var without ddof.",
    es="La varianza insesgada es otra convención. Aquí la suma de cuadrados se divide entre el número de "
    "características: np.var sin ddof.",
)
def takes_the_unbiased_variance(x, gamma, beta, *, eps=1e-5):
    mean, _ = _moments(x)
    var = np.square(x - mean).sum(axis=1, keepdims=True) / (x.shape[1] - 1)
    return _normalised(x, mean, var, gamma, beta, eps)


@exercise.misconception(
    caught_by=scales_and_shifts,
    en="Do not stop at x_hat: scale it with gamma and shift it with beta.",
    es="No te quedes en x_hat: escálalo con gamma y desplázalo con beta.",
)
def forgets_scale_and_shift(x, gamma, beta, *, eps=1e-5):
    return layernorm_forward(x, np.ones_like(gamma), np.zeros_like(beta), eps=eps)


@exercise.misconception(
    caught_by=normalises_each_example,
    en="The variance is the mean of the squared deviations: divide their sum by the number of features.",
    es="La varianza es la media de las desviaciones al cuadrado: divide su suma entre el número de características.",
)
def sums_the_squares(x, gamma, beta, *, eps=1e-5):
    mean, var = _moments(x)
    return _normalised(x, mean, var * x.shape[1], gamma, beta, eps)


@exercise.misconception(
    caught_by=(normalises_each_example, scales_and_shifts),
    en="gamma is the scale and multiplies x_hat, beta is the shift and is added; you exchanged them.",
    es="gamma es la escala y multiplica a x_hat, beta es el desplazamiento y se suma; los intercambiaste.",
)
def swaps_gamma_and_beta(x, gamma, beta, *, eps=1e-5):
    return layernorm_forward(x, beta, gamma, eps=eps)


@exercise.misconception(
    caught_by=scales_and_shifts,
    en="gamma multiplies x_hat; beta is added to the product: gamma * x_hat + beta.",
    es="gamma multiplica a x_hat y beta se suma al producto: gamma * x_hat + beta.",
)
def shifts_before_scaling(x, gamma, beta, *, eps=1e-5):
    x_hat, cache = layernorm_forward(x, np.ones_like(gamma), np.zeros_like(beta), eps=eps)
    return gamma * (x_hat + beta), cache


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Adding eps to the standard deviation is another convention. Here it is added to the variance: "
    "sqrt(var + eps).",
    es="Sumar eps a la desviación estándar es otra convención. Aquí se suma a la varianza: sqrt(var + eps).",
)
def adds_eps_outside_the_root(x, gamma, beta, *, eps=1e-5):
    mean, var = _moments(x)
    return gamma * (x - mean) / (np.sqrt(var) + eps) + beta, None


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Add eps to the variance before taking the root: an example whose features are all equal would divide by "
    "zero.",
    es="Suma eps a la varianza antes de sacar la raíz: un ejemplo con todas sus características iguales dividiría "
    "entre cero.",
)
def forgets_eps(x, gamma, beta, *, eps=1e-5):
    return layernorm_forward(x, gamma, beta, eps=0.0 * eps)


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Use the argument `eps`, not a number of your own: 1e-5 is only its default.",
    es="Usa el argumento `eps`, no un número tuyo: 1e-5 es solo su valor por omisión.",
)
def writes_eps_as_a_number(x, gamma, beta, *, eps=1e-5):
    return layernorm_forward(x, gamma, beta, eps=1e-5)


@exercise.misconception(
    caught_by=has_the_default,
    en="Keep the default value of the signature you were given: eps=1e-5.",
    es="Conserva el valor por omisión de la firma que se te dio: eps=1e-5.",
)
def changes_the_default(x, gamma, beta, *, eps=1e-8):
    return layernorm_forward(x, gamma, beta, eps=eps)
