"""The mistakes that students make in the training loop, as runnable wrong functions."""

from __future__ import annotations

import numpy as np

from assignments.a6_training import fit as checks
from assignments.a6_training.building import accuracy
from assignments.a6_training.fit import exercise
from solutions import training


def _batches(n, bs, rng):
    order = rng.permutation(n)
    return [(order[start : start + bs],) * 2 for start in range(0, n, bs)]


def _step(network, x, y):
    training._step(network, network.optimizer, x, y)


def _train(
    network,
    x,
    y,
    epochs,
    validation=None,
    verbose=False,
    *,
    batches=_batches,
    step=_step,
    measure=training._measure,
    validate=training._measure,
):
    """Train as the reference does, except for what is given: batches of (indices of inputs, of targets) ..."""
    rng = np.random.default_rng(0)
    history: dict[str, list[float]] = {}
    for _ in range(epochs):
        for inputs, targets in batches(len(x), network.optimizer.bs, rng):
            step(network, x[inputs], y[targets])
        measured = measure(network, x, y)
        if validation is not None:
            measured |= {f"val_{name}": value for name, value in validate(network, *validation).items()}
        for name, value in measured.items():
            history.setdefault(name, []).append(value)
        if verbose:
            print(measured)
    return history


def _moved(network, gradients, change):
    """Replace each parameter by ``change(parameter, gradient)``."""
    pairs = zip(network.get_params(), gradients, strict=True)
    network.set_params([(change(w, dw), change(b, db)) for (w, b), (dw, db) in pairs])


@exercise.misconception(
    caught_by=checks.descends,
    en="Go against the gradient: w - lr * dw, as the optimiser's step does.",
    es="Ve en contra del gradiente: w - lr * dw, como hace el paso del optimizador.",
)
def climbs(network, x, y, epochs, validation=None, verbose=False):
    def step(network, x, y):
        _, gradients = network.loss_and_gradients(x, y)
        _moved(network, gradients, lambda w, dw: w + network.optimizer.lr * dw)

    return _train(network, x, y, epochs, validation, verbose, step=step)


@exercise.misconception(
    caught_by=checks.descends,
    en="Take the step with the optimiser's learning rate.",
    es="Da el paso con la tasa de aprendizaje del optimizador.",
)
def forgets_the_learning_rate(network, x, y, epochs, validation=None, verbose=False):
    def step(network, x, y):
        _, gradients = network.loss_and_gradients(x, y)
        _moved(network, gradients, lambda w, dw: w - dw)

    return _train(network, x, y, epochs, validation, verbose, step=step)


@exercise.misconception(
    caught_by=checks.descends,
    en="Train the biases as well as the weights.",
    es="Entrena también los sesgos, no solo los pesos.",
)
def forgets_biases(network, x, y, epochs, validation=None, verbose=False):
    def step(network, x, y):
        _, gradients = network.loss_and_gradients(x, y)
        still = [(dw, 0 * db) for dw, db in gradients]
        _moved(network, still, network.optimizer.step)

    return _train(network, x, y, epochs, validation, verbose, step=step)


@exercise.misconception(
    caught_by=checks.descends,
    en="Train every layer, not only the last one.",
    es="Entrena todas las capas, no solo la última.",
)
def trains_the_last_layer(network, x, y, epochs, validation=None, verbose=False):
    def step(network, x, y):
        _, gradients = network.loss_and_gradients(x, y)
        still = [(0 * dw, 0 * db) for dw, db in gradients[:-1]]
        _moved(network, [*still, gradients[-1]], network.optimizer.step)

    return _train(network, x, y, epochs, validation, verbose, step=step)


@exercise.misconception(
    caught_by=checks.descends,
    en="Put the new parameters into the network with set_params: a new array alone changes nothing.",
    es="Pon los parámetros nuevos en la red con set_params: un arreglo nuevo por sí solo no cambia nada.",
)
def never_puts_them_back(network, x, y, epochs, validation=None, verbose=False):
    return _train(network, x, y, epochs, validation, verbose, step=lambda network, x, y: None)


