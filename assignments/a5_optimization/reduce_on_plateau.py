"""Lower the learning rate when the loss has stopped improving."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, require, scalar
from solutions.schedules import reduce_on_plateau

exercise = Exercise(
    reduce_on_plateau,
    en="Go through the losses of the epochs. An improvement is a loss more than `min_delta` below the best so far, and "
    "becomes the best. After `patience` epochs in a row without one, multiply the rate by `factor` and count from zero "
    "again. Return the rate that holds after each epoch.",
    es="Recorre las pérdidas de las épocas. Una mejora es una pérdida que queda más de `min_delta` por debajo de la "
    "mejor hasta ahora, y pasa a ser la mejor. Tras `patience` épocas seguidas sin mejora, multiplica la tasa por "
    "`factor` y vuelve a contar desde cero. Devuelve la tasa que vale después de cada época.",
    topic=Text(en="Reducing on a plateau", es="Reducir en una meseta"),
    inputs={
        "lr": scalar(0.1, 1.0),
        "factor": scalar(0.2, 0.7),
        "patience": made(lambda rng, sizes: int(rng.integers(3, 7))),
        # Losses that fall at every epoch, from about 2 down to 1.
        "improving": made(lambda rng, sizes: 1 + np.sort(rng.uniform(0, 1, 6))[::-1]),
    },
)


def _rates(student, losses, lr, **options):
    got = student(np.asarray(losses), lr, **options)
    close(np.shape(got), np.shape(losses), name="the shape of rates")
    return np.asarray(got)


def _drops(rates):
    """Return the epochs after which the rate is lower than before."""
    return np.flatnonzero(np.diff(rates) < 0) + 1


@exercise.check(
    points=2,
    en="after `patience` epochs without improvement, the rate is multiplied by `factor`",
    es="tras `patience` épocas sin mejora, la tasa se multiplica por `factor`",
)
def lowers_after_patience(student, improving, lr, factor, patience):
    best, answers = improving[-1], []
    for plateau in (np.full(patience, best), best + np.linspace(0.1, 0.5, patience)):  # as good is no better
        for known in (improving, [best]):  # the first epoch's loss is the best so far, whatever it is
            rates = _rates(student, [*known, *plateau, best / 2], lr, factor=factor, patience=patience)
            answers.append((rates, [lr] * (len(known) + patience - 1) + [factor * lr] * 2))
    for rates, wanted in answers:
        close(rates, wanted, name="rates")


@exercise.check(
    points=2,
    en="each improvement starts the count again",
    es="cada mejora reinicia la cuenta",
)
def improvement_starts_the_count_again(student, improving, lr, factor, patience):
    losses = [loss for best in improving for loss in [best] * (patience - 1)]
    rates = _rates(student, losses, lr, factor=factor, patience=patience)
    close(rates, [lr] * len(losses), name="rates")


@exercise.check(
    points=2,
    en="an improvement is measured against the best loss so far, not the latest",
    es="una mejora se mide contra la mejor pérdida hasta ahora, no contra la última",
)
def compares_with_the_best(student, improving, lr, factor, patience):
    # Up once, and from there slowly down again without reaching the best.
    losses = [*improving, *np.linspace(3.0, 2.0, 3 * patience)]
    rates = _rates(student, losses, lr, factor=factor, patience=patience)
    require(
        rates[-1] < lr,
        en=f"No loss beats the best of {3 * patience} epochs ago, and the rate has not been lowered.",
        es=f"Ninguna pérdida supera a la mejor de hace {3 * patience} épocas, y la tasa no ha bajado.",
    )


@exercise.check(
    points=2,
    en="while the plateau lasts, the rate goes down again and again, `patience` epochs apart",
    es="mientras dure la meseta, la tasa baja una y otra vez, cada `patience` épocas",
)
def goes_on_lowering(student, improving, lr, factor, patience):
    long = 4 * patience + 4
    for plateau in (np.full(long, 2.5), np.linspace(2.5, 2.0, long)):  # neither comes near the best
        rates = _rates(student, [*improving, *plateau], lr, factor=factor, patience=patience)
        drops = _drops(rates)
        # Who waits for one epoch more, which was asked above, does so each time.
        late = len(drops) > 0 and drops[0] == len(improving) + patience
        require(
            len(drops) > 2 and any(set(np.diff(drops)) == {patience + more} for more in (0, late)),
            en=f"On a plateau of {long} epochs with patience {patience}, the rate should go down every {patience} "
            f"epochs; it went down {len(drops)} times.",
            es=f"En una meseta de {long} épocas con paciencia {patience}, la tasa debería bajar cada {patience} "
            f"épocas; bajó {len(drops)} veces.",
        )
        close(rates[drops], lr * factor ** np.arange(1, len(drops) + 1), name="rates")


@exercise.check(
    points=1,
    en="an improvement is more than min_delta, which small ones may add up to",
    es="una mejora es de más de min_delta, que varias pequeñas pueden reunir",
)
def counts_only_real_improvements(student, lr, factor, patience):
    options = {"factor": factor, "patience": patience, "min_delta": 0.1}
    creeping = _rates(student, 1 - np.linspace(0, 0.09, 3 * patience), lr, **options)
    behind = _rates(student, [1.0, *np.linspace(9, 2, 3 * patience)], lr, **options)
    adding_up = _rates(student, 5 - 0.04 * np.arange(3 * patience), lr, **options)
    require(
        creeping[-1] < lr and behind[-1] < lr,
        en="In many epochs no loss was more than min_delta below the best, and the rate has not been lowered.",
        es="En muchas épocas ninguna pérdida quedó más de min_delta por debajo de la mejor, y la tasa no ha bajado.",
    )
    close(adding_up, [lr] * (3 * patience), name="rates")


@exercise.check(
    points=1,
    en="by default factor is 0.1, patience 10 and min_delta 0",
    es="por omisión, factor es 0.1, patience es 10 y min_delta es 0",
)
def has_the_defaults(student, improving, lr):
    losses = [*improving, *(1 - 1e-7 * np.arange(15)), *np.full(25, 2.0)]
    wanted = _rates(student, losses, lr, factor=0.1, patience=10, min_delta=0.0)
    close(np.log(_rates(student, losses, lr)), np.log(wanted), name="the logarithm of rates")


def _watched(losses, lr, factor, patience, improves, *, keeps_counting=False, forgets_the_best=False):
    """Go through the losses with another idea of `improves(loss, best, previous)`."""
    best, previous, waited, rates = np.inf, np.inf, 0, []
    for loss in losses:
        if improves(loss, best, previous):
            best, waited = loss, 0
        else:
            waited += 1
        previous = loss
        if waited >= patience:
            lr, waited = lr * factor, waited if keeps_counting else 0
            best = np.inf if forgets_the_best else best
        rates.append(lr)
    return np.array(rates)


@exercise.misconception(
    caught_by=lowers_after_patience,
    en="Waiting for one epoch more than `patience` is another convention. Here the rate goes down after the epoch that "
    "makes `patience` in a row.",
    es="Esperar una época más que `patience` es otra convención. Aquí la tasa baja después de la época con la que se "
    "completan `patience` seguidas.",
)
def waits_one_epoch_more(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    return reduce_on_plateau(losses, lr, factor=factor, patience=patience + 1, min_delta=min_delta)


@exercise.misconception(
    caught_by=lowers_after_patience,
    en="Return the rate that holds after each epoch; you return the one that held during it.",
    es="Devuelve la tasa que vale después de cada época; tú devuelves la que valía durante ella.",
)
def returns_the_rate_before(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    rates = reduce_on_plateau(losses, lr, factor=factor, patience=patience, min_delta=min_delta)
    return np.concatenate([[lr], rates[:-1]])


@exercise.misconception(
    caught_by=lowers_after_patience,
    en="A loss as good as the best is no improvement: ask for loss < best - min_delta, not <=.",
    es="Una pérdida igual a la mejor no es una mejora: pide loss < best - min_delta, no <=.",
)
def takes_a_draw_for_an_improvement(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    return _watched(losses, lr, factor, patience, lambda loss, best, _: loss <= best - min_delta)


@exercise.misconception(
    caught_by=lowers_after_patience,
    en="Multiply the rate by `factor`, do not subtract it.",
    es="Multiplica la tasa por `factor`, no se lo restes.",
)
def subtracts_the_factor(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    rates = reduce_on_plateau(losses, 1.0, factor=0.5, patience=patience, min_delta=min_delta)
    return lr + factor * np.round(np.log2(rates))


@exercise.misconception(
    caught_by=lowers_after_patience,
    en="Multiply the rate by `factor`; dividing by it makes the rate larger.",
    es="Multiplica la tasa por `factor`; si divides entre él, la tasa crece.",
)
def divides_by_the_factor(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    return reduce_on_plateau(losses, lr, factor=1 / factor, patience=patience, min_delta=min_delta)


@exercise.misconception(
    caught_by=improvement_starts_the_count_again,
    en="Count epochs in a row: set the count to zero at every improvement.",
    es="Cuenta épocas seguidas: pon la cuenta en cero con cada mejora.",
)
def never_starts_the_count_again(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    best, waited, rates = np.inf, 0, []
    for loss in losses:
        if loss < best - min_delta:
            best = loss
        else:
            waited += 1
        if waited == patience:
            lr, waited = lr * factor, 0
        rates.append(lr)
    return np.array(rates)


@exercise.misconception(
    caught_by=compares_with_the_best,
    en="Compare each loss with the best one so far, not with that of the epoch before.",
    es="Compara cada pérdida con la mejor hasta ahora, no con la de la época anterior.",
)
def compares_with_the_epoch_before(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    return _watched(losses, lr, factor, patience, lambda loss, _, previous: loss < previous - min_delta)


@exercise.misconception(
    caught_by=goes_on_lowering,
    en="After the rate has gone down, count from zero again: the smaller steps need time to show what they can do.",
    es="Después de bajar la tasa, cuenta otra vez desde cero: los pasos más pequeños necesitan tiempo para mostrar su "
    "efecto.",
)
def goes_down_at_every_epoch(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    return _watched(
        losses, lr, factor, patience, lambda loss, best, _: loss < best - min_delta, keeps_counting=True
    )


@exercise.misconception(
    caught_by=goes_on_lowering,
    en="Keep the best loss when the rate goes down: the smaller steps are to beat it, too.",
    es="Conserva la mejor pérdida cuando baje la tasa: los pasos más pequeños también deben superarla.",
)
def forgets_the_best(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    return _watched(
        losses, lr, factor, patience, lambda loss, best, _: loss < best - min_delta, forgets_the_best=True
    )


@exercise.misconception(
    caught_by=goes_on_lowering,
    en="Each plateau lowers the rate once more: multiply the current rate, not that of the start.",
    es="Cada meseta baja la tasa una vez más: multiplica la tasa actual, no la del comienzo.",
)
def goes_down_once(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    rates = reduce_on_plateau(losses, lr, factor=factor, patience=patience, min_delta=min_delta)
    return np.maximum(rates, lr * factor)


@exercise.misconception(
    caught_by=counts_only_real_improvements,
    en="Use min_delta: a loss counts as an improvement only if it is below best - min_delta.",
    es="Usa min_delta: una pérdida cuenta como mejora solo si es menor que best - min_delta.",
)
def ignores_min_delta(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    return reduce_on_plateau(losses, lr, factor=factor, patience=patience)


@exercise.misconception(
    caught_by=counts_only_real_improvements,
    en="Keep the old best until a loss beats it by more than min_delta; otherwise small improvements never add up.",
    es="Conserva la mejor pérdida anterior hasta que otra la supere por más de min_delta; si no, las mejoras pequeñas "
    "nunca se suman.",
)
def lowers_the_best_at_once(losses, lr, *, factor=0.1, patience=10, min_delta=0.0):
    best, waited, rates = np.inf, 0, []
    for loss in losses:
        waited = 0 if loss < best - min_delta else waited + 1
        best = min(best, loss)
        if waited == patience:
            lr, waited = lr * factor, 0
        rates.append(lr)
    return np.array(rates)


@exercise.misconception(
    caught_by=has_the_defaults,
    en="Keep the default values of the signature you were given: factor=0.1, patience=10, min_delta=0.0.",
    es="Conserva los valores por omisión de la firma que se te dio: factor=0.1, patience=10, min_delta=0.0.",
)
def changes_the_default(losses, lr, *, factor=0.1, patience=5, min_delta=0.0):
    return reduce_on_plateau(losses, lr, factor=factor, patience=patience, min_delta=min_delta)
