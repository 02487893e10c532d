"""A network of layers that chain by call."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assignments.a6_training import cross_entropy, l2, mse, sgd
from assignments.a6_training.building import agrees, architecture, book, built, layers_of, untouched
from autograder import (
    Exercise,
    Normal,
    Text,
    close,
    drawn_from,
    fail,
    integers,
    normal,
    require,
    scalar,
    slopes_agree,
)
from autograder.exercise.student import run_all
from solutions import network as reference
from solutions.network import L2, MSE, SGD, CrossEntropy, Dense, Input, Network

#: What a network is given, and calls.
PARTS = [mse.exercise, cross_entropy.exercise, l2.exercise, sgd.exercise]

exercise = Exercise(
    Input,
    Dense,
    Network,
    name="network",
    en="Write the objects that a network is built of. Layers chain by call: `Dense(10)(hidden)` is a layer of "
    "ten units that listens to every unit of `hidden`, and only now it can draw its weights, since it knows its "
    "fan_in: from the normal distribution with mean 0, with variance 2 / fan_in for ReLU units and 1 / fan_in "
    "for all others; biases start at 0. What the call returns is your business, as long as the next layer and "
    "`Network` can work with it. `Network` gets both ends of the chain, a loss, and if you like metrics, an "
    'optimiser and a regulariser; it knows the activations "linear", "relu", "tanh" and "sigmoid", on any '
    "layer, and any number of layers. The grader looks at it through four methods: it reads and replaces all "
    "parameters, asks for predictions, and compares your gradients with the slopes of your own loss. The loss "
    "and the regulariser are objects that you wrote before: call them, `loss(out, y)` and `reg(w)`. You may "
    "copy functions from earlier assignments.",
    es="Escribe los objetos con los que se arma una red. Las capas se encadenan al llamarlas: "
    "`Dense(10)(hidden)` es una capa de diez unidades que escucha a todas las de `hidden`, y solo entonces "
    "puede sortear sus pesos, porque conoce su fan_in: con la distribución normal de media 0, con varianza 2 / "
    "fan_in si sus unidades son ReLU y 1 / fan_in en los demás casos; los sesgos empiezan en 0. Lo que devuelva "
    "esa llamada es asunto tuyo, mientras la capa siguiente y `Network` puedan usarlo. `Network` recibe los dos "
    "extremos de la cadena, una pérdida y, si quieres, métricas, un optimizador y un regularizador; conoce las "
    'activaciones "linear", "relu", "tanh" y "sigmoid", en cualquier capa, y cualquier número de capas. El '
    "calificador la mira por cuatro métodos: lee y reemplaza todos los parámetros, pide predicciones y compara "
    "tus gradientes con las pendientes de tu propia pérdida. La pérdida y el regularizador son objetos que ya "
    "escribiste: llámalos, `loss(out, y)` y `reg(w)`. Puedes copiar funciones de tareas anteriores.",
    topic=Text(
        en="Layers that chain, and a network of them", es="Capas que se encadenan y la red que forman"
    ),
    inputs={
        "single": architecture("features", "outputs", activations=["linear"]),
        "shallow": architecture("features", "hidden", "outputs", activations=["relu", "linear"]),
        "deep": architecture("features", "hidden", "more", "late", "outputs"),
        "x": normal("batch", "features"),
        "target": normal("batch", "outputs"),
        "y": integers("batch", high="outputs"),
        "factor": scalar(0.3, 1.0),
    },
    uses=[MSE, CrossEntropy, L2, SGD],
    builds_on=PARTS,
    opaque=("layer",),
    edges=[{"batch": 1}],
    trials=1,
)


def _predictions_agree(student, drawn, x, loss="MSE"):
    network = built(student, drawn, loss)
    out, wanted = network.predict(x), book(drawn).predict(x)
    if not agrees(out, wanted):
        wanted = book(_as_it_is(network, drawn)).predict(x)
    close(out, wanted, name="out")


def _as_it_is(network, drawn):
    """Return the architecture with the parameters that the network says it has: perhaps not those it was given."""
    params = _pairs(network.get_params())
    if not agrees(_shapes(params), _shapes(drawn.params)):
        return drawn
    return replace(drawn, params=[(np.asarray(w), np.asarray(b)) for w, b in params])


@exercise.check(
    points=2,
    en="a linear layer answers x @ w + b",
    es="una capa lineal responde x @ w + b",
)
def one_layer_predicts(student, single, x):
    _predictions_agree(student, single, x)


@exercise.check(
    points=2,
    en="a hidden layer of ReLU units feeds a linear one, whose outputs are the network's",
    es="una capa oculta de unidades ReLU alimenta a una lineal, cuyas salidas son las de la red",
)
def two_layers_predict(student, shallow, x):
    for loss in ("MSE", "CrossEntropy"):
        _predictions_agree(student, shallow, x, loss)


def _with_activation(drawn, activation, place):
    """Return the architecture with another activation at one of its layers."""
    layers = list(drawn.layers)
    layers[place] = (layers[place][0], activation)
    return replace(drawn, layers=tuple(layers))


@exercise.check(
    points=2,
    needs=two_layers_predict,
    en="every layer applies the activation that it was made with, the last one too",
    es="cada capa aplica la activación con que fue creada, también la última",
)
def activations_agree(student, shallow, x):
    for activation in ("linear", "relu", "tanh", "sigmoid"):
        for place in (0, 1):
            _predictions_agree(student, _with_activation(shallow, activation, place), x)


@exercise.check(
    points=2,
    needs=two_layers_predict,
    en="four layers and five work as well as two",
    es="cuatro capas y cinco funcionan igual que dos",
)
def any_depth_predicts(student, deep, x):
    _predictions_agree(student, deep, x)
    square = np.eye(deep.layers[-1][0]) + 0.1
    last = (len(square), "linear")
    longer = replace(deep, layers=(*deep.layers, last), params=[*deep.params, (square, np.ones(len(square)))])
    _predictions_agree(student, longer, x)


@exercise.check(
    points=2,
    en="get_params lists (w, b) from the first layer to the last; w is (fan_in, fan_out), and biases start at 0",
    es="get_params lista (w, b) de la primera capa a la última; w es (fan_in, fan_out) y los sesgos empiezan en 0",
)
def parameters_are_listed(student, deep):
    params = untouched(student, deep.features, deep.layers).early().get_params()
    if not agrees(_shapes(_pairs(params)), _shapes(deep.params)):
        fail(
            en=f"The shapes of the parameters should be {_shapes(deep.params)}, from the first layer to the last.",
            es=f"Las formas de los parámetros deberían ser {_shapes(deep.params)}, de la primera capa a la última.",
            kind="shape",
        )
    for place, (_, b) in enumerate(params):
        close(b, np.zeros(np.shape(b)), name=f"params[{place}][1]")


def _pairs(params):
    """Return parameters as a list of pairs, or nothing where they are none."""
    is_list = isinstance(params, list | tuple)
    return params if is_list and all(isinstance(p, list | tuple) and len(p) == 2 for p in params) else []


def _shapes(params):
    return [[np.shape(w), np.shape(b)] for w, b in params]


@exercise.check(
    points=2,
    en="set_params replaces the parameters of this network, and of no other",
    es="set_params reemplaza los parámetros de esta red y de ninguna otra",
)
def parameters_are_replaced(student, deep, shallow):
    first, second = built(student, deep), built(student, shallow)
    close(first.get_params(), deep.params, name="params")
    close(second.get_params(), shallow.params, name="params")
    second.set_params([(2 * w, b + 1) for w, b in shallow.params])
    close(second.get_params(), [(2 * w, b + 1) for w, b in shallow.params], name="params")
    close(first.get_params(), deep.params, name="params")


@exercise.check(
    points=2,
    trials=1,
    en="weights start normal around 0, with variance 2 / fan_in for ReLU units and 1 / fan_in for others",
    es="los pesos empiezan normales alrededor de 0, con varianza 2 / fan_in para unidades ReLU y 1 / fan_in "
    "para otras",
)
def weights_start_well(student):
    for fans in ((90, 45), (45, 90)):
        for activation in ("relu", "tanh", "linear"):
            layers = [(fans[1], activation)]
            ((w, _),) = untouched(student, fans[0], layers).early().get_params()
            drawn_from(w, Normal(0.0, np.sqrt((2 if activation == "relu" else 1) / fans[0])), name="w")


@exercise.check(
    points=1,
    trials=1,
    public=False,  # which weights a seed leads to is the student's own business
    en="the seed, if there is one, decides a layer's first weights",
    es="la semilla, si la hay, decide los primeros pesos de una capa",
)
def seeds_decide(student):
    def first_weights(*seed):
        inputs, layer = layers_of(student, 8, ())[0], student.Dense.early()(5, "linear", *seed)
        network = student.Network.early()(inputs, layer.early()(inputs), student.MSE.early()())
        return np.asarray(network.early().get_params()[0][0])

    first, again, other, unseeded = (first_weights(*seed) for seed in ((0,), (0,), (8,), ()))
    close(again, first, name="w")
    require(
        not agrees(other, first),
        en="Two layers with different seeds start from the same weights: draw them with `seed`.",
        es="Dos capas con semillas distintas empiezan con los mismos pesos: sortéalos con `seed`.",
    )
    require(
        not agrees(unseeded, first),
        en="Without a seed a layer starts like one with the seed 0: then all layers would start alike.",
        es="Sin semilla, una capa empieza como otra con la semilla 0: así todas las capas empezarían igual.",
    )


@exercise.check(
    points=1,
    en="without more arguments a layer is linear",
    es="sin más argumentos una capa es lineal",
)
def layers_are_linear_by_default(student, single, x):
    inputs = student.Input.early()(single.features)
    layer = student.Dense.early()(single.layers[0][0]).early()(inputs)
    network = student.Network.early()(inputs, layer, student.MSE.early()()).early()
    network.set_params(single.params)
    out, wanted = network.predict(x), book(single).predict(x)
    if not agrees(out, wanted):
        wanted = book(_as_it_is(network, single)).predict(x)
    close(out, wanted, name="out")


def _loss_agrees(student, drawn, x, y, loss, factor=None):
    """The loss is the book's, or at least that of the student's own outputs and own parts."""
    network = _network(student, drawn, loss, factor)
    got, _ = _two(network.loss_and_gradients(x, y))
    wanted, _ = _book(drawn, loss, factor).loss_and_gradients(x, y)
    if not agrees(got, wanted):
        own, _ = getattr(student, loss)()(np.asarray(network.predict(x)), y)
        if factor is not None:
            own = own + sum(student.L2(factor)(w)[0] for w, _ in network.get_params())
        wanted = own
    close(got, wanted, name="loss", tolerance=1e-6)


def _network(student, drawn, loss, factor):
    if factor is None:
        return built(student, drawn, loss)
    return built(student, drawn, loss, [], student.SGD.early()(1, 0.1), student.L2.early()(factor))


def _book(drawn, loss, factor):
    return book(drawn, loss, (), None, None if factor is None else L2(factor))


def _two(answer):
    require(
        isinstance(answer, list | tuple) and len(answer) == 2,
        en="loss_and_gradients should return 2 values: loss, gradients.",
        es="loss_and_gradients debería devolver 2 valores: loss, gradients.",
        kind="arity",
    )
    return answer


@exercise.check(
    points=2,
    en="the loss is that of the outputs and targets of the batch",
    es="la pérdida es la de las salidas y los objetivos del lote",
)
def loss_agrees(student, shallow, x, target, y):
    _loss_agrees(student, shallow, x, target, "MSE")
    _loss_agrees(student, shallow, x, y, "CrossEntropy")


@exercise.check(
    points=2,
    needs=loss_agrees,
    en="a regulariser adds the penalty of every layer's weights to the loss, and none for biases",
    es="un regularizador suma a la pérdida la penalización de los pesos de cada capa, y nada por los sesgos",
)
def penalty_is_added(student, deep, x, target, factor):
    _loss_agrees(student, deep, x, target, "MSE", factor)


def _gradients_agree(student, drawn, x, y, rng, loss="MSE", factor=None):
    """The gradients are the book's and the slopes of the loss; or right as far as the student's other parts are."""

    def ask(values):
        return _at_each(_network(student, drawn, loss, factor), values, x, y)

    network = _network(student, drawn, loss, factor)
    out, right = network.predict(x), _book(drawn, loss, factor)
    if not _parts_are_right(student, loss, factor, len(x), drawn.layers[-1][0], rng):
        own = _gradients_of_own_parts(student, network, drawn, x, y, loss, factor)
        close(ask([drawn.params])[0][1], own, name="gradients", tolerance=1e-6)
        return
    if not agrees(out, right.predict(x)):
        own = _book(_as_it_is(network, drawn), loss, factor)
        if agrees(out, own.predict(x)):  # it keeps the parameters that it has, which has a check of its own
            close(network.loss_and_gradients(x, y)[1], own.loss_and_gradients(x, y)[1], name="gradients")
            return
    slopes_agree(ask, drawn.params, wanted=right.loss_and_gradients(x, y), rng=rng)


def _at_each(network, values, x, y):
    """Return loss and gradients at each value of the parameters, in one exchange."""
    put, get = network.set_params, network.loss_and_gradients
    calls = [pair for value in values for pair in ((put, put.call(value)), (get, get.call(x, y)))]
    return [_two(answer) for answer in run_all(put.session, calls)[1::2]]


def _parts_are_right(student, loss, factor, batch, outputs, rng):
    """Tell whether the student's loss and penalty are the reference's, where that has nothing to do with a network."""
    out, w = rng.normal(size=(batch, outputs)), rng.normal(size=(outputs, 2))
    y = rng.normal(size=out.shape) if loss == "MSE" else rng.integers(outputs, size=batch)
    right = agrees(getattr(student, loss).early()().early()(out, y), getattr(reference, loss)()(out, y))
    if factor is not None:
        right = right and agrees(student.L2.early()(factor).early()(w), L2(factor)(w))
    return right


def _gradients_of_own_parts(student, network, drawn, x, y, loss, factor):
    """Carry the gradients that the student's own loss and penalty give back through the network."""
    _, dout = getattr(student, loss)()(np.asarray(network.predict(x)), y)
    right = _book(drawn, loss, None)
    gradients = right._backward(np.asarray(dout), right._forward(x)[1])
    if factor is None:
        return gradients
    decays = [np.asarray(student.L2(factor)(w)[1]) for w, _ in drawn.params]
    return [(dw + decay, db) for (dw, db), decay in zip(gradients, decays, strict=True)]


