"""Stanford's CS231n, assignment 2: a folder with `layers.py` and `optim.py`."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assignments.a1_backprop import affine, hinge_loss, relu, softmax_cross_entropy
from assignments.a3_normalization import (
    batchnorm_backward,
    batchnorm_forward,
    layernorm_backward,
    layernorm_forward,
)
from assignments.a4_regularization import inverted_dropout
from assignments.a5_optimization import adam, momentum, rmsprop
from autograder import Adapter, adapt, close
from solutions import affine as affine_layer
from solutions.dropout import inverted_dropout_forward
from solutions.optimizers import adam_step

# Their affine layer flattens whatever comes after the first dimension of x.


def affine_forward(x, w, b):
    return x.reshape(len(x), -1) @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx, dw, db = affine_layer.affine_backward(dout, (x.reshape(len(x), -1), w))
    return dx.reshape(x.shape), dw, db


affine_of_images = adapt(affine.exercise, references=[affine_forward, affine_backward])


@affine_of_images.check(
    points=2,
    needs=("forward_agrees", "dx_agrees", "dw_agrees"),
    en="images are flattened, and dx has their shape",
    es="las imágenes se aplanan, y dx tiene su forma",
)
def flattens_images(student, x, w, b, rng):
    images, stacked = np.stack((x, -2 * x, x**2), axis=2), rng.normal(size=(3 * len(w), len(b)))
    wanted, wanted_cache = affine_forward(images, stacked, b)
    out, cache = student.affine_forward(images, stacked, b)
    close(out, wanted, name="out")
    dout = rng.normal(size=wanted.shape)
    answers = zip(student.affine_backward(dout, cache), affine_backward(dout, wanted_cache), strict=True)
    for name, (got, right) in zip(("dx", "dw", "db"), answers, strict=True):
        close(got, right, name=name)


@affine_of_images.misconception(
    replaces=affine_backward,
    caught_by=flattens_images,
    en="Give dx the shape of x: reshape it at the end.",
    es="Dale a dx la forma de x: cámbiasela al final.",
)
def leaves_dx_flat(dout, cache):
    x, w = cache
    return dout @ w.T, x.reshape(len(x), -1).T @ dout, dout.sum(axis=0)


# The softmax loss that the course handed out until 2016 takes the logarithm of a probability, and labels are
# always class indices there.
softmax_loss = adapt(softmax_cross_entropy.exercise, without=["one_hot_agrees", "survives_certainty"])


dropout = adapt(inverted_dropout.exercise, without=["reads_it_as_drop_probability"])


@dropout.misconception(
    replaces=inverted_dropout_forward,
    caught_by="keeps_with_keep_prob",
    en="You read `p` the other way round, which is another convention: from 2018 on it is the probability of keeping a "
    "unit, before it was that of dropping one. The docstring of `dropout_forward` says which is meant.",
    es="Lees `p` al revés, que es otra convención: desde 2018 es la probabilidad de conservar una unidad; antes era la "
    "de descartarla. El docstring de `dropout_forward` dice cuál se usa.",
)
def reads_p_the_other_way_round(x, *, keep_prob, training, rng):
    return inverted_dropout_forward(x, keep_prob=1 - keep_prob, training=training, rng=rng)


sgd_momentum = adapt(momentum.exercise, without=["mirrors_the_velocity"])


@sgd_momentum.misconception(
    caught_by="returns_the_velocity",
    en="v = mu * v + learning_rate * dw with w = w - v is another convention: the same path, with v mirrored. Here "
    "v = mu * v - learning_rate * dw is added.",
    es="v = mu * v + learning_rate * dw con w = w - v es otra convención: el mismo camino, con v reflejada. Aquí se "
    "suma v = mu * v - learning_rate * dw.",
)
def mirrors_the_velocity(w, grad, v, *, lr, momentum):
    v = momentum * v - lr * grad
    return w + v, v


adam_with_config = adapt(adam.exercise, without=["counts_from_zero"])


@adam_with_config.misconception(
    caught_by="corrects_the_bias",
    en="Using `t` before it is incremented is another convention. Here `t` grows first: the first step is number 1.",
    es="Usar `t` antes de incrementarlo es otra convención. Aquí `t` crece primero: el primer paso es el número 1.",
)
def uses_t_before_incrementing_it(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, t - 1, lr=lr, beta1=beta1, beta2=beta2, eps=eps)


@adam_with_config.misconception(
    caught_by="corrects_the_bias",
    en="Increment `t` once in a step; you do it twice.",
    es="Incrementa `t` una vez por paso; tú lo haces dos veces.",
)
def increments_t_twice(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, 2 if t == 1 else t + 2, lr=lr, beta1=beta1, beta2=beta2, eps=eps)


@adam_with_config.misconception(
    caught_by="corrects_the_bias",
    en="Keep the incremented `t` in the config: config['t'] = t, or every step is corrected like the first.",
    es="Guarda en config el `t` incrementado: config['t'] = t; si no, cada paso se corrige como el primero.",
)
def forgets_to_keep_t(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, max(t - 1, 1), lr=lr, beta1=beta1, beta2=beta2, eps=eps)


#: Where these files lie, in a submission that holds several assignments: what the third one's say was handed out.
_IN_ASSIGNMENT = r"(?i:(.*/)?[^/]*(assignment|homework|hw)[ _-]*{}(\D[^/]*)?/(.*/)?(layers|optim)\.py)"

adapter = Adapter(
    name="cs231n",
    en="CS231n (Stanford), assignment 2",
    es="CS231n (Stanford), tarea 2",
    exercises=(
        affine_of_images,
        adapt(relu.exercise),
        softmax_loss,
        adapt(hinge_loss.exercise),
        adapt(batchnorm_forward.exercise),
        adapt(batchnorm_backward.exercise),
        adapt(
            batchnorm_backward.exercise,
            name="batchnorm_backward_alt",
            calls={"batchnorm_backward": "batchnorm_backward_alt"},
        ),
        adapt(layernorm_forward.exercise),
        adapt(layernorm_backward.exercise),
        dropout,
        sgd_momentum,
        adapt(rmsprop.exercise),
        adam_with_config,
    ),
    worker=Path(__file__).with_name("worker.py"),
    files=(r"(.*/)?(layers|optim)\.py", _IN_ASSIGNMENT.format(2)),
    complete=(_IN_ASSIGNMENT.format(3),),
)