@exercise.misconception(
    caught_by=checks.descends,
    en="The gradients are those of a mean already: do not divide them by the batch size.",
    es="Los gradientes ya son los de un promedio: no los dividas entre el tamaño del lote.",
)
def averages_again(network, x, y, epochs, validation=None, verbose=False):
    def step(network, x, y):
        _, gradients = network.loss_and_gradients(x, y)
        _moved(network, gradients, lambda w, dw: network.optimizer.step(w, dw / len(x)))

    return _train(network, x, y, epochs, validation, verbose, step=step)


@exercise.misconception(
    caught_by=checks.measures_the_loss,
    en="Return after the last epoch: the `return` is inside the loop.",
    es="Devuelve después de la última época: el `return` está dentro del ciclo.",
)
def returns_after_one_epoch(network, x, y, epochs, validation=None, verbose=False):
    return _train(network, x, y, 1, validation, verbose)


@exercise.misconception(
    caught_by=checks.measures_the_loss,
    en="Averaging the losses of the batches is another convention. Here the loss is measured on all examples "
    "after the last step of the epoch.",
    es="Promediar las pérdidas de los lotes es otra convención. Aquí la pérdida se mide con todos los ejemplos "
    "después del último paso de la época.",
)
def averages_the_batches(network, x, y, epochs, validation=None, verbose=False):
    seen = []

    def step(network, x, y):
        seen.append(float(network.loss_and_gradients(x, y)[0]))
        _step(network, x, y)

    def measure(network, x, y):
        measured = training._measure(network, x, y) | {"loss": float(np.mean(seen))}
        seen.clear()
        return measured

    return _train(network, x, y, epochs, validation, verbose, step=step, measure=measure)


@exercise.misconception(
    caught_by=checks.measures_the_loss,
    en="Measure the loss on all training examples, not on the last batch.",
    es="Mide la pérdida con todos los ejemplos de entrenamiento, no con el último lote.",
)
def measures_the_last_batch(network, x, y, epochs, validation=None, verbose=False):
    last: list[float] = []

    def step(network, x, y):
        last[:] = [float(network.loss_and_gradients(x, y)[0])]
        _step(network, x, y)

    def measure(network, x, y):
        return training._measure(network, x, y) | {"loss": last[0]}

    return _train(network, x, y, epochs, validation, verbose, step=step, measure=measure)


@exercise.misconception(
    caught_by=checks.measures_the_loss,
    en="The loss in the history is that of loss_and_gradients, penalty included.",
    es="La pérdida del historial es la de loss_and_gradients, con la penalización incluida.",
)
def leaves_the_penalty_out(network, x, y, epochs, validation=None, verbose=False):
    def measure(network, x, y):
        loss = float(network.loss(network.predict(x), y)[0])
        return training._measure(network, x, y) | {"loss": loss}

    return _train(network, x, y, epochs, validation, verbose, measure=measure, validate=measure)


@exercise.misconception(
    caught_by=checks.records_every_epoch,
    en="Append what you measured after each epoch; every entry of yours is the last one.",
    es="Agrega lo que mediste después de cada época; todas tus entradas son la última.",
)
def repeats_the_last_loss(network, x, y, epochs, validation=None, verbose=False):
    history = _train(network, x, y, epochs, validation, verbose)
    return {name: [values[-1]] * epochs for name, values in history.items()}


def _shuffled_apart(n, bs, rng):
    inputs, targets = rng.permutation(n), rng.permutation(n)
    return [(inputs[k : k + bs], targets[k : k + bs]) for k in range(0, n, bs)]


@exercise.misconception(
    caught_by=checks.visits_every_example,
    en="Shuffle inputs and targets together: draw one order of indices, and take both in this order.",
    es="Baraja entradas y objetivos juntos: sortea un solo orden de índices y toma ambos en ese orden.",
)
def shuffles_apart(network, x, y, epochs, validation=None, verbose=False):
    return _train(network, x, y, epochs, validation, verbose, batches=_shuffled_apart)


def _drawn_again(n, bs, rng):
    return [(rng.integers(n, size=bs),) * 2 for _ in range(0, n, bs)]


