"""Noise in the weights: training looks for a place where a little more or less does no harm."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.generators import noise_in, require_own_draws, signs
from assignments.a4_regularization.layers import layers
from autograder import Exercise, Normal, Text, close, drawn_from, generator, scalar
from solutions.noise import add_weight_noise

exercise = Exercise(
    add_weight_noise,
    en="Return the parameters of a network with noise added to every weight: its own, drawn from a normal distribution "
    "with mean zero and standard deviation `std`. The biases stay as they are.",
    es="Devuelve los parámetros de una red con ruido sumado a cada peso: el suyo, sorteado de una distribución normal "
    "con media cero y desviación estándar `std`. Los sesgos quedan como están.",
    topic=Text(en="Noise in the weights", es="Ruido en los pesos"),
    inputs={
        "params": layers("features", "hidden", "classes"),
        "deep": layers("features", "hidden", "more", "classes"),
        "std": scalar(0.2, 0.5),
        "source": generator(),
    },
    trials=1,
)

#: The weights of three square layers, so that the noise of one can be compared with that of another.
MANY = signs(3, 70, 70)


def _weights(params):
    return [np.asarray(w) for w, _ in params]


@exercise.check(
    points=2,
    en="the noise of every weight is normal with standard deviation std, on its own",
    es="el ruido de cada peso es normal con desviación estándar std, por separado",
)
def noise_is_normal(student, std, source):
    noisy = _weights(student([(w, np.zeros(len(w))) for w in MANY], std=std, rng=source))
    drawn_from(noise_in(noisy, MANY), Normal(0, std), name="noise")


@exercise.check(
    points=1,
    en="the noise is added to the weights, and does not depend on them",
    es="el ruido se suma a los pesos y no depende de ellos",
)
def noise_is_added(student, deep, std, source):
    noise = _weights(student([(0 * w, b) for w, b in deep], std=std, rng=source))
    noisy = _weights(student(deep, std=std, rng=source))
    close(noisy, [w + n for (w, _), n in zip(deep, noise, strict=True)], name="weights")


@exercise.check(
    points=1,
    en="the biases stay as they are",
    es="los sesgos quedan como están",
)
def biases_stay(student, params, deep, std, source):
    for given in (params, deep):
        biases = [b for _, b in student(given, std=std, rng=source)]
        close(biases, [b for _, b in given], name="biases")


@exercise.check(
    points=1,
    en="the noise is drawn with the generator that is passed",
    es="el ruido se sortea con el generador que se recibe",
)
def draws_with_rng(student, std):
    params = [(MANY[0], np.zeros(len(MANY[0])))]
    require_own_draws(lambda rng: _weights(student(params, std=std, rng=rng))[0])


def _noisy(params, noise):
    """Return the parameters with ``noise(w)`` added to each w."""
    return [(w + noise(w), b) for w, b in params]


@exercise.misconception(
    caught_by=noise_is_normal,
    en="rng.normal takes the standard deviation itself: give it std, not std**2.",
    es="rng.normal recibe la desviación estándar misma: pásale std, no std**2.",
)
def passes_the_variance(params, *, std, rng):
    return _noisy(params, lambda w: rng.normal(0, std**2, w.shape))


@exercise.misconception(
    caught_by=noise_is_normal,
    en="Multiply the noise by std: standard_normal has standard deviation 1.",
    es="Multiplica el ruido por std: standard_normal tiene desviación estándar 1.",
)
def forgets_std(params, *, std, rng):
    return _noisy(params, lambda w: rng.standard_normal(w.shape))


@exercise.misconception(
    caught_by=noise_is_normal,
    en="The noise is to be normal: draw with rng.normal, not with rng.uniform.",
    es="El ruido debe ser normal: sortea con rng.normal, no con rng.uniform.",
)
def draws_uniform_noise(params, *, std, rng):
    return _noisy(params, lambda w: rng.uniform(-std, std, w.shape))


@exercise.misconception(
    caught_by=noise_is_normal,
    en="rng.random gives uniform numbers from 0 to 1, whose mean is not zero: draw with rng.normal.",
    es="rng.random da números uniformes entre 0 y 1, cuya media no es cero: sortea con rng.normal.",
)
def draws_from_zero_to_one(params, *, std, rng):
    return _noisy(params, lambda w: std * rng.random(w.shape))


@exercise.misconception(
    caught_by=noise_is_normal,
    en="Every weight gets noise of its own: draw as many numbers as w has entries, size=w.shape.",
    es="Cada peso recibe su propio ruido: sortea tantos números como entradas tiene w, size=w.shape.",
)
def draws_one_number_a_layer(params, *, std, rng):
    return _noisy(params, lambda w: rng.normal(0, std))


@exercise.misconception(
    caught_by=noise_is_normal,
    en="Every weight gets noise of its own; all inputs of your layers share theirs: draw with size=w.shape.",
    es="Cada peso recibe su propio ruido; en tus capas todas las entradas comparten el suyo: sortea con size=w.shape.",
)
def draws_one_number_a_unit(params, *, std, rng):
    return _noisy(params, lambda w: rng.normal(0, std, w.shape[1]))


@exercise.misconception(
    caught_by=noise_is_normal,
    en="Add noise to the weights of every layer, not of one alone.",
    es="Suma ruido a los pesos de todas las capas, no solo a los de una.",
)
def disturbs_the_first_layer_only(params, *, std, rng):
    return _noisy(params[:1], lambda w: rng.normal(0, std, w.shape)) + list(params[1:])


@exercise.misconception(
    caught_by=(noise_is_normal, draws_with_rng),
    en="Return the weights with the noise: w + noise by itself changes nothing, its result must be kept.",
    es="Devuelve los pesos con el ruido: w + ruido por sí solo no cambia nada, hay que guardar el resultado.",
)
def returns_the_weights_as_they_were(params, *, std, rng):
    return params


@exercise.misconception(
    caught_by=noise_is_added,
    en="Noise in proportion to the weight is another kind of noise. Here std is the same for all weights: w + noise.",
    es="Un ruido proporcional al peso es otro tipo de ruido. Aquí std es igual para todos los pesos: w + ruido.",
)
def multiplies_by_noise(params, *, std, rng):
    return _noisy(params, lambda w: w * rng.normal(0, std, w.shape))


@exercise.misconception(
    caught_by=noise_is_added,
    en="Add the noise to w; what you return is the noise alone.",
    es="Suma el ruido a w; lo que devuelves es solo el ruido.",
)
def returns_the_noise(params, *, std, rng):
    return [(rng.normal(0, std, w.shape), b) for w, b in params]


@exercise.misconception(
    caught_by=biases_stay,
    en="Adding noise to the biases as well is another convention. Here only the weights become noisy.",
    es="Sumar ruido también a los sesgos es otra convención. Aquí solo los pesos llevan ruido.",
)
def disturbs_the_biases_too(params, *, std, rng):
    return [(w + rng.normal(0, std, w.shape), b + rng.normal(0, std, b.shape)) for w, b in params]


@exercise.misconception(
    caught_by=draws_with_rng,
    en="Draw with `rng`, the generator that you are given; one made or seeded inside gives the same noise every time.",
    es="Sortea con `rng`, el generador que recibes; uno creado o sembrado dentro de la función da siempre el mismo "
    "ruido.",
)
def seeds_its_own_generator(params, *, std, rng):
    own = np.random.default_rng(0)
    return _noisy(params, lambda w: own.normal(0, std, w.shape))
