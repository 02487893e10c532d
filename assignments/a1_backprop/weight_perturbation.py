"""Changing all weights at once, at random: a gradient full of noise."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop.perturbations import (
    Watched,
    bowl,
    require_estimate,
    require_own_noise,
    require_trials,
    require_wanted_noise,
)
from autograder import Exercise, choice, close, generator, normal, require, scalar
from solutions.perturbation import weight_perturbation_gradient

exercise = Exercise(
    weight_perturbation_gradient,
    name="weight_perturbation",
    en="Estimate the gradient of f at w by changing all weights at once. In each of `n_trials` trials draw standard "
    "normal noise e, a number for every weight, and weigh it by what it does to the loss: "
    "(f(w + delta e) - f(w)) / delta * e. Return the average over the trials. w may have any number of axes; the "
    "noise comes from `rng`.",
    es="Estima el gradiente de f en w cambiando todos los pesos a la vez. En cada uno de los `n_trials` intentos "
    "sortea ruido normal estándar e, un número por cada peso, y pondéralo según lo que le hace a la pérdida: "
    "(f(w + delta e) - f(w)) / delta * e. Devuelve el promedio de los intentos. w puede tener cualquier número de "
    "ejes; el ruido sale de `rng`.",
    inputs={
        "w": normal("weights"),
        "few": normal("n"),
        "slopes": normal("n"),
        "table": normal("rows", "columns"),
        "block": normal(2, "rows", "columns"),
        "delta": scalar(0.02, 0.05),
        "n_trials": choice(2, 3, 4),
        "noise": generator(),
    },
    # Some 30,000 numbers of noise.
    sizes={"weights": range(2000, 2020)},
    trials=1,
)


def _asked(student, w, loss, delta, n_trials, rng):
    """Return a student's estimate, and the loss that was asked for it."""
    f = Watched(loss(w, delta), w, delta)
    return student(f, w, delta=delta, n_trials=n_trials, rng=rng), f


def _twice(student, w, delta, n_trials, rng, tilt=0.01):
    """Ask twice, differently: mistakes that have the same effect once do not have it again."""

    def loss(middle, delta):
        return bowl(middle, delta, tilt=tilt)

    return [
        _asked(student, w, loss, delta, n_trials, rng),
        _asked(student, w, loss, 4 * delta, 4 * n_trials, rng),
    ]


@exercise.check(
    points=2,
    en="every trial changes all weights, by independent normal noise of size delta",
    es="cada intento cambia todos los pesos con ruido normal independiente de tamaño delta",
)
def noise_agrees(student, w, delta, n_trials, noise):
    for _, f in _twice(student, w, delta, n_trials, noise, tilt=0):
        require_wanted_noise(f.noise())


@exercise.check(
    points=3,
    en="the noise of each trial counts by how much it changed the loss",
    es="el ruido de cada intento cuenta según cuánto cambió la pérdida",
)
def estimate_agrees(student, w, few, slopes, delta, n_trials, noise):
    def tilted(middle, delta):
        return lambda z: float(slopes @ (z - middle) + ((z - middle) ** 2).sum())

    for grad, f in _twice(student, w, delta, n_trials, noise):
        require_estimate(grad, f.estimate(), f.noise(), "grad")
    grad, f = _asked(student, few, tilted, delta, 20, noise)  # so many that the loss rises and falls
    require_estimate(grad, f.estimate(), f.noise(), "grad")


@exercise.check(
    points=1,
    en="there are n_trials trials, each with one change",
    es="hay n_trials intentos, cada uno con un cambio",
)
def trials_agree(student, w, delta, n_trials, noise):
    for factor, (_, f) in zip((1, 4), _twice(student, w[:1000], delta, n_trials, noise), strict=True):
        require_trials(f.noise(), factor * n_trials)


@exercise.check(points=1, en="the noise comes from `rng`", es="el ruido sale de `rng`")
def generator_agrees(student, w, delta, n_trials):
    require_own_noise(lambda rng: _asked(student, w[:100], bowl, delta, n_trials, rng)[1].noise())


@exercise.check(
    points=1,
    en="w may have two or three axes: noise of its own for every weight, and a gradient in the shape of w",
    es="w puede tener dos o tres ejes: ruido propio para cada peso y un gradiente con la forma de w",
)
def any_shape(student, table, block, delta, n_trials, noise):
    for w in (table, block):
        grad, f = _asked(student, w, bowl, delta, n_trials, noise)
        close(np.shape(grad), w.shape, name="grad.shape")
        moved = f.noise()[0]
        moved = moved[moved != 0]
        require(
            np.unique(moved).size == moved.size,
            en="Several weights share their noise: draw it in the shape of w.",
            es="Varios pesos comparten el ruido: sortéalo con la forma de w.",
        )


def _noises(w, n_trials, rng):
    return rng.standard_normal((n_trials, *w.shape))


