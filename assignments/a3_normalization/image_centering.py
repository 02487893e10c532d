"""Centring images: on the mean image, or on the mean of each channel."""

from __future__ import annotations

from assignments.a3_normalization.training_data import require_training_statistics
from autograder import Exercise, Text, close, uniform
from solutions.preprocessing import subtract_channel_means, subtract_mean_image

exercise = Exercise(
    subtract_mean_image,
    subtract_channel_means,
    name="image_centering",
    en="Centre images `x` on statistics of the training images `x_train`, in two ways. `subtract_mean_image` subtracts "
    "the mean image: each row, column and channel has its own mean. `subtract_channel_means` subtracts one number for "
    "each channel, its mean over all pixels of all training images.",
    es="Centra las imágenes `x` con estadísticas de las imágenes de entrenamiento `x_train`, de dos maneras. "
    "`subtract_mean_image` resta la imagen media: cada fila, columna y canal tiene su propia media. "
    "`subtract_channel_means` resta un solo número por canal: su media sobre todos los píxeles de todas las imágenes "
    "de entrenamiento.",
    topic=Text(en="Centring images", es="Centrar imágenes"),
    inputs={
        "x_train": uniform("train", "height", "width", "channels", high=255.0),
        "x": uniform("batch", "height", "width", "channels", low=50.0, high=255.0),
    },
    sizes={"channels": range(2, 5)},
)


@exercise.check(
    points=2,
    en="subtract_mean_image subtracts from each pixel its mean over the training images",
    es="subtract_mean_image le resta a cada píxel su media sobre las imágenes de entrenamiento",
)
def mean_image_agrees(student, x_train):
    out = student.subtract_mean_image(x_train, x_train)
    close(out, subtract_mean_image(x_train, x_train), name="out")


@exercise.check(
    points=1,
    en="subtract_mean_image centres new images on the training images, not on themselves",
    es="subtract_mean_image centra las imágenes nuevas con las de entrenamiento, no consigo mismas",
)
def mean_image_is_of_the_training_images(student, x_train, x):
    require_training_statistics(student.subtract_mean_image, x_train, x)


@exercise.check(
    points=2,
    en="subtract_channel_means subtracts from each channel its mean over the training images",
    es="subtract_channel_means le resta a cada canal su media sobre las imágenes de entrenamiento",
)
def channel_means_agree(student, x_train):
    out = student.subtract_channel_means(x_train, x_train)
    close(out, subtract_channel_means(x_train, x_train), name="out")


@exercise.check(
    points=1,
    en="subtract_channel_means centres new images on the training images, not on themselves",
    es="subtract_channel_means centra las imágenes nuevas con las de entrenamiento, no consigo mismas",
)
def channel_means_are_of_the_training_images(student, x_train, x):
    require_training_statistics(student.subtract_channel_means, x_train, x)


@exercise.misconception(
    replaces=subtract_mean_image,
    caught_by=mean_image_agrees,
    en="That is one number for everything. The mean image has one value for each pixel: average over the images only, "
    "axis=0.",
    es="Eso es un solo número para todo. La imagen media tiene un valor por píxel: promedia solo sobre las imágenes, "
    "axis=0.",
)
def subtracts_one_number_from_all_pixels(x, x_train):
    return x - x_train.mean()


@exercise.misconception(
    replaces=subtract_mean_image,
    caught_by=mean_image_agrees,
    en="Those are the channel means. The mean image keeps rows and columns apart: average over axis=0 only.",
    es="Esas son las medias por canal. La imagen media distingue filas y columnas: promedia solo sobre axis=0.",
)
def subtracts_channel_means_for_the_mean_image(x, x_train):
    return subtract_channel_means(x, x_train)


@exercise.misconception(
    replaces=subtract_mean_image,
    caught_by=mean_image_agrees,
    en="The mean is taken over the training images, pixel by pixel, not over the pixels of each image.",
    es="La media se toma sobre las imágenes de entrenamiento, píxel por píxel, no sobre los píxeles de cada imagen.",
)
def subtracts_the_mean_of_each_image(x, x_train):
    return x - x.mean(axis=(1, 2, 3), keepdims=True)


@exercise.misconception(
    replaces=subtract_mean_image,
    caught_by=mean_image_agrees,
    en="Only subtract the mean image: centring does not divide by the standard deviation.",
    es="Solo resta la imagen media: centrar no es dividir entre la desviación estándar.",
)
def divides_by_the_deviation_of_each_pixel(x, x_train):
    return subtract_mean_image(x, x_train) / x_train.std(axis=0)


@exercise.misconception(
    replaces=subtract_mean_image,
    caught_by=mean_image_is_of_the_training_images,
    en="Take the mean image of `x_train`, not of the images that you centre: one image alone would become black.",
    es="Toma la imagen media de `x_train`, no la de las imágenes que centras: una imagen sola quedaría en negro.",
)
def takes_the_mean_image_of_the_new_images(x, x_train):
    return subtract_mean_image(x, x)


@exercise.misconception(
    replaces=subtract_mean_image,
    caught_by=mean_image_is_of_the_training_images,
    en="The images to centre are `x`, the first argument; `x_train` is only there for the mean.",
    es="Las imágenes que se centran son `x`, el primer argumento; `x_train` solo sirve para la media.",
)
def centres_the_training_images(x, x_train):
    return subtract_mean_image(x_train, x)


@exercise.misconception(
    replaces=subtract_channel_means,
    caught_by=channel_means_agree,
    en="Each channel has a mean of its own: average over images, rows and columns, axis=(0, 1, 2), but not over "
    "channels.",
    es="Cada canal tiene su propia media: promedia sobre imágenes, filas y columnas, axis=(0, 1, 2), pero no sobre "
    "los canales.",
)
def subtracts_one_number_from_all_channels(x, x_train):
    return x - x_train.mean()


@exercise.misconception(
    replaces=subtract_channel_means,
    caught_by=channel_means_agree,
    en="That is the mean image. A channel has only one mean: average over rows and columns too, axis=(0, 1, 2).",
    es="Esa es la imagen media. Un canal tiene una sola media: promedia también sobre filas y columnas, "
    "axis=(0, 1, 2).",
)
def subtracts_the_mean_image_for_the_channel_means(x, x_train):
    return subtract_mean_image(x, x_train)


@exercise.misconception(
    replaces=subtract_channel_means,
    caught_by=channel_means_agree,
    en="The channel means are of all training images together, not of each image: average over axis=0 too.",
    es="Las medias por canal son de todas las imágenes de entrenamiento juntas, no de cada imagen: promedia también "
    "sobre axis=0.",
)
def subtracts_the_channel_means_of_each_image(x, x_train):
    return x - x.mean(axis=(1, 2), keepdims=True)


@exercise.misconception(
    replaces=subtract_channel_means,
    caught_by=channel_means_agree,
    en="The channels are the last axis here, (batch, height, width, channels); channels first is another convention.",
    es="Aquí los canales son el último eje, (lote, alto, ancho, canales); ponerlos primero es otra convención.",
)
def takes_the_rows_for_the_channels(x, x_train):
    return x - x_train.mean(axis=(0, 2, 3))[:, None, None]


@exercise.misconception(
    replaces=subtract_channel_means,
    caught_by=channel_means_are_of_the_training_images,
    en="Take the channel means of `x_train`, not of the images that you centre.",
    es="Toma las medias por canal de `x_train`, no las de las imágenes que centras.",
)
def takes_the_channel_means_of_the_new_images(x, x_train):
    return subtract_channel_means(x, x)
