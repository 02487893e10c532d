"""Inverted dropout: enlarge the survivors in training, so that inference has nothing to do."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.masks import (
    MEASURED,
    SIZES,
    average,
    away_from_zero,
    kept,
    nearest,
    probability_used,
    require_own_draws,
    require_survivors,
    scale,
)
from autograder import Exercise, Text, close, generator, mask_drawn, scalar
from solutions.dropout import inverted_dropout_backward, inverted_dropout_forward

exercise = Exercise(
    inverted_dropout_forward,
    inverted_dropout_backward,
    name="inverted_dropout",
    en="Write inverted dropout. In training, keep each unit with probability `keep_prob`, divided by `keep_prob`, and "
    "set it to zero otherwise; at inference, return x as it is. Then carry the gradient back.",
    es="Escribe dropout invertido. Al entrenar, conserva cada unidad con probabilidad `keep_prob`, dividida entre "
    "`keep_prob`, y si no, ponla en cero; en inferencia, devuelve x tal cual. Después lleva el gradiente hacia atrás.",
    topic=Text(en="Inverted dropout", es="Dropout invertido"),
    inputs={
        "x": away_from_zero,
        "dout": away_from_zero,
        "keep_prob": scalar(0.6, 0.85),
        "source": generator(),
    },
    sizes=SIZES,
    trials=1,
)


@exercise.check(
    points=2,
    en="in training, a unit is kept with probability keep_prob, on its own",
    es="al entrenar, cada unidad se conserva con probabilidad keep_prob, por separado",
)
def keeps_with_keep_prob(student, x, keep_prob, source):
    for probability in (keep_prob, 1 - keep_prob, 1.0):
        out, _ = student.inverted_dropout_forward(
            np.ones_like(x), keep_prob=probability, training=True, rng=source
        )
        mask_drawn(kept(out), keep_prob=probability, shape=x.shape)


@exercise.check(
    points=2,
    en="in training, the units that are kept are divided by keep_prob",
    es="al entrenar, las unidades que se conservan se dividen entre keep_prob",
)
def survivors_grow(student, x, keep_prob, source):
    out, _ = student.inverted_dropout_forward(x, keep_prob=keep_prob, training=True, rng=source)
    require_survivors(out)
    used = probability_used(kept(out), keep_prob)  # a swapped mask has its own check
    wanted = nearest(scale(out, x, "out"), 1 / keep_prob, 1 / used)
    close(out, np.where(kept(out), wanted * x, 0.0), name="out")


@exercise.check(
    points=1,
    en="the mask is drawn with the generator that is passed",
    es="la máscara se sortea con el generador que se recibe",
)
def draws_with_rng(student, x, keep_prob):
    require_own_draws(
        lambda rng: student.inverted_dropout_forward(x, keep_prob=keep_prob, training=True, rng=rng)[0]
    )


@exercise.check(
    points=1,
    en="at inference, the output is x, the average of the output in training",
    es="en inferencia, la salida es x, el promedio de la salida al entrenar",
)
def leaves_inference_alone(student, x, keep_prob, source):
    trained, _ = student.inverted_dropout_forward(x, keep_prob=keep_prob, training=True, rng=source)
    own_average = average(trained, x, keep_prob)
    out, _ = student.inverted_dropout_forward(x, keep_prob=keep_prob, training=False, rng=source)
    close(out, nearest(scale(out, x, "out"), 1.0, own_average) * x, name="out", tolerance=MEASURED)


def _backward(student, x, dout, keep_prob, source, *, training):
    """Return the forward's answer and the backward's."""
    out, cache = student.inverted_dropout_forward(x, keep_prob=keep_prob, training=training, rng=source)
    return out, student.inverted_dropout_backward(dout, cache)


@exercise.check(
    points=2,
    en="in training, the gradient passes where the forward pass kept a unit, divided as it was",
    es="al entrenar, el gradiente pasa donde el forward conservó una unidad, dividido igual que ella",
)
def backward_uses_the_mask(student, x, dout, keep_prob, source):
    out, dx = _backward(student, x, dout, keep_prob, source, training=True)
    wanted = nearest(scale(dx, dout, "dx"), 1 / keep_prob, scale(out, x, "out"))
    close(dx, np.where(kept(out), wanted * dout, 0.0), name="dx", tolerance=MEASURED)


@exercise.check(
    points=1,
    en="at inference, the gradient goes back as x went forward: unchanged",
    es="en inferencia, el gradiente vuelve como x avanzó: sin cambio",
)
def backward_at_inference(student, x, dout, keep_prob, source):
    out, dx = _backward(student, x, dout, keep_prob, source, training=False)
    wanted = nearest(scale(dx, dout, "dx"), 1.0, scale(out, x, "out"))
    close(dx, np.where(kept(out), wanted * dout, 0.0), name="dx", tolerance=MEASURED)


@exercise.check(
    points=1,
    en="vectors and batches of images go through as well as matrices",
    es="también pasan vectores y lotes de imágenes, no solo matrices",
)
def takes_any_shape(student, x, dout, keep_prob, source):
    for shape in (x.shape, (600,), (2, 3, 10, 10)):
        given, upstream = np.resize(x, shape), np.resize(dout, shape)
        out, dx = _backward(student, given, upstream, keep_prob, source, training=True)
        scale(out, given, "out")
        scale(dx, upstream, "dx")


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=keeps_with_keep_prob,
    en="keep_prob is the probability of keeping a unit; you drop with it. Keep where rng.random(x.shape) < keep_prob.",
    es="keep_prob es la probabilidad de conservar una unidad; tú descartas con ella. Conserva donde "
    "rng.random(x.shape) < keep_prob.",
)
def drops_with_keep_prob(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) > keep_prob) / keep_prob if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=keeps_with_keep_prob,
    en="Taking the argument as the probability of dropping is another convention. Here it is that of keeping: keep "
    "with keep_prob and divide by keep_prob, not by 1 - keep_prob.",
    es="Leer el argumento como la probabilidad de descartar es otra convención. Aquí es la de conservar: conserva con "
    "keep_prob y divide entre keep_prob, no entre 1 - keep_prob.",
)
def reads_it_as_drop_probability(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) >= keep_prob) / (1 - keep_prob) if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=keeps_with_keep_prob,
    en="Draw a mask entry for every unit of every example; yours is shared by all examples of the batch.",
    es="Sortea una entrada de la máscara para cada unidad de cada ejemplo; la tuya es la misma para todos los ejemplos "
    "del lote.",
)
def shares_the_mask(x, *, keep_prob, training, rng):
    factor = (rng.random((1, *x.shape[1:])) < keep_prob) * np.ones_like(x) / keep_prob if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=keeps_with_keep_prob,
    en="Only draws that are uniform between 0 and 1 are below keep_prob with probability keep_prob: use rng.random, "
    "not rng.standard_normal.",
    es="Solo los sorteos uniformes entre 0 y 1 quedan por debajo de keep_prob con probabilidad keep_prob: usa "
    "rng.random, no rng.standard_normal.",
)
def compares_normal_draws(x, *, keep_prob, training, rng):
    factor = (rng.standard_normal(x.shape) < keep_prob) / keep_prob if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=survivors_grow,
    en="Divide the units that are kept by keep_prob, so that the average stays x. Leaving them as they are belongs to "
    "the original form, another convention, which corrects the scale at inference.",
    es="Divide las unidades que se conservan entre keep_prob, para que el promedio siga siendo x. Dejarlas como están "
    "es de la forma original, otra convención, que corrige la escala en inferencia.",
)
def leaves_survivors_as_they_are(x, *, keep_prob, training, rng):
    factor = rng.random(x.shape) < keep_prob if training else keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=survivors_grow,
    en="Divide the survivors by keep_prob; you multiply. They must grow, to make up for those that are missing.",
    es="Divide las sobrevivientes entre keep_prob; tú multiplicas. Deben crecer para compensar a las que faltan.",
)
def multiplies_by_keep_prob(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) < keep_prob) * keep_prob if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=survivors_grow,
    en="Divide by the probability of keeping, keep_prob, not by that of dropping.",
    es="Divide entre la probabilidad de conservar, keep_prob, no entre la de descartar.",
)
def divides_by_drop_probability(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) < keep_prob) / (1 - keep_prob) if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=draws_with_rng,
    en="Draw with `rng`, the generator that you are given; one made or seeded inside gives the same mask every time.",
    es="Sortea con `rng`, el generador que recibes; uno creado o sembrado dentro de la función da siempre la misma "
    "máscara.",
)
def seeds_its_own_generator(x, *, keep_prob, training, rng):
    factor = (np.random.default_rng(0).random(x.shape) < keep_prob) / keep_prob if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=leaves_inference_alone,
    en="Training has already corrected the scale: at inference, return x as it is.",
    es="El entrenamiento ya corrigió la escala: en inferencia, devuelve x tal cual.",
)
def scales_at_inference_too(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) < keep_prob) / keep_prob if training else keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=leaves_inference_alone,
    en="Drop units only if `training`; inference is not random.",
    es="Descarta unidades solo si `training`; la inferencia no es aleatoria.",
)
def drops_at_inference(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=inverted_dropout_backward,
    caught_by=backward_uses_the_mask,
    en="The division by keep_prob belongs to the forward pass, and so to the gradient: divide dout too.",
    es="La división entre keep_prob es parte del forward y, por lo tanto, del gradiente: divide también dout.",
)
def forgets_to_divide_the_gradient(dout, cache):
    return dout * (np.asarray(cache) != 0)


@exercise.misconception(
    replaces=inverted_dropout_backward,
    caught_by=backward_uses_the_mask,
    en="A unit that was silent gets no gradient: multiply dout by the mask of the forward pass.",
    es="Una unidad que estuvo en silencio no recibe gradiente: multiplica dout por la máscara del forward.",
)
def ignores_the_mask(dout, cache):
    return dout * np.max(cache)


@exercise.misconception(
    replaces=inverted_dropout_backward,
    caught_by=backward_uses_the_mask,
    en="Pass the gradient through the mask of the forward pass, and divide it by keep_prob; you return dout as it is.",
    es="Pasa el gradiente por la máscara del forward y divídelo entre keep_prob; tú devuelves dout tal cual.",
)
def passes_everything(dout, cache):
    return dout


@exercise.misconception(
    replaces=inverted_dropout_backward,
    caught_by=backward_uses_the_mask,
    en="Use the mask of the forward pass: keep it in the cache. A fresh one credits units that were silent.",
    es="Usa la máscara del forward: guárdala en la caché. Una nueva premia a unidades que estuvieron en silencio.",
)
def draws_a_fresh_mask(dout, cache):
    if np.ndim(cache) == 0:
        return dout * cache
    share = np.mean(cache != 0)
    return dout * (np.random.default_rng(0).random(dout.shape) < share) * np.max(cache)


def _draws_in_both_modes(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * (factor if training else 1.0), factor


@exercise.misconception(
    caught_by=backward_at_inference,
    en="At inference there is no mask to go back through: draw it only if `training`, and keep the mode in the cache.",
    es="En inferencia no hay máscara por la que volver: sortéala solo si `training` y guarda el modo en la caché.",
)
class draws_a_mask_at_inference:
    inverted_dropout_forward = _draws_in_both_modes
    inverted_dropout_backward = inverted_dropout_backward


@exercise.misconception(
    replaces=inverted_dropout_forward,
    caught_by=takes_any_shape,
    en="Draw the mask in the shape of x, whatever it is: rng.random(x.shape).",
    es="Sortea la máscara con la forma de x, sea cual sea: rng.random(x.shape).",
)
def takes_matrices_only(x, *, keep_prob, training, rng):
    rows, columns = x.shape
    factor = (rng.random((rows, columns)) < keep_prob) / keep_prob if training else 1.0
    return x * factor, factor
