"""Batch normalisation, backward: three paths from an input to the loss."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, gradient_agrees, normal, scalar, uniform
from solutions.batchnorm import batchnorm_backward, batchnorm_forward

exercise = Exercise(
    batchnorm_backward,
    uses=(batchnorm_forward,),
    en="Carry the upstream gradient `dout` back through batch normalisation, to x, gamma and beta. The mean and the "
    "variance depend on x too. The cache comes from your own `batchnorm_forward`, in training.",
    es="Lleva el gradiente que llega, `dout`, hacia atrás por la normalización por lotes, hasta x, gamma y beta. La "
    "media y la varianza también dependen de x. La caché viene de tu propio `batchnorm_forward`, al entrenar.",
    topic=Text(en="Batch normalisation, backward", es="Normalización por lotes, backward"),
    inputs={
        "x": normal("batch", "features", mean=1.0, std=2.0),
        "gamma": normal("features"),
        "beta": normal("features"),
        "running_mean": normal("features"),
        "running_var": uniform("features", low=0.5, high=3.0),
        "momentum": scalar(0.6, 0.95),
        "eps": scalar(0.1, 0.5),
    },
)


def _gradient_agrees(student, of, rng, momentum, eps, **at):
    forward, backward = student.batchnorm_forward, student.batchnorm_backward
    gradient_agrees(forward, backward, at, of=of, rng=rng, training=True, momentum=momentum, eps=eps)


@exercise.check(points=5, en="dx is the gradient with respect to x", es="dx es el gradiente respecto de x")
def matches_numerical_gradient(student, x, gamma, beta, running_mean, running_var, momentum, eps, rng):
    at = {"x": x, "gamma": gamma, "beta": beta, "running_mean": running_mean, "running_var": running_var}
    _gradient_agrees(student, "x", rng, momentum, eps, **at)


@exercise.check(
    points=2, en="dgamma is the gradient with respect to gamma", es="dgamma es el gradiente respecto de gamma"
)
def dgamma_agrees(student, x, gamma, beta, running_mean, running_var, momentum, eps, rng):
    at = {"x": x, "gamma": gamma, "beta": beta, "running_mean": running_mean, "running_var": running_var}
    _gradient_agrees(student, "gamma", rng, momentum, eps, **at)


@exercise.check(
    points=1, en="dbeta is the gradient with respect to beta", es="dbeta es el gradiente respecto de beta"
)
def dbeta_agrees(student, x, gamma, beta, running_mean, running_var, momentum, eps, rng):
    at = {"x": x, "gamma": gamma, "beta": beta, "running_mean": running_mean, "running_var": running_var}
    _gradient_agrees(student, "beta", rng, momentum, eps, **at)


# The reference's cache, and its gradients in training: what the mistakes below change one thing in.


def _parts(dout, cache):
    x_hat, gamma, inv_std = cache
    return x_hat, inv_std, dout * gamma, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="The variance depends on x too: add its path to dx, dvar * 2 * (x - mean) / N.",
    es="La varianza también depende de x: súmale a dx su camino, dvar * 2 * (x - media) / N.",
)
def treats_variance_as_constant(dout, cache):
    _, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat - dx_hat.mean(axis=0)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="The mean depends on x too: add its path to dx, dmean / N.",
    es="La media también depende de x: súmale a dx su camino, dmean / N.",
)
def treats_mean_as_constant(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat - x_hat * (dx_hat * x_hat).mean(axis=0)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="In training the mean and the variance are functions of x, not constants: dx has two more paths, one "
    "through each.",
    es="Al entrenar, la media y la varianza son funciones de x, no constantes: a dx le faltan dos caminos, uno por "
    "cada una.",
)
def treats_statistics_as_constants(dout, cache):
    _, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return dx_hat * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="x_hat was multiplied by gamma on the way out: start dx from dout * gamma.",
    es="x_hat se multiplicó por gamma a la salida: empieza dx con dout * gamma.",
)
def forgets_gamma_in_dx(dout, cache):
    x_hat, inv_std, _, dgamma, dbeta = _parts(dout, cache)
    return (dout - dbeta / len(dout) - x_hat * dgamma / len(dout)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="Each example is one N-th of the mean and of the variance: divide both paths by N, the batch size.",
    es="Cada ejemplo es una N-ésima parte de la media y de la varianza: divide ambos caminos entre N, el tamaño del "
    "lote.",
)
def forgets_the_batch_size(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat - dx_hat.sum(axis=0) - x_hat * (dx_hat * x_hat).sum(axis=0)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="x was divided by sqrt(var + eps), so its gradient is divided by it too.",
    es="x se dividió entre sqrt(var + eps), así que su gradiente también se divide entre eso.",
)
def forgets_the_division(dout, cache):
    x_hat, _, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return dx_hat - dx_hat.mean(axis=0) - x_hat * (dx_hat * x_hat).mean(axis=0), dgamma, dbeta


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="The forward pass divided by sqrt(var + eps), not by sqrt(var): keep eps, or that root, in the cache.",
    es="El forward dividió entre sqrt(var + eps), no entre sqrt(var): guarda eps, o esa raíz, en la caché.",
)
def forgets_eps(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    x_hat, *_ = cache
    return dx / np.sqrt(np.square(x_hat).mean(axis=0)), dgamma, dbeta


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="The variance's path has the wrong sign: a larger variance makes x_hat smaller, so dvar carries -1/2.",
    es="El camino de la varianza tiene el signo cambiado: si la varianza crece, x_hat se achica; por eso dvar lleva "
    "-1/2.",
)
def flips_the_variance_path(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat - dx_hat.mean(axis=0) + x_hat * (dx_hat * x_hat).mean(axis=0)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=matches_numerical_gradient,
    en="The mean's path has the wrong sign: the mean is subtracted from x, so dmean is negative.",
    es="El camino de la media tiene el signo cambiado: a x se le resta la media; por eso dmean es negativo.",
)
def flips_the_mean_path(dout, cache):
    x_hat, inv_std, dx_hat, dgamma, dbeta = _parts(dout, cache)
    return (dx_hat + dx_hat.mean(axis=0) - x_hat * (dx_hat * x_hat).mean(axis=0)) * inv_std, dgamma, dbeta


@exercise.misconception(
    caught_by=dgamma_agrees,
    en="gamma multiplies x_hat: sum dout * x_hat over the batch, not dout alone.",
    es="gamma multiplica a x_hat: suma dout * x_hat sobre el lote, no solo dout.",
)
def forgets_x_hat_in_dgamma(dout, cache):
    dx, _, dbeta = batchnorm_backward(dout, cache)
    return dx, dbeta.copy(), dbeta


@exercise.misconception(
    caught_by=dgamma_agrees,
    en="gamma multiplies the normalised x_hat, already divided by the standard deviation, not x - mean.",
    es="gamma multiplica a x_hat, ya dividido entre la desviación estándar, no a x - media.",
)
def forgets_to_normalise_in_dgamma(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    return dx, dgamma / cache[2], dbeta


@exercise.misconception(
    caught_by=(dgamma_agrees, dbeta_agrees),
    en="gamma and beta were used by every example: sum their gradients over the batch, do not average them.",
    es="Todos los ejemplos usaron gamma y beta: suma sus gradientes sobre el lote, no los promedies.",
)
def averages_over_the_batch(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    return dx, dgamma / len(dout), dbeta / len(dout)


@exercise.misconception(
    caught_by=(dgamma_agrees, dbeta_agrees),
    en="gamma and beta come after x_hat: their gradients start from dout itself, not from dout * gamma.",
    es="gamma y beta vienen después de x_hat: sus gradientes parten del propio dout, no de dout * gamma.",
)
def multiplies_parameter_gradients_by_gamma(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    return dx, dgamma * cache[1], dbeta * cache[1]


@exercise.misconception(
    caught_by=(dgamma_agrees, dbeta_agrees),
    en="Each feature has its own gamma and beta: sum over the batch (axis=0) only, and keep one entry per feature.",
    es="Cada característica tiene su propio gamma y su propio beta: suma solo sobre el lote (axis=0) y deja una "
    "entrada por característica.",
)
def sums_over_everything(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    return dx, dgamma.sum(), dbeta.sum()
