"""Early stopping: the validation loss decides when training ends, and which weights are kept."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, scalar
from solutions.early_stopping import early_stopping

#: Losses that rise from the first epoch on: how an answer is counted shows, and how long it waits.
RISING = np.arange(1.5, 10.0)


def _falling(rng, count):
    """Losses that fall to 0, by at least 0.3 at each epoch."""
    return np.cumsum(rng.uniform(0.3, 1.0, count))[::-1] - 0.3


def _bumpy(rng, sizes):
    """Losses that fall, then go up and down above their lowest for seven epochs, and end lower than ever."""
    down = 1 + _falling(rng, rng.integers(2, 5))
    above = down[-1] + rng.uniform(0.6, 1.0, 7)
    above[1::2] -= 0.5  # lower than the epoch before, but not than the best
    return np.concatenate([down, above, down[-1] - rng.uniform(0.1, 1.0, 2)])


def _recovering(rng, sizes):
    """Losses with two new bests, each after two worse epochs; then five worse ones, and a last best."""
    bests = 1 + _falling(rng, 4)
    worse = [
        best + np.sort(rng.uniform(0.1, 0.9, count)) for best, count in zip(bests, (2, 2, 5), strict=False)
    ]
    return np.concatenate([*(np.r_[best, up] for best, up in zip(bests, worse, strict=False)), bests[3:]])


def _level(rng, sizes):
    """Losses that fall, stay at their lowest for seven epochs, and fall again."""
    down = 1 + _falling(rng, rng.integers(2, 5))
    return np.concatenate([down, np.repeat(down[-1], 6), down[-1:] - 0.5])


exercise = Exercise(
    early_stopping,
    en="Given the validation loss after each epoch, find the epoch at which training stops: the first one that is "
    "`patience` epochs after the last improvement, or the last epoch there is. Return it together with the epoch "
    "of the best loss until then. An epoch is an improvement if it lowers the best loss by more than `min_delta`.",
    es="A partir de la pérdida de validación de cada época, encuentra la época en que se detiene el entrenamiento: la "
    "primera que esté `patience` épocas después de la última mejora o, si no la hay, la última época. Devuélvela "
    "junto con la época de la mejor pérdida hasta ahí. Una época es una mejora si baja la mejor pérdida en más de "
    "`min_delta`.",
    topic=Text(en="Early stopping", es="Parada temprana"),
    inputs={
        "falling": made(lambda rng, sizes: _falling(rng, 8)),
        "bumpy": made(_bumpy),
        "recovering": made(_recovering),
        "level": made(_level),
        "delta": scalar(0.2, 0.6),
    },
)


def _habits(student):
    """Return what a submission does throughout, and one check each judges: it is not held against the others.

    That is: whether it returns best_epoch first, the number of its first epoch, and how many epochs longer than it
    should it waits.
    """
    stop, best = map(float, student(RISING, patience=3))
    swapped = stop < best == int(best)
    if swapped:
        stop, best = best, stop
    first = int(best) if best in (0, 1) else 0
    longer = int(stop) - first - 3
    return swapped, first, longer if abs(longer) == 1 else 0


def _epochs(student, val_losses, **options):
    """Return the epochs of stopping and of the best loss, in this order and counted from 0."""
    swapped, first, _ = _habits(student)
    stop, best = map(float, student(val_losses, **options))
    return (best - first, stop - first) if swapped else (stop - first, best - first)


def _require_stop(student, val_losses, patience, **options):
    """Require the right epoch of stopping, given how long this submission waits."""
    stop, best = _epochs(student, val_losses, patience=patience, **options)
    _, _, longer = _habits(student)
    wanted, wanted_best = early_stopping(val_losses, patience=patience + longer, **options)
    close(stop, wanted, name="stop_epoch")
    return best, wanted_best


@exercise.check(
    points=1,
    en="stop_epoch comes first, best_epoch second, and epochs are counted from 0",
    es="stop_epoch va primero, best_epoch después, y las épocas se cuentan desde 0",
)
def counts_from_zero(student, falling):
    stop, best = student(np.concatenate([falling[-3:], 1 + RISING]), patience=3)
    close(best, 2, name="best_epoch")
    _, first, longer = _habits(student)
    close(stop - first - longer, 5, name="stop_epoch")


@exercise.check(
    points=2,
    en="training stops as soon as `patience` epochs have followed the best one",
    es="el entrenamiento se detiene en cuanto pasan `patience` épocas después de la mejor",
)
def stops_when_patience_runs_out(student, bumpy):
    for patience in (2, 3, 5):
        stop, _ = _epochs(student, bumpy, patience=patience)
        close(stop, early_stopping(bumpy, patience=patience)[0], name="stop_epoch")


@exercise.check(
    points=2,
    en="best_epoch is the epoch of the lowest loss until training stops",
    es="best_epoch es la época de la menor pérdida hasta que se detiene el entrenamiento",
)
def finds_the_best_epoch(student, bumpy, recovering):
    for losses, patience in ((bumpy, 3), (bumpy, 5), (recovering, 3)):
        stop, best = _epochs(student, losses, patience=patience)
        close(best, np.argmin(losses[: max(int(stop), 0) + 1]), name="best_epoch")


@exercise.check(
    points=1,
    en="while patience lasts, training goes on to the last epoch",
    es="mientras quede paciencia, el entrenamiento sigue hasta la última época",
)
def runs_to_the_end(student, falling, bumpy):
    for losses in (falling, 1e-4 * falling, bumpy[:-5]):  # by default, the smallest improvement counts
        best, wanted = _require_stop(student, losses, 6)
        close(best, wanted, name="best_epoch")


@exercise.check(
    points=1,
    en="every improvement starts the count anew",
    es="cada mejora reinicia la cuenta",
)
def starts_the_count_anew(student, recovering):
    _require_stop(student, recovering, 3)


@exercise.check(
    points=1,
    en="a loss equal to the best one is no improvement",
    es="una pérdida igual a la mejor no es una mejora",
)
def ties_are_no_improvement(student, level):
    _require_stop(student, level, 3)


@exercise.check(
    points=1,
    en="a loss that is lower by less than min_delta is no improvement",
    es="una pérdida que baja menos que min_delta no es una mejora",
)
def improvements_exceed_min_delta(student, delta):
    small = 1.2 - delta * np.array([0.5, 0.2, 0.4, 0.1, 0.3, 0.2])
    losses = np.array([3.0, 1.2, 2.0, small[0], 2.0, *small[1:], 0.2 * delta])
    best, wanted = _require_stop(student, losses, 4, min_delta=delta)
    if best != np.argmin(losses):  # to look ahead has its own check
        close(best, wanted, name="best_epoch")


@exercise.check(
    points=1,
    en="small steps down add up to an improvement in the end",
    es="los pasos pequeños hacia abajo terminan sumando una mejora",
)
def small_steps_add_up(student, delta):
    losses = np.array(
        [5.0, 9.0, 7.0, *(5 - 0.6 * delta * np.arange(1, 6))]
    )  # every other step is the one that counts
    _require_stop(student, losses, 5, min_delta=delta)


def _epoch_by_epoch(val_losses, patience, improves, longer=0):
    """Walk through the epochs; ``improves(epoch, best_epoch)`` tells an improvement from what is none."""
    best_epoch = 0
    for epoch in range(len(val_losses)):
        if epoch and improves(epoch, best_epoch):
            best_epoch = epoch
        if epoch - best_epoch >= patience + longer:
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


@exercise.misconception(
    caught_by=counts_from_zero,
    en="Return stop_epoch first and best_epoch second.",
    es="Devuelve primero stop_epoch y después best_epoch.",
)
def returns_the_best_first(val_losses, *, patience, min_delta=0.0):
    return early_stopping(val_losses, patience=patience, min_delta=min_delta)[::-1]


@exercise.misconception(
    caught_by=counts_from_zero,
    en="Counting epochs from 1 is another convention. Here the first epoch is number 0, its place in val_losses.",
    es="Contar las épocas desde 1 es otra convención. Aquí la primera época es la número 0, su lugar en val_losses.",
)
def counts_from_one(val_losses, *, patience, min_delta=0.0):
    stop, best = early_stopping(val_losses, patience=patience, min_delta=min_delta)
    return stop + 1, best + 1


@exercise.misconception(
    caught_by=stops_when_patience_runs_out,
    en="Stop when the epochs without improvement are as many as `patience` (>=); you wait for one more (>).",
    es="Detente cuando las épocas sin mejora sean tantas como `patience` (>=); tú esperas una más (>).",
)
def waits_one_epoch_longer(val_losses, *, patience, min_delta=0.0):
    return early_stopping(val_losses, patience=patience + 1, min_delta=min_delta)


@exercise.misconception(
    caught_by=stops_when_patience_runs_out,
    en="Count only the epochs after the best one; the best itself is not one without improvement.",
    es="Cuenta solo las épocas posteriores a la mejor; la mejor no es una época sin mejora.",
)
def counts_the_best_epoch_too(val_losses, *, patience, min_delta=0.0):
    return early_stopping(val_losses, patience=patience - 1, min_delta=min_delta)


@exercise.misconception(
    caught_by=stops_when_patience_runs_out,
    en="Compare each loss with the best so far, not with the epoch before: after a bad epoch, a little less bad is no "
    "improvement.",
    es="Compara cada pérdida con la mejor hasta el momento, no con la época anterior: después de una época mala, otra "
    "un poco menos mala no es una mejora.",
)
def compares_with_the_epoch_before(val_losses, *, patience, min_delta=0.0):
    def improves(epoch, best_epoch):
        return val_losses[epoch] < val_losses[epoch - 1] - min_delta

    return _epoch_by_epoch(val_losses, patience, improves)


@exercise.misconception(
    caught_by=(stops_when_patience_runs_out, finds_the_best_epoch),
    en="It is a loss: lower is better.",
    es="Es una pérdida: mientras más baja, mejor.",
)
def takes_higher_for_better(val_losses, *, patience, min_delta=0.0):
    def improves(epoch, best_epoch):
        return val_losses[epoch] > val_losses[best_epoch] + min_delta

    return _epoch_by_epoch(val_losses, patience, improves)


@exercise.misconception(
    caught_by=(counts_from_zero, finds_the_best_epoch),
    en="Return the number of the best epoch, not its loss.",
    es="Devuelve el número de la mejor época, no su pérdida.",
)
def returns_the_best_loss(val_losses, *, patience, min_delta=0.0):
    stop, best = early_stopping(val_losses, patience=patience, min_delta=min_delta)
    return stop, val_losses[best]


@exercise.misconception(
    caught_by=finds_the_best_epoch,
    en="Look for the best epoch among those that were trained, up to stop_epoch; the later ones never happen.",
    es="Busca la mejor época entre las que se entrenaron, hasta stop_epoch; las posteriores nunca ocurren.",
)
def looks_ahead_for_the_best(val_losses, *, patience, min_delta=0.0):
    stop, _ = early_stopping(val_losses, patience=patience, min_delta=min_delta)
    return stop, int(np.argmin(val_losses))


@exercise.misconception(
    caught_by=runs_to_the_end,
    en="Remember the epoch of the last improvement; it lies `patience` epochs back only if patience ran out.",
    es="Recuerda la época de la última mejora; está `patience` épocas atrás solo si se agotó la paciencia.",
)
def steps_back_by_patience(val_losses, *, patience, min_delta=0.0):
    stop, _ = early_stopping(val_losses, patience=patience, min_delta=min_delta)
    return stop, stop - patience


@exercise.misconception(
    caught_by=runs_to_the_end,
    en="If patience never runs out, the last epoch is len(val_losses) - 1.",
    es="Si la paciencia nunca se agota, la última época es len(val_losses) - 1.",
)
def counts_the_epochs_at_the_end(val_losses, *, patience, min_delta=0.0):
    stop, best = early_stopping(val_losses, patience=patience, min_delta=min_delta)
    return (stop if stop - best >= patience else len(val_losses)), best


@exercise.misconception(
    caught_by=runs_to_the_end,
    en="Training cannot go on after the last epoch: best_epoch + patience may lie beyond it.",
    es="El entrenamiento no puede seguir después de la última época: best_epoch + patience puede quedar más allá.",
)
def stops_beyond_the_end(val_losses, *, patience, min_delta=0.0):
    _, best = early_stopping(val_losses, patience=patience, min_delta=min_delta)
    return best + patience, best


@exercise.misconception(
    caught_by=(runs_to_the_end, small_steps_add_up),
    en="If the loop ends and patience has not run out, return the last epoch all the same.",
    es="Si el ciclo termina sin que se agote la paciencia, devuelve igualmente la última época.",
)
def returns_nothing_at_the_end(val_losses, *, patience, min_delta=0.0):
    stop, best = early_stopping(val_losses, patience=patience, min_delta=min_delta)
    return (stop, best) if stop - best >= patience else None


@exercise.misconception(
    caught_by=starts_the_count_anew,
    en="Set the count of epochs without improvement back to 0 at each improvement: they must come in a row.",
    es="Vuelve a poner en 0 la cuenta de épocas sin mejora con cada mejora: deben ser consecutivas.",
)
def never_resets_the_count(val_losses, *, patience, min_delta=0.0):
    best_epoch, waited = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best_epoch] - min_delta:
            best_epoch = epoch
        else:
            waited += 1
        if waited >= patience:
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


@exercise.misconception(
    caught_by=ties_are_no_improvement,
    en="Use <, not <=: on a plateau, equal losses would keep training going for ever.",
    es="Usa <, no <=: en una meseta, las pérdidas iguales harían que el entrenamiento no terminara nunca.",
)
def takes_ties_for_improvements(val_losses, *, patience, min_delta=0.0):
    def improves(epoch, best_epoch):
        return val_losses[epoch] <= val_losses[best_epoch] - min_delta

    return _epoch_by_epoch(val_losses, patience, improves)


@exercise.misconception(
    caught_by=improvements_exceed_min_delta,
    en="Use min_delta: an epoch is an improvement only if its loss is below best - min_delta.",
    es="Usa min_delta: una época es una mejora solo si su pérdida está por debajo de best - min_delta.",
)
def ignores_min_delta(val_losses, *, patience, min_delta=0.0):
    return early_stopping(val_losses, patience=patience)


@exercise.misconception(
    caught_by=improvements_exceed_min_delta,
    en="Subtract min_delta from the best loss; you add it, and worse losses pass for improvements.",
    es="Resta min_delta de la mejor pérdida; tú lo sumas, y pérdidas peores pasan por mejoras.",
)
def adds_min_delta(val_losses, *, patience, min_delta=0.0):
    return early_stopping(val_losses, patience=patience, min_delta=-min_delta)


@exercise.misconception(
    caught_by=small_steps_add_up,
    en="Lower the best loss only when an improvement counts; otherwise small steps never add up to one.",
    es="Baja la mejor pérdida solo cuando una mejora cuenta; si no, los pasos pequeños nunca llegan a sumar una.",
)
def lowers_the_bar_without_counting(val_losses, *, patience, min_delta=0.0):
    def improves(epoch, best_epoch):
        return val_losses[epoch] < np.min(val_losses[:epoch]) - min_delta

    return _epoch_by_epoch(val_losses, patience, improves)


@exercise.misconception(
    caught_by=improvements_exceed_min_delta,
    en="best_epoch is that of the last improvement that counted, not of a loss that was lower by less than min_delta.",
    es="best_epoch es la de la última mejora que contó, no la de una pérdida que bajó menos que min_delta.",
)
def takes_the_lowest_loss(val_losses, *, patience, min_delta=0.0):
    stop, _ = early_stopping(val_losses, patience=patience, min_delta=min_delta)
    return stop, int(np.argmin(val_losses[: stop + 1]))
