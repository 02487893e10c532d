"""Shifting: an object is the same object a few pixels further on."""

from __future__ import annotations

import numpy as np

from assignments.a4_regularization.generators import require_own_draws
from assignments.a4_regularization.pictures import pictures
from autograder import Exercise, Text, close, generator, mask_drawn, require
from solutions.augmentation import random_shift

exercise = Exercise(
    random_shift,
    en="Move each image of a batch up or down and to the left or right, each by a whole number of pixels between "
    "`-max_shift` and `max_shift`, all equally likely, and drawn for each image on its own. Fill with zeros what "
    "comes in.",
    es="Mueve cada imagen de un lote hacia arriba o abajo y hacia la izquierda o derecha, cada vez un número entero de "
    "píxeles entre `-max_shift` y `max_shift`, todos igual de probables y sorteados para cada imagen por separado. "
    "Rellena con ceros lo que entra.",
    topic=Text(en="Augmentation: shifts", es="Aumento de datos: desplazamientos"),
    inputs={"images": pictures, "source": generator()},
    sizes={"batch": range(290, 310), "height": range(7, 10), "width": range(7, 10)},
    trials=1,
)


def _moves(out, images):
    """Return how far each image moved down and to the right.

    In the middle of an image there is always something of the old one, however what comes in is filled: where was
    it? One channel tells.
    """
    out = np.asarray(out, dtype=float)
    if out.shape != images.shape:
        close(out, images, name="out")  # says so
    _, height, width, _ = images.shape
    middle = out[:, height // 2, width // 2, 0]
    distances = np.abs(images[..., 0] - middle[:, None, None]).reshape(len(images), -1)
    require(
        (distances.min(axis=1) < 1e-3).all(),
        en="In the middle of an image there is a pixel that it did not have before.",
        es="En el centro de una imagen hay un píxel que antes no tenía.",
    )
    rows, columns = np.unravel_index(distances.argmin(axis=1), (height, width))
    return height // 2 - rows, width // 2 - columns


def _inside(images, down, right):
    """Tell which pixels hold something of the old image."""
    _, height, width, _ = images.shape
    rows, columns = np.arange(height) - down[:, None], np.arange(width) - right[:, None]
    rows_inside, columns_inside = (rows >= 0) & (rows < height), (columns >= 0) & (columns < width)
    return (rows_inside[:, :, None] & columns_inside[:, None, :])[..., None]


def _rolled(images, down, right):
    """Return images moved by given numbers of pixels; what leaves on one side comes in on the other."""
    batch, height, width, _ = images.shape
    rows, columns = np.arange(height) - down[:, None], np.arange(width) - right[:, None]
    return images[np.arange(batch)[:, None, None], rows[:, :, None] % height, columns[:, None, :] % width]


def _moved(images, down, right):
    return np.where(_inside(images, down, right), _rolled(images, down, right), 0.0)


@exercise.check(
    points=2,
    en="what stays in the frame is the image as it was, moved as a whole",
    es="lo que queda en el marco es la imagen tal como era, movida entera",
)
def moves_images_whole(student, images, source):
    _require_whole(np.asarray(student(images, max_shift=2, rng=source)), images)
    # A frame is as wide as the shifts are far, however few channels or images there are.
    _require_whole(np.asarray(student(images[..., :1], max_shift=3, rng=source)), images[..., :1])
    for one, seed in zip(images[:12, None], source.integers(2**63, size=12), strict=True):
        _require_whole(np.asarray(student(one, max_shift=3, rng=np.random.default_rng(seed))), one)


def _require_whole(out, images):
    moves = _moves(out, images)
    close(np.where(_inside(images, *moves), out, 0.0), _moved(images, *moves), name="out")


@exercise.check(
    points=1,
    en="what comes in is filled with zeros",
    es="lo que entra se rellena con ceros",
)
def fills_with_zeros(student, images, source):
    out = np.asarray(student(images, max_shift=2, rng=source))
    inside = _inside(images, *_moves(out, images))
    close(np.where(inside, images, out), np.where(inside, images, 0.0), name="out")


@exercise.check(
    points=2,
    en="each image moves by any number of pixels from -max_shift to max_shift, all equally likely",
    es="cada imagen se mueve cualquier número de píxeles de -max_shift a max_shift, todos igual de probables",
)
def draws_shifts_evenly(student, images, source):
    for max_shift in (1, 2):
        moves = _moves(student(images, max_shift=max_shift, rng=source), images)
        for move, name in zip(moves, ("down", "right"), strict=True):
            for pixels in range(-max_shift, max_shift + 1):
                share = 1 / (2 * max_shift + 1)
                mask_drawn(move == pixels, keep_prob=share, name=f"{name} == {pixels}", false_fail=1e-10)


@exercise.check(
    points=1,
    en="up or down is drawn apart from left or right",
    es="arriba o abajo se sortea aparte de izquierda o derecha",
)
def draws_each_axis_apart(student, images, source):
    down, right = _moves(student(images, max_shift=2, rng=source), images)
    if np.ptp(down) and np.ptp(right):  # else the check of what is drawn has spoken
        require(
            min(_distinct(down, right), _distinct(down, -right)) > 0.3,
            en="Every image moved as far down as it moved to the right.",
            es="Cada imagen se movió hacia abajo tanto como hacia la derecha.",
        )


def _distinct(down, right):
    """Return the share of images that moved differently along the two axes."""
    return np.mean(down != right)


@exercise.check(
    points=1,
    en="the shifts are drawn with the generator that is passed",
    es="los desplazamientos se sortean con el generador que se recibe",
)
def draws_with_rng(student, images):
    require_own_draws(lambda rng: student(images[:50], max_shift=2, rng=rng))


def _shifts(images, rng, low, high):
    """Draw two numbers from `low` up to and without `high` for each image."""
    return rng.integers(low, high, size=(2, len(images)))


@exercise.misconception(
    caught_by=fills_with_zeros,
    en="np.roll brings back on one side what leaves on the other: overwrite it with zeros, or cut the image out of one "
    "with a border of zeros.",
    es="np.roll trae de vuelta por un lado lo que sale por el otro: sobrescríbelo con ceros, o recorta la imagen de "
    "una con borde de ceros.",
)
def rolls_around(images, *, max_shift, rng):
    return _rolled(images, *_shifts(images, rng, -max_shift, max_shift + 1))


@exercise.misconception(
    caught_by=fills_with_zeros,
    en="Start from zeros, np.zeros_like(images): in a copy of the images the old pixels shine through.",
    es="Parte de ceros, np.zeros_like(images): en una copia de las imágenes se siguen viendo los píxeles viejos.",
)
def leaves_old_pixels(images, *, max_shift, rng):
    moves = _shifts(images, rng, -max_shift, max_shift + 1)
    return np.where(_inside(images, *moves), _rolled(images, *moves), images)


@exercise.misconception(
    caught_by=fills_with_zeros,
    en="Repeating the border is another way to fill. Here what comes in is 0.",
    es="Repetir el borde es otra forma de rellenar. Aquí lo que entra vale 0.",
)
def repeats_the_border(images, *, max_shift, rng):
    border = (max_shift, max_shift)
    padded = np.pad(images, ((0, 0), border, border, (0, 0)), mode="edge")
    moved = _rolled(padded, *_shifts(images, rng, -max_shift, max_shift + 1))
    return moved[:, max_shift:-max_shift, max_shift:-max_shift]


@exercise.misconception(
    caught_by=moves_images_whole,
    en="Move all channels of an image together: draw once for each image, not for each channel.",
    es="Mueve juntos todos los canales de una imagen: sortea una vez por imagen, no por canal.",
)
def moves_channels_apart(images, *, max_shift, rng):
    channels = np.split(images, images.shape[3], axis=3)
    return np.concatenate([random_shift(one, max_shift=max_shift, rng=rng) for one in channels], axis=3)


@exercise.misconception(
    caught_by=draws_shifts_evenly,
    en="rng.integers leaves its upper limit out: to reach max_shift, write max_shift + 1.",
    es="rng.integers excluye su límite superior: para llegar a max_shift, escribe max_shift + 1.",
)
def never_draws_max_shift(images, *, max_shift, rng):
    return _moved(images, *_shifts(images, rng, -max_shift, max_shift))


@exercise.misconception(
    caught_by=draws_shifts_evenly,
    en="Move in both directions: draw from -max_shift, not from 0.",
    es="Mueve en ambas direcciones: sortea desde -max_shift, no desde 0.",
)
def moves_down_and_right_only(images, *, max_shift, rng):
    return _moved(images, *_shifts(images, rng, 0, max_shift + 1))


@exercise.misconception(
    caught_by=draws_shifts_evenly,
    en="Draw for each image of its own; you move the whole batch together.",
    es="Sortea para cada imagen por separado; tú mueves todo el lote junto.",
)
def moves_the_batch_together(images, *, max_shift, rng):
    down, right = rng.integers(-max_shift, max_shift + 1, size=2)
    return _moved(images, np.full(len(images), down), np.full(len(images), right))


@exercise.misconception(
    caught_by=draws_shifts_evenly,
    en="Images move along both axes: draw a shift to the left or right as well.",
    es="Las imágenes se mueven en ambos ejes: sortea también un desplazamiento a la izquierda o derecha.",
)
def moves_up_and_down_only(images, *, max_shift, rng):
    down, _ = _shifts(images, rng, -max_shift, max_shift + 1)
    return _moved(images, down, np.zeros_like(down))


@exercise.misconception(
    caught_by=draws_shifts_evenly,
    en="Images move along both axes: draw a shift up or down as well.",
    es="Las imágenes se mueven en ambos ejes: sortea también un desplazamiento hacia arriba o abajo.",
)
def moves_left_and_right_only(images, *, max_shift, rng):
    _, right = _shifts(images, rng, -max_shift, max_shift + 1)
    return _moved(images, np.zeros_like(right), right)


@exercise.misconception(
    caught_by=draws_shifts_evenly,
    en="All distances up to max_shift are meant, 0 included; you always move by max_shift.",
    es="Valen todas las distancias hasta max_shift, incluido 0; tú siempre mueves max_shift.",
)
def always_moves_by_max_shift(images, *, max_shift, rng):
    return _moved(images, *rng.choice([-max_shift, max_shift], size=(2, len(images))))


@exercise.misconception(
    caught_by=draws_each_axis_apart,
    en="Draw two numbers for each image, one for each axis; with a single one, images move along a diagonal.",
    es="Sortea dos números para cada imagen, uno por eje; con uno solo, las imágenes se mueven en diagonal.",
)
def moves_along_the_diagonal(images, *, max_shift, rng):
    down, _ = _shifts(images, rng, -max_shift, max_shift + 1)
    return _moved(images, down, down)


@exercise.misconception(
    caught_by=draws_with_rng,
    en="Draw with `rng`, the generator that you are given; one made or seeded inside gives the same shifts every time.",
    es="Sortea con `rng`, el generador que recibes; uno creado o sembrado dentro de la función da siempre los mismos "
    "desplazamientos.",
)
def seeds_its_own_generator(images, *, max_shift, rng):
    return random_shift(images, max_shift=max_shift, rng=np.random.default_rng(0))
