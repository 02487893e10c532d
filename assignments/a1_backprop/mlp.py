"""The multilayer perceptron: the earlier exercises, stacked to any depth."""

from __future__ import annotations

import numpy as np

from assignments.a1_backprop import affine, relu, sigmoid, softmax_cross_entropy
from assignments.a1_backprop.networks import network
from autograder import Exercise, close, loss_gradient_agrees, normal
from solutions import losses
from solutions.affine import affine_backward, affine_forward
from solutions.mlp import mlp_forward, mlp_loss_and_gradients

exercise = Exercise(
    mlp_forward,
    mlp_loss_and_gradients,
    en="Stack affine layers, as many as `params` has pairs (w, b), with the activation between them and none "
    "after the last. Then compute the softmax cross-entropy of the logits and its gradients with respect to all "
    'parameters. Your network must know the activations "relu" and "sigmoid"; "tanh" costs one more line. '
    "Call the functions you wrote before.",
    es="Apila capas afines, tantas como pares (w, b) tenga `params`, con la activación entre ellas y ninguna "
    "después de la última. Luego calcula la entropía cruzada con softmax de los logits y sus gradientes respecto "
    'de todos los parámetros. Tu red debe conocer las activaciones "relu" y "sigmoid"; agregar "tanh" cuesta una '
    "línea más. Llama a las funciones que ya escribiste.",
    inputs={
        "shallow": network("features", "classes"),
        "params": network("features", "hidden", "classes"),
        "deep": network("features", "hidden", "more", "classes"),
        "x": normal("batch", "features"),
        "y": softmax_cross_entropy.exercise.inputs["y"],
    },
    builds_on=[relu.exercise, sigmoid.exercise, affine.exercise, softmax_cross_entropy.exercise],
    edges=[{"batch": 1}],
    trials=1,
)


def _forward_agrees(student, params, x, activation):
    out, _ = student.mlp_forward(params, x, activation=activation)
    close(out, mlp_forward(params, x, activation=activation)[0], name="out")


@exercise.check(
    points=2,
    en="the logits of two layers with ReLU agree with the reference",
    es="los logits de dos capas con ReLU coinciden con la referencia",
)
def relu_logits_agree(student, params, x):
    _forward_agrees(student, params, x, "relu")


@exercise.check(
    points=1,
    en="the logits of two layers with the sigmoid agree with the reference",
    es="los logits de dos capas con la sigmoide coinciden con la referencia",
)
def sigmoid_logits_agree(student, params, x):
    _forward_agrees(student, params, x, "sigmoid")


@exercise.check(
    points=1,
    needs=relu_logits_agree,
    en="one layer and three layers work as well as two",
    es="una capa y tres capas funcionan igual que dos",
)
def any_depth(student, shallow, params, deep, x):
    for layers in (params, shallow, deep):
        _forward_agrees(student, layers, x, "relu")


@exercise.check(
    points=1,
    en="the loss is the softmax cross-entropy of your logits",
    es="la pérdida es la entropía cruzada con softmax de tus logits",
)
def loss_agrees(student, params, x, y):
    out, _ = student.mlp_forward(params, x, activation="relu")
    loss, _ = student.mlp_loss_and_gradients(params, x, y, activation="relu")
    close(loss, losses.softmax_cross_entropy(np.asarray(out), y)[0], name="loss", tolerance=1e-5)


def _gradients_agree(student, params, x, y, activation, rng):
    at = {"params": params, "x": x, "y": y}
    loss_gradient_agrees(student.mlp_loss_and_gradients, at, of="params", activation=activation, rng=rng)


@exercise.check(
    points=2,
    en="the gradients of a single layer are those of the loss",
    es="los gradientes de una sola capa son los de la pérdida",
)
def single_layer_gradients_agree(student, shallow, x, y, rng):
    _gradients_agree(student, shallow, x, y, "relu", rng)


@exercise.check(
    points=3,
    en="the gradients of two layers with ReLU are those of the loss",
    es="los gradientes de dos capas con ReLU son los de la pérdida",
)
def relu_gradients_agree(student, params, x, y, rng):
    _gradients_agree(student, params, x, y, "relu", rng)


@exercise.check(
    points=2,
    trials=1,
    en="the gradients of two layers with the sigmoid are those of the loss",
    es="los gradientes de dos capas con la sigmoide son los de la pérdida",
)
def sigmoid_gradients_agree(student, params, x, y, rng):
    _gradients_agree(student, params, x, y, "sigmoid", rng)


