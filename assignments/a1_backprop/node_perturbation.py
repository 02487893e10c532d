"""Changing the outputs of a layer at random: fewer of them than weights, hence less noise."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import affine
from assignments.a1_backprop.perturbations import (
    Watched,
    bowl,
    require_estimate,
    require_own_noise,
    require_trials,
    require_wanted_noise,
)
from autograder import Exercise, choice, close, generator, made, normal, scalar
from solutions.perturbation import node_perturbation_gradient


def _wide(rng, sizes):
    """A layer of many units with one input: the entries of dw are as independent as the noise."""
    batch, units = sizes["batch"], sizes["units"]
    return rng.choice([-1.0, 1.0], (batch, 1)), rng.normal(size=(1, units)), np.zeros(units)


def _steepness(rng, sizes):
    """How fast each example's loss rises with the noise: one of them does, the others fall."""
    return rng.permutation([8.0] + [-3.0] * (sizes["batch"] - 1))


exercise = Exercise(
    node_perturbation_gradient,
    name="node_perturbation",
    en="f is the rest of the network: from the outputs of a layer, out = x @ w + b, it gets the loss of each example. "
    "Estimate the gradients of the average loss with respect to w and b by changing these outputs. In each of "
    "`n_trials` trials draw standard normal noise e, a number for every output of every example, and weigh each "
    "example's noise by what it does to the loss of that example: (f(out + delta e) - f(out)) / delta * e. The average "
    "over the trials estimates the gradients with respect to the outputs. Carry them on to w and b as "
    "backpropagation does, and remember that the loss is averaged over the batch. The noise comes from `rng`.",
    es="f es el resto de la red: a partir de las salidas de una capa, out = x @ w + b, obtiene la pérdida de cada "
    "ejemplo. Estima los gradientes de la pérdida promedio respecto de w y b cambiando esas salidas. En cada uno de "
    "los `n_trials` intentos sortea ruido normal estándar e, un número por cada salida de cada ejemplo, y pondera el "
    "ruido de cada ejemplo según lo que le hace a la pérdida de ese ejemplo: (f(out + delta e) - f(out)) / delta * e. "
    "El promedio de los intentos estima los gradientes respecto de las salidas. Llévalos hasta w y b como lo hace la "
    "retropropagación, y recuerda que la pérdida se promedia sobre el lote. El ruido sale de `rng`.",
    inputs={
        "wide": made(_wide, "batch", "units"),
        "steepness": made(_steepness, "batch"),
        "x": normal("batch", "fan_in"),
        "w": normal("fan_in", "fan_out"),
        "b": normal("fan_out"),
        "biases": normal("units"),
        "slopes": normal("batch", "fan_out"),
        "delta": scalar(0.04, 0.06),
        "n_trials": choice(2, 3),
        "noise": generator(),
    },
    builds_on=[affine.exercise],
    # More inputs than examples: dw tells the gradient of every output.
    sizes={
        "batch": range(4, 5),
        "units": range(1000, 1020),
        "fan_in": range(6, 9),
        "fan_out": range(2, 4),
    },
    trials=1,
)


def _asked(student, layer, loss, delta, n_trials, rng):
    """Return a student's estimates, and the loss that was asked for them."""
    x, w, b = layer
    out = x @ w + b
    f = Watched(loss(out, delta), out, delta)
    return student(f, x, w, b, delta=delta, n_trials=n_trials, rng=rng), f


def _twice(student, wide, steepness, delta, n_trials, rng, tilt=0.01):
    """Ask twice, differently: mistakes that have the same effect once do not have it again."""

    def loss(out, delta):
        return bowl(out, delta, height=20 * steepness, steepness=steepness, tilt=tilt)

    return [
        _asked(student, wide, loss, delta, n_trials, rng),
        _asked(student, wide, loss, 4 * delta, 3 * n_trials, rng),
    ]


def _tilted(slopes):
    """A loss that rises and falls, in each example in its own direction."""

    def at(out, delta):
        return lambda z: (slopes * (z - out) + (z - out) ** 2).sum(axis=1)

    return at


