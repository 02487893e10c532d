"""Mirroring: the cheapest new example."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.generators import require_own_draws
from assignments.a4_regularization.pictures import per_image, pictures
from autograder import Exercise, Text, close, generator, mask_drawn, require, scalar
from solutions.augmentation import random_flip

exercise = Exercise(
    random_flip,
    en="Mirror each image of a batch, left and right exchanged, with probability `flip_prob`, on its own. The other "
    "images stay as they are.",
    es="Refleja cada imagen de un lote, izquierda por derecha, con probabilidad `flip_prob`, cada una por separado. "
    "Las demás quedan como están.",
    topic=Text(en="Augmentation: flips", es="Aumento de datos: reflejos"),
    inputs={
        "images": pictures,
        "flip_prob": scalar(0.85, 0.9),
        "source": generator(),
    },
    sizes={"batch": range(900, 1000, 2), "height": range(3, 6), "width": range(3, 6)},
    trials=1,
)


def _changed(out, images):
    """Tell which images are not what they were, by their first row: rows that go separate ways have their own check."""
    out = np.asarray(out)
    if out.shape != images.shape:
        close(out, images, name="out")  # says so
    return np.abs(out - images)[:, 0].max(axis=(1, 2)) > 1e-3


def _require_fractions(student, images, source, *probabilities):
    """Require that images are mirrored with each of the probabilities."""
    answers = [student(images, flip_prob=probability, rng=source) for probability in probabilities]
    for out, probability in zip(answers, probabilities, strict=True):
        mask_drawn(_changed(out, images), keep_prob=probability, name="mirrored")


def _require_single_decisions(function, images):
    """Require that in some of several small batches there are mirrored images beside others."""
    rngs = map(np.random.default_rng, range(12))
    answers = [_changed(function(images, flip_prob=0.5, rng=rng), images) for rng in rngs]
    require(
        any(changed.any() and not changed.all() for changed in answers),
        en="In each batch, either all images were mirrored or none was.",
        es="En cada lote se reflejaron todas las imágenes o ninguna.",
    )
    fixed = (
        len({changed.tobytes() for changed in answers}) == 1
    )  # that the generator is not used has its own check
    require(
        fixed or len({int(changed.sum()) for changed in answers}) > 1,
        en="In every batch, exactly the same number of images was mirrored.",
        es="En todos los lotes se reflejó exactamente el mismo número de imágenes.",
    )


@exercise.check(
    points=2,
    en="an image that changes is mirrored, left and right exchanged",
    es="una imagen que cambia queda reflejada, izquierda por derecha",
)
def mirrors_left_and_right(student, images, source):
    images = images[:400]
    for probability in (1.0, 0.5):
        out = student(images, flip_prob=probability, rng=source)
        mirrored = per_image(_changed(out, images))
        close(out, np.where(mirrored, images[:, :, ::-1], images), name="out")


@exercise.check(
    points=2,
    en="each image is mirrored with probability flip_prob, on its own",
    es="cada imagen se refleja con probabilidad flip_prob, por separado",
)
def mirrors_with_flip_prob(student, images, flip_prob, source):
    _require_fractions(student, images, source, 0.0, 1.0)
    _require_single_decisions(student.function.early(), images[:70])
    _require_fractions(student, images, source, flip_prob, 1 - flip_prob)


@exercise.check(
    points=1,
    en="by default, half of the images are mirrored",
    es="por defecto se refleja la mitad de las imágenes",
)
def mirrors_half_by_default(student, images, source):
    mask_drawn(_changed(student(images, rng=source), images), keep_prob=0.5, name="mirrored")


@exercise.check(
    points=1,
    en="which images are mirrored is drawn with the generator that is passed",
    es="qué imágenes se reflejan se sortea con el generador que se recibe",
)
def draws_with_rng(student, images):
    images = images[:100]
    require_own_draws(lambda rng: student(images, flip_prob=0.5, rng=rng))


def _mirrored(chosen, images):
    return np.where(per_image(chosen), images[:, :, ::-1], images)


@exercise.misconception(
    caught_by=mirrors_left_and_right,
    en="Left and right lie along the width, the third axis: images[:, :, ::-1]. You turn the images upside down.",
    es="La izquierda y la derecha están a lo largo del ancho, el tercer eje: images[:, :, ::-1]. Tú pones las imágenes "
    "de cabeza.",
)
def turns_upside_down(images, *, flip_prob=0.5, rng):
    return np.where(per_image(rng.random(len(images)) < flip_prob), images[:, ::-1], images)


@exercise.misconception(
    caught_by=mirrors_left_and_right,
    en="The last axis holds the channels; the width is the third one: images[:, :, ::-1].",
    es="El último eje es el de los canales; el ancho es el tercero: images[:, :, ::-1].",
)
def exchanges_the_channels(images, *, flip_prob=0.5, rng):
    return np.where(per_image(rng.random(len(images)) < flip_prob), images[..., ::-1], images)


@exercise.misconception(
    caught_by=mirrors_left_and_right,
    en="Turn the width round only: with the height as well, the image is rotated and not mirrored.",
    es="Invierte solo el ancho: si inviertes también la altura, la imagen queda rotada, no reflejada.",
)
def rotates_by_half_a_turn(images, *, flip_prob=0.5, rng):
    return np.where(per_image(rng.random(len(images)) < flip_prob), images[:, ::-1, ::-1], images)


@exercise.misconception(
    caught_by=mirrors_left_and_right,
    en="The first axis numbers the images: to turn it round changes their order, and mixes up their labels. Mirror "
    "each image along its width.",
    es="El primer eje numera las imágenes: invertirlo cambia su orden y mezcla sus etiquetas. Refleja cada imagen a lo "
    "largo de su ancho.",
)
def reverses_the_batch(images, *, flip_prob=0.5, rng):
    return np.where(per_image(rng.random(len(images)) < flip_prob), images[::-1], images)


@exercise.misconception(
    caught_by=mirrors_left_and_right,
    en="Draw once for each image; you draw for each row of pixels, and images come apart.",
    es="Sortea una vez por imagen; tú sorteas por cada fila de píxeles, y las imágenes se descomponen.",
)
def mirrors_single_rows(images, *, flip_prob=0.5, rng):
    chosen = rng.random(images.shape[:2]) < flip_prob
    return np.where(chosen[:, :, None, None], images[:, :, ::-1], images)


@exercise.misconception(
    caught_by=(mirrors_with_flip_prob, mirrors_half_by_default),
    en="Draw once for each image, rng.random(len(images)); you decide for the whole batch at once.",
    es="Sortea una vez por imagen, rng.random(len(images)); tú decides por todo el lote a la vez.",
)
def decides_for_the_whole_batch(images, *, flip_prob=0.5, rng):
    return images[:, :, ::-1] if rng.random() < flip_prob else images


@exercise.misconception(
    caught_by=mirrors_with_flip_prob,
    en="flip_prob is the probability of mirroring; you leave images alone with it. Mirror where rng.random() < "
    "flip_prob.",
    es="flip_prob es la probabilidad de reflejar; tú dejas la imagen como está con ella. Refleja donde "
    "rng.random() < flip_prob.",
)
def keeps_with_flip_prob(images, *, flip_prob=0.5, rng):
    return _mirrored(rng.random(len(images)) > flip_prob, images)


@exercise.misconception(
    caught_by=mirrors_with_flip_prob,
    en="Mirror with the probability that is given, flip_prob; you always toss a fair coin.",
    es="Refleja con la probabilidad que se indica, flip_prob; tú siempre lanzas una moneda justa.",
)
def always_tosses_a_fair_coin(images, *, flip_prob=0.5, rng):
    return _mirrored(rng.random(len(images)) < 0.5, images)


@exercise.misconception(
    caught_by=mirrors_with_flip_prob,
    en="Only draws that are uniform between 0 and 1 are below flip_prob with probability flip_prob: use rng.random, "
    "not rng.standard_normal.",
    es="Solo los sorteos uniformes entre 0 y 1 quedan por debajo de flip_prob con probabilidad flip_prob: usa "
    "rng.random, no rng.standard_normal.",
)
def compares_normal_draws(images, *, flip_prob=0.5, rng):
    return _mirrored(rng.standard_normal(len(images)) < flip_prob, images)


@exercise.misconception(
    caught_by=mirrors_with_flip_prob,
    en="Toss a coin for each image, rng.random(len(images)) < flip_prob; a fixed share of the batch is not drawn "
    "image by image.",
    es="Lanza una moneda por imagen, rng.random(len(images)) < flip_prob; una fracción fija del lote no se sortea "
    "imagen por imagen.",
)
def mirrors_an_exact_share(images, *, flip_prob=0.5, rng):
    return _mirrored(rng.permutation(len(images)) < flip_prob * len(images), images)


@exercise.misconception(
    caught_by=(mirrors_with_flip_prob, mirrors_half_by_default),
    en="Keep what mirroring returns: you return the images as they were.",
    es="Guarda lo que devuelve el reflejo: tú devuelves las imágenes como estaban.",
)
def returns_the_images_as_they_were(images, *, flip_prob=0.5, rng):
    return images


@exercise.misconception(
    caught_by=(mirrors_with_flip_prob, mirrors_half_by_default),
    en="Leave the other images as they are; you mirror all of them.",
    es="Deja las demás imágenes como están; tú las reflejas todas.",
)
def mirrors_every_image(images, *, flip_prob=0.5, rng):
    return images[:, :, ::-1]


@exercise.misconception(
    caught_by=draws_with_rng,
    en="Draw with `rng`, the generator that you are given; one made or seeded inside chooses the same images every "
    "time.",
    es="Sortea con `rng`, el generador que recibes; uno creado o sembrado dentro de la función elige siempre las "
    "mismas imágenes.",
)
def seeds_its_own_generator(images, *, flip_prob=0.5, rng):
    return _mirrored(np.random.default_rng(0).random(len(images)) < flip_prob, images)
