"""Parameters as one vector, and back."""

from __future__ import annotations

import itertools

import numpy as np

from autograder import Exercise, Text, close, made
from solutions.full_batch import flatten, unflatten


def _params(rng, widths):
    return [(rng.normal(size=shape), rng.normal(size=shape[1])) for shape in itertools.pairwise(widths)]


def _draw(rng, sizes):
    """Two sets of parameters of the same shapes, of networks with one, two and three layers."""
    networks = []
    for depth in (1, 2, 3):
        widths = [int(width) for width in rng.permutation(np.arange(2, 7))[: depth + 1]]
        networks.append((_params(rng, widths), _params(rng, widths)))
    return networks


exercise = Exercise(
    flatten,
    unflatten,
    name="flatten",
    en="Put the parameters of a network, a list of (w, b), into one vector: layer after layer, the entries of w row "
    "by row and then those of b. And cut such a vector into parameters with the shapes of `like` again.",
    es="Pon los parámetros de una red, una lista de (w, b), en un solo vector: capa tras capa, las entradas de w fila "
    "por fila y luego las de b. Y vuelve a cortar un vector así en parámetros con las formas de `like`.",
    topic=Text(en="Parameters as one vector", es="Parámetros como un vector"),
    inputs={"networks": made(_draw)},
)


@exercise.check(
    points=2,
    en="the vector holds every entry of every w and b once",
    es="el vector contiene una vez cada entrada de cada w y cada b",
)
def holds_every_entry(student, networks):
    for params, _ in networks:
        vector, wanted = student.flatten(params), flatten(params)
        close(np.shape(vector), wanted.shape, name="the shape of vector")
        close(np.sort(vector), np.sort(wanted), name="the sorted vector")


@exercise.check(
    points=2,
    needs=holds_every_entry,
    en="they come in order: layer after layer, w row by row, then b",
    es="vienen en orden: capa tras capa, w fila por fila, luego b",
)
def keeps_the_order(student, networks):
    for params, _ in networks:
        close(student.flatten(params), flatten(params), name="vector")


@exercise.check(
    points=2,
    en="unflatten returns a pair (w, b) for each layer, in the shapes of `like`",
    es="unflatten devuelve un par (w, b) por capa, con las formas de `like`",
)
def has_the_shapes(student, networks):
    for params, like in networks:
        close(_shapes(student.unflatten(flatten(params), like)), _shapes(like), name="the shapes of params")


def _shapes(params):
    """Return the shapes of a list of pairs, or what is there instead."""
    if not isinstance(params, list | tuple):
        return np.shape(params)
    return [
        [np.shape(part) for part in layer] if isinstance(layer, list | tuple) else np.shape(layer)
        for layer in params
    ]


@exercise.check(
    points=4,
    needs=has_the_shapes,
    en="unflatten undoes flatten, whatever the values in `like`",
    es="unflatten deshace flatten, sean cuales sean los valores de `like`",
)
def undoes_flatten(student, networks):
    for params, like in networks:
        stated = student.unflatten(flatten(params), like)
        # In another order, which has its own check, the two may still fit together.
        own = student.flatten(params)
        fits = np.shape(own) == flatten(params).shape and np.allclose(np.sort(own), np.sort(flatten(params)))
        back = student.unflatten(np.asarray(own), like) if fits else stated
        close(back if _same(back, params) else stated, params, name="params")


def _same(got, wanted):
    return _shapes(got) == _shapes(wanted) and np.allclose(flatten(got), flatten(wanted))


@exercise.misconception(
    replaces=flatten,
    caught_by=holds_every_entry,
    en="Put the biases into the vector as well, each behind its weights.",
    es="Incluye también los sesgos en el vector, cada uno detrás de sus pesos.",
)
def forgets_the_biases(params):
    return np.concatenate([w.ravel() for w, _ in params])


@exercise.misconception(
    replaces=flatten,
    caught_by=holds_every_entry,
    en="Go through all layers; you take only the first.",
    es="Recorre todas las capas; tú tomas solo la primera.",
)
def takes_only_the_first_layer(params):
    return flatten(params[:1])


@exercise.misconception(
    replaces=flatten,
    caught_by=keeps_the_order,
    en="All weights first and then all biases is another convention. Here each b follows its own w, layer after layer.",
    es="Primero todos los pesos y luego todos los sesgos es otra convención. Aquí cada b sigue a su w, capa tras capa.",
)
def puts_all_biases_last(params):
    return np.concatenate([w.ravel() for w, _ in params] + [b for _, b in params])


@exercise.misconception(
    replaces=flatten,
    caught_by=keeps_the_order,
    en="In each layer the weights come first: w, then b.",
    es="En cada capa van primero los pesos: w, luego b.",
)
def puts_the_bias_first(params):
    return np.concatenate([part.ravel() for w, b in params for part in (b, w)])


@exercise.misconception(
    replaces=flatten,
    caught_by=keeps_the_order,
    en="Column by column is another convention. Here w is read row by row, as w.ravel() does.",
    es="Columna por columna es otra convención. Aquí w se lee fila por fila, como hace w.ravel().",
)
def reads_column_by_column(params):
    return np.concatenate([part.ravel(order="F") for layer in params for part in layer])


@exercise.misconception(
    replaces=unflatten,
    caught_by=has_the_shapes,
    en="Give each piece its shape back: reshape it like w.",
    es="Devuélvele a cada trozo su forma: usa reshape con la forma de w.",
)
def leaves_the_pieces_flat(vector, like):
    return [(w.ravel(), b) for w, b in unflatten(vector, like)]


@exercise.misconception(
    replaces=unflatten,
    caught_by=has_the_shapes,
    en="Return a list of pairs (w, b), one a layer, not one list of all arrays.",
    es="Devuelve una lista de pares (w, b), uno por capa, no una sola lista con todos los arreglos.",
)
def returns_one_long_list(vector, like):
    return [part for layer in unflatten(vector, like) for part in layer]


@exercise.misconception(
    replaces=unflatten,
    caught_by=undoes_flatten,
    en="Go on where the layer before ended; you start each layer at the beginning of the vector.",
    es="Sigue donde terminó la capa anterior; tú empiezas cada capa al principio del vector.",
)
def starts_every_layer_at_the_beginning(vector, like):
    return [unflatten(vector[: w.size + b.size], [(w, b)])[0] for w, b in like]


@exercise.misconception(
    replaces=unflatten,
    caught_by=undoes_flatten,
    en="b comes behind w in the vector: start at w.size to read it. You read the beginning twice.",
    es="En el vector, b viene detrás de w: empieza a leerlo en w.size. Tú lees dos veces el principio.",
)
def reads_the_beginning_twice(vector, like):
    params, start = [], 0
    for w, b in like:
        params.append((vector[start : start + w.size].reshape(w.shape), vector[start : start + b.size]))
        start += w.size + b.size
    return params


@exercise.misconception(
    replaces=unflatten,
    caught_by=undoes_flatten,
    en="The vector has w row by row: reshape it to w.shape as it is, not to the shape of w.T.",
    es="El vector trae w fila por fila: dale la forma w.shape tal cual, no la de w.T.",
)
def fills_column_by_column(vector, like):
    return [(w.ravel().reshape(w.shape, order="F"), b) for w, b in unflatten(vector, like)]


@exercise.misconception(
    replaces=unflatten,
    caught_by=undoes_flatten,
    en="Take the values from the vector; `like` is only for the shapes.",
    es="Toma los valores del vector; `like` es solo para las formas.",
)
def returns_like(vector, like):
    return [(w + 0.0, b + 0.0) for w, b in like]