@exercise.misconception(
    caught_by=checks.visits_every_example,
    en="Cut one permutation into batches: examples drawn anew for each batch come twice or not at all.",
    es="Corta una sola permutación en lotes: si sorteas ejemplos para cada lote, unos se repiten y otros faltan.",
)
def draws_with_replacement(network, x, y, epochs, validation=None, verbose=False):
    def batches(n, bs, rng):
        # The same draw for inputs and for targets.
        return [(batch, batch) for batch, _ in _drawn_again(n, bs, rng)]

    return _train(network, x, y, epochs, validation, verbose, batches=batches)


@exercise.misconception(
    caught_by=checks.steps_once_a_batch,
    en="Do not drop what is left for the last batch; it is shorter, and still a batch.",
    es="No descartes lo que queda para el último lote; es más corto, pero sigue siendo un lote.",
)
def drops_the_rest(network, x, y, epochs, validation=None, verbose=False):
    def batches(n, bs, rng):
        return _batches(n, bs, rng)[: n // bs]

    return _train(network, x, y, epochs, validation, verbose, batches=batches)


@exercise.misconception(
    caught_by=checks.steps_once_a_batch,
    en="Take a step for each batch of `bs` examples; you take one step for all of them.",
    es="Da un paso por cada lote de `bs` ejemplos; tú das un solo paso para todos.",
)
def takes_one_step_an_epoch(network, x, y, epochs, validation=None, verbose=False):
    def batches(n, bs, rng):
        return _batches(n, n, rng)

    return _train(network, x, y, epochs, validation, verbose, batches=batches)


@exercise.misconception(
    caught_by=checks.steps_once_a_batch,
    en="Cut the examples into batches of the optimiser's `bs`; you take one example at a time.",
    es="Corta los ejemplos en lotes del `bs` del optimizador; tú los tomas de uno en uno.",
)
def takes_single_examples(network, x, y, epochs, validation=None, verbose=False):
    def batches(n, bs, rng):
        return _batches(n, 1, rng)

    return _train(network, x, y, epochs, validation, verbose, batches=batches)


@exercise.misconception(
    caught_by=checks.steps_once_a_batch,
    en="The batch size is the number of examples in a batch, not the number of batches.",
    es="El tamaño de lote es el número de ejemplos de un lote, no el número de lotes.",
)
def takes_bs_for_the_number_of_batches(network, x, y, epochs, validation=None, verbose=False):
    def batches(n, bs, rng):
        return [(part, part) for part in np.array_split(rng.permutation(n), min(n, bs))]

    return _train(network, x, y, epochs, validation, verbose, batches=batches)


@exercise.misconception(
    caught_by=checks.steps_with_its_batch,
    en="Give each step the examples of its own batch, x[batch] and y[batch]; yours all use every example.",
    es="Dale a cada paso los ejemplos de su propio lote, x[batch] e y[batch]; los tuyos usan siempre todos.",
)
def steps_with_everything(network, x, y, epochs, validation=None, verbose=False):
    def batches(n, bs, rng):
        return [(np.arange(n),) * 2 for _ in range(0, n, bs)]

    return _train(network, x, y, epochs, validation, verbose, batches=batches)


@exercise.misconception(
    caught_by=checks.shuffles,
    en="Shuffle: draw a new order of the examples at the start of every epoch.",
    es="Baraja: sortea un orden nuevo de los ejemplos al comienzo de cada época.",
)
def never_shuffles(network, x, y, epochs, validation=None, verbose=False):
    def batches(n, bs, rng):
        return [(np.arange(n)[k : k + bs],) * 2 for k in range(0, n, bs)]

    return _train(network, x, y, epochs, validation, verbose, batches=batches)


@exercise.misconception(
    caught_by=checks.shuffles,
    en="Draw the order inside the loop over the epochs: yours is drawn once and then repeated.",
    es="Sortea el orden dentro del ciclo de las épocas: el tuyo se sortea una vez y luego se repite.",
)
def shuffles_once(network, x, y, epochs, validation=None, verbose=False):
    def batches(n, bs, rng):
        return _batches(n, bs, np.random.default_rng(3))

    return _train(network, x, y, epochs, validation, verbose, batches=batches)


def _with_accuracy(change):
    """Return a measure whose accuracy is ``change(share of hits, number of examples)``."""

    def measure(network, x, y):
        measured = training._measure(network, x, y)
        if "accuracy" in measured:
            measured["accuracy"] = change(measured["accuracy"], len(x))
        return measured

    return measure


@exercise.misconception(
    caught_by=checks.measures_accuracy,
    en="Per cent are another convention. Here accuracy is a share, between 0 and 1.",
    es="El porcentaje es otra convención. Aquí la exactitud es una fracción, entre 0 y 1.",
)
def counts_in_percent(network, x, y, epochs, validation=None, verbose=False):
    measure = _with_accuracy(lambda share, n: 100 * share)
    return _train(network, x, y, epochs, validation, verbose, measure=measure, validate=measure)


@exercise.misconception(
    caught_by=checks.measures_accuracy,
    en="Divide the number of hits by the number of examples.",
    es="Divide el número de aciertos entre el número de ejemplos.",
)
def counts_hits(network, x, y, epochs, validation=None, verbose=False):
    measure = _with_accuracy(lambda share, n: share * n)
    return _train(network, x, y, epochs, validation, verbose, measure=measure, validate=measure)


@exercise.misconception(
    caught_by=checks.measures_accuracy,
    en="Accuracy is the share of hits; you give the share of errors.",
    es="La exactitud es la fracción de aciertos; tú das la de errores.",
)
def counts_errors(network, x, y, epochs, validation=None, verbose=False):
    measure = _with_accuracy(lambda share, n: 1 - share)
    return _train(network, x, y, epochs, validation, verbose, measure=measure, validate=measure)


@exercise.misconception(
    caught_by=checks.measures_validation,
    en="Measure the validation entries on the validation examples; yours repeat the training ones.",
    es="Mide las entradas de validación con los ejemplos de validación; las tuyas repiten las de entrenamiento.",
)
def validates_on_training(network, x, y, epochs, validation=None, verbose=False):
    def validate(network, *_):
        return training._measure(network, x, y)

    return _train(network, x, y, epochs, validation, verbose, validate=validate)


@exercise.misconception(
    caught_by=checks.measures_validation,
    en='With validation examples the history has the metrics for them too: "val_accuracy".',
    es='Con ejemplos de validación, el historial también tiene sus métricas: "val_accuracy".',
)
def forgets_the_metrics_of_validation(network, x, y, epochs, validation=None, verbose=False):
    def validate(network, x, y):
        return {"loss": float(network.loss_and_gradients(x, y)[0])}

    return _train(network, x, y, epochs, validation, verbose, validate=validate)


@exercise.misconception(
    caught_by=checks.measures_validation,
    en="Measure the validation loss as the training loss, penalty included, so that the two can be compared.",
    es="Mide la pérdida de validación como la de entrenamiento, con la penalización, para poder compararlas.",
)
def validates_without_the_penalty(network, x, y, epochs, validation=None, verbose=False):
    def validate(network, x, y):
        out = network.predict(x)
        return {"loss": float(network.loss(out, y)[0]), "accuracy": accuracy(out, y)}

    return _train(network, x, y, epochs, validation, verbose, validate=validate)


@exercise.misconception(
    caught_by=checks.keeps_validation_apart,
    en="Never take a step on validation examples: only measure on them.",
    es="Nunca des un paso con ejemplos de validación: solo mide con ellos.",
)
def trains_on_validation(network, x, y, epochs, validation=None, verbose=False):
    def validate(network, x, y):
        _step(network, x, y)
        return training._measure(network, x, y)

    return _train(network, x, y, epochs, validation, verbose, validate=validate)


@exercise.misconception(
    caught_by=checks.prints_if_asked,
    en="Print only if `verbose` is true.",
    es="Imprime solo si `verbose` es verdadero.",
)
def always_prints(network, x, y, epochs, validation=None, verbose=False):
    return _train(network, x, y, epochs, validation, True)


@exercise.misconception(
    caught_by=checks.prints_if_asked,
    en="If `verbose` is true, print a line for each epoch.",
    es="Si `verbose` es verdadero, imprime una línea por época.",
)
def never_prints(network, x, y, epochs, validation=None, verbose=False):
    return _train(network, x, y, epochs, validation, False)
