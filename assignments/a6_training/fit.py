"""Training: the loop over epochs and batches, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import numpy as np

from assignments.a6_training.building import accuracy, agrees, architecture, book, built
from assignments.a6_training.network import PARTS
from assignments.a6_training.network import exercise as network_exercise
from autograder import Exercise, Text, close, fail, integers, normal, require, scalar, size
from solutions import training
from solutions.network import L2, MSE, SGD, CrossEntropy, Dense, Input, Network
from solutions.training import fit

exercise = Exercise(
    fit,
    en="Write the training loop. In every epoch it visits all examples once, in a new random order, in batches "
    "of the optimiser's `bs`; the last batch may be shorter. Each batch is one step: the optimiser's `step` for "
    "every weight and every bias, with the gradients of `loss_and_gradients`. At the end of the epoch measure "
    "the loss and the metrics on all training examples and, where there are any, on the validation examples. "
    "Write it as a function of the network; `Network.fit = fit` makes it a method afterwards. (A method `fit` "
    "in your class `Network` is as good.)",
    es="Escribe el ciclo de entrenamiento. En cada época visita todos los ejemplos una vez, en un orden "
    "aleatorio nuevo, en lotes del tamaño `bs` del optimizador; el último lote puede ser más corto. Cada lote "
    "es un paso: el `step` del optimizador para cada peso y cada sesgo, con los gradientes de "
    "`loss_and_gradients`. Al final de la época mide la pérdida y las métricas con todos los ejemplos de "
    "entrenamiento y, si los hay, con los de validación. Escríbelo como una función de la red; después, "
    "`Network.fit = fit` la convierte en un método. (Un método `fit` en tu clase `Network` vale igual.)",
    topic=Text(en="The training loop and its history", es="El ciclo de entrenamiento y su historial"),
    inputs={
        "drawn": architecture("features", "hidden", "outputs", activations=["tanh", "linear"]),
        "n": size("n"),
        "x": normal("n", "features"),
        "target": normal("n", "outputs"),
        "y": integers("n", high="outputs"),
        "x_val": normal("n_val", "features"),
        "y_val": integers("n_val", high="outputs"),
        "lr": scalar(0.1, 0.3),
        "factor": scalar(0.1, 0.3),
    },
    uses=[Input, Dense, Network, MSE, CrossEntropy, SGD, L2],
    builds_on=[*PARTS, network_exercise],
    opaque=("layer",),
    sizes={"n": range(21, 30), "n_val": range(11, 20), "features": range(4, 8), "outputs": range(3, 6)},
    trials=1,
)


def _network(student, drawn, loss, bs, lr, metrics=(), factor=None):
    rest = [list(metrics), student.SGD.early()(bs, lr)]
    return built(student, drawn, loss, *rest, *([] if factor is None else [student.L2.early()(factor)]))


def _fit(student, network, *args):
    return student.fit.early()(network, *args)


def _series(history, name, epochs):
    """Return one entry of a history, with an entry for each epoch."""
    if not (isinstance(history, Mapping) and name in history):
        fail(
            en=f'`history` should be a dictionary with the key "{name}".',
            es=f'`history` debería ser un diccionario con la clave "{name}".',
            kind="arity",
        )
    series = history[name]
    require(
        isinstance(series, list | tuple | np.ndarray) and np.ndim(series) == 1 and len(series) == epochs,
        en=f'`history["{name}"]` should have {epochs} entries, one for each epoch.',
        es=f'`history["{name}"]` debería tener {epochs} entradas, una por época.',
        kind="arity",
    )
    return series


@exercise.check(
    points=3,
    en="with one batch of everything, an epoch is one step against the gradient, for every parameter",
    es="con un solo lote de todo, una época es un paso en contra del gradiente, para cada parámetro",
)
def descends(student, drawn, n, x, target, lr, factor):
    network = _network(student, drawn, "MSE", n, lr, (), factor)
    _fit(student, network, x, target, 3)
    got = network.get_params()
    right = book(drawn, "MSE", (), SGD(n, lr), L2(factor))
    training.fit(right, x, target, 3)
    wanted = right.get_params()
    if not agrees(got, wanted):
        wanted = _own_descent(student, drawn, x, target, 3, lr, factor)
    close(got, wanted, name="params", tolerance=1e-6)


def _own_descent(student, drawn, x, y, epochs, lr, factor):
    """Return where the student's own gradients and steps lead."""
    network, optimizer = _network(student, drawn, "MSE", len(x), lr, (), factor), student.SGD(len(x), lr)
    params = drawn.params
    for _ in range(epochs):
        network.set_params(params)
        _, gradients = network.loss_and_gradients(x, y)
        params = [
            tuple(
                np.asarray(optimizer.step(part, np.asarray(slope))) for part, slope in zip(*pair, strict=True)
            )
            for pair in zip(params, gradients, strict=True)
        ]
    return params


