"""Dropout in its original form: silence units in training, match their average at inference."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.masks import (
    MEASURED,
    SIZES,
    average,
    away_from_zero,
    kept,
    nearest,
    require_own_draws,
    require_survivors,
    scale,
)
from autograder import Exercise, Text, close, generator, mask_drawn, scalar
from solutions.dropout import dropout_backward, dropout_forward

exercise = Exercise(
    dropout_forward,
    dropout_backward,
    name="dropout",
    en="Write dropout in its original form. In training, keep each unit as it is with probability `keep_prob` and set "
    "it to zero otherwise; at inference, multiply by `keep_prob`, the average of that. Then carry the gradient back.",
    es="Escribe dropout en su forma original. Al entrenar, deja cada unidad como está con probabilidad `keep_prob` y, "
    "si no, ponla en cero; en inferencia, multiplica por `keep_prob`, que es el promedio de lo anterior. Después lleva "
    "el gradiente hacia atrás.",
    topic=Text(en="Dropout, the original", es="Dropout, el original"),
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
        out, _ = student.dropout_forward(np.ones_like(x), keep_prob=probability, training=True, rng=source)
        mask_drawn(kept(out), keep_prob=probability, shape=x.shape)


@exercise.check(
    points=1,
    en="in training, the units that are kept stay as they are",
    es="al entrenar, las unidades que se conservan quedan como están",
)
def survivors_stay(student, x, keep_prob, source):
    out, _ = student.dropout_forward(x, keep_prob=keep_prob, training=True, rng=source)
    require_survivors(out)
    close(out, np.where(kept(out), x, 0.0), name="out")


@exercise.check(
    points=1,
    en="the mask is drawn with the generator that is passed",
    es="la máscara se sortea con el generador que se recibe",
)
def draws_with_rng(student, x, keep_prob):
    require_own_draws(lambda rng: student.dropout_forward(x, keep_prob=keep_prob, training=True, rng=rng)[0])


@exercise.check(
    points=2,
    en="at inference, the output is the average of the output in training",
    es="en inferencia, la salida es el promedio de la salida al entrenar",
)
def averages_at_inference(student, x, keep_prob, source):
    trained, _ = student.dropout_forward(x, keep_prob=keep_prob, training=True, rng=source)
    own_average = average(trained, x, keep_prob)
    out, _ = student.dropout_forward(x, keep_prob=keep_prob, training=False, rng=source)
    close(out, nearest(scale(out, x, "out"), keep_prob, own_average) * x, name="out", tolerance=MEASURED)


def _backward(student, x, dout, keep_prob, source, *, training):
    """Return the forward's answer and the backward's."""
    out, cache = student.dropout_forward(x, keep_prob=keep_prob, training=training, rng=source)
    return out, student.dropout_backward(dout, cache)


@exercise.check(
    points=2,
    en="in training, the gradient passes where the forward pass kept a unit, and nowhere else",
    es="al entrenar, el gradiente pasa donde el forward conservó una unidad, y en ninguna otra parte",
)
def backward_uses_the_mask(student, x, dout, keep_prob, source):
    out, dx = _backward(student, x, dout, keep_prob, source, training=True)
    wanted = nearest(scale(dx, dout, "dx"), 1.0, scale(out, x, "out"))
    close(dx, np.where(kept(out), wanted * dout, 0.0), name="dx", tolerance=MEASURED)


@exercise.check(
    points=1,
    en="at inference, the gradient is multiplied by what the input was multiplied by",
    es="en inferencia, el gradiente se multiplica por lo mismo que la entrada",
)
def backward_at_inference(student, x, dout, keep_prob, source):
    out, dx = _backward(student, x, dout, keep_prob, source, training=False)
    wanted = nearest(scale(dx, dout, "dx"), keep_prob, scale(out, x, "out"))
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
    replaces=dropout_forward,
    caught_by=takes_any_shape,
    en="Draw the mask in the shape of x, whatever it is: rng.random(x.shape).",
    es="Sortea la máscara con la forma de x, sea cual sea: rng.random(x.shape).",
)
def takes_matrices_only(x, *, keep_prob, training, rng):
    rows, columns = x.shape
    factor = rng.random((rows, columns)) < keep_prob if training else keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=keeps_with_keep_prob,
    en="keep_prob is the probability of keeping a unit; you drop with it. Keep where rng.random(x.shape) < keep_prob.",
    es="keep_prob es la probabilidad de conservar una unidad; tú descartas con ella. Conserva donde "
    "rng.random(x.shape) < keep_prob.",
)
def drops_with_keep_prob(x, *, keep_prob, training, rng):
    factor = rng.random(x.shape) > keep_prob if training else keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=keeps_with_keep_prob,
    en="Draw a mask entry for every unit of every example; yours is shared by all examples of the batch.",
    es="Sortea una entrada de la máscara para cada unidad de cada ejemplo; la tuya es la misma para todos los ejemplos "
    "del lote.",
)
def shares_the_mask(x, *, keep_prob, training, rng):
    factor = (rng.random((1, *x.shape[1:])) < keep_prob) * np.ones_like(x) if training else keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=keeps_with_keep_prob,
    en="Only draws that are uniform between 0 and 1 are below keep_prob with probability keep_prob: use rng.random, "
    "not rng.standard_normal.",
    es="Solo los sorteos uniformes entre 0 y 1 quedan por debajo de keep_prob con probabilidad keep_prob: usa "
    "rng.random, no rng.standard_normal.",
)
def compares_normal_draws(x, *, keep_prob, training, rng):
    factor = rng.standard_normal(x.shape) < keep_prob if training else keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=survivors_stay,
    en="Dividing the survivors by keep_prob is the inverted form, another convention. In the original, units that are "
    "kept stay as they are, and inference multiplies by keep_prob.",
    es="Dividir las sobrevivientes entre keep_prob es la forma invertida, otra convención. En la original, las "
    "unidades que se conservan quedan como están, y en inferencia se multiplica por keep_prob.",
)
def inverts_dropout(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) < keep_prob) / keep_prob if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=survivors_stay,
    en="Multiply by keep_prob at inference only; in training the units that are kept stay as they are.",
    es="Multiplica por keep_prob solo en inferencia; al entrenar, las unidades que se conservan quedan como están.",
)
def shrinks_the_survivors(x, *, keep_prob, training, rng):
    factor = (rng.random(x.shape) < keep_prob) * keep_prob if training else keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=draws_with_rng,
    en="Draw with `rng`, the generator that you are given; one made or seeded inside gives the same mask every time.",
    es="Sortea con `rng`, el generador que recibes; uno creado o sembrado dentro de la función da siempre la misma "
    "máscara.",
)
def seeds_its_own_generator(x, *, keep_prob, training, rng):
    factor = np.random.default_rng(0).random(x.shape) < keep_prob if training else keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=averages_at_inference,
    en="At inference all units speak at once: multiply by keep_prob, so that the layers above see the same average.",
    es="En inferencia todas las unidades hablan a la vez: multiplica por keep_prob para que las capas siguientes vean "
    "el mismo promedio.",
)
def forgets_to_scale_at_inference(x, *, keep_prob, training, rng):
    factor = rng.random(x.shape) < keep_prob if training else 1.0
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=averages_at_inference,
    en="At inference multiply by keep_prob; you divide by it.",
    es="En inferencia multiplica por keep_prob; tú divides entre él.",
)
def divides_at_inference(x, *, keep_prob, training, rng):
    factor = rng.random(x.shape) < keep_prob if training else 1 / keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=averages_at_inference,
    en="Multiply by the probability of keeping, keep_prob, not by that of dropping.",
    es="Multiplica por la probabilidad de conservar, keep_prob, no por la de descartar.",
)
def scales_with_drop_probability(x, *, keep_prob, training, rng):
    factor = rng.random(x.shape) < keep_prob if training else 1 - keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_forward,
    caught_by=averages_at_inference,
    en="Drop units only if `training`; inference is not random.",
    es="Descarta unidades solo si `training`; la inferencia no es aleatoria.",
)
def drops_at_inference(x, *, keep_prob, training, rng):
    factor = rng.random(x.shape) < keep_prob
    return x * factor, factor


@exercise.misconception(
    replaces=dropout_backward,
    caught_by=backward_uses_the_mask,
    en="A unit that was silent gets no gradient: multiply dout by the mask of the forward pass.",
    es="Una unidad que estuvo en silencio no recibe gradiente: multiplica dout por la máscara del forward.",
)
def ignores_the_mask(dout, cache):
    return dout * np.max(cache)


@exercise.misconception(
    replaces=dropout_backward,
    caught_by=backward_uses_the_mask,
    en="Use the mask of the forward pass: keep it in the cache. A fresh one credits units that were silent.",
    es="Usa la máscara del forward: guárdala en la caché. Una nueva premia a unidades que estuvieron en silencio.",
)
def draws_a_fresh_mask(dout, cache):
    if np.ndim(cache) == 0:
        return dout * cache
    return dout * (np.random.default_rng(0).random(dout.shape) < np.mean(cache))


@exercise.misconception(
    replaces=dropout_backward,
    caught_by=backward_at_inference,
    en="At inference x was multiplied by keep_prob, so its gradient is too.",
    es="En inferencia x se multiplicó por keep_prob; su gradiente también.",
)
def forgets_to_scale_the_gradient(dout, cache):
    return dout if np.ndim(cache) == 0 else dout * cache


def _draws_in_both_modes(x, *, keep_prob, training, rng):
    mask = rng.random(x.shape) < keep_prob
    return x * (mask if training else keep_prob), mask


@exercise.misconception(
    caught_by=backward_at_inference,
    en="At inference there is no mask to go back through: draw it only if `training`, and keep the mode in the cache.",
    es="En inferencia no hay máscara por la que volver: sortéala solo si `training` y guarda el modo en la caché.",
)
class draws_a_mask_at_inference:
    dropout_forward = _draws_in_both_modes
    dropout_backward = dropout_backward
