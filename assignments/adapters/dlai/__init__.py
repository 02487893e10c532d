"""DeepLearning.AI, Improving Deep Neural Networks (course 2): its notebooks, or `.py` files made from them."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np

from assignments.a2_initialization import he_normal as he
from assignments.a4_regularization import inverted_dropout
from assignments.a5_optimization import adam, momentum
from autograder import Adapter, Text, adapt, close, mask_drawn
from solutions.dropout import inverted_dropout_forward
from solutions.initializers import he_normal
from solutions.optimizers import momentum_step

# Initialisation


def he_biases(fan_in, fan_out, *, rng):
    """Return the biases of two layers.

    Returns
    -------
    b1 : array, shape (fan_out, 1)
    b2 : array, shape (3, 1)
    """
    return np.zeros((fan_out, 1)), np.zeros((3, 1))


initialization = adapt(he.exercise, also=[he_biases])


@initialization.check(points=1, en="the biases are columns of zeros", es="los sesgos son columnas de ceros")
def biases_are_zero(student, fan_in, fan_out, source):
    b1, b2 = student.he_biases(fan_in, fan_out, rng=source)
    close(b1, np.zeros((fan_out, 1)), name="b1")
    close(b2, np.zeros((3, 1)), name="b2")


@initialization.misconception(
    caught_by=biases_are_zero,
    en="Biases start at zero; only the weights are drawn.",
    es="Los sesgos empiezan en cero; solo los pesos se sortean.",
)
class draws_the_biases:
    he_normal = he_normal

    @staticmethod
    def he_biases(fan_in, fan_out, *, rng):
        return rng.normal(size=(fan_out, 1)), rng.normal(size=(3, 1))


# Dropout


def _network(params, x, masks, keep_prob):
    """Return the activations of a network of two hidden layers, with the masks applied."""
    (w1, b1), (w2, b2), (w3, b3) = params
    a1 = np.maximum(0, x @ w1 + b1) * masks[0] / keep_prob
    a2 = np.maximum(0, a1 @ w2 + b2) * masks[1] / keep_prob
    return a1, a2, 1 / (1 + np.exp(-(a2 @ w3 + b3)))


def _masks(params, x, keep_prob, rng):
    return [rng.random((len(x), w.shape[1])) < keep_prob for w, _ in params[:2]]


def network_with_dropout(params, x, *, keep_prob, rng):
    """Return the activations of both hidden layers, after dropout, and the output.

    Returns
    -------
    a1 : array, shape (batch, units1)
    a2 : array, shape (batch, units2)
    a3 : array, shape (batch, 1)
    """
    return _network(params, x, _masks(params, x, keep_prob, rng), keep_prob)


def _case(rng):
    """Draw a network of 6, 40, 30 and 1 units, and 300 examples."""
    params = [
        (rng.normal(size=(fan_in, fan_out)) / np.sqrt(fan_in), 0.3 * rng.normal(size=fan_out))
        for fan_in, fan_out in itertools.pairwise((6, 40, 30, 1))
    ]
    return params, rng.normal(size=(300, 6))


dropout = adapt(
    inverted_dropout.exercise,
    only=["inverted_dropout_forward"],
    without=["backward_uses_the_mask", "backward_at_inference", "takes_any_shape"],
    also=[network_with_dropout],
)


@dropout.check(
    points=2,
    en="without dropping anything, the network's output is right",
    es="sin descartar nada, la salida de la red es correcta",
)
def network_is_right(student, source, rng):
    params, x = _case(rng)
    wanted = _network(params, x, (1, 1), 1.0)
    for name, got, right in zip(
        ("A1", "A2", "A3"),
        student.network_with_dropout(params, x, keep_prob=1.0, rng=source),
        wanted,
        strict=True,
    ):
        close(got, right, name=name)


@dropout.check(
    points=2,
    needs=network_is_right,
    en="the second hidden layer has a mask of its own, and its survivors are divided by keep_prob",
    es="la segunda capa oculta tiene su propia máscara, y sus sobrevivientes se dividen entre keep_prob",
)
def second_layer_drops(student, keep_prob, source, rng):
    params, x = _case(rng)
    (w2, b2), (w3, b3) = params[1:]
    a1, a2, a3 = map(np.asarray, student.network_with_dropout(params, x, keep_prob=keep_prob, rng=source))
    wanted = np.maximum(0, a1 @ w2 + b2) / keep_prob
    close(a2, np.where(a2 != 0, wanted, 0.0), name="A2")
    close(a3, 1 / (1 + np.exp(-(a2 @ w3 + b3))), name="A3")
    params[1] = (w2, b2 + 1000.0)  # so that nothing but dropout silences a unit
    _, a2, _ = student.network_with_dropout(params, x, keep_prob=keep_prob, rng=source)
    mask_drawn(np.asarray(a2) != 0, keep_prob=keep_prob, shape=(len(x), w2.shape[1]))


@dropout.misconception(
    caught_by=network_is_right,
    en="The last layer is a sigmoid of A2 @ W3 + b3; nothing is dropped there.",
    es="La última capa es una sigmoide de A2 @ W3 + b3; ahí no se descarta nada.",
)
class forgets_the_sigmoid:
    inverted_dropout_forward = inverted_dropout_forward

    @staticmethod
    def network_with_dropout(params, x, *, keep_prob, rng):
        a1, a2, a3 = network_with_dropout(params, x, keep_prob=keep_prob, rng=rng)
        return a1, a2, np.log(a3 / (1 - a3))


@dropout.misconception(
    caught_by=second_layer_drops,
    en="Drop units of the second hidden layer too, with a mask D2 of its own.",
    es="Descarta también unidades de la segunda capa oculta, con su propia máscara D2.",
)
class leaves_the_second_layer_alone:
    inverted_dropout_forward = inverted_dropout_forward

    @staticmethod
    def network_with_dropout(params, x, *, keep_prob, rng):
        masks = [_masks(params, x, keep_prob, rng)[0] / keep_prob, 1.0]
        return _network(params, x, masks, 1.0)


@dropout.misconception(
    caught_by=second_layer_drops,
    en="Divide the survivors of the second hidden layer by keep_prob too.",
    es="Divide también las sobrevivientes de la segunda capa oculta entre keep_prob.",
)
class leaves_the_second_layer_small:
    inverted_dropout_forward = inverted_dropout_forward

    @staticmethod
    def network_with_dropout(params, x, *, keep_prob, rng):
        first, second = _masks(params, x, keep_prob, rng)
        return _network(params, x, (first / keep_prob, second), 1.0)


# Optimisers. Their velocity is an average of gradients; the worker turns it into ours.

momentum_of_averages = adapt(
    momentum.exercise,
    without=[
        "mirrors_the_velocity",
        "keeps_lr_out_of_the_velocity",
        "averages_the_gradients",
        "damps_the_gradient",
        "forgets_the_learning_rate",
    ],
    hints={
        "forgets_the_old_velocity": Text(
            en="Keep the old velocity: v = beta * v + (1 - beta) * dW. Without it this is plain gradient descent.",
            es="Conserva la velocidad anterior: v = beta * v + (1 - beta) * dW. Sin ella, esto es descenso de "
            "gradiente simple.",
        ),
        "never_slows_down": Text(
            en="The old velocity fades: multiply it by beta before adding (1 - beta) * dW.",
            es="La velocidad anterior se desvanece: multiplícala por beta antes de sumar (1 - beta) * dW.",
        ),
        "ignores_the_velocity": Text(
            en="This is plain gradient descent: it neither uses the velocity nor updates it. First "
            "v = beta * v + (1 - beta) * dW, then W = W - learning_rate * v.",
            es="Esto es descenso de gradiente simple: ni usa la velocidad ni la actualiza. Primero "
            "v = beta * v + (1 - beta) * dW; luego W = W - learning_rate * v.",
        ),
    },
)


@momentum_of_averages.misconception(
    caught_by="takes_the_first_step",
    en="Adding the gradient in full is another convention. Here the velocity is an average: "
    "v = beta * v + (1 - beta) * dW.",
    es="Sumar el gradiente completo es otra convención. Aquí la velocidad es un promedio: "
    "v = beta * v + (1 - beta) * dW.",
)
def adds_the_gradient_in_full(w, grad, v, *, lr, momentum):
    return momentum_step(w, grad, v, lr=lr / (1 - momentum), momentum=momentum)


@momentum_of_averages.misconception(
    caught_by="takes_the_first_step",
    en="Putting the learning rate into the velocity is another convention. Here v = beta * v + (1 - beta) * dW, and "
    "W = W - learning_rate * v.",
    es="Poner la tasa de aprendizaje dentro de la velocidad es otra convención. Aquí v = beta * v + (1 - beta) * dW, y "
    "W = W - learning_rate * v.",
)
def puts_the_learning_rate_into_the_velocity(w, grad, v, *, lr, momentum):
    rate = lr / (1 - momentum)
    theirs = momentum * v / rate + rate * grad
    return w - theirs, theirs * rate


@momentum_of_averages.misconception(
    caught_by="takes_the_first_step",
    en="Multiply the velocity by the learning rate: W = W - learning_rate * v.",
    es="Multiplica la velocidad por la tasa de aprendizaje: W = W - learning_rate * v.",
)
def forgets_the_learning_rate(w, grad, v, *, lr, momentum):
    _, v = momentum_step(w, grad, v, lr=lr, momentum=momentum)
    return w - v * (1 - momentum) / lr, v


adapter = Adapter(
    name="dlai",
    en="DeepLearning.AI, course 2",
    es="DeepLearning.AI, curso 2",
    exercises=(initialization, dropout, momentum_of_averages, adapt(adam.exercise)),
    worker=Path(__file__).with_name("worker.py"),
)