@exercise.check(
    points=1,
    needs=relu_gradients_agree,
    trials=1,
    en="the gradients of three layers are those of the loss",
    es="los gradientes de tres capas son los de la pérdida",
)
def deep_gradients_agree(student, deep, x, y, rng):
    _gradients_agree(student, deep, x, y, "relu", rng)


@exercise.check(
    points=1,
    en="one-hot rows give the same answers as class indices",
    es="las filas one-hot dan las mismas respuestas que los índices de clase",
)
def one_hot_agrees(student, params, x, y):
    rows = np.eye(params[-1][1].size)[y]
    got, wanted = (
        student.mlp_loss_and_gradients(params, x, labels, activation="relu") for labels in (rows, y)
    )
    close(got[0], wanted[0], name="loss", tolerance=1e-5)
    for place, (pair, wanted_pair) in enumerate(zip(got[1], wanted[1], strict=True)):
        for gradient, wanted_gradient, kind in zip(pair, wanted_pair, "wb", strict=True):
            close(gradient, wanted_gradient, name=f"d{kind}[{place}]", tolerance=1e-5)


_VALUE = {"relu": lambda z: np.maximum(z, 0), "sigmoid": lambda z: 1 / (1 + np.exp(-z)), None: lambda z: z}
_SLOPE = {
    "relu": lambda z: z > 0,
    "sigmoid": lambda z: _VALUE["sigmoid"](z) * (1 - _VALUE["sigmoid"](z)),
    None: lambda z: 1.0,
}


def _forward(params, x, activations):
    """Return the output and the caches of layers with these activations, None for a linear one."""
    caches = []
    for (w, b), activation in zip(params, activations, strict=True):
        z, cache = affine_forward(x, w, b)
        x = _VALUE[activation](z)
        caches.append((cache, z))
    return x, caches


def _backward(dout, caches, activations):
    """Return the gradients of the layers' parameters."""
    if not caches:
        return []
    cache, z = caches[-1]
    da, dw, db = affine_backward(dout * _SLOPE[activations[-1]](z), cache)
    return [*_backward(da, caches[:-1], activations[:-1]), (dw, db)]


def _loss_and_gradients(params, x, y, activations):
    logits, caches = _forward(params, x, activations)
    loss, dlogits = losses.softmax_cross_entropy(logits, y)
    return loss, _backward(dlogits, caches, activations)


def _between(params, activation):
    """Name the activation of each layer: none for the last one."""
    return [activation] * (len(params) - 1) + [None]


def _softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@exercise.misconception(
    caught_by=(relu_logits_agree, sigmoid_logits_agree),
    en="The last layer stays linear: its outputs are logits, and the softmax belongs to the loss.",
    es="La última capa se queda lineal: sus salidas son logits, y el softmax pertenece a la pérdida.",
)
class activates_last_layer:
    @staticmethod
    def mlp_forward(params, x, *, activation):
        return _forward(params, x, [activation] * len(params))

    @staticmethod
    def mlp_loss_and_gradients(params, x, y, *, activation):
        return _loss_and_gradients(params, x, y, [activation] * len(params))


@exercise.misconception(
    caught_by=(relu_logits_agree, sigmoid_logits_agree),
    en="Apply the activation between the layers: without it, the whole stack is one affine map.",
    es="Aplica la activación entre las capas: sin ella, toda la pila es una sola transformación afín.",
)
class forgets_activation:
    @staticmethod
    def mlp_forward(params, x, *, activation):
        return _forward(params, x, [None] * len(params))

    @staticmethod
    def mlp_loss_and_gradients(params, x, y, *, activation):
        return _loss_and_gradients(params, x, y, [None] * len(params))


@exercise.misconception(
    caught_by=sigmoid_logits_agree,
    en="Use the activation that the argument names; you always take ReLU.",
    es="Usa la activación que indica el argumento; tú siempre tomas ReLU.",
)
class always_relu:
    @staticmethod
    def mlp_forward(params, x, *, activation):
        return _forward(params, x, _between(params, "relu"))

    @staticmethod
    def mlp_loss_and_gradients(params, x, y, *, activation):
        return _loss_and_gradients(params, x, y, _between(params, "relu"))


@exercise.misconception(
    caught_by=relu_logits_agree,
    en="Return the logits, not the probabilities: the softmax belongs to the loss.",
    es="Devuelve los logits, no las probabilidades: el softmax pertenece a la pérdida.",
)
class returns_probabilities:
    @staticmethod
    def mlp_forward(params, x, *, activation):
        return _softmax(mlp_forward(params, x, activation=activation)[0]), None


