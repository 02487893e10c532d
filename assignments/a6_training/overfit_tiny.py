"""Learning a few examples by heart."""

from __future__ import annotations

import numpy as np

from assignments.a6_training.building import accuracy, architecture, built
from assignments.a6_training.network import PARTS
from assignments.a6_training.network import exercise as network_exercise
from autograder import Exercise, Text, close, made, normal, require
from solutions.network import L2, MSE, SGD, CrossEntropy, Dense, Input, Network
from solutions.training import fit, overfit_tiny

exercise = Exercise(
    overfit_tiny,
    en="A network that cannot learn twenty examples by heart is broken. Train the network that you get, with "
    "your `fit`, on the first `n_examples` examples, and on nothing else, for `epochs` epochs. Return the share "
    "of these examples that it then has right.",
    es="Una red que no puede aprenderse veinte ejemplos de memoria está rota. Entrena la red que recibes, con "
    "tu `fit`, con los primeros `n_examples` ejemplos y con nada más, durante `epochs` épocas. Devuelve la "
    "fracción de esos ejemplos que acierta después.",
    topic=Text(en="Sanity: overfitting a handful", es="Cordura: sobreajustar un puñado"),
    inputs={
        "drawn": architecture("features", "hidden", "classes", activations=["tanh", "linear"]),
        "x": normal("n", "features"),
        # Nothing can be learned about these labels: only remembered.
        "y": made(lambda rng, sizes: rng.integers(sizes["classes"], size=sizes["n"]), "n", "classes"),
    },
    uses=[Input, Dense, Network, MSE, CrossEntropy, SGD, L2, fit],
    builds_on=[*PARTS, network_exercise],
    opaque=("layer",),
    sizes={"n": range(150, 200), "features": range(24, 30), "hidden": range(30, 36), "classes": range(4, 6)},
    trials=1,
)


def _network(student, drawn, lr):
    return built(student, drawn, "CrossEntropy", [], student.SGD.early()(25, lr))


@exercise.check(
    points=2,
    en="the network knows the first 20 examples by heart",
    es="la red se sabe de memoria los primeros 20 ejemplos",
)
def knows_them_by_heart(student, drawn, x, y):
    network = _network(student, drawn, 0.5)
    student.early()(network, x, y)
    share = accuracy(network.predict(x[:20]), y[:20])
    require(
        share == 1,
        en=f"After the training, {20 * share:.0f} of the first 20 examples are right; all should be.",
        es=f"Después de entrenar, {20 * share:.0f} de los primeros 20 ejemplos son correctos; deberían ser todos.",
    )


@exercise.check(
    points=2,
    en="it is trained on the first `n_examples` alone",
    es="se entrena solo con los primeros `n_examples`",
)
def ignores_the_others(student, drawn, x, y, rng):
    # One batch holds them all, so nothing is random; what the other examples are makes no difference.
    for count, options in ((20, {}), (7, {"n_examples": 7})):
        other_x = np.concatenate([x[:count], rng.normal(size=x[count:].shape)])
        other_y = np.concatenate([y[:count], rng.permutation(y[count:])])
        trained = []
        for examples in ((x, y), (other_x, other_y)):
            network = _network(student, drawn, 0.1)
            student.early()(network, *examples, epochs=3, **options)
            trained.append(network.get_params())
        close(trained[1], trained[0], name="params", tolerance=1e-6)
        # The last of them does make one.
        changed = np.where(np.arange(len(y)) == count - 1, (y + 1) % drawn.layers[-1][0], y)
        network = _network(student, drawn, 0.1)
        student.early()(network, x, changed, epochs=3, **options)
        require(
            not np.allclose(network.get_params()[-1][1], trained[0][-1][1], rtol=1e-9, atol=0),
            en=f"Example number {count} was left out: train on the first {count}.",
            es=f"El ejemplo número {count} quedó fuera: entrena con los primeros {count}.",
        )


@exercise.check(
    points=1,
    en="the answer is the share of these examples that are right, whatever it is",
    es="la respuesta es la fracción de esos ejemplos que son correctos, sea cual sea",
)
def tells_the_truth(student, drawn, x, y):
    for lr, options in ((1e-9, {}), (0.02, {"n_examples": 23, "epochs": 4})):
        network, count = _network(student, drawn, lr), options.get("n_examples", 20)
        got = student.early()(network, x, y, **options)
        close(got, accuracy(network.predict(x[:count]), y[:count]), name="accuracy", tolerance=1e-6)