@exercise.check(
    points=2,
    en="every trial changes all outputs of all examples, by independent normal noise of size delta",
    es="cada intento cambia todas las salidas de todos los ejemplos con ruido normal independiente de tamaño delta",
)
def noise_agrees(student, wide, biases, steepness, delta, n_trials, noise):
    x, w, _ = wide
    b = delta * np.sign(biases)  # to leave them out does as much as the noise
    (_, f), _ = _twice(student, (x, w, b), steepness, delta, n_trials, noise, tilt=0)
    require_wanted_noise(f.noise())


@exercise.check(
    points=3,
    en="dw follows from the noise and from what it did to each example's loss",
    es="dw se deduce del ruido y de lo que este le hizo a la pérdida de cada ejemplo",
)
def dw_agrees(student, wide, steepness, x, w, b, slopes, delta, n_trials, noise):
    b = 0 * b  # whether it is part of the outputs was judged above
    for (dw, _), f in _twice(student, wide, steepness, delta, n_trials, noise):
        require_estimate(dw, wide[0].T @ f.estimate() / len(wide[0]), f.noise(), "dw")
    for n in (len(x), 1):  # so many trials that the loss rises and falls
        (dw, _), f = _asked(student, (x[:n], w, b), _tilted(slopes[:n]), delta, 20, noise)
        require_estimate(dw, x[:n].T @ f.estimate() / n, f.noise(), "dw")


# What dw says of the outputs' gradients holds for db too, right or wrong: one mistake costs once.
@exercise.check(
    points=1,
    en="db is the sum over the batch of the same gradients of the outputs",
    es="db es la suma sobre el lote de los mismos gradientes de las salidas",
)
def db_agrees(student, wide, steepness, x, w, b, slopes, delta, n_trials, noise):
    b = 0 * b
    _twice(student, wide, steepness, delta, n_trials, noise)  # not judged: by it a mistake is recognised
    (dw, db), f = _asked(student, (x, w, b), _tilted(slopes), delta, 20, noise)
    wanted = f.estimate() / len(x)
    if np.shape(dw) == w.shape:
        implied = np.linalg.lstsq(x.T, np.asarray(dw, dtype=float), rcond=None)[0]
        wanted = implied if np.allclose(x.T @ implied, dw) else wanted
    close(db, wanted.sum(axis=0), name="db", tolerance=1e-6)


@exercise.check(
    points=1,
    en="there are n_trials trials, each with one change",
    es="hay n_trials intentos, cada uno con un cambio",
)
def trials_agree(student, wide, steepness, delta, n_trials, noise):
    asked = _twice(student, wide, steepness, delta, n_trials, noise)
    for factor, (_, f) in zip((1, 3), asked, strict=True):
        require_trials(f.noise(), factor * n_trials)


@exercise.check(points=1, en="the noise comes from `rng`", es="el ruido sale de `rng`")
def generator_agrees(student, wide, delta, n_trials):
    x, w, b = wide
    layer, loss = (x, w[:, :100], b[:100]), _tilted(np.ones((len(x), 100)))
    require_own_noise(lambda rng: _asked(student, layer, loss, delta, n_trials, rng)[1].noise())


def _noises(out, n_trials, rng):
    return rng.standard_normal((n_trials, *out.shape))


def _changes(f, out, delta, noises):
    """Return the change of each example's loss in every trial, as a column beside its noise."""
    return np.array([f(out + delta * e) - f(out) for e in noises])[:, :, None]


def _carried(dout, x):
    """Carry the gradients of the examples' own losses on to w and b."""
    return x.T @ dout / len(x), dout.sum(axis=0) / len(x)


def _estimate(f, x, out, delta, noises):
    """Return the estimates from any noise, in units of delta."""
    return _carried((_changes(f, out, delta, noises) / delta * noises).mean(axis=0), x)


def _scaled(estimates, factor):
    dw, db = estimates
    return factor * dw, factor * db


@exercise.misconception(
    caught_by=noise_agrees,
    en="Change the outputs, not the weights: pass out + delta e to f.",
    es="Cambia las salidas, no los pesos: pásale out + delta e a f.",
)
def changes_the_weights(f, x, w, b, *, delta, n_trials, rng):
    base, dw, db = f(x @ w + b).mean(), np.zeros(w.shape), np.zeros(b.shape)
    for _ in range(n_trials):
        ew, eb = rng.standard_normal(w.shape), rng.standard_normal(b.shape)
        change = f(x @ (w + delta * ew) + b + delta * eb).mean() - base
        dw += change / delta * ew / n_trials
        db += change / delta * eb / n_trials
    return dw, db


