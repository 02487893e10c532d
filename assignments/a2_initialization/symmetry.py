"""Equal units stay equal: training from a given start, and how much the hidden units differ afterwards."""

from __future__ import annotations

import numpy as np

from assignments.a2_initialization.comparing import close_to_one_of
from autograder import Exercise, Text, close, made, require, scalar, shape_text
from solutions.symmetry import hidden_unit_spread, train_from

LAYERS = (("features", "hidden"), ("hidden", "more"), ("more", "classes"))


def _parameters(rng, sizes):
    return [(rng.normal(size=(sizes[i], sizes[o])), rng.normal(size=sizes[o])) for i, o in LAYERS]


exercise = Exercise(
    train_from,
    hidden_unit_spread,
    name="symmetry",
    en="Two tools to watch what a start leads to. `train_from` takes `n_steps` steps of plain gradient descent, p - "
    "lr * dp for every weight and bias, with all gradients taken at the same place. `hidden_unit_spread` tells for "
    "each hidden layer how far its units lie from their mean (root mean square distance), where a unit is the vector "
    "of its incoming weights and its bias; the output layer is left out.",
    es="Dos herramientas para ver adónde lleva un comienzo. `train_from` da `n_steps` pasos de descenso por gradiente "
    "simple, p - lr * dp para cada peso y cada sesgo, con todos los gradientes tomados en el mismo punto. "
    "`hidden_unit_spread` dice, para cada capa oculta, qué tan lejos están sus unidades de su promedio (raíz de la "
    "distancia cuadrática media), donde una unidad es el vector de sus pesos de entrada y su sesgo; la capa de salida "
    "no cuenta.",
    topic=Text(en="Equal units stay equal", es="Unidades iguales siguen iguales"),
    inputs={
        "params": made(_parameters, "features", "hidden", "more", "classes"),
        "lr": scalar(0.05, 0.2),
        "bend": scalar(0.5, 1.5),
    },
)


class _Valley:
    """A loss whose gradients are known: every parameter pulls on every other one, through their sum."""

    def __init__(self, bend):
        self.bend = bend

    def __call__(self, params):
        total = sum(float(np.sum(p)) for pair in params for p in pair)
        return [(self._slope(w, total), self._slope(b, total)) for w, b in params]

    def _slope(self, p, total):
        p = np.asarray(p)
        slope = np.sin(p) + self.bend * np.tanh(total)
        # As precise as what it is the slope at: a network may be kept in single precision.
        return slope.astype(p.dtype if p.dtype.kind == "f" else float)


@exercise.check(
    points=2,
    en="one step moves every weight and bias by -lr times its gradient",
    es="un paso mueve cada peso y cada sesgo en -lr por su gradiente",
)
def one_step(student, params, lr, bend):
    valley = _Valley(bend)
    after = student.train_from(params, valley, lr=lr, n_steps=1)
    close(after, train_from(params, valley, lr=lr, n_steps=1), name="params_after_training")


# Many steps are one step, repeated: also where the step itself is wrong, which is for the check above to say.
@exercise.check(
    points=2,
    en="every step takes new gradients, where the last one led",
    es="cada paso toma gradientes nuevos, allí adonde llevó el anterior",
)
def several_steps(student, params, lr, bend):
    valley = _Valley(bend)
    own = params
    for n_steps in range(1, 5):
        own = student.train_from(own, valley, lr=lr, n_steps=1)
        together = student.train_from(params, valley, lr=lr, n_steps=n_steps)
        wanted = train_from(params, valley, lr=lr, n_steps=n_steps)
        close_to_one_of(together, wanted, own, name="params_after_training")


def _network(*hidden):
    """Hidden layers, and an output layer after them."""
    width = hidden[-1][1].size
    return [*hidden, (np.linspace(0, 1, 2 * width).reshape(width, 2), np.zeros(2))]


def _hidden_spread(student, *hidden):
    """What it says of the hidden layers; a number for the output layer is for another check to see."""
    spread = np.asarray(student.hidden_unit_spread(_network(*hidden)), dtype=float)
    return spread.ravel()[: len(hidden)]


def _equal_units(w, b):
    return np.repeat(w[:, :1], b.size, axis=1), np.full(b.size, b[0])