@exercise.check(
    points=1,
    en="it trains for `epochs` epochs, which are 200 unless somebody says otherwise",
    es="entrena durante `epochs` épocas, que son 200 si nadie dice otra cosa",
)
def trains_for_so_long(student, drawn, x, y):
    network, other = (_network(student, drawn, 0.01) for _ in range(2))
    student.early()(network, x, y, epochs=3)
    student.fit.early()(other, x[:20], y[:20], 3)
    close(network.get_params(), other.get_params(), name="params", tolerance=1e-6)
    network, other = (_network(student, drawn, 0.01) for _ in range(2))
    student.early()(network, x, y)
    student.early()(other, x, y, epochs=200)
    close(network.get_params(), other.get_params(), name="params", tolerance=1e-6)


def _accuracy(network, x, y):
    return accuracy(network.predict(x), y)


@exercise.misconception(
    caught_by=ignores_the_others,
    en="Cut out the first `n_examples` examples before training: x[:n_examples], y[:n_examples].",
    es="Recorta los primeros `n_examples` ejemplos antes de entrenar: x[:n_examples], y[:n_examples].",
)
def trains_on_everything(network, x, y, *, n_examples=20, epochs=200):
    fit(network, x, y, epochs)
    return _accuracy(network, x[:n_examples], y[:n_examples])


@exercise.misconception(
    caught_by=ignores_the_others,
    en="Use `n_examples`, which need not be 20.",
    es="Usa `n_examples`, que no tiene por qué ser 20.",
)
def always_takes_twenty(network, x, y, *, n_examples=20, epochs=200):
    fit(network, x[:20], y[:20], epochs)
    return _accuracy(network, x[:n_examples], y[:n_examples])


@exercise.misconception(
    caught_by=ignores_the_others,
    en="Take the first examples, not the last ones.",
    es="Toma los primeros ejemplos, no los últimos.",
)
def takes_the_last_ones(network, x, y, *, n_examples=20, epochs=200):
    return overfit_tiny(network, x[-n_examples:], y[-n_examples:], n_examples=n_examples, epochs=epochs)


@exercise.misconception(
    caught_by=tells_the_truth,
    en="Measure on the examples that it was trained on: they are what it should know by heart.",
    es="Mide con los ejemplos con que se entrenó: son los que debe saberse de memoria.",
)
def measures_on_everything(network, x, y, *, n_examples=20, epochs=200):
    overfit_tiny(network, x, y, n_examples=n_examples, epochs=epochs)
    return _accuracy(network, x, y)


@exercise.misconception(
    caught_by=tells_the_truth,
    en="Return what you measured after training, even if it is less than 1.",
    es="Devuelve lo que mediste después de entrenar, aunque sea menos de 1.",
)
def promises_success(network, x, y, *, n_examples=20, epochs=200):
    overfit_tiny(network, x, y, n_examples=n_examples, epochs=epochs)
    return 1.0


@exercise.misconception(
    caught_by=tells_the_truth,
    en="Divide the number of hits by the number of examples: the answer is a share.",
    es="Divide el número de aciertos entre el número de ejemplos: la respuesta es una fracción.",
)
def counts_hits(network, x, y, *, n_examples=20, epochs=200):
    return n_examples * overfit_tiny(network, x, y, n_examples=n_examples, epochs=epochs)


@exercise.misconception(
    caught_by=trains_for_so_long,
    en="Train for `epochs` epochs, which need not be 200.",
    es="Entrena durante `epochs` épocas, que no tienen por qué ser 200.",
)
def always_trains_as_long(network, x, y, *, n_examples=20, epochs=200):
    return overfit_tiny(network, x, y, n_examples=n_examples)


@exercise.misconception(
    caught_by=knows_them_by_heart,
    en="One epoch is not enough: train for `epochs` epochs.",
    es="Una época no basta: entrena durante `epochs` épocas.",
)
def trains_for_one_epoch(network, x, y, *, n_examples=20, epochs=200):
    return overfit_tiny(network, x, y, n_examples=n_examples, epochs=1)