def _estimate(f, w, delta, noises):
    """Return the estimate from any noise, in units of delta."""
    base = f(w)
    return np.mean([(f(w + delta * e) - base) / delta * e for e in noises], axis=0)


@exercise.misconception(
    caught_by=noise_agrees,
    en="Change all weights in every trial, not one of them: each gets noise of its own.",
    es="Cambia todos los pesos en cada intento, no uno solo: cada uno recibe su propio ruido.",
)
def changes_one_weight_a_trial(f, w, *, delta, n_trials, rng):
    noises = np.zeros((n_trials, w.size))
    noises[np.arange(n_trials), rng.integers(w.size, size=n_trials)] = rng.standard_normal(n_trials)
    return _estimate(f, w, delta, noises.reshape(n_trials, *w.shape))


@exercise.misconception(
    caught_by=noise_agrees,
    en="Scale the noise: the weights move to w + delta e, not to w + e.",
    es="Escala el ruido: los pesos pasan a w + delta e, no a w + e.",
)
def forgets_delta_in_the_step(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, 1.0, _noises(w, n_trials, rng)) / delta


@exercise.misconception(
    caught_by=noise_agrees,
    en="Your noise ignores delta: move the weights to w + delta e, and divide the change of the loss by delta.",
    es="Tu ruido ignora a delta: mueve los pesos a w + delta e y divide el cambio de la pérdida entre delta.",
)
def ignores_delta(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, 1.0, _noises(w, n_trials, rng))


@exercise.misconception(
    caught_by=noise_agrees,
    en="Noise between 0 and 1 pushes every weight upwards. Draw it from the normal distribution, around 0.",
    es="El ruido entre 0 y 1 empuja todos los pesos hacia arriba. Sortéalo de la distribución normal, en torno a 0.",
)
def draws_positive_noise(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, rng.random((n_trials, *w.shape)))


@exercise.misconception(
    caught_by=noise_agrees,
    en="Draw the noise from the normal distribution. From the uniform one, between -1 and 1, the estimate comes out "
    "three times too small.",
    es="Sortea el ruido de la distribución normal. Con la uniforme, entre -1 y 1, la estimación sale tres veces menor.",
)
def draws_uniform_noise(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, rng.uniform(-1, 1, (n_trials, *w.shape)))


@exercise.misconception(
    caught_by=noise_agrees,
    en="This is another convention, noise of +1 and -1. Here the noise is standard normal.",
    es="Esa es otra convención, ruido de +1 y -1. Aquí el ruido es normal estándar.",
)
def draws_signs(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, rng.choice([-1.0, 1.0], (n_trials, *w.shape)))


@exercise.misconception(
    caught_by=noise_agrees,
    en="Draw new noise in every trial: inside the loop, not before it.",
    es="Sortea ruido nuevo en cada intento: dentro del ciclo, no antes.",
)
def draws_noise_once(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, [rng.standard_normal(w.shape)] * n_trials)


@exercise.misconception(
    caught_by=noise_agrees,
    en="Draw noise of its own for every weight, in the shape of w; one number for all tells nothing about each.",
    es="Sortea ruido propio para cada peso, con la forma de w; un solo número para todos no dice nada de cada uno.",
)
def draws_one_number_a_trial(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, [np.full(w.shape, rng.standard_normal()) for _ in range(n_trials)])


@exercise.misconception(
    caught_by=noise_agrees,
    en="Begin every trial at w again; your changes pile up.",
    es="Empieza cada intento otra vez en w; tus cambios se acumulan.",
)
def does_not_put_back(f, w, *, delta, n_trials, rng):
    base, at, grad = f(w), w, np.zeros(w.shape)
    for e in _noises(w, n_trials, rng):
        at = at + delta * e
        grad += (f(at) - base) / delta * e / n_trials
    return grad


@exercise.misconception(
    caught_by=estimate_agrees,
    en="Subtract f(w): what counts is the change of the loss. Otherwise the loss itself is added to the noise.",
    es="Resta f(w): lo que cuenta es el cambio de la pérdida. Si no, la pérdida misma se suma al ruido.",
)
def forgets_the_loss_before(f, w, *, delta, n_trials, rng):
    return np.mean([f(w + delta * e) / delta * e for e in _noises(w, n_trials, rng)], axis=0)


@exercise.misconception(
    caught_by=estimate_agrees,
    en="This is another convention, where the trials are compared with their own average. Here each one is compared "
    "with f(w).",
    es="Esa es otra convención, donde los intentos se comparan con su propio promedio. Aquí cada uno se compara con "
    "f(w).",
)
def compares_with_the_average(f, w, *, delta, n_trials, rng):
    noises = _noises(w, n_trials, rng)
    losses = np.array([f(w + delta * e) for e in noises])
    return np.tensordot(losses - losses.mean(), noises, 1) / (n_trials * delta)