@exercise.check(
    points=1,
    en="the spread is 0 where all units of a layer are equal",
    es="la dispersión es 0 donde todas las unidades de una capa son iguales",
)
def equal_units_have_no_spread(student, params):
    (w, b), *_ = params
    equal = _equal_units(w, b)
    spread = _hidden_spread(student, equal)
    require(
        spread.size == 1 and abs(spread[0]) < 1e-6,
        en="All units of the hidden layer are equal, so its spread is 0.",
        es="Todas las unidades de la capa oculta son iguales, así que su dispersión es 0.",
    )


@exercise.check(
    points=2,
    en="the spread is the root mean square distance of the units to their mean",
    es="la dispersión es la raíz de la distancia cuadrática media de las unidades a su promedio",
)
def spread_agrees(student, params):
    hidden = [(w, np.full(b.size, b[0])) for w, b in params[:2]]
    close(_hidden_spread(student, *hidden), hidden_unit_spread(_network(*hidden)), name="spread")


@exercise.check(
    points=1,
    en="a bias counts like one more weight of its unit",
    es="un sesgo cuenta como un peso más de su unidad",
)
def biases_count(student, params):
    (w, b), *_ = params
    equal_w, _ = _equal_units(w, b)
    by_bias = _hidden_spread(student, (equal_w, b))
    exchanged = np.vstack([equal_w[:-1], b]), np.full(b.size, equal_w[-1, 0])
    by_weight = _hidden_spread(student, exchanged)
    close_to_one_of(by_bias, hidden_unit_spread(_network((equal_w, b))), by_weight, name="spread")
    require(
        by_bias.size and by_bias[0],
        en="Units that differ in their biases are not equal: their spread is not 0.",
        es="Las unidades que difieren en sus sesgos no son iguales: su dispersión no es 0.",
    )


@exercise.check(
    points=1,
    en="there is one number for each hidden layer, and none for the output layer",
    es="hay un número por cada capa oculta y ninguno para la capa de salida",
)
def output_layer_is_left_out(student, params):
    for layers in (params, params[:2]):
        found = np.shape(student.hidden_unit_spread(layers))
        require(
            found == (len(layers) - 1,),
            en=f"`spread` should have shape ({len(layers) - 1},); it has {shape_text(found)}.",
            es=f"`spread` debería tener forma ({len(layers) - 1},); tiene {shape_text(found)}.",
            kind="shape",
        )


@exercise.misconception(
    replaces=train_from,
    caught_by=one_step,
    en="Go downhill: subtract lr times the gradient, do not add it.",
    es="Ve cuesta abajo: resta lr por el gradiente, no lo sumes.",
)
def climbs(params, gradients, *, lr, n_steps):
    return train_from(params, gradients, lr=-lr, n_steps=n_steps)


@exercise.misconception(
    replaces=train_from,
    caught_by=one_step,
    en="Multiply the gradient by the learning rate lr.",
    es="Multiplica el gradiente por la tasa de aprendizaje lr.",
)
def forgets_the_learning_rate(params, gradients, *, lr, n_steps):
    return train_from(params, gradients, lr=1.0, n_steps=n_steps)


@exercise.misconception(
    replaces=train_from,
    caught_by=one_step,
    en="The biases learn, too: move b by -lr * db.",
    es="Los sesgos también aprenden: mueve b en -lr * db.",
)
def leaves_biases_alone(params, gradients, *, lr, n_steps):
    for _ in range(n_steps):
        params = [(w - lr * dw, b) for (w, b), (dw, _) in zip(params, gradients(params), strict=True)]
    return params


@exercise.misconception(
    replaces=train_from,
    caught_by=one_step,
    en="Ask for the gradients once a step and move all layers together: you move one layer, and ask again for the "
    "next.",
    es="Pide los gradientes una vez por paso y mueve todas las capas a la vez: tú mueves una capa y vuelves a "
    "pedirlos para la siguiente.",
)
def moves_layer_by_layer(params, gradients, *, lr, n_steps):
    params = list(params)
    for _ in range(n_steps):
        for k, (w, b) in enumerate(params):
            dw, db = gradients(params)[k]
            params[k] = (w - lr * dw, b - lr * db)
    return params


@exercise.misconception(
    replaces=train_from,
    caught_by=several_steps,
    en="Ask for the gradients again in every step: they change as soon as the parameters do.",
    es="Vuelve a pedir los gradientes en cada paso: cambian en cuanto cambian los parámetros.",
)
def keeps_the_first_gradients(params, gradients, *, lr, n_steps):
    first = gradients(params)
    return train_from(params, lambda _: first, lr=lr, n_steps=n_steps)


