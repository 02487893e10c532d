"""Batch normalisation before and after the non-linearity."""

from __future__ import annotations

from typing import Any

import numpy as np

from assignments.a1_backprop import affine, relu
from assignments.a3_normalization import batchnorm_backward as backward_exercise
from assignments.a3_normalization import batchnorm_forward as forward_exercise
from autograder import Exercise, Text, close, gradient_agrees, made, normal, require, scalar, uniform
from solutions.activations import relu_backward
from solutions.affine import affine_backward
from solutions.batchnorm import batchnorm_backward, batchnorm_forward
from solutions.blocks import (
    affine_batchnorm_relu_backward,
    affine_batchnorm_relu_forward,
    affine_relu_batchnorm_backward,
    affine_relu_batchnorm_forward,
)

FORWARDS = (affine_batchnorm_relu_forward, affine_relu_batchnorm_forward)

#: The values by default: where they are passed, it is not the question whether they are.
USUAL: dict[str, Any] = {"momentum": 0.9, "eps": 1e-5}


def _away_from_zero(rng, sizes):
    fan_out = sizes["fan_out"]
    return rng.uniform(0.5, 2.0, fan_out) * rng.choice([-1.0, 1.0], fan_out)


exercise = Exercise(
    affine_batchnorm_relu_forward,
    affine_batchnorm_relu_backward,
    affine_relu_batchnorm_forward,
    affine_relu_batchnorm_backward,
    name="batchnorm_placement",
    en="Put the affine layer x @ w + b, batch normalisation and ReLU together in two orders: with the normalisation "
    "before the ReLU, and after it. Write forward and backward of both; call your `batchnorm_forward` and "
    "`batchnorm_backward`. The running statistics are those of whatever is normalised.",
    es="Combina la capa afín x @ w + b, la normalización por lotes y ReLU en dos órdenes: con la normalización antes "
    "de ReLU y después de ella. Escribe el forward y el backward de ambos; llama a tus `batchnorm_forward` y "
    "`batchnorm_backward`. Las estadísticas acumuladas son las de aquello que se normaliza.",
    topic=Text(en="Before or after the non-linearity", es="Antes o después de la no linealidad"),
    inputs={
        "x": normal("batch", "fan_in"),
        "w": normal("fan_in", "fan_out"),
        "b": normal("fan_out"),
        # Every unit is on for some examples and off for others.
        "gamma": made(_away_from_zero, "fan_out"),
        "beta": normal("fan_out", std=0.2),
        "running_mean": normal("fan_out"),
        "running_var": uniform("fan_out", low=0.5, high=3.0),
        "momentum": scalar(0.6, 0.85),
        "eps": scalar(0.1, 0.5),
    },
    sizes={"batch": range(8, 12), "fan_in": range(3, 7), "fan_out": range(3, 7)},
    trials=1,
    builds_on=[affine.exercise, relu.exercise, forward_exercise.exercise, backward_exercise.exercise],
)


@exercise.check(
    points=2,
    en="in training, affine_batchnorm_relu normalises x @ w + b, then applies ReLU",
    es="al entrenar, affine_batchnorm_relu normaliza x @ w + b y luego aplica ReLU",
)
def normalises_before_the_relu(student, x, w, b, gamma, beta, running_mean, running_var):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    out, *_ = student.affine_batchnorm_relu_forward(*at, training=True, **USUAL)
    close(out, affine_batchnorm_relu_forward(*at, training=True, **USUAL)[0], name="out")


@exercise.check(
    points=2,
    en="in training, affine_relu_batchnorm applies ReLU to x @ w + b, then normalises",
    es="al entrenar, affine_relu_batchnorm aplica ReLU a x @ w + b y luego normaliza",
)
def normalises_after_the_relu(student, x, w, b, gamma, beta, running_mean, running_var):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    out, *_ = student.affine_relu_batchnorm_forward(*at, training=True, **USUAL)
    close(out, affine_relu_batchnorm_forward(*at, training=True, **USUAL)[0], name="out")