@exercise.misconception(
    caught_by=any_depth,
    en="`params` may hold any number of layers: go through all of them with a loop.",
    es="`params` puede traer cualquier número de capas: recórrelas todas con un ciclo.",
)
class assumes_two_layers:
    @staticmethod
    def mlp_forward(params, x, *, activation):
        return mlp_forward([params[0], params[-1]], x, activation=activation)

    @staticmethod
    def mlp_loss_and_gradients(params, x, y, *, activation):
        return mlp_loss_and_gradients([params[0], params[-1]], x, y, activation=activation)


@exercise.misconception(
    replaces=mlp_loss_and_gradients,
    caught_by=loss_agrees,
    en="The cross-entropy takes the softmax itself: give it the logits, not probabilities.",
    es="La entropía cruzada ya aplica el softmax: pásale los logits, no probabilidades.",
)
def applies_softmax_twice(params, x, y, *, activation):
    logits, caches = _forward(params, x, _between(params, activation))
    loss, dlogits = losses.softmax_cross_entropy(_softmax(logits), y)
    return loss, _backward(dlogits, caches, _between(params, activation))


@exercise.misconception(
    replaces=mlp_loss_and_gradients,
    caught_by=(single_layer_gradients_agree, relu_gradients_agree, sigmoid_gradients_agree),
    en="The gradient of the loss has been divided by the batch size already: do not divide again.",
    es="El gradiente de la pérdida ya está dividido entre el tamaño del lote: no lo dividas otra vez.",
)
def divides_by_batch_again(params, x, y, *, activation):
    loss, gradients = mlp_loss_and_gradients(params, x, y, activation=activation)
    return loss, [(dw / len(x), db / len(x)) for dw, db in gradients]


@exercise.misconception(
    replaces=mlp_loss_and_gradients,
    caught_by=(single_layer_gradients_agree, relu_gradients_agree),
    en="There is no activation after the last layer: pass the gradient of the logits to its affine backward as it is.",
    es="Después de la última capa no hay activación: pasa el gradiente de los logits tal cual a su affine_backward.",
)
def differentiates_activation_of_last_layer(params, x, y, *, activation):
    logits, caches = _forward(params, x, _between(params, activation))
    loss, dlogits = losses.softmax_cross_entropy(logits, y)
    return loss, _backward(dlogits, caches, [activation] * len(params))


@exercise.misconception(
    replaces=mlp_loss_and_gradients,
    caught_by=(relu_gradients_agree, sigmoid_gradients_agree),
    en="On the way back, pass through the activation's backward between two layers too.",
    es="En el camino de regreso, pasa también por el backward de la activación entre dos capas.",
)
def skips_activation_backward(params, x, y, *, activation):
    logits, caches = _forward(params, x, _between(params, activation))
    loss, dlogits = losses.softmax_cross_entropy(logits, y)
    return loss, _backward(dlogits, caches, [None] * len(params))


@exercise.misconception(
    replaces=mlp_loss_and_gradients,
    caught_by=(relu_gradients_agree, sigmoid_gradients_agree),
    en="The gradients come out last layer first: turn the list round, so that it has the order of `params`.",
    es="Los gradientes salen empezando por la última capa: invierte la lista para que siga el orden de `params`.",
)
def returns_last_layer_first(params, x, y, *, activation):
    loss, gradients = mlp_loss_and_gradients(params, x, y, activation=activation)
    return loss, gradients[::-1]


@exercise.misconception(
    replaces=mlp_loss_and_gradients,
    caught_by=sigmoid_gradients_agree,
    en="Each activation has its own backward: use the sigmoid's where the forward used the sigmoid.",
    es="Cada activación tiene su propio backward: usa el de la sigmoide donde el forward usó la sigmoide.",
)
def always_relu_backward(params, x, y, *, activation):
    logits, caches = _forward(params, x, _between(params, activation))
    loss, dlogits = losses.softmax_cross_entropy(logits, y)
    return loss, _backward(dlogits, caches, _between(params, "relu"))


@exercise.misconception(
    replaces=mlp_loss_and_gradients,
    caught_by=one_hot_agrees,
    en="y.argmax() looks at the whole array; each row of one-hot labels has its own class: y.argmax(axis=1).",
    es="y.argmax() mira todo el arreglo; cada fila one-hot tiene su propia clase: y.argmax(axis=1).",
)
def takes_argmax_of_everything(params, x, y, *, activation):
    labels = y if y.ndim == 1 else np.full(len(y), y.argmax())
    return mlp_loss_and_gradients(params, x, labels, activation=activation)
