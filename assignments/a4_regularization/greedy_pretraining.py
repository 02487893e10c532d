"""Greedy layer-wise pre-training: a stack of autoencoders, one on top of the other."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import affine, sigmoid
from autograder import Exercise, Text, close, made, normal
from solutions.activations import sigmoid_forward
from solutions.autoencoder import greedy_pretraining


def _widths(rng, sizes):
    return [sizes["first"], sizes["second"], sizes["third"]]


exercise = Exercise(
    greedy_pretraining,
    en="Pre-train the hidden layers of a network one by one. `train_layer(inputs, width)` trains an autoencoder and "
    "returns its encoder (w, b). The first layer is trained on x; each of the others on the codes of the one before, "
    "sigmoid(inputs @ w + b).",
    es="Preentrena las capas ocultas de una red una por una. `train_layer(inputs, width)` entrena un autoencoder y "
    "devuelve su codificador (w, b). La primera capa se entrena con x; cada una de las demás, con los códigos de la "
    "anterior, sigmoid(inputs @ w + b).",
    topic=Text(en="Greedy pre-training, layer by layer", es="Preentrenamiento voraz, capa por capa"),
    inputs={"x": normal("batch", "features"), "widths": made(_widths, "first", "second", "third")},
    builds_on=[affine.exercise, sigmoid.exercise],
)


def _train_layer(inputs, width):
    """Return an encoder in which every entry of the inputs shows, without any training."""
    inputs = np.asarray(inputs)
    mix = np.cos(np.outer(np.arange(1, len(inputs) + 1), np.arange(1, width + 1)))
    return inputs.T @ mix, np.sin(np.arange(1, width + 1) * (1 + inputs.mean()))


def _arrays(pair):
    w, b = pair
    return [np.asarray(w, dtype=float), np.asarray(b, dtype=float)]


@exercise.check(
    points=1,
    en="there is one encoder for each width, in order",
    es="hay un codificador por cada ancho, en orden",
)
def one_encoder_a_width(student, x, widths):
    for some in (widths, widths[:1], widths[:2]):
        params = student(x, some, _train_layer)
        close([_arrays(pair)[1].size for pair in params], np.array(some), name="widths")


@exercise.check(
    points=1,
    en="the first encoder is trained on x",
    es="el primer codificador se entrena con x",
)
def first_is_trained_on_x(student, x, widths):
    first = student(x, widths, _train_layer)[0]
    wanted = greedy_pretraining(x, widths[:1], _train_layer)[0]
    close(_arrays(first), wanted, name="params[0]", tolerance=1e-6)


@exercise.check(
    points=3,
    en="each of the others is trained on the codes of the one before",
    es="cada uno de los demás se entrena con los códigos del anterior",
)
def others_are_trained_on_codes(student, x, widths):
    params = student(x, widths, _train_layer)
    wanted = greedy_pretraining(x, widths, _train_layer)
    for k in (1, 2):
        close(_arrays(params[k]), wanted[k], name=f"params[{k}]", tolerance=1e-6)


def _stack(x, widths, train_layer, code):
    """Train layer after layer, each on what ``code(inputs, w, b)`` makes of the inputs of the one before."""
    params = []
    for width in widths:
        w, b = train_layer(x, width)
        params.append((w, b))
        x = code(x, w, b)
    return params


def _sigmoid(z):
    return sigmoid_forward(z)[0]


@exercise.misconception(
    caught_by=others_are_trained_on_codes,
    en="Train each layer on the codes of the one before; you train all of them on x.",
    es="Entrena cada capa con los códigos de la anterior; tú las entrenas todas con x.",
)
def trains_all_on_x(x, widths, train_layer):
    return _stack(x, widths, train_layer, lambda inputs, w, b: inputs)


@exercise.misconception(
    caught_by=others_are_trained_on_codes,
    en="Codes go through the sigmoid: sigmoid(inputs @ w + b).",
    es="Los códigos pasan por la sigmoide: sigmoid(inputs @ w + b).",
)
def forgets_the_sigmoid(x, widths, train_layer):
    return _stack(x, widths, train_layer, lambda inputs, w, b: inputs @ w + b)


@exercise.misconception(
    caught_by=others_are_trained_on_codes,
    en="The units are sigmoids here, not ReLUs.",
    es="Las unidades son aquí sigmoides, no ReLU.",
)
def uses_relu(x, widths, train_layer):
    return _stack(x, widths, train_layer, lambda inputs, w, b: np.maximum(inputs @ w + b, 0))


@exercise.misconception(
    caught_by=others_are_trained_on_codes,
    en="Add the biases before the sigmoid.",
    es="Suma los sesgos antes de la sigmoide.",
)
def forgets_the_biases(x, widths, train_layer):
    return _stack(x, widths, train_layer, lambda inputs, w, b: _sigmoid(inputs @ w))


@exercise.misconception(
    caught_by=others_are_trained_on_codes,
    en="Replace the inputs at every layer: the third is trained on the codes of the second, not of the first.",
    es="Reemplaza las entradas en cada capa: la tercera se entrena con los códigos de la segunda, no de la primera.",
)
def stays_with_the_first_codes(x, widths, train_layer):
    w, b = train_layer(x, widths[0])
    codes = _sigmoid(x @ w + b)
    return [(w, b), *(train_layer(codes, width) for width in widths[1:])]


@exercise.misconception(
    caught_by=first_is_trained_on_x,
    en="Train the first layer on x itself; the sigmoid makes codes of it only afterwards.",
    es="Entrena la primera capa con x misma; la sigmoide la convierte en códigos solo después.",
)
def squashes_x_first(x, widths, train_layer):
    return _stack(_sigmoid(x), widths, train_layer, lambda inputs, w, b: _sigmoid(inputs @ w + b))


@exercise.misconception(
    caught_by=one_encoder_a_width,
    en="Return the encoders of all layers; what you return is the last one.",
    es="Devuelve los codificadores de todas las capas; lo que devuelves es el último.",
)
def returns_the_last_encoder(x, widths, train_layer):
    return greedy_pretraining(x, widths, train_layer)[-1:]


@exercise.misconception(
    caught_by=one_encoder_a_width,
    en="Go through widths from the first to the last: the first layer is the one next to x.",
    es="Recorre widths del primero al último: la primera capa es la que está junto a x.",
)
def starts_with_the_last_width(x, widths, train_layer):
    return greedy_pretraining(x, widths[::-1], train_layer)
