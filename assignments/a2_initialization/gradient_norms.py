"""How much of the gradient reaches each layer of a deep network."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from assignments.a1_backprop import mlp
from assignments.a2_initialization.comparing import agrees
from autograder import Exercise, Text, close, integers, made, normal, require, shape_text
from solutions.depth import gradient_norms_by_layer
from solutions.mlp import mlp_loss_and_gradients


def _network(*widths):
    """Parameters of the layers between dimensions of these names."""

    def draw(rng, sizes):
        pairs = [(sizes[i], sizes[o]) for i, o in pairwise(widths)]
        return [(rng.normal(0, 1.5 * i**-0.5, (i, o)), rng.normal(0, 0.5, o)) for i, o in pairs]

    return made(draw, *widths)


exercise = Exercise(
    gradient_norms_by_layer,
    name="gradient_norms",
    en="For a network of any depth, return the norm of the loss's gradient with respect to the weights of each layer, "
    "from the first layer to the last: the root of the sum of the squared entries of dw. The loss is the mean softmax "
    'cross-entropy; the activation between layers is "sigmoid" (unless given), "tanh" or "relu". Bring '
    "`mlp_loss_and_gradients` along from the assignment on backpropagation, and teach it tanh if it does not know it.",
    es="Para una red de cualquier profundidad, devuelve la norma del gradiente de la pérdida respecto de los pesos de "
    "cada capa, de la primera a la última: la raíz de la suma de los cuadrados de las entradas de dw. La pérdida es "
    'la entropía cruzada con softmax promedio; la activación entre capas es "sigmoid" (si no se indica), "tanh" o '
    '"relu". Trae tu `mlp_loss_and_gradients` de la tarea de retropropagación y enséñale tanh si no la conoce.',
    topic=Text(en="Gradient norms by layer", es="Normas del gradiente por capa"),
    inputs={
        "shallow": _network("features", "classes"),
        "params": _network("features", "hidden", "more", "classes"),
        "x": normal("batch", "features"),
        "y": integers("batch", high="classes"),
    },
    builds_on=[mlp.exercise],
)

#: What might be taken for the norm of a gradient: a check of its own judges that, the others accept any of them.
MEASURES = {
    "norm": lambda dw, db: np.sqrt(np.sum(dw**2)),
    "squared norm": lambda dw, db: np.sum(dw**2),
    "norm with the bias": lambda dw, db: np.sqrt(np.sum(dw**2) + np.sum(db**2)),
    "largest singular value": lambda dw, db: np.linalg.norm(dw, 2),
    "mean magnitude": lambda dw, db: np.mean(np.abs(dw)),
    "root mean square": lambda dw, db: np.sqrt(np.mean(dw**2)),
    "sum of magnitudes": lambda dw, db: np.sum(np.abs(dw)),
    "largest magnitude": lambda dw, db: np.max(np.abs(dw)),
    "deviation": lambda dw, db: np.std(dw),
}


def _measured(params, x, y, activation, measure):
    _, gradients = mlp_loss_and_gradients(params, x, y, activation=activation)
    return np.array([MEASURES[measure](dw, db) for dw, db in gradients])


def _entries(norms, n_layers):
    found = np.shape(norms)
    require(
        found == (n_layers,),
        en=f"`norms` should have one entry for each layer, shape ({n_layers},); it has {shape_text(found)}.",
        es=f"`norms` debería tener un valor por capa, forma ({n_layers},); tiene {shape_text(found)}.",
        kind="shape",
    )
    return np.asarray(norms, dtype=float)


@exercise.check(
    points=2,
    en="of a single layer, it is the root of the sum of the squared entries of dw",
    es="de una sola capa, es la raíz de la suma de los cuadrados de las entradas de dw",
)
def norm_agrees(student, shallow, x, y):
    norms = student(shallow, x, y, activation="tanh")
    close(norms, gradient_norms_by_layer(shallow, x, y, activation="tanh"), name="norms")


# What a single layer gives shows what is measured, and in which units: of several layers, the same is accepted.
def _require_layers(student, shallow, params, x, y, activation, order):
    (unit,) = _entries(student(shallow, x, y, activation=activation), 1)
    norms = order(_entries(student(params, x, y, activation=activation), len(params)))
    for measure in MEASURES:
        (single,) = _measured(shallow, x, y, activation, measure)
        if agrees(norms, order(unit / single * _measured(params, x, y, activation, measure))):
            return
    close(norms, order(gradient_norms_by_layer(params, x, y, activation=activation)), name="norms")


@exercise.check(
    points=3,
    en="there is one norm for each layer of a sigmoid network, the first layer's first",
    es="hay una norma por cada capa de una red sigmoide, y la de la primera capa va primero",
)
def layers_agree(student, shallow, params, x, y):
    _require_layers(student, shallow, params, x, y, "sigmoid", order=np.asarray)


@exercise.check(
    points=1,
    en="the gradients of a tanh network are right",
    es="los gradientes de una red tanh son correctos",
)
def tanh_agrees(student, shallow, params, x, y):
    _require_layers(student, shallow, params, x, y, "tanh", order=np.sort)


@exercise.check(
    points=1,
    en="the gradients of a ReLU network are right",
    es="los gradientes de una red ReLU son correctos",
)
def relu_agrees(student, shallow, params, x, y):
    _require_layers(student, shallow, params, x, y, "relu", order=np.sort)


@exercise.check(
    points=1,
    en="the activation is the sigmoid unless it is given",
    es="si no se indica la activación, es la sigmoide",
)
def default_agrees(student, params, x, y):
    close(student(params, x, y), student(params, x, y, activation="sigmoid"), name="norms")


@exercise.misconception(
    caught_by=norm_agrees,
    en="Take the root: this is the squared norm.",
    es="Saca la raíz: esa es la norma al cuadrado.",
)
def forgets_the_root(params, x, y, *, activation="sigmoid"):
    return _measured(params, x, y, activation, "squared norm")


@exercise.misconception(
    caught_by=norm_agrees,
    en="Measure the gradient of the weights alone, dw; leave db out of the sum.",
    es="Mide solo el gradiente de los pesos, dw; deja db fuera de la suma.",
)
def includes_the_biases(params, x, y, *, activation="sigmoid"):
    return _measured(params, x, y, activation, "norm with the bias")


@exercise.misconception(
    caught_by=norm_agrees,
    en="np.linalg.norm(dw, 2) is the largest singular value of a matrix. Leave the 2 out, or write the root of the "
    "sum of squares yourself.",
    es="np.linalg.norm(dw, 2) es el mayor valor singular de una matriz. Quita el 2 o escribe tú la raíz de la suma de "
    "cuadrados.",
)
def takes_the_largest_singular_value(params, x, y, *, activation="sigmoid"):
    return _measured(params, x, y, activation, "largest singular value")


@exercise.misconception(
    caught_by=norm_agrees,
    en="The mean magnitude of the entries is another measure. Here the norm is asked for: the root of the sum of "
    "squares.",
    es="La magnitud media de las entradas es otra medida. Aquí se pide la norma: la raíz de la suma de los cuadrados.",
)
def averages_the_magnitudes(params, x, y, *, activation="sigmoid"):
    return _measured(params, x, y, activation, "mean magnitude")


@exercise.misconception(
    caught_by=norm_agrees,
    en="Add the squares up; do not average them: the norm is the root of their sum.",
    es="Suma los cuadrados, no los promedies: la norma es la raíz de su suma.",
)
def averages_the_squares(params, x, y, *, activation="sigmoid"):
    return _measured(params, x, y, activation, "root mean square")


@exercise.misconception(
    caught_by=norm_agrees,
    en="The loss is averaged over the batch, and its gradient with it: divide by the batch size.",
    es="La pérdida se promedia sobre el lote, y con ella su gradiente: divide entre el tamaño del lote.",
)
def adds_up_over_the_batch(params, x, y, *, activation="sigmoid"):
    return len(x) * gradient_norms_by_layer(params, x, y, activation=activation)


@exercise.misconception(
    caught_by=(norm_agrees, layers_agree),
    en="Measure the gradients, dw, and not the weights themselves.",
    es="Mide los gradientes, dw, y no los pesos mismos.",
)
def measures_the_weights(params, x, y, *, activation="sigmoid"):
    return np.array([np.linalg.norm(w) for w, _ in params])


@exercise.misconception(
    caught_by=layers_agree,
    en="Backpropagation finds the last layer's gradient first: turn the list round, so that the first layer comes "
    "first.",
    es="La retropropagación encuentra primero el gradiente de la última capa: invierte la lista para que la primera "
    "capa vaya primero.",
)
def lists_the_last_layer_first(params, x, y, *, activation="sigmoid"):
    return gradient_norms_by_layer(params, x, y, activation=activation)[::-1]


@exercise.misconception(
    caught_by=(tanh_agrees, relu_agrees),
    en="Use the activation that the argument names, on the way up and on the way back; you always take the sigmoid.",
    es="Usa la activación que indica el argumento, de ida y de vuelta; tú siempre tomas la sigmoide.",
)
def always_takes_the_sigmoid(params, x, y, *, activation="sigmoid"):
    return gradient_norms_by_layer(params, x, y)


@exercise.misconception(
    caught_by=default_agrees,
    en='Write activation="sigmoid" in the signature.',
    es='Escribe activation="sigmoid" en la firma.',
)
def takes_relu_by_default(params, x, y, *, activation="relu"):
    return gradient_norms_by_layer(params, x, y, activation=activation)
