"""The signal of a deep network at its start: mean and standard deviation of each layer's activations."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from assignments.a2_initialization.repeated_runs import RUNS, Bounds
from autograder import Exercise, Text, generator, require, shape_text
from solutions.depth import activation_statistics

exercise = Exercise(
    activation_statistics,
    en="Send standard normal inputs through a deep network that has just been initialised, a = f(a @ w) in every "
    "layer, with new weights w = init(width, width, rng=rng) for each and no biases. Return the mean and the standard "
    "deviation of each layer's activations, over all examples and units. The activation f is "
    '"tanh", "relu" or "sigmoid".',
    es="Envía entradas normales estándar por una red profunda recién inicializada, a = f(a @ w) en cada capa, con "
    "pesos nuevos w = init(width, width, rng=rng) para cada una y sin sesgos. Devuelve la media y la desviación "
    "estándar de las activaciones de cada capa, sobre todos los ejemplos y unidades. La activación f es "
    '"tanh", "relu" o "sigmoid".',
    topic=Text(en="Activations by layer", es="Activaciones por capa"),
    inputs={"source": generator()},
    trials=1,
)

#: No initialiser of these checks makes anything larger.
LARGEST = 1000


class _Init:
    """An initialiser that remembers how it was called.

    Parameters
    ----------
    weights : callable
        ``weights(fan_in, fan_out, layer)``, where layers are counted from 0.
    """

    def __init__(self, weights):
        self.weights = weights
        self.fans = []
        self.first_draws = []

    def __call__(self, fan_in, fan_out, rng=None):
        if not (1 <= fan_in <= LARGEST and 1 <= fan_out <= LARGEST):
            raise ValueError("no layer of these checks is that large")
        self.fans.append((fan_in, fan_out))
        self.first_draws.append(rng.random() if isinstance(rng, np.random.Generator) else None)
        return self.weights(int(fan_in), int(fan_out), len(self.fans) - 1)


def _scaling(scale):
    """Weights that multiply every number by ``scale(layer)``, and do nothing else."""
    return _Init(lambda fan_in, fan_out, layer: scale(layer) * np.eye(fan_in, fan_out))


def _parts(answer, n_layers):
    """Both results as arrays; an entry for the inputs, before those of the layers, has a check of its own."""
    means, stds = (np.asarray(part, dtype=float) for part in answer)
    if means.shape == stds.shape == (n_layers + 1,):
        return means[1:], stds[1:]
    for name, part in (("means", means), ("stds", stds)):
        _require_entries(name, part, n_layers)
    return means, stds


def _require_entries(name, part, n_layers):
    found = np.shape(part)
    require(
        found == (n_layers,),
        en=f"`{name}` should have shape (n_layers,) = ({n_layers},); it has {shape_text(found)}.",
        es=f"`{name}` debería tener forma (n_layers,) = ({n_layers},); tiene {shape_text(found)}.",
        kind="shape",
    )


def _ask(function, init, activation, rng, n_layers, width, n_samples):
    sizes = {"n_layers": n_layers, "width": width, "n_samples": n_samples}
    return _parts(function(init, activation=activation, **sizes, rng=rng), n_layers)


# Random weights, judged by repeated runs of the reference: enough layers to recognise a mistake by its numbers.
DEEP = {"n_layers": 25, "width": 30, "n_samples": 60}


def _uneven(rng):
    """Every other unit saturates, the rest hardly leave zero."""

    def weights(fan_in, fan_out, layer):
        return rng.standard_normal((fan_in, fan_out)) * np.where(np.arange(fan_out) % 2, 0.02, 1.5)

    return _Init(weights)


@exercise.check(
    points=1,
    en="there is one mean and one standard deviation for each layer",
    es="hay una media y una desviación estándar por cada capa",
)
def one_entry_for_each_layer(student, source, rng):
    for n_layers in (18, 3, 1):
        answer = student(_uneven(rng), activation="tanh", n_layers=n_layers, width=6, n_samples=8, rng=source)
        for name, part in zip(("means", "stds"), answer, strict=True):
            _require_entries(name, part, n_layers)


def _doubling(rng):
    """The first layer shows what the activation makes of twice the inputs; then chance rules.

    The random weights come in pairs of opposite sign, so that the mean of the activations does not matter.
    """

    def weights(fan_in, fan_out, layer):
        half = 2 * rng.standard_normal(((fan_in + 1) // 2, fan_out))
        return np.vstack([half, -half])[:fan_in] if layer else 2 * np.eye(fan_in, fan_out)

    return _Init(weights)


@cache
def _runs(make, activation):
    """The means and standard deviations of repeated runs, one run a row."""
    rng = np.random.default_rng(RUNS)
    runs = [_ask(activation_statistics, make(rng), activation, rng, **DEEP) for _ in range(RUNS)]
    return np.array([means for means, _ in runs]), np.array([stds for _, stds in runs])


# After a few such layers nothing reminds of the inputs, which have a check of their own.
MIXED = slice(8, None)


@exercise.check(
    points=3,
    en="they are the means and standard deviations of the activations",
    es="son las medias y las desviaciones estándar de las activaciones",
)
def statistics_agree(student, source, rng):
    init = _uneven(rng)
    found = _ask(student, init, "tanh", source, **DEEP)
    if len(init.fans) < DEEP["n_layers"]:
        return  # fewer weights than layers is for `weights_are_new` to say; they change everything
    for name, part, runs in zip(("means", "stds"), found, _runs(_uneven, "tanh"), strict=True):
        inside = Bounds.of(runs).hold(part)[MIXED]
        require(
            inside.all(),
            en=f"`{name}` of a random network is far from what its repeated runs give.",
            es=f"`{name}` de una red aleatoria está lejos de lo que dan sus corridas repetidas.",
        )


# All units say the same here, nearly 1 or -1: within one example nothing varies, between examples everything.
@exercise.check(
    points=1,
    needs=statistics_agree,
    en="they run over all examples and units together",
    es="recorren todos los ejemplos y unidades juntos",
)
def examples_count(student, source):
    difference = np.array([50.0, -50.0, 0.0, 0.0])  # of the first two inputs: as often negative as positive
    init = _Init(lambda fan_in, fan_out, layer: np.resize(difference, (fan_out, fan_in)).T)
    _, (std,) = _ask(student, init, "tanh", source, n_layers=1, width=4, n_samples=400)
    require(
        std > 0.8,
        en="Where half of the examples give 1 and the others -1, the standard deviation is about 1.",
        es="Donde la mitad de los ejemplos da 1 y la otra mitad -1, la desviación estándar es cerca de 1.",
    )


def _readings(means, stds):
    """Both results as they are, exchanged, and with variances for deviations: `statistics_agree` speaks of that."""
    return (means, stds), (stds, means), (means, np.sqrt(stds))


# One layer that only applies the activation: of 30,000 numbers, mean and deviation come out to 0.004 (one standard
# deviation, at most), so that six of them are hardly ever exceeded.
WIDE = {"n_layers": 1, "width": 100, "n_samples": 300}
MEAN_OF_RELU, STD_OF_RELU, STD_OF_TANH = 0.39894, 0.58377, 0.62793


def _near(values, wanted):
    return abs(values[0] - wanted) < 0.025


@exercise.check(
    points=2,
    en="the activation is the one that is named: the sigmoid, and ReLU",
    es="la activación es la que se indica: la sigmoide y ReLU",
)
def activation_is_the_named_one(student, source, rng):
    means, stds = _runs(_doubling, "sigmoid")
    of_mean, of_std = Bounds.of(means[:, 0]), Bounds.of(stds[:, 0])
    readings = _readings(*_ask(student, _doubling(rng), "sigmoid", source, **DEEP))
    require(
        any(of_mean.hold(mean[0]) and of_std.hold(std[0]) for mean, std in readings),
        en='With activation="sigmoid", the statistics are not those of a sigmoid.',
        es='Con activation="sigmoid", las estadísticas no son las de una sigmoide.',
    )
    means, stds = _ask(student, _scaling(lambda layer: 1.0), "relu", source, **WIDE)
    require(
        any(_near(mean, MEAN_OF_RELU) and _near(std, STD_OF_RELU) for mean, std in _readings(means, stds)),
        en='With activation="relu", the statistics are not those of ReLU.',
        es='Con activation="relu", las estadísticas no son las de ReLU.',
    )


# Small numbers pass tanh as they are, so each layer multiplies what comes in by its scale.
@exercise.check(
    points=2,
    en="each layer works on the output of the one before",
    es="cada capa trabaja sobre la salida de la anterior",
)
def layers_follow_one_another(student, source, rng):
    sizes = 10 ** rng.uniform(-3, -2, 20)  # of the signal after each layer
    scales = [sizes[0], *(sizes[1:] / sizes[:-1])]
    init = _scaling(lambda layer: scales[layer % 20])
    _, stds = _ask(student, init, "tanh", source, n_layers=20, width=4, n_samples=10)
    used = scales if len(init.fans) >= 20 else np.resize(scales[:1], 20)
    ratios = stds[1:] / stds[:-1]
    require(
        any(np.allclose(ratios, np.power(used[1:], power), rtol=0.05, atol=0) for power in (1, 2)),
        en="Layers that multiply their input by a number should change the size of the signal by it, each time.",
        es="Unas capas que multiplican su entrada por un número deberían cambiar en eso el tamaño de la señal, cada "
        "vez.",
    )


@exercise.check(
    points=1,
    en="every layer draws weights of its own",
    es="cada capa sortea sus propios pesos",
)
def weights_are_new(student, source):
    init = _scaling(lambda layer: 1.0)
    student(init, activation="tanh", n_layers=20, width=4, n_samples=10, rng=source)
    require(
        len(init.fans) >= 20,
        en=f"`init` should be called for each of the 20 layers; calls: {len(init.fans)}.",
        es=f"`init` debería llamarse para cada una de las 20 capas; llamadas: {len(init.fans)}.",
    )


@exercise.check(points=1, en="the inputs are standard normal", es="las entradas son normales estándar")
def inputs_are_standard_normal(student, source):
    means, stds = _ask(student, _scaling(lambda layer: 1.0), "tanh", source, **WIDE)
    # The last reading: before the activation.
    readings = [*_readings(means, stds), (means, STD_OF_TANH * stds)]
    require(
        any(_near(mean, 0.0) and _near(std, STD_OF_TANH) for mean, std in readings),
        en="The first layer does not look like one that is fed with standard normal numbers.",
        es="La primera capa no se ve como una que recibe números normales estándar.",
    )


def _means_of_signs(student, source, width, **sizes):
    """Ask for layers that drive every number to 1 or -1, and no exponential beyond what a float holds.

    Returns the initialiser and the mean of the last layer's signs, read in four ways: as one of either result, taken
    after the activation or before. Without a mistake elsewhere the first is right.
    """
    scales = (80.0, 700.0, 700.0, 700.0)
    init = _scaling(lambda layer: scales[layer % 4])
    parts = _parts(student(init, activation="tanh", n_layers=4, width=width, **sizes, rng=source), 4)
    return init, [part[-1] / scale for part in parts for scale in (1.0, scales[-1])]


def _can_add_up(total, count):
    """Tell whether so many numbers that are 1 or -1 can have this sum: it is odd or even as their count is."""
    half = (total - count) / 2
    return abs(half - np.round(half)) < 1e-6 * count


@exercise.check(
    points=1,
    needs=layers_follow_one_another,
    en="`width` and `n_samples` are what they say",
    es="`width` y `n_samples` son lo que dicen",
)
def sizes_are_used(student, source):
    possible = np.full(4, True)
    for width, n_samples in ((3, 7), (4, 9), (2, 13)):
        init, means = _means_of_signs(student, source, width, n_samples=n_samples)
        require(
            all(fans == (width, width) for fans in init.fans),
            en=f"With width={width}, `init` should be asked for ({width}, {width}) weights.",
            es=f"Con width={width}, a `init` se le deberían pedir pesos ({width}, {width}).",
        )
        count = width * n_samples
        possible &= [_can_add_up(count * mean, count) for mean in means]
    require(
        possible.any(),
        en="The statistics cannot be those of as many examples as `n_samples` says.",
        es="Las estadísticas no pueden ser las de tantos ejemplos como dice `n_samples`.",
    )


def _are_sums_of_ten_thousand(sums):
    """Tell whether these can be sums of 10,000 signs each; the same sum throughout is for another check to see."""
    fit = [total for total in sums if _can_add_up(total, 10_000)]
    return len(fit) > len(sums) - 3 and (np.ptp(sums) == 0 or np.any(np.round(fit) % 10 != 0))


@exercise.check(
    points=1,
    needs=sizes_are_used,
    en="unless given, there are 10 layers, 500 units and 10,000 examples",
    es="si no se indica, hay 10 capas, 500 unidades y 10 000 ejemplos",
)
def defaults_agree(student, source, rng):
    init = _scaling(lambda layer: 1.0)
    answer = student(init, activation="tanh", width=2, n_samples=3, rng=source)
    require(
        len(init.fans) == 10 or np.shape(answer[0]) == (10,),
        en="Unless `n_layers` is given, there are 10 layers.",
        es="Si no se indica `n_layers`, hay 10 capas.",
    )
    init = _scaling(lambda layer: 1.0)
    student(init, activation="tanh", n_layers=1, n_samples=2, rng=source)
    require(
        init.fans[0] == (500, 500),
        en="Unless `width` is given, a layer has 500 inputs and 500 units.",
        es="Si no se indica `width`, una capa tiene 500 entradas y 500 unidades.",
    )
    # Of 10,000 signs the sum is even. It is a multiple of 10 once in 5 times, of 1,000 or 2,000 always: one of these
    # thirteen is not, but for 8 cases in 10^10. Once in 200,000 times a number is too near zero to become a sign.
    seeds = rng.integers(2**63, size=13)
    means = [_means_of_signs(student, np.random.default_rng(seed), 1)[1] for seed in seeds]
    readings = 10_000 * np.array(means).T
    require(
        any(_are_sums_of_ten_thousand(sums) for sums in readings),
        en="Unless `n_samples` is given, there are 10,000 examples.",
        es="Si no se indica `n_samples`, hay 10 000 ejemplos.",
    )


@exercise.check(
    points=1,
    en="all randomness comes from `rng`, for `init` too",
    es="todo el azar viene de `rng`, también en `init`",
)
def generator_decides(student, source, rng):
    other = np.random.default_rng(rng.integers(2**63))
    inits = [_scaling(lambda layer: 1.0) for _ in range(3)]
    first, again, different = (
        np.asarray(student(init, activation="tanh", n_layers=3, width=5, n_samples=6, rng=given)[1])
        for init, given in zip(inits, (source, source, other), strict=True)
    )
    require(
        np.array_equal(first, again) and not np.array_equal(first, different),
        en="The inputs follow from the generator in the argument: the same state, the same numbers; another, others.",
        es="Las entradas salen del generador que se recibe: con el mismo estado, los mismos números; con otro, otros.",
    )
    handed = [init.first_draws for init in inits]
    require(
        None not in handed[0] and handed[0] == handed[1] and not set(handed[0]) & set(handed[2]),
        en="Hand the generator that you receive on to `init`, in every layer.",
        es="Pásale a `init` el generador que recibes, en cada capa.",
    )
    require(
        len(set(handed[0])) == len(handed[0]),
        en="`init` gets a generator in the same state for every layer: the layers would have the same weights.",
        es="`init` recibe un generador en el mismo estado para cada capa: las capas tendrían los mismos pesos.",
    )


VALUE: dict[str, Callable[[Any], Any]] = {
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


def _layers(init, activation, n_layers, width, n_samples, rng):
    """Yield what goes into each layer, its pre-activations and its activations."""
    a = rng.standard_normal((n_samples, width))
    for _ in range(n_layers):
        z = a @ init(width, width, rng=rng)
        before, a = a, VALUE[activation](z)
        yield before, z, a


def _of(arrays):
    arrays = list(arrays)
    return np.array([a.mean() for a in arrays]), np.array([a.std() for a in arrays])


@exercise.misconception(
    caught_by=one_entry_for_each_layer,
    en="Leave the inputs out: the first entry is that of the first layer's activations.",
    es="Deja fuera las entradas: el primer valor es el de las activaciones de la primera capa.",
)
def counts_the_inputs(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    layers = list(_layers(init, activation, n_layers, width, n_samples, rng))
    return _of([layers[0][0], *(a for _, _, a in layers)])


@exercise.misconception(
    caught_by=one_entry_for_each_layer,
    en="One number for a whole layer: take mean and standard deviation over all examples and units, without axis=0.",
    es="Un solo número por capa: toma la media y la desviación sobre todos los ejemplos y unidades, sin axis=0.",
)
def returns_one_number_for_each_unit(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    layers = [a for _, _, a in _layers(init, activation, n_layers, width, n_samples, rng)]
    return np.array([a.mean(axis=0) for a in layers]), np.array([a.std(axis=0) for a in layers])


@exercise.misconception(
    caught_by=statistics_agree,
    en="Measure after the activation: a = f(z), not z = a @ w.",
    es="Mide después de la activación: a = f(z), no z = a @ w.",
)
def measures_before_the_activation(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    return _of(z for _, z, _ in _layers(init, activation, n_layers, width, n_samples, rng))


@exercise.misconception(
    caught_by=statistics_agree,
    en="The standard deviation is asked for: the root of the variance.",
    es="Se pide la desviación estándar: la raíz de la varianza.",
)
def returns_variances(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    means, stds = _of(a for _, _, a in _layers(init, activation, n_layers, width, n_samples, rng))
    return means, stds**2


@exercise.misconception(
    caught_by=statistics_agree,
    en="Return the means first and the standard deviations second.",
    es="Devuelve primero las medias y después las desviaciones estándar.",
)
def exchanges_the_results(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    return _of(a for _, _, a in _layers(init, activation, n_layers, width, n_samples, rng))[::-1]


@exercise.misconception(
    caught_by=statistics_agree,
    en="Do not average the units' standard deviations: take one over all numbers of the layer, so that differences "
    "between units count as well.",
    es="No promedies las desviaciones de las unidades: toma una sola sobre todos los números de la capa, para que "
    "también cuenten las diferencias entre unidades.",
)
def averages_over_the_units(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    layers = [a for _, _, a in _layers(init, activation, n_layers, width, n_samples, rng)]
    return np.array([a.mean() for a in layers]), np.array([a.std(axis=0).mean() for a in layers])


@exercise.misconception(
    caught_by=examples_count,
    en="Do not average the examples' standard deviations: take one over all numbers of the layer, so that differences "
    "between examples count as well.",
    es="No promedies las desviaciones de los ejemplos: toma una sola sobre todos los números de la capa, para que "
    "también cuenten las diferencias entre ejemplos.",
)
def averages_over_the_examples(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    layers = [a for _, _, a in _layers(init, activation, n_layers, width, n_samples, rng)]
    return np.array([a.mean() for a in layers]), np.array([a.std(axis=1).mean() for a in layers])


@exercise.misconception(
    caught_by=activation_is_the_named_one,
    en="Use the activation that the argument names; you always take tanh.",
    es="Usa la activación que indica el argumento; tú siempre tomas tanh.",
)
def always_takes_tanh(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    return _of(a for _, _, a in _layers(init, "tanh", n_layers, width, n_samples, rng))


@exercise.misconception(
    caught_by=layers_follow_one_another,
    en="Feed each layer with the output of the one before it: write a = f(a @ w), not f(x @ w).",
    es="Alimenta cada capa con la salida de la anterior: escribe a = f(a @ w), no f(x @ w).",
)
def feeds_every_layer_with_the_inputs(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    x = rng.standard_normal((n_samples, width))

    def layer():
        return VALUE[activation](x @ init(width, width, rng=rng))

    return _of(layer() for _ in range(n_layers))


@exercise.misconception(
    caught_by=weights_are_new,
    en="Call `init` inside the loop: every layer has weights of its own.",
    es="Llama a `init` dentro del ciclo: cada capa tiene sus propios pesos.",
)
def gives_all_layers_the_same_weights(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    w = init(width, width, rng=rng)
    layers = _layers(lambda fan_in, fan_out, rng: w, activation, n_layers, width, n_samples, rng)
    return _of(a for _, _, a in layers)


@exercise.misconception(
    caught_by=inputs_are_standard_normal,
    en="Draw the inputs from the standard normal distribution, mean 0 and standard deviation 1: rng.standard_normal.",
    es="Sortea las entradas con la distribución normal estándar, de media 0 y desviación 1: rng.standard_normal.",
)
def draws_uniform_inputs(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    x = rng.random((n_samples, width))

    class Source(np.random.Generator):
        def standard_normal(self, size):  # type: ignore[override]
            return x

    return _of(
        a for _, _, a in _layers(init, activation, n_layers, width, n_samples, Source(rng.bit_generator))
    )


@exercise.misconception(
    caught_by=sizes_are_used,
    en="Use the arguments `width` and `n_samples`; do not write numbers in their place.",
    es="Usa los argumentos `width` y `n_samples`; no escribas números en su lugar.",
)
def writes_the_number_of_examples_down(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    return _of(a for _, _, a in _layers(init, activation, n_layers, width, 300, rng))


@exercise.misconception(
    caught_by=defaults_agree,
    en="Leave the defaults as they are in the signature: n_layers=10, width=500, n_samples=10_000.",
    es="Deja los valores por defecto como están en la firma: n_layers=10, width=500, n_samples=10_000.",
)
def has_smaller_defaults(init, *, activation, n_layers=10, width=500, n_samples=1000, rng):
    return activation_statistics(
        init, activation=activation, n_layers=n_layers, width=width, n_samples=n_samples, rng=rng
    )


@exercise.misconception(
    caught_by=generator_decides,
    en="Draw from the `rng` that you receive and hand it on to `init`; do not make or seed another generator.",
    es="Sortea con el `rng` que recibes y pásaselo a `init`; no crees ni siembres otro generador.",
)
def seeds_its_own_generator(init, *, activation, n_layers=10, width=500, n_samples=10_000, rng):
    return _of(
        a for _, _, a in _layers(init, activation, n_layers, width, n_samples, np.random.default_rng(42))
    )
