"""Layer normalisation, backward: sums over one axis, averages over the other."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, gradient_agrees, normal, scalar
from solutions.layernorm import layernorm_backward, layernorm_forward

exercise = Exercise(
    layernorm_backward,
    uses=(layernorm_forward,),
    en="Carry the upstream gradient `dout` back through layer normalisation, to x, gamma and beta. Each example's "
    "mean and variance depend on all of its features. The cache comes from your own `layernorm_forward`.",
    es="Lleva el gradiente que llega, `dout`, hacia atrás por la normalización por capa, hasta x, gamma y beta. La "
    "media y la varianza de cada ejemplo dependen de todas sus características. La caché viene de tu propio "
    "`layernorm_forward`.",
    topic=Text(en="Layer normalisation, backward", es="Normalización por capa, backward"),
    inputs={
        "x": normal("batch", "features", mean=1.0, std=2.0),
        "gamma": normal("features"),
        "beta": normal("features"),
        "eps": scalar(0.1, 0.5),
    },
)


def _gradient_agrees(student, of, rng, eps, **at):
    gradient_agrees(student.layernorm_forward, student.layernorm_backward, at, of=of, rng=rng, eps=eps)


@exercise.check(points=5, en="dx is the gradient with respect to x", es="dx es el gradiente respecto de x")
def dx_agrees(student, x, gamma, beta, eps, rng):
    _gradient_agrees(student, "x", rng, eps, x=x, gamma=gamma, beta=beta)


@exercise.check(
    points=2, en="dgamma is the gradient with respect to gamma", es="dgamma es el gradiente respecto de gamma"
)
def dgamma_agrees(student, x, gamma, beta, eps, rng):
    _gradient_agrees(student, "gamma", rng, eps, x=x, gamma=gamma, beta=beta)


@exercise.check(
    points=1, en="dbeta is the gradient with respect to beta", es="dbeta es el gradiente respecto de beta"
)
def dbeta_agrees(student, x, gamma, beta, eps, rng):
    _gradient_agrees(student, "beta", rng, eps, x=x, gamma=gamma, beta=beta)


# The reference's cache, and what its gradients are made of: the mistakes below change one thing in them.


def _average(values):
    return values.mean(axis=1, keepdims=True)


def _parts(dout, cache):
    x_hat, gamma, inv_std = cache
    return x_hat, inv_std, dout * gamma, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


@exercise.misconception(
    caught_by=dx_agrees,
    en="gamma cannot be taken out of the averages here: it differs from feature to feature. Form dout * gamma first, "
    "then average it.",
    es="Aquí gamma no se puede sacar de los promedios: cambia de una característica a otra. Primero forma "
    "dout * gamma y después promédialo.",
)
def takes_gamma_out_of_the_averages(dout, cache):
    x_hat, inv_std, _, dgamma, dbeta = _parts(dout, cache)
    _, gamma, _ = cache
    return gamma * (dout - _average(dout) - x_hat * _average(dout * x_hat)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="Those are the averages of batch normalisation. The mean and the variance were taken over the features, so "
    "average over axis=1.",
    es="Esos son los promedios de la normalización por lotes. La media y la varianza se tomaron sobre las "
    "características: promedia sobre axis=1.",
)
def averages_over_the_batch(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    dx = (dx_hat - dx_hat.mean(axis=0) - x_hat * (dx_hat * x_hat).mean(axis=0)) * inv_std
    return dx, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="A mean over the features is divided by the number of features, not by the batch size.",
    es="Una media sobre las características se divide entre el número de características, no entre el tamaño del "
    "lote.",
)
def divides_by_the_batch_size(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    share = dout.shape[1] / dout.shape[0]
    dx = (dx_hat - share * _average(dx_hat) - x_hat * share * _average(dx_hat * x_hat)) * inv_std
    return dx, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="Each feature is one D-th of the mean and of the variance: divide both paths by D, the number of features.",
    es="Cada característica es una D-ésima parte de la media y de la varianza: divide ambos caminos entre D, el "
    "número de características.",
)
def forgets_the_number_of_features(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    shift = dx_hat.sum(axis=1, keepdims=True)
    stretch = (dx_hat * x_hat).sum(axis=1, keepdims=True)
    return (dx_hat - shift - x_hat * stretch) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="The variance depends on x too: add its path to dx, dvar * 2 * (x - mean) / D.",
    es="La varianza también depende de x: súmale a dx su camino, dvar * 2 * (x - media) / D.",
)
def treats_variance_as_constant(dout, cache):
    _, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat - _average(dx_hat)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="The mean depends on x too: add its path to dx, dmean / D.",
    es="La media también depende de x: súmale a dx su camino, dmean / D.",
)
def treats_mean_as_constant(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat - x_hat * _average(dx_hat * x_hat)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="An example's mean and variance are functions of its features, not constants: dx has two more paths, one "
    "through each.",
    es="La media y la varianza de un ejemplo son funciones de sus características, no constantes: a dx le faltan dos "
    "caminos, uno por cada una.",
)
def treats_statistics_as_constants(dout, cache):
    _, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return dx_hat * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="x_hat was multiplied by gamma on the way out: start dx from dout * gamma.",
    es="x_hat se multiplicó por gamma a la salida: empieza dx con dout * gamma.",
)
def forgets_gamma_in_dx(dout, cache):
    x_hat, inv_std, _, dgamma, dbeta = _parts(dout, cache)
    return (dout - _average(dout) - x_hat * _average(dout * x_hat)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="x was divided by sqrt(var + eps), so its gradient is divided by it too.",
    es="x se dividió entre sqrt(var + eps), así que su gradiente también se divide entre eso.",
)
def forgets_the_division(dout, cache):
    x_hat, _, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return dx_hat - _average(dx_hat) - x_hat * _average(dx_hat * x_hat), dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="The forward pass divided by sqrt(var + eps), not by sqrt(var): keep eps, or that root, in the cache.",
    es="El forward dividió entre sqrt(var + eps), no entre sqrt(var): guarda eps, o esa raíz, en la caché.",
)
def forgets_eps(dout, cache):
    dx, dgamma, dbeta = layernorm_backward(dout, cache)
    x_hat, *_ = cache
    return dx / np.sqrt(_average(np.square(x_hat))), dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="The variance's path has the wrong sign: a larger variance makes x_hat smaller, so dvar carries -1/2.",
    es="El camino de la varianza tiene el signo cambiado: si la varianza crece, x_hat se achica; por eso dvar lleva "
    "-1/2.",
)
def flips_the_variance_path(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat - _average(dx_hat) + x_hat * _average(dx_hat * x_hat)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dx_agrees,
    en="The mean's path has the wrong sign: the mean is subtracted from x, so dmean is negative.",
    es="El camino de la media tiene el signo cambiado: a x se le resta la media; por eso dmean es negativo.",
)
def flips_the_mean_path(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat + _average(dx_hat) - x_hat * _average(dx_hat * x_hat)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dgamma_agrees,
    en="gamma multiplies x_hat: sum dout * x_hat over the batch, not dout alone.",
    es="gamma multiplica a x_hat: suma dout * x_hat sobre el lote, no solo dout.",
)
def forgets_x_hat_in_dgamma(dout, cache):
    dx, _, dbeta = layernorm_backward(dout, cache)
    return dx, dbeta.copy(), dbeta


@exercise.misconception(
    caught_by=dgamma_agrees,
    en="gamma multiplies the normalised x_hat, already divided by the standard deviation, not x - mean.",
    es="gamma multiplica a x_hat, ya dividido entre la desviación estándar, no a x - media.",
)
def forgets_to_normalise_in_dgamma(dout, cache):
    dx, _, dbeta = layernorm_backward(dout, cache)
    x_hat, _, inv_std = cache
    return dx, (dout * x_hat / inv_std).sum(axis=0), dbeta


@exercise.misconception(
    caught_by=(dgamma_agrees, dbeta_agrees),
    en="Only the averages in dx run over the features. gamma and beta belong to the features and were used by every "
    "example: sum over the batch, axis=0.",
    es="Solo los promedios de dx van sobre las características. gamma y beta son de las características y los usó "
    "cada ejemplo: suma sobre el lote, axis=0.",
)
def sums_over_the_features(dout, cache):
    dx, _, _ = layernorm_backward(dout, cache)
    x_hat, *_ = cache
    return dx, (dout * x_hat).sum(axis=1), dout.sum(axis=1)


@exercise.misconception(
    caught_by=(dgamma_agrees, dbeta_agrees),
    en="gamma and beta were used by every example: sum their gradients over the batch, axis=0.",
    es="Todos los ejemplos usaron gamma y beta: suma sus gradientes sobre el lote, axis=0.",
)
def forgets_the_sum_over_the_batch(dout, cache):
    dx, _, _ = layernorm_backward(dout, cache)
    x_hat, *_ = cache
    return dx, dout * x_hat, dout


@exercise.misconception(
    caught_by=(dgamma_agrees, dbeta_agrees),
    en="gamma and beta were used by every example: sum their gradients over the batch, do not average them.",
    es="Todos los ejemplos usaron gamma y beta: suma sus gradientes sobre el lote, no los promedies.",
)
def averages_parameter_gradients(dout, cache):
    dx, dgamma, dbeta = layernorm_backward(dout, cache)
    return dx, dgamma / len(dout), dbeta / len(dout)


@exercise.misconception(
    caught_by=(dgamma_agrees, dbeta_agrees),
    en="gamma and beta come after x_hat: their gradients start from dout itself, not from dout * gamma.",
    es="gamma y beta vienen después de x_hat: sus gradientes parten del propio dout, no de dout * gamma.",
)
def multiplies_parameter_gradients_by_gamma(dout, cache):
    dx, dgamma, dbeta = layernorm_backward(dout, cache)
    return dx, dgamma * cache[1], dbeta * cache[1]


@exercise.misconception(
    caught_by=(dgamma_agrees, dbeta_agrees),
    en="Return the gradients in the order of the forward's arguments: dx, dgamma, dbeta.",
    es="Devuelve los gradientes en el orden de los argumentos del forward: dx, dgamma, dbeta.",
)
def returns_dbeta_before_dgamma(dout, cache):
    dx, dgamma, dbeta = layernorm_backward(dout, cache)
    return dx, dbeta, dgamma