@exercise.check(
    points=1,
    en="at inference, both normalise with the running statistics and leave them as they are",
    es="en inferencia, ambas normalizan con las estadísticas acumuladas y las dejan como están",
)
def infers_with_the_running_statistics(student, x, w, b, gamma, beta, running_mean, running_var):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    for reference in FORWARDS:
        forward = getattr(student, reference.__name__)
        out, _, mean, var = forward(*at, training=False, **USUAL)
        close(mean, running_mean, name="running_mean")
        close(var, running_var, name="running_var")
        trained, *_ = forward(*at, training=True, **USUAL)
        if _similar(trained, reference(*at, training=True, **USUAL)[0]):
            close(out, reference(*at, training=False, **USUAL)[0], name="out")
        else:  # What is wrong in training, too, has its own check: here it need only be free of its company.
            alone, *_ = forward(x[:1], *at[1:], training=False, **USUAL)
            close(alone, np.asarray(out)[:1], name="out")


@exercise.check(
    points=1,
    en="in training, both collect the statistics of what they normalise",
    es="al entrenar, ambas acumulan las estadísticas de lo que normalizan",
)
def collects_the_statistics(student, x, w, b, gamma, beta, running_mean, running_var):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    possible = [reference(*at, training=True, **USUAL)[2:] for reference in FORWARDS]
    for place, reference in enumerate(FORWARDS):
        forward = getattr(student, reference.__name__)
        _, _, mean, var = forward(*at, training=True, **USUAL)
        other = possible[1 - place]  # a wrong order has its own check
        wanted = other if _similar(mean, other[0]) else possible[place]
        close(mean, wanted[0], name="running_mean")
        close(var, wanted[1], name="running_var")


@exercise.check(
    points=1,
    needs=(normalises_before_the_relu, normalises_after_the_relu),
    en="momentum and eps reach the normalisation; by default they are 0.9 and 1e-5",
    es="momentum y eps llegan a la normalización; por omisión son 0.9 y 1e-5",
)
def passes_the_options_on(student, x, w, b, gamma, beta, running_mean, running_var, momentum, eps):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    small = (x, 1e-3 * w, 1e-3 * b, *at[3:])  # variances so small that the eps by default weighs in
    for reference in FORWARDS:
        forward = getattr(student, reference.__name__)
        out, *_ = forward(*at, training=True, momentum=0.9, eps=eps)
        close(out, reference(*at, training=True, momentum=0.9, eps=eps)[0], name="out")
        out, _, mean, _ = forward(*small, training=True)
        same_out, _, same_mean, _ = forward(*small, training=True, **USUAL)
        close(out, same_out, name="out")
        close(mean, same_mean, name="running_mean")
        _, _, kept_mean, _ = forward(*small, training=True, momentum=momentum, eps=1e-5)
        # Whether it is the mean of the right thing is asked above: of its distance from the old one, a share.
        share = (1 - momentum) / (1 - 0.9)
        close(kept_mean, running_mean + share * (np.asarray(same_mean) - running_mean), name="running_mean")


def _options(training, momentum, eps):
    return {"training": training, "momentum": momentum, "eps": eps}


def _similar(got, wanted):
    return np.shape(got) == np.shape(wanted) and np.allclose(got, wanted, rtol=1e-3)


def _gradients_agree(student, block, of, rng, at, momentum, eps):
    names = ("x", "w", "b", "gamma", "beta", "running_mean", "running_var")
    forward, backward = getattr(student, f"{block}_forward"), getattr(student, f"{block}_backward")
    options = _options(True, momentum, eps)
    gradient_agrees(forward, backward, dict(zip(names, at, strict=True)), of=of, rng=rng, **options)


@exercise.check(
    points=2,
    en="affine_batchnorm_relu: dx and dw are the gradients with respect to x and w",
    es="affine_batchnorm_relu: dx y dw son los gradientes respecto de x y w",
)
def dx_and_dw_before_agree(student, x, w, b, gamma, beta, running_mean, running_var, momentum, eps, rng):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    _gradients_agree(student, "affine_batchnorm_relu", ("x", "w"), rng, at, momentum, eps)


@exercise.check(
    points=1,
    en="affine_batchnorm_relu: db is zero, because the normalisation takes out whatever b puts in",
    es="affine_batchnorm_relu: db es cero, porque la normalización quita todo lo que b pone",
)
def db_before_is_zero(student, x, w, b, gamma, beta, running_mean, running_var, momentum, eps, rng):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    options = _options(True, momentum, eps)
    forward = student.affine_batchnorm_relu_forward
    out, cache, *_ = forward(*at, **options)
    shifted, *_ = forward(x, w, b + 1, *at[3:], **options)
    if not _similar(shifted, out):  # a wrong forward, in which b does something
        _gradients_agree(student, "affine_batchnorm_relu", "b", rng, at, momentum, eps)
        return
    dout = rng.normal(size=(len(x), len(b)))
    _, dw, *_ = affine_batchnorm_relu_backward(dout, affine_batchnorm_relu_forward(*at, **options)[1])
    _, _, db, *_ = student.affine_batchnorm_relu_backward(dout, cache)
    require(
        np.shape(db) == b.shape,
        en="The gradient db should have the shape of b.",
        es="El gradiente db debería tener la forma de b.",
    )
    require(
        np.all(np.abs(db) < 1e-4 * np.std(dw)),
        en="The gradient db should be zero, but for rounding: in training b has no effect on the output.",
        es="El gradiente db debería ser cero, salvo redondeo: al entrenar, b no tiene efecto sobre la salida.",
    )


