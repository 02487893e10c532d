"""Noise in the inputs: no example is seen twice in the same way."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.generators import noise_in, require_own_draws, signs
from autograder import Exercise, Normal, Text, close, drawn_from, generator, normal, scalar
from solutions.noise import add_input_noise

exercise = Exercise(
    add_input_noise,
    en="Add noise to the inputs: to every entry its own, drawn from a normal distribution with mean zero and "
    "standard deviation `std`.",
    es="Agrega ruido a las entradas: a cada entrada el suyo, sorteado de una distribución normal con media cero y "
    "desviación estándar `std`.",
    topic=Text(en="Noise in the inputs", es="Ruido en las entradas"),
    inputs={
        "x": normal("batch", "features"),
        "images": normal("batch", 3, "features", 2),
        "std": scalar(0.2, 0.5),
        "source": generator(),
    },
    sizes={"batch": range(40, 50), "features": range(20, 30)},
    trials=1,
)

#: As many entries as it takes to tell a standard deviation from others.
MANY = signs(110, 130)


@exercise.check(
    points=2,
    en="the noise of every entry is normal with standard deviation std, on its own",
    es="el ruido de cada entrada es normal con desviación estándar std, por separado",
)
def noise_is_normal(student, std, source):
    drawn_from(noise_in(student(MANY, std=std, rng=source), MANY), Normal(0, std), name="noise")


@exercise.check(
    points=1,
    en="the noise is added to x, and does not depend on it",
    es="el ruido se suma a x y no depende de x",
)
def noise_is_added(student, x, std, source):
    noise = np.asarray(student(np.zeros_like(x), std=std, rng=source))
    close(student(x, std=std, rng=source), x + noise, name="noisy")


@exercise.check(
    points=1,
    en="the noise is drawn with the generator that is passed",
    es="el ruido se sortea con el generador que se recibe",
)
def draws_with_rng(student, x, std):
    require_own_draws(lambda rng: student(x, std=std, rng=rng))


@exercise.check(
    points=1,
    en="x may have any shape",
    es="x puede tener cualquier forma",
)
def takes_any_shape(student, x, images, std, source):
    for given in (x, images, x[0]):
        noisy = student(given, std=std, rng=source)
        close(np.shape(noisy), given.shape, name="noisy.shape")


@exercise.misconception(
    caught_by=noise_is_normal,
    en="rng.normal takes the standard deviation itself: give it std, not std**2.",
    es="rng.normal recibe la desviación estándar misma: pásale std, no std**2.",
)
def passes_the_variance(x, *, std, rng):
    return x + rng.normal(0, std**2, x.shape)


@exercise.misconception(
    caught_by=noise_is_normal,
    en="std is a standard deviation already: do not take its root.",
    es="std ya es una desviación estándar: no le saques raíz.",
)
def takes_the_root_of_std(x, *, std, rng):
    return x + rng.normal(0, np.sqrt(std), x.shape)


@exercise.misconception(
    caught_by=noise_is_normal,
    en="Multiply the noise by std: standard_normal has standard deviation 1.",
    es="Multiplica el ruido por std: standard_normal tiene desviación estándar 1.",
)
def forgets_std(x, *, std, rng):
    return x + rng.standard_normal(x.shape)


@exercise.misconception(
    caught_by=noise_is_normal,
    en="rng.random gives uniform numbers from 0 to 1, whose mean is not zero: draw with rng.normal.",
    es="rng.random da números uniformes entre 0 y 1, cuya media no es cero: sortea con rng.normal.",
)
def draws_from_zero_to_one(x, *, std, rng):
    return x + std * rng.random(x.shape)


@exercise.misconception(
    caught_by=noise_is_normal,
    en="The noise is to be normal: draw with rng.normal, not with rng.uniform.",
    es="El ruido debe ser normal: sortea con rng.normal, no con rng.uniform.",
)
def draws_uniform_noise(x, *, std, rng):
    return x + rng.uniform(-std, std, x.shape)


@exercise.misconception(
    caught_by=noise_is_normal,
    en="Draw noise of the whole shape of x; you add one and the same number everywhere.",
    es="Sortea ruido con la forma completa de x; tú sumas un mismo número en todas partes.",
)
def draws_one_number(x, *, std, rng):
    return x + rng.normal(0, std)


@exercise.misconception(
    caught_by=noise_is_normal,
    en="Draw noise of the whole shape of x; all your examples get the same noise.",
    es="Sortea ruido con la forma completa de x; todos tus ejemplos reciben el mismo ruido.",
)
def shares_the_noise(x, *, std, rng):
    return x + rng.normal(0, std, x.shape[1:])


@exercise.misconception(
    caught_by=(noise_is_normal, draws_with_rng),
    en="Return x with the noise; you return x as it was.",
    es="Devuelve x con el ruido; tú devuelves x tal como estaba.",
)
def returns_x_as_it_was(x, *, std, rng):
    return x


@exercise.misconception(
    caught_by=noise_is_added,
    en="Add the noise to x; what you return is the noise alone.",
    es="Suma el ruido a x; lo que devuelves es solo el ruido.",
)
def returns_the_noise(x, *, std, rng):
    return rng.normal(0, std, x.shape)


@exercise.misconception(
    caught_by=noise_is_added,
    en="Multiplying x by 1 + noise is another kind of noise. Here it is added, so that zeros become noisy too.",
    es="Multiplicar x por 1 + ruido es otro tipo de ruido. Aquí se suma, para que los ceros también tengan ruido.",
)
def multiplies_by_noise(x, *, std, rng):
    return x * (1 + rng.normal(0, std, x.shape))


@exercise.misconception(
    caught_by=draws_with_rng,
    en="Draw with `rng`, the generator that you are given; one made or seeded inside gives the same noise every time.",
    es="Sortea con `rng`, el generador que recibes; uno creado o sembrado dentro de la función da siempre el mismo "
    "ruido.",
)
def seeds_its_own_generator(x, *, std, rng):
    return x + np.random.default_rng(0).normal(0, std, x.shape)


@exercise.misconception(
    caught_by=takes_any_shape,
    en="Draw the noise in the shape of x, whatever it is: size=x.shape.",
    es="Sortea el ruido con la forma de x, sea cual sea: size=x.shape.",
)
def takes_matrices_only(x, *, std, rng):
    rows, columns = x.shape
    return x + rng.normal(0, std, (rows, columns))