@exercise.misconception(
    caught_by=estimate_agrees,
    en="Mind the sign: what counts is the loss after the change minus the loss before it, also where that is negative.",
    es="Cuida el signo: lo que cuenta es la pérdida después del cambio menos la de antes, también cuando es negativo.",
)
def mistakes_the_sign(f, w, *, delta, n_trials, rng):
    return -_estimate(f, w, delta, _noises(w, n_trials, rng))


@exercise.misconception(
    caught_by=estimate_agrees,
    en="Average over the trials: divide the sum by n_trials.",
    es="Promedia los intentos: divide la suma entre n_trials.",
)
def sums_over_trials(f, w, *, delta, n_trials, rng):
    return n_trials * _estimate(f, w, delta, _noises(w, n_trials, rng))


@exercise.misconception(
    caught_by=estimate_agrees,
    en="Add up the trials; you keep only the last one.",
    es="Suma los intentos; tú solo conservas el último.",
)
def keeps_the_last_trial(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, _noises(w, n_trials, rng)[-1:]) / n_trials


@exercise.misconception(
    caught_by=estimate_agrees,
    en="Divide the change of the loss by delta: the noise e was scaled with it before it did its work.",
    es="Divide el cambio de la pérdida entre delta: el ruido e se escaló con él antes de actuar.",
)
def forgets_to_divide_by_delta(f, w, *, delta, n_trials, rng):
    return delta * _estimate(f, w, delta, _noises(w, n_trials, rng))


@exercise.misconception(
    caught_by=estimate_agrees,
    en="Divide by delta once: you weigh e itself, not delta e.",
    es="Divide entre delta una sola vez: lo que pesas es e, no delta e.",
)
def divides_by_delta_twice(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, _noises(w, n_trials, rng)) / delta


@exercise.misconception(
    caught_by=estimate_agrees,
    en="Change of the loss times change of the weights has the size delta squared: divide by that.",
    es="El cambio de la pérdida por el cambio de los pesos tiene el tamaño de delta al cuadrado: divide entre eso.",
)
def does_not_divide(f, w, *, delta, n_trials, rng):
    return delta**2 * _estimate(f, w, delta, _noises(w, n_trials, rng))


@exercise.misconception(
    caught_by=estimate_agrees,
    en="Multiply by the noise, do not divide by it: all weights moved, so the change is not due to one of them.",
    es="Multiplica por el ruido, no dividas entre él: todos los pesos se movieron, y el cambio no se debe a uno solo.",
)
def divides_by_the_noise(f, w, *, delta, n_trials, rng):
    noises = _noises(w, n_trials, rng)
    return np.mean([(f(w + delta * e) - f(w)) / (delta * e) for e in noises], axis=0)


@exercise.misconception(
    caught_by=trials_agree,
    en="Repeat it n_trials times: one change of all weights is nothing but noise.",
    es="Repítelo n_trials veces: un solo cambio de todos los pesos es puro ruido.",
)
def tries_once(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, _noises(w, 1, rng))


@exercise.misconception(
    caught_by=trials_agree,
    en="This is another convention, with two evaluations a trial, f(w + delta e) and f(w - delta e). Here there is "
    "one, compared with f(w).",
    es="Esa es otra convención, con dos evaluaciones por intento, f(w + delta e) y f(w - delta e). Aquí hay una sola, "
    "comparada con f(w).",
)
def looks_to_both_sides(f, w, *, delta, n_trials, rng):
    noises = _noises(w, n_trials, rng)
    return np.mean([(f(w + delta * e) - f(w - delta * e)) / (2 * delta) * e for e in noises], axis=0)


@exercise.misconception(
    caught_by=generator_agrees,
    en="Draw from the generator you are given, rng.standard_normal(...), not from one of your own.",
    es="Sortea con el generador que recibes, rng.standard_normal(...), no con uno propio.",
)
def draws_from_its_own_generator(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, _noises(w, n_trials, np.random.default_rng(0)))


@exercise.misconception(
    caught_by=any_shape,
    en="Draw noise of its own for every weight: len(w) counts only the rows. Use w.shape.",
    es="Sortea ruido propio para cada peso: len(w) cuenta solo las filas. Usa w.shape.",
)
def draws_noise_for_rows(f, w, *, delta, n_trials, rng):
    rows = rng.standard_normal((n_trials, len(w)))
    return _estimate(f, w, delta, [np.zeros(w.shape) + e.reshape(-1, *[1] * (w.ndim - 1)) for e in rows])


@exercise.misconception(
    caught_by=any_shape,
    en="Give the gradient the shape of w.",
    es="Dale al gradiente la forma de w.",
)
def returns_flat_gradient(f, w, *, delta, n_trials, rng):
    return _estimate(f, w, delta, _noises(w, n_trials, rng)).ravel()