@exercise.check(
    points=1,
    en="affine_batchnorm_relu: dgamma and dbeta are the gradients with respect to gamma and beta",
    es="affine_batchnorm_relu: dgamma y dbeta son los gradientes respecto de gamma y beta",
)
def dgamma_and_dbeta_before_agree(
    student, x, w, b, gamma, beta, running_mean, running_var, momentum, eps, rng
):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    _gradients_agree(student, "affine_batchnorm_relu", ("gamma", "beta"), rng, at, momentum, eps)


@exercise.check(
    points=2,
    en="affine_relu_batchnorm: dx, dw and db are the gradients with respect to x, w and b",
    es="affine_relu_batchnorm: dx, dw y db son los gradientes respecto de x, w y b",
)
def dx_dw_and_db_after_agree(student, x, w, b, gamma, beta, running_mean, running_var, momentum, eps, rng):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    _gradients_agree(student, "affine_relu_batchnorm", ("x", "w", "b"), rng, at, momentum, eps)


@exercise.check(
    points=1,
    en="affine_relu_batchnorm: dgamma and dbeta are the gradients with respect to gamma and beta",
    es="affine_relu_batchnorm: dgamma y dbeta son los gradientes respecto de gamma y beta",
)
def dgamma_and_dbeta_after_agree(
    student, x, w, b, gamma, beta, running_mean, running_var, momentum, eps, rng
):
    at = (x, w, b, gamma, beta, running_mean, running_var)
    _gradients_agree(student, "affine_relu_batchnorm", ("gamma", "beta"), rng, at, momentum, eps)


@exercise.misconception(
    caught_by=normalises_before_the_relu,
    en="affine_batchnorm_relu applies the ReLU last; you normalise last.",
    es="affine_batchnorm_relu aplica ReLU al final; tú normalizas al final.",
)
class normalises_last_in_both:
    affine_batchnorm_relu_forward = affine_relu_batchnorm_forward
    affine_batchnorm_relu_backward = affine_relu_batchnorm_backward


@exercise.misconception(
    caught_by=normalises_after_the_relu,
    en="affine_relu_batchnorm normalises last; you apply the ReLU last.",
    es="affine_relu_batchnorm normaliza al final; tú aplicas ReLU al final.",
)
class applies_the_relu_last_in_both:
    affine_relu_batchnorm_forward = affine_batchnorm_relu_forward
    affine_relu_batchnorm_backward = affine_batchnorm_relu_backward


@exercise.misconception(
    replaces=affine_batchnorm_relu_forward,
    caught_by=normalises_before_the_relu,
    en="After the normalisation, apply the ReLU: you return what should go into it.",
    es="Después de normalizar, aplica ReLU: devuelves lo que debería entrar en ella.",
)
def forgets_the_relu(x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    at, options = (gamma, beta, running_mean, running_var), _options(training, momentum, eps)
    _, cache, *_ = affine_batchnorm_relu_forward(x, w, b, *at, **options)
    out, _, mean, var = batchnorm_forward(x @ w + b, *at, **options)
    return out, cache, mean, var


@exercise.misconception(
    caught_by=infers_with_the_running_statistics,
    en="Pass `training` on to the normalisation: at inference it uses the running statistics.",
    es="Pásale `training` a la normalización: en inferencia usa las estadísticas acumuladas.",
)
class always_trains:
    @staticmethod
    def affine_batchnorm_relu_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
    ):
        at, options = (x, w, b, gamma, beta, running_mean, running_var), _options(True, momentum, eps)
        return affine_batchnorm_relu_forward(*at, **options)

    @staticmethod
    def affine_relu_batchnorm_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
    ):
        at, options = (x, w, b, gamma, beta, running_mean, running_var), _options(True, momentum, eps)
        return affine_relu_batchnorm_forward(*at, **options)