@exercise.check(
    points=3,
    en='"loss" is measured on all training examples at the end of each epoch, penalty included',
    es='"loss" se mide con todos los ejemplos de entrenamiento al final de cada época, con la penalización',
)
def measures_the_loss(student, drawn, x, y, lr, factor):
    # First with examples that are all the same, where a mistake can be told whatever the order.
    same = np.zeros(7, dtype=int)
    for inputs, classes, bs in ((x[same], y[same], 3), (x, y, 5)):
        network = _network(student, drawn, "CrossEntropy", bs, lr, (), factor)
        for epochs in (1, 1, 4):
            history = _fit(student, network, inputs, classes, epochs)
            loss, _ = network.loss_and_gradients(inputs, classes)
            close(_series(history, "loss", epochs)[-1], loss, name='history["loss"][-1]', tolerance=1e-6)


@exercise.check(
    points=1,
    needs=measures_the_loss,
    en="the history of several epochs is that of one after the other",
    es="el historial de varias épocas es el de una tras otra",
)
def records_every_epoch(student, drawn, n, x, y, lr):
    at_once, singly = (_network(student, drawn, "CrossEntropy", n, lr) for _ in range(2))
    several = _series(_fit(student, at_once, x, y, 4), "loss", 4)
    one_by_one = [_series(_fit(student, singly, x, y, 1), "loss", 1)[0] for _ in range(4)]
    close(several, np.asarray(one_by_one), name='history["loss"]', tolerance=1e-6)


@exercise.check(
    points=3,
    trials=2,
    en="an epoch uses every example once, each with its own target",
    es="una época usa cada ejemplo una vez, cada uno con su propio objetivo",
)
def visits_every_example(student, drawn, x, target):
    # With a tiny learning rate the order does not matter: together, steps of batches of equal size go along the
    # gradient of all examples.
    x, target = x[:20], target[:20]
    network = _network(student, drawn, "MSE", 4, 1e-4)
    _, gradients = network.loss_and_gradients(x, target)
    _fit(student, network, x, target, 1)
    moved = _flat(network.get_params()) - _flat(drawn.params)
    slope = _flat(gradients)
    along = (moved @ slope) / (slope @ slope)
    require(
        along and np.linalg.norm(moved - along * slope) < 0.02 * np.linalg.norm(moved),
        en="The steps of one epoch, taken together, do not go along the gradient of all examples: some are "
        "missing, come twice, or have another example's target.",
        es="Los pasos de una época, en conjunto, no siguen el gradiente de todos los ejemplos: algunos faltan, "
        "se repiten o llevan el objetivo de otro ejemplo.",
    )


def _flat(pairs):
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for pair in pairs for part in pair])


@exercise.check(
    points=2,
    en="an epoch takes a step for each batch of `bs` examples, and one for the rest",
    es="una época da un paso por cada lote de `bs` ejemplos, y uno por el resto",
)
def steps_once_a_batch(student, drawn, x, target, lr):
    # All examples are the same: so are the gradients of all batches, and only the number of steps counts.
    x, target = np.tile(x[:1], (7, 1)), np.tile(target[:1], (7, 1))

    def trained(bs, epochs):
        network = _network(student, drawn, "MSE", bs, lr / 3)
        _fit(student, network, x, target, epochs)
        return network.get_params()

    for bs, steps in ((3, 3), (2, 4), (10, 1)):
        close(trained(bs, 1), trained(7, steps), name="params", tolerance=1e-6)


@exercise.check(
    points=1,
    en="each step looks at the examples of its batch alone",
    es="cada paso mira solo los ejemplos de su lote",
)
def steps_with_its_batch(student, drawn, x, target, lr):
    # Two of three examples, then the third: one of three ways to go.
    def trained(*parts):
        network = _network(student, drawn, "MSE", 2, lr)
        for part in parts:
            _fit(student, network, x[part], target[part], 1)
        return _flat(network.get_params())

    got = trained([0, 1, 2])
    ways = [trained([k for k in range(3) if k != last], [last]) for last in range(3)]
    require(
        any(agrees(got, way, tolerance=1e-6) for way in ways),
        en="An epoch of three examples with `bs` 2 is a step with two of them and a step with the third; yours is not.",
        es="Una época de tres ejemplos con `bs` 2 es un paso con dos de ellos y otro con el tercero; la tuya no lo es.",
    )