@exercise.misconception(
    caught_by=noise_agrees,
    en="Each example gets noise of its own: draw it in the shape (batch, fan_out), not one row for all.",
    es="Cada ejemplo recibe su propio ruido: sortéalo con forma (batch, fan_out), no una fila para todos.",
)
def shares_noise_among_examples(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    rows = rng.standard_normal((n_trials, 1, out.shape[1]))
    return _estimate(f, x, out, delta, rows + np.zeros(out.shape))


@exercise.misconception(
    caught_by=noise_agrees,
    en="The outputs of the layer include the bias: start from x @ w + b.",
    es="Las salidas de la capa incluyen el sesgo: parte de x @ w + b.",
)
def forgets_the_bias(f, x, w, b, *, delta, n_trials, rng):
    return _estimate(f, x, x @ w, delta, _noises(x @ w, n_trials, rng))


@exercise.misconception(
    caught_by=noise_agrees,
    en="Scale the noise: the outputs move to out + delta e, not to out + e.",
    es="Escala el ruido: las salidas pasan a out + delta e, no a out + e.",
)
def forgets_delta_in_the_step(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _scaled(_estimate(f, x, out, 1.0, _noises(out, n_trials, rng)), 1 / delta)


@exercise.misconception(
    caught_by=noise_agrees,
    en="Your noise ignores delta: move the outputs to out + delta e, and divide the change of the loss by delta.",
    es="Tu ruido ignora a delta: mueve las salidas a out + delta e y divide el cambio de la pérdida entre delta.",
)
def ignores_delta(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _estimate(f, x, out, 1.0, _noises(out, n_trials, rng))


@exercise.misconception(
    caught_by=noise_agrees,
    en="Draw the noise from the normal distribution, not from the uniform one.",
    es="Sortea el ruido de la distribución normal, no de la uniforme.",
)
def draws_uniform_noise(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _estimate(f, x, out, delta, rng.uniform(-1, 1, (n_trials, *out.shape)))


@exercise.misconception(
    caught_by=noise_agrees,
    en="This is another convention, noise of +1 and -1. Here the noise is standard normal.",
    es="Esa es otra convención, ruido de +1 y -1. Aquí el ruido es normal estándar.",
)
def draws_signs(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _estimate(f, x, out, delta, rng.choice([-1.0, 1.0], (n_trials, *out.shape)))


@exercise.misconception(
    caught_by=noise_agrees,
    en="Draw new noise in every trial: inside the loop, not before it.",
    es="Sortea ruido nuevo en cada intento: dentro del ciclo, no antes.",
)
def draws_noise_once(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _estimate(f, x, out, delta, np.repeat(_noises(out, 1, rng), n_trials, axis=0))


def _mixed(f, x, out, delta, noises):
    """Return the estimates of the outputs' gradients if every example counts by the change of the average loss."""
    changes = _changes(f, out, delta, noises).mean(axis=1, keepdims=True)
    return (changes / delta * noises).mean(axis=0)


@exercise.misconception(
    caught_by=dw_agrees,
    en="The average loss changes because of the other examples' noise too. Weigh each example's noise by the change of "
    "its own loss, and divide by the batch size afterwards.",
    es="La pérdida promedio también cambia por el ruido de los otros ejemplos. Pondera el ruido de cada ejemplo según "
    "el cambio de su propia pérdida, y divide después entre el tamaño del lote.",
)
def weighs_by_the_average_loss(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _scaled(_carried(_mixed(f, x, out, delta, _noises(out, n_trials, rng)), x), len(x))


@exercise.misconception(
    caught_by=dw_agrees,
    en="Weigh an example's noise by the change of its own loss, not by that of the whole batch.",
    es="Pondera el ruido de un ejemplo según el cambio de su propia pérdida, no según el de todo el lote.",
)
def averages_over_batch_twice(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _carried(_mixed(f, x, out, delta, _noises(out, n_trials, rng)), x)


@exercise.misconception(
    caught_by=dw_agrees,
    en="The loss is averaged over the batch: divide the gradients by the batch size.",
    es="La pérdida se promedia sobre el lote: divide los gradientes entre el tamaño del lote.",
)
def sums_over_batch(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _scaled(_estimate(f, x, out, delta, _noises(out, n_trials, rng)), len(x))


@exercise.misconception(
    caught_by=dw_agrees,
    en="Subtract f(out): what counts is the change of the loss. Otherwise the loss itself is added to the noise.",
    es="Resta f(out): lo que cuenta es el cambio de la pérdida. Si no, la pérdida misma se suma al ruido.",
)
def forgets_the_loss_before(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    terms = [f(out + delta * e)[:, None] / delta * e for e in _noises(out, n_trials, rng)]
    return _carried(np.mean(terms, axis=0), x)


@exercise.misconception(
    caught_by=dw_agrees,
    en="Mind the sign: what counts is the loss after the change minus the loss before it, also where that is negative.",
    es="Cuida el signo: lo que cuenta es la pérdida después del cambio menos la de antes, también cuando es negativo.",
)
def mistakes_the_sign(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _scaled(_estimate(f, x, out, delta, _noises(out, n_trials, rng)), -1)


@exercise.misconception(
    caught_by=dw_agrees,
    en="Average over the trials: divide the sum by n_trials.",
    es="Promedia los intentos: divide la suma entre n_trials.",
)
def sums_over_trials(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _scaled(_estimate(f, x, out, delta, _noises(out, n_trials, rng)), n_trials)


@exercise.misconception(
    caught_by=dw_agrees,
    en="Divide the change of the loss by delta: the noise e was scaled with it before it did its work.",
    es="Divide el cambio de la pérdida entre delta: el ruido e se escaló con él antes de actuar.",
)
def forgets_to_divide_by_delta(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _scaled(_estimate(f, x, out, delta, _noises(out, n_trials, rng)), delta)


@exercise.misconception(
    caught_by=dw_agrees,
    en="Divide by delta once: you weigh e itself, not delta e.",
    es="Divide entre delta una sola vez: lo que ponderas es e, no delta e.",
)
def divides_by_delta_twice(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _scaled(_estimate(f, x, out, delta, _noises(out, n_trials, rng)), 1 / delta)


@exercise.misconception(
    caught_by=db_agrees,
    en="A bias acts on every example, so its gradient adds up over the batch. Divide by the batch size once, "
    "as for dw.",
    es="Un sesgo actúa sobre todos los ejemplos, así que su gradiente se suma sobre el lote. Divide entre el tamaño "
    "del lote una sola vez, como en dw.",
)
def averages_db_twice(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    dw, db = _estimate(f, x, out, delta, _noises(out, n_trials, rng))
    return dw, db / len(x)


@exercise.misconception(
    caught_by=db_agrees,
    en="The loss is averaged over the batch: divide db by the batch size too, not dw alone.",
    es="La pérdida se promedia sobre el lote: divide también db entre el tamaño del lote, no solo dw.",
)
def forgets_to_average_db(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    dw, db = _estimate(f, x, out, delta, _noises(out, n_trials, rng))
    return dw, db * len(x)


@exercise.misconception(
    caught_by=trials_agree,
    en="Repeat it n_trials times: one change of all outputs is nothing but noise.",
    es="Repítelo n_trials veces: un solo cambio de todas las salidas es puro ruido.",
)
def tries_once(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _estimate(f, x, out, delta, _noises(out, 1, rng))


@exercise.misconception(
    caught_by=trials_agree,
    en="This is another convention, with two evaluations a trial, f(out + delta e) and f(out - delta e). Here there is "
    "one, compared with f(out).",
    es="Esa es otra convención, con dos evaluaciones por intento, f(out + delta e) y f(out - delta e). Aquí hay una "
    "sola, comparada con f(out).",
)
def looks_to_both_sides(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    noises = _noises(out, n_trials, rng)
    slopes = [(f(out + delta * e) - f(out - delta * e))[:, None] / (2 * delta) * e for e in noises]
    return _carried(np.mean(slopes, axis=0), x)


@exercise.misconception(
    caught_by=generator_agrees,
    en="Draw from the generator you are given, rng.standard_normal(...), not from one of your own.",
    es="Sortea con el generador que recibes, rng.standard_normal(...), no con uno propio.",
)
def draws_from_its_own_generator(f, x, w, b, *, delta, n_trials, rng):
    out = x @ w + b
    return _estimate(f, x, out, delta, _noises(out, n_trials, np.random.default_rng(0)))