@exercise.misconception(
    replaces=affine_batchnorm_relu_forward,
    caught_by=(infers_with_the_running_statistics, collects_the_statistics),
    en="In training b has no effect on the output, but the running mean contains it: keep x @ w + b.",
    es="Al entrenar, b no tiene efecto sobre la salida, pero la media acumulada lo contiene: conserva x @ w + b.",
)
def drops_the_bias(x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    at, options = (gamma, beta, running_mean, running_var), _options(training, momentum, eps)
    return affine_batchnorm_relu_forward(x, w, np.zeros_like(b), *at, **options)


@exercise.misconception(
    caught_by=collects_the_statistics,
    en="Return the running statistics that the normalisation returns, not those that you were given.",
    es="Devuelve las estadísticas acumuladas que devuelve la normalización, no las que recibiste.",
)
class returns_the_old_statistics:
    @staticmethod
    def affine_batchnorm_relu_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
    ):
        at, options = (x, w, b, gamma, beta, running_mean, running_var), _options(training, momentum, eps)
        out, cache, *_ = affine_batchnorm_relu_forward(*at, **options)
        return out, cache, running_mean, running_var

    @staticmethod
    def affine_relu_batchnorm_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
    ):
        at, options = (x, w, b, gamma, beta, running_mean, running_var), _options(training, momentum, eps)
        out, cache, *_ = affine_relu_batchnorm_forward(*at, **options)
        return out, cache, running_mean, running_var


@exercise.misconception(
    caught_by=passes_the_options_on,
    en="Pass `eps` on to the normalisation, and `momentum` with it.",
    es="Pásale también `eps` a la normalización, junto con `momentum`.",
)
class keeps_eps_to_itself:
    @staticmethod
    def affine_batchnorm_relu_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
    ):
        at = (x, w, b, gamma, beta, running_mean, running_var)
        return affine_batchnorm_relu_forward(*at, training=training, momentum=momentum)

    @staticmethod
    def affine_relu_batchnorm_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
    ):
        at = (x, w, b, gamma, beta, running_mean, running_var)
        return affine_relu_batchnorm_forward(*at, training=training, momentum=momentum)


@exercise.misconception(
    caught_by=passes_the_options_on,
    en="Pass `momentum` on to the normalisation, and `eps` with it.",
    es="Pásale también `momentum` a la normalización, junto con `eps`.",
)
class keeps_momentum_to_itself:
    @staticmethod
    def affine_batchnorm_relu_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
    ):
        at = (x, w, b, gamma, beta, running_mean, running_var)
        return affine_batchnorm_relu_forward(*at, training=training, eps=eps)

    @staticmethod
    def affine_relu_batchnorm_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
    ):
        at = (x, w, b, gamma, beta, running_mean, running_var)
        return affine_relu_batchnorm_forward(*at, training=training, eps=eps)


@exercise.misconception(
    caught_by=passes_the_options_on,
    en="Keep the default values of the signature you were given: momentum=0.9, eps=1e-5.",
    es="Conserva los valores por omisión de la firma que se te dio: momentum=0.9, eps=1e-5.",
)
class changes_the_defaults:
    @staticmethod
    def affine_batchnorm_relu_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.99, eps=1e-8
    ):
        at = (x, w, b, gamma, beta, running_mean, running_var)
        return affine_batchnorm_relu_forward(*at, training=training, momentum=momentum, eps=eps)

    @staticmethod
    def affine_relu_batchnorm_forward(
        x, w, b, gamma, beta, running_mean, running_var, *, training, momentum=0.99, eps=1e-8
    ):
        at = (x, w, b, gamma, beta, running_mean, running_var)
        return affine_relu_batchnorm_forward(*at, training=training, momentum=momentum, eps=eps)


def _gradients(dz, affine_cache, dgamma, dbeta):
    dx, dw, db = affine_backward(dz, affine_cache)
    return dx, dw, db, dgamma, dbeta


@exercise.misconception(
    replaces=affine_batchnorm_relu_backward,
    caught_by=(dx_and_dw_before_agree, dgamma_and_dbeta_before_agree),
    en="Begin with the ReLU, the last step of the forward: where it was off, no gradient comes back.",
    es="Empieza por ReLU, el último paso del forward: donde estaba apagada no regresa ningún gradiente.",
)
def skips_the_relu_before(dout, cache):
    affine_cache, norm_cache, _ = cache
    dz, dgamma, dbeta = batchnorm_backward(dout, norm_cache)
    return _gradients(dz, affine_cache, dgamma, dbeta)