@exercise.misconception(
    replaces=train_from,
    caught_by=several_steps,
    en="Take n_steps steps: repeat the whole step in a loop.",
    es="Da n_steps pasos: repite el paso completo en un ciclo.",
)
def takes_a_single_step(params, gradients, *, lr, n_steps):
    return train_from(params, gradients, lr=lr, n_steps=1)


@exercise.misconception(
    replaces=hidden_unit_spread,
    caught_by=output_layer_is_left_out,
    en="Leave the last pair out: the output units are told apart by their targets.",
    es="Deja fuera el último par: a las unidades de salida las distinguen sus objetivos.",
)
def includes_the_output_layer(params_after_training):
    return hidden_unit_spread([*params_after_training, (np.zeros((1, 1)), np.zeros(1))])


@exercise.misconception(
    replaces=hidden_unit_spread,
    caught_by=biases_count,
    en="A unit is its weights and its bias: units with different biases are not equal.",
    es="Una unidad son sus pesos y su sesgo: las unidades con sesgos distintos no son iguales.",
)
def forgets_the_biases(params_after_training):
    return hidden_unit_spread([(w, np.zeros(w.shape[1])) for w, _ in params_after_training])


@exercise.misconception(
    replaces=hidden_unit_spread,
    caught_by=(equal_units_have_no_spread, spread_agrees),
    en="A unit is a column of w: compare the columns with their mean, w.mean(axis=1, keepdims=True), not all entries "
    "with one number.",
    es="Una unidad es una columna de w: compara las columnas con su promedio, w.mean(axis=1, keepdims=True), y no "
    "todas las entradas con un solo número.",
)
def compares_all_entries(params_after_training):
    *hidden, _ = params_after_training
    return np.array([np.vstack([w, b]).std() for w, b in hidden])


@exercise.misconception(
    replaces=hidden_unit_spread,
    caught_by=(equal_units_have_no_spread, spread_agrees),
    en="Units are the columns of w, not its rows: the mean unit is taken over the columns.",
    es="Las unidades son las columnas de w, no las filas: la unidad promedio se toma sobre las columnas.",
)
def takes_rows_for_units(params_after_training):
    *hidden, _ = params_after_training
    return np.array([np.sqrt(((w - w.mean(axis=0)) ** 2).sum(axis=1).mean()) for w, _ in hidden])


@exercise.misconception(
    replaces=hidden_unit_spread,
    caught_by=spread_agrees,
    en="The distance of two units is the root of a sum over their weights: add the squares over the weights, and "
    "average only over the units.",
    es="La distancia entre dos unidades es la raíz de una suma sobre sus pesos: suma los cuadrados sobre los pesos y "
    "promedia solo sobre las unidades.",
)
def averages_over_the_weights(params_after_training):
    *hidden, _ = params_after_training
    return np.array([np.sqrt(np.vstack([w, b]).var(axis=1).mean()) for w, b in hidden])


@exercise.misconception(
    replaces=hidden_unit_spread,
    caught_by=spread_agrees,
    en="Take the root at the end: what you return is the mean square distance.",
    es="Saca la raíz al final: lo que devuelves es la distancia cuadrática media.",
)
def forgets_the_root(params_after_training):
    return hidden_unit_spread(params_after_training) ** 2


@exercise.misconception(
    replaces=hidden_unit_spread,
    caught_by=spread_agrees,
    en="Square the distances, average them, and take the root last; the mean of the distances is something else.",
    es="Eleva las distancias al cuadrado, promédialas y saca la raíz al final; el promedio de las distancias es otra "
    "cosa.",
)
def averages_the_distances(params_after_training):
    *hidden, _ = params_after_training
    units = [np.vstack([w, b]) for w, b in hidden]
    return np.array([np.linalg.norm(u - u.mean(axis=1, keepdims=True), axis=0).mean() for u in units])


@exercise.misconception(
    replaces=hidden_unit_spread,
    caught_by=spread_agrees,
    en="Dividing by the number of units less one is another convention. Here the squares are averaged: divide by the "
    "number of units.",
    es="Dividir entre el número de unidades menos uno es otra convención. Aquí los cuadrados se promedian: divide "
    "entre el número de unidades.",
)
def divides_by_one_less(params_after_training):
    *hidden, _ = params_after_training
    sizes = np.array([b.size for _, b in hidden])
    return hidden_unit_spread(params_after_training) * np.sqrt(sizes / (sizes - 1))