@exercise.check(
    points=2,
    trials=1,
    en="every epoch has an order of its own",
    es="cada época tiene su propio orden",
)
def shuffles(student, rng):
    # Three examples, one at a time: each order that never changes leads to another place. Thirteen epochs that
    # were drawn all have the same of six orders with probability 6**-12, less than 1e-9.
    one = architecture("features", "outputs", activations=["linear"])
    drawn = one.draw(rng, {"features": 2, "outputs": 1})
    x, target = rng.normal(size=(3, 2)), rng.normal(size=(3, 1))
    network = _network(student, drawn, "MSE", 1, 0.02)
    _fit(student, network, x, target, 13)
    got = _flat(network.get_params())
    for order in permutations(range(3)):
        require(
            not np.allclose(got, _visited(drawn, x, target, order * 13), rtol=0, atol=1e-7),
            en="Every epoch visits the examples in the same order: draw a new one for each.",
            es="Todas las épocas visitan los ejemplos en el mismo orden: sortea uno nuevo para cada una.",
        )


def _visited(drawn, x, target, order):
    """Return the parameters of one linear layer after a step for each example of `order`."""
    ((w, b),) = drawn.params
    for k in order:
        error = 2 * (x[k] @ w + b - target[k])
        w, b = w - 0.02 * np.outer(x[k], error), b - 0.02 * error
    return _flat([(w, b)])


@exercise.check(
    points=2,
    en='"accuracy" is the share of training examples that are right at the end of each epoch',
    es='"accuracy" es la fracción de ejemplos de entrenamiento correctos al final de cada época',
)
def measures_accuracy(student, drawn, n, x, y, lr):
    for bs in (n, 5):  # with one batch of everything the order makes no difference, and a mistake can be told
        network = _network(student, drawn, "CrossEntropy", bs, lr / 3, ["accuracy"])
        for epochs in (1, 2):
            history = _fit(student, network, x, y, epochs)
            got = _series(history, "accuracy", epochs)[-1]
            close(got, accuracy(network.predict(x), y), name='history["accuracy"][-1]', tolerance=1e-6)


@exercise.check(
    points=2,
    en='"val_loss" and "val_accuracy" are measured on the validation examples',
    es='"val_loss" y "val_accuracy" se miden con los ejemplos de validación',
)
def measures_validation(student, drawn, n, x, y, x_val, y_val, lr, factor):
    network = _network(student, drawn, "CrossEntropy", n, lr / 3, ["accuracy"], factor)
    history = _fit(student, network, x, y, 2, (x_val, y_val))
    loss, _ = network.loss_and_gradients(x_val, y_val)
    close(_series(history, "val_loss", 2)[-1], loss, name='history["val_loss"][-1]', tolerance=1e-6)
    share = accuracy(network.predict(x_val), y_val)
    close(_series(history, "val_accuracy", 2)[-1], share, name='history["val_accuracy"][-1]', tolerance=1e-6)


@exercise.check(
    points=1,
    en="validation examples are only measured: training and its own history stay as they are",
    es="los ejemplos de validación solo se miden: el entrenamiento y su propio historial quedan como están",
)
def keeps_validation_apart(student, drawn, n, x, y, x_val, y_val, lr):
    with_validation, without = (
        _network(student, drawn, "CrossEntropy", n, lr, ["accuracy"]) for _ in range(2)
    )
    history = _fit(student, with_validation, x, y, 2, (x_val, y_val))
    alone = _fit(student, without, x, y, 2)
    close(with_validation.get_params(), without.get_params(), name="params", tolerance=1e-6)
    for name in ("loss", "accuracy"):
        series = np.asarray(_series(alone, name, 2))
        close(_series(history, name, 2), series, name=f'history["{name}"]', tolerance=1e-6)


@exercise.check(
    points=1,
    en="it prints how it goes when `verbose`, and nothing otherwise",
    es="imprime cómo va cuando `verbose`, y nada en otro caso",
)
def prints_if_asked(student, drawn, n, x, y, lr):
    for more in ((), (None, True)):
        network = _network(student, drawn, "CrossEntropy", n, lr)
        _, printed = student.fit.early().listening()(network, x, y, 2, *more)
        require(
            bool(printed) == bool(more),
            en="Print the progress if `verbose` is true, and nothing if it is not.",
            es="Imprime el avance si `verbose` es verdadero, y nada si no lo es.",
        )