@exercise.misconception(
    replaces=affine_batchnorm_relu_backward,
    caught_by=(dx_and_dw_before_agree, db_before_is_zero, dgamma_and_dbeta_before_agree),
    en="Go back through the steps in reverse: the ReLU was the last, so its backward comes first.",
    es="Recorre los pasos al revés: ReLU fue el último, así que su backward va primero.",
)
def normalises_first_on_the_way_back(dout, cache):
    affine_cache, norm_cache, relu_cache = cache
    dy, dgamma, dbeta = batchnorm_backward(dout, norm_cache)
    return _gradients(relu_backward(dy, relu_cache), affine_cache, dgamma, dbeta)


@exercise.misconception(
    replaces=affine_batchnorm_relu_backward,
    caught_by=(dx_and_dw_before_agree, db_before_is_zero),
    en="Between the ReLU and the affine layer, pass through `batchnorm_backward`: dx, too, not only dgamma and dbeta.",
    es="Entre ReLU y la capa afín, pasa por `batchnorm_backward`: también con dx, no solo para dgamma y dbeta.",
)
def skips_the_normalisation_before(dout, cache):
    affine_cache, norm_cache, relu_cache = cache
    dy = relu_backward(dout, relu_cache)
    _, dgamma, dbeta = batchnorm_backward(dy, norm_cache)
    return _gradients(dy, affine_cache, dgamma, dbeta)


@exercise.misconception(
    replaces=affine_batchnorm_relu_backward,
    caught_by=db_before_is_zero,
    en="db belongs to the affine layer, before the normalisation; its shift behind it has dbeta.",
    es="db es de la capa afín, antes de la normalización; del desplazamiento que va detrás se ocupa dbeta.",
)
def takes_dbeta_for_db(dout, cache):
    dx, dw, _, dgamma, dbeta = affine_batchnorm_relu_backward(dout, cache)
    return dx, dw, dbeta, dgamma, dbeta


@exercise.misconception(
    replaces=affine_relu_batchnorm_backward,
    caught_by=dx_dw_and_db_after_agree,
    en="Between the normalisation and the affine layer, pass through the ReLU's backward.",
    es="Entre la normalización y la capa afín, pasa por el backward de ReLU.",
)
def skips_the_relu_after(dout, cache):
    affine_cache, _, norm_cache = cache
    dz, dgamma, dbeta = batchnorm_backward(dout, norm_cache)
    return _gradients(dz, affine_cache, dgamma, dbeta)


@exercise.misconception(
    replaces=affine_relu_batchnorm_backward,
    caught_by=(dx_dw_and_db_after_agree, dgamma_and_dbeta_after_agree),
    en="Go back through the steps in reverse: the normalisation was the last, so its backward comes first.",
    es="Recorre los pasos al revés: la normalización fue el último, así que su backward va primero.",
)
def applies_the_relu_first_on_the_way_back(dout, cache):
    affine_cache, relu_cache, norm_cache = cache
    da, dgamma, dbeta = batchnorm_backward(relu_backward(dout, relu_cache), norm_cache)
    return _gradients(da, affine_cache, dgamma, dbeta)


@exercise.misconception(
    replaces=affine_relu_batchnorm_backward,
    caught_by=dx_dw_and_db_after_agree,
    en="Between the ReLU and the normalisation something is missing: pass dout through `batchnorm_backward` first.",
    es="Entre ReLU y la normalización falta algo: primero pasa dout por `batchnorm_backward`.",
)
def skips_the_normalisation_after(dout, cache):
    affine_cache, relu_cache, norm_cache = cache
    _, dgamma, dbeta = batchnorm_backward(dout, norm_cache)
    return _gradients(relu_backward(dout, relu_cache), affine_cache, dgamma, dbeta)


@exercise.misconception(
    replaces=affine_relu_batchnorm_backward,
    caught_by=dx_dw_and_db_after_agree,
    en="Whether a unit was on is told by what went into the ReLU, x @ w + b, not by what left the normalisation.",
    es="Si una unidad estaba encendida lo dice lo que entró en ReLU, x @ w + b, no lo que salió de la normalización.",
)
def masks_with_the_normalised_output(dout, cache):
    affine_cache, _, norm_cache = cache
    x_hat, *_ = norm_cache
    da, dgamma, dbeta = batchnorm_backward(dout, norm_cache)
    return _gradients(da * (x_hat > 0), affine_cache, dgamma, dbeta)