@exercise.check(
    points=3,
    trials=1,
    en="the gradients of a single layer are the slopes of its loss",
    es="los gradientes de una sola capa son las pendientes de su pérdida",
)
def single_layer_gradients_agree(student, single, x, target, rng):
    _gradients_agree(student, single, x, target, rng)


@exercise.check(
    points=3,
    trials=1,
    en="the gradients of two layers, with ReLU and the cross-entropy, are the slopes of their loss",
    es="los gradientes de dos capas, con ReLU y la entropía cruzada, son las pendientes de su pérdida",
)
def two_layer_gradients_agree(student, shallow, x, y, rng):
    _gradients_agree(student, shallow, x, y, rng, "CrossEntropy")


@exercise.check(
    points=3,
    trials=1,
    en="so are those of four layers with any activations",
    es="también los de cuatro capas con cualesquiera activaciones",
)
def deep_gradients_agree(student, deep, x, target, rng):
    _gradients_agree(student, deep, x, target, rng)


@exercise.check(
    points=2,
    trials=1,
    en="with a regulariser, the gradients are those of loss and penalty together",
    es="con un regularizador, los gradientes son los de la pérdida y la penalización juntas",
)
def regularized_gradients_agree(student, shallow, x, target, factor, rng):
    _gradients_agree(student, shallow, x, target, rng, "MSE", factor)


@exercise.check(
    points=1,
    en="asking for gradients changes nothing: asked again, they are the same",
    es="pedir gradientes no cambia nada: si se piden de nuevo, son los mismos",
)
def gradients_repeat(student, shallow, x, target, factor):
    network = _network(student, shallow, "MSE", factor)
    first, second = (_two(network.loss_and_gradients(x, target)) for _ in range(2))
    close(second[0], first[0], name="loss")
    close(second[1], first[1], name="gradients")
    close(network.get_params(), shallow.params, name="params")
