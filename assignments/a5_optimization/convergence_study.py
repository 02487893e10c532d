"""How many epochs a training needs: a number to compare settings by."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, require, scalar
from solutions.convergence import epochs_to_converge
from solutions.optimizers import momentum_step

exercise = Exercise(
    epochs_to_converge,
    name="convergence_study",
    en="Count the full-batch steps that bring the loss down to `target` or below: 0 if it is there at the start, "
    "np.inf if `max_epochs` steps are not enough. Each step returns the new parameters and the new velocity, which "
    "starts at zero; hand both on to the next.",
    es="Cuenta los pasos de lote completo que llevan la pérdida hasta `target` o menos: 0 si ya está ahí al comienzo, "
    "np.inf si `max_epochs` pasos no bastan. Cada paso devuelve los nuevos parámetros y la nueva velocidad, que "
    "empieza en cero; pásale ambos al siguiente.",
    topic=Text(en="Epochs to converge", es="Épocas hasta converger"),
    inputs={
        # Losses that a training meets, epoch by epoch.
        "falling": made(lambda rng, sizes: np.sort(rng.uniform(0.2, 1.0, int(rng.integers(6, 10))))[::-1]),
        "bends": made(lambda rng, sizes: rng.uniform(0.5, 2.0, 3)),
        "lr": scalar(0.1, 0.3),
        "momentum": scalar(0.3, 0.6),
    },
)


def _script(losses):
    """Return a training that meets the given losses, the last one for ever: w counts the steps, as grad tells it to."""

    def step(w, grad, v):
        return w + grad, v

    def loss_and_gradient(w):
        place = int(np.ravel(w)[0])
        return float(losses[min(place, len(losses) - 1)]), np.ones_like(w)

    return step, loss_and_gradient, np.zeros(2)


def _counted_too_many(student, falling):
    """Return what the count of a training is off by: it has a check of its own, and should cost once."""
    epochs = np.asarray(student(*_script(falling), target=_between(falling, 2), max_epochs=20))
    return float(epochs) - 2 if epochs.shape == () and np.isfinite(epochs) else 0.0


def _between(losses, place):
    """Return a target that is first reached at `place`."""
    return float(losses[place - 1] + losses[place]) / 2


@exercise.check(
    points=2,
    en="it counts the steps until the loss is down at the target",
    es="cuenta los pasos hasta que la pérdida llega al objetivo",
)
def counts_the_steps(student, falling, bends, lr, rng):
    for place in (1, 3, len(falling) - 1):
        epochs = student(*_script(falling), target=_between(falling, place), max_epochs=20)
        close(epochs, place, name="epochs")

    def descent(w, grad, v):
        return w - lr * grad, v

    def bowl(w):
        return float(bends @ w**2) / 2, bends * w

    w = rng.normal(size=3)
    at = {"target": 0.1 * bowl(w)[0], "max_epochs": 60}
    close(student(descent, bowl, w, **at), epochs_to_converge(descent, bowl, w, **at), name="epochs")


@exercise.check(
    points=1,
    en="it counts to the first time that the loss is at the target, even if it rises again",
    es="cuenta hasta la primera vez que la pérdida está en el objetivo, aunque después vuelva a subir",
)
def counts_to_the_first_time(student, falling):
    losses = [*falling, 2.0, 3.0, 0.1]
    extra = _counted_too_many(student, falling)
    epochs = student(*_script(losses), target=_between(falling, len(falling) - 1), max_epochs=len(losses))
    close(epochs, len(falling) - 1 + extra, name="epochs")


@exercise.check(
    points=2,
    en="each step gets the velocity that the one before returned, the first one zeros",
    es="cada paso recibe la velocidad que devolvió el anterior; el primero, ceros",
)
def hands_on_the_velocity(student, falling, bends, lr, momentum):
    def heavy(w, grad, v):
        return momentum_step(w, grad, v, lr=lr, momentum=momentum)

    # Without a gradient but for the first step: only the velocity moves w.
    def push(w):
        return float(np.sum(w)), bends * (np.sum(w) >= 3.0)

    extra, total = _counted_too_many(student, falling), lr * np.sum(bends)
    for steps in (2, 3, 4):
        gone = total * np.sum(momentum ** np.arange(steps))
        before = gone - total * momentum ** (steps - 1)
        epochs = student(heavy, push, np.ones(3), target=3.0 - (gone + before) / 2, max_epochs=10)
        close(epochs, steps + extra, name="epochs")


@exercise.check(
    points=1,
    en="0 steps if the loss is at the target from the start",
    es="0 pasos si la pérdida ya está en el objetivo al comienzo",
)
def needs_no_step_at_the_goal(student, falling):
    extra = _counted_too_many(student, falling)
    for max_epochs in (20, 1):
        close(student(*_script(falling), target=2.0, max_epochs=max_epochs), extra, name="epochs")


@exercise.check(
    points=2,
    en="max_epochs steps are allowed, and not one more: then it is infinite",
    es="se permiten max_epochs pasos y ni uno más: entonces es infinito",
)
def stops_at_max_epochs(student, falling):
    needed, extra = len(falling) - 1, _counted_too_many(student, falling)
    target = _between(falling, needed)
    allowed = [student(*_script(falling), target=target, max_epochs=needed + k) for k in (0, -1)]
    close(allowed, [needed + extra, np.inf], name="epochs")
    close(student(*_script(falling), target=0.0, max_epochs=12), np.inf, name="epochs")


@exercise.check(
    points=1,
    en="a loss that has become NaN has not converged",
    es="una pérdida que se volvió NaN no ha convergido",
)
def nan_is_no_convergence(student, falling):
    exploding = [*falling[:3], 1e300, np.inf, np.nan]
    got, never = (student(*_script(losses), target=0.1, max_epochs=9) for losses in (exploding, falling))
    arrived = student(*_script(falling), target=_between(falling, 2), max_epochs=9)
    require(
        np.array_equal(got, never) and not np.array_equal(never, arrived),
        en="A training whose loss becomes NaN should get the same answer as one that never arrives: np.inf.",
        es="Un entrenamiento cuya pérdida se vuelve NaN debería dar lo mismo que uno que nunca llega: np.inf.",
    )


@exercise.check(
    points=1,
    en="a loss of exactly the target has converged",
    es="una pérdida igual al objetivo ha convergido",
)
def the_target_itself_counts(student, falling):
    extra = _counted_too_many(student, falling)
    close(student(*_script([1.0, 0.5, 0.25, 0.375]), target=0.25, max_epochs=9), 2 + extra, name="epochs")


@exercise.misconception(
    caught_by=counts_the_steps,
    en="Count the steps, not the evaluations of the loss: before the first step 0 have been taken.",
    es="Cuenta los pasos, no las evaluaciones de la pérdida: antes del primer paso se han dado 0.",
)
def counts_evaluations(step, loss_and_gradient, w, *, target, max_epochs):
    return 1 + epochs_to_converge(step, loss_and_gradient, w, target=target, max_epochs=max_epochs)


@exercise.misconception(
    caught_by=needs_no_step_at_the_goal,
    en="Look at the loss before the first step as well: it may be at the target already.",
    es="Mira la pérdida también antes del primer paso: puede que ya esté en el objetivo.",
)
def looks_only_after_steps(step, loss_and_gradient, w, *, target, max_epochs):
    v = np.zeros_like(w)
    for epoch in range(1, max_epochs + 1):
        _, grad = loss_and_gradient(w)
        w, v = step(w, grad, v)
        if loss_and_gradient(w)[0] <= target:
            return epoch
    return np.inf


@exercise.misconception(
    caught_by=counts_to_the_first_time,
    en="Stop at the first time that the loss is at the target; you count all epochs that are above it.",
    es="Detente la primera vez que la pérdida esté en el objetivo; tú cuentas todas las épocas que están por encima.",
)
def counts_all_epochs_above(step, loss_and_gradient, w, *, target, max_epochs):
    v, above, reached = np.zeros_like(w), 0, False
    for _ in range(max_epochs + 1):
        loss, grad = loss_and_gradient(w)
        above, reached = above + (not loss <= target), reached or loss <= target
        w, v = step(w, grad, v)
    return above if reached else np.inf


@exercise.misconception(
    caught_by=hands_on_the_velocity,
    en="Keep the velocity that the step returns and pass it to the next one; make zeros only once, before the loop.",
    es="Conserva la velocidad que devuelve el paso y pásasela al siguiente; crea los ceros una sola vez, antes del "
    "ciclo.",
)
def resets_the_velocity(step, loss_and_gradient, w, *, target, max_epochs):
    def from_rest(w, grad, v):
        return step(w, grad, np.zeros_like(w))

    return epochs_to_converge(from_rest, loss_and_gradient, w, target=target, max_epochs=max_epochs)


@exercise.misconception(
    caught_by=hands_on_the_velocity,
    en="The velocity starts at zero: np.zeros_like(w), not ones or w itself.",
    es="La velocidad empieza en cero: np.zeros_like(w), no en unos ni en el propio w.",
)
def starts_with_a_velocity(step, loss_and_gradient, w, *, target, max_epochs):
    v = np.array(w)
    for epoch in range(max_epochs + 1):
        loss, grad = loss_and_gradient(w)
        if loss <= target:
            return epoch
        w, v = step(w, grad, v)
    return np.inf


@exercise.misconception(
    caught_by=stops_at_max_epochs,
    en="A training that has not arrived has no number of epochs: return np.inf, not max_epochs.",
    es="Un entrenamiento que no llegó no tiene número de épocas: devuelve np.inf, no max_epochs.",
)
def returns_max_epochs(step, loss_and_gradient, w, *, target, max_epochs):
    return min(
        max_epochs, epochs_to_converge(step, loss_and_gradient, w, target=target, max_epochs=max_epochs)
    )


@exercise.misconception(
    caught_by=stops_at_max_epochs,
    en="Look at the loss once more after the last step: range(max_epochs) misses a training that needs all of them.",
    es="Mira la pérdida una vez más después del último paso: range(max_epochs) pasa por alto un entrenamiento que los "
    "necesita todos.",
)
def misses_the_last_look(step, loss_and_gradient, w, *, target, max_epochs):
    return epochs_to_converge(step, loss_and_gradient, w, target=target, max_epochs=max_epochs - 1)


@exercise.misconception(
    caught_by=stops_at_max_epochs,
    en="Take at most max_epochs steps; you allow one more.",
    es="Da como máximo max_epochs pasos; tú permites uno más.",
)
def takes_one_step_more(step, loss_and_gradient, w, *, target, max_epochs):
    return epochs_to_converge(step, loss_and_gradient, w, target=target, max_epochs=max_epochs + 1)


@exercise.misconception(
    caught_by=nan_is_no_convergence,
    en="Ask whether the loss is at or below the target. Every comparison with NaN is false, so that `while loss > "
    "target` ends as if it had converged.",
    es="Pregunta si la pérdida es menor o igual que el objetivo. Toda comparación con NaN es falsa, y por eso "
    "`while loss > target` termina como si hubiera convergido.",
)
def takes_nan_for_convergence(step, loss_and_gradient, w, *, target, max_epochs):
    v, epoch = np.zeros_like(w), 0
    loss, grad = loss_and_gradient(w)
    while loss > target:
        if epoch == max_epochs:
            return np.inf
        w, v = step(w, grad, v)
        loss, grad = loss_and_gradient(w)
        epoch += 1
    return epoch


@exercise.misconception(
    caught_by=the_target_itself_counts,
    en="A loss equal to the target has arrived: compare with <=, not with <.",
    es="Una pérdida igual al objetivo ya llegó: compara con <=, no con <.",
)
def asks_for_less_than_the_target(step, loss_and_gradient, w, *, target, max_epochs):
    below = np.nextafter(target, -np.inf)
    return epochs_to_converge(step, loss_and_gradient, w, target=below, max_epochs=max_epochs)
