"""CMU's Introduction to Deep Learning (11-785): the classes of its `mytorch`, a folder or any of its files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assignments.a1_backprop import affine, relu, sigmoid, softmax_cross_entropy
from assignments.a3_normalization import batchnorm_backward, batchnorm_forward
from assignments.a5_optimization import adam, momentum
from autograder import Adapter, Meant, adapt
from solutions.affine import affine_backward
from solutions.losses import softmax_cross_entropy as mean_loss
from solutions.optimizers import adam_step, momentum_step

linear = adapt(affine.exercise)


def _averaged(dout, cache):
    dx, dw, db = affine_backward(dout, cache)
    return dx, dw / len(dout), db / len(dout)


@linear.misconception(
    replaces=affine_backward,
    caught_by=("dw_agrees", "db_agrees"),
    en="Averaging over the batch in the layer is another convention (of earlier years). Here the loss divides by N, "
    "and the layer only sums: dLdW = dLdZ.T @ A.",
    es="Promediar sobre el lote en la capa es otra convención (de años anteriores). Aquí la pérdida divide entre N, y "
    "la capa solo suma: dLdW = dLdZ.T @ A.",
)
def averages_in_the_layer(dout, cache):
    return _averaged(dout, cache)


cross_entropy = adapt(softmax_cross_entropy.exercise, without=["forgets_batch_size_in_gradient"])


@cross_entropy.misconception(
    caught_by="gradient_agrees",
    en="Leaving the division by N to the layers is another convention (of earlier years). Here the loss is a mean, and "
    "so is its gradient: (softmax - Y) / N.",
    es="Dejar la división entre N a las capas es otra convención (de años anteriores). Aquí la pérdida es una media, y "
    "su gradiente también: (softmax - Y) / N.",
)
def leaves_the_division_to_the_layers(logits, y):
    loss, gradient = mean_loss(logits, y)
    return loss, gradient * len(logits)


sgd = adapt(
    momentum.exercise,
    without=["mirrors_the_velocity", "keeps_lr_out_of_the_velocity", "forgets_the_learning_rate"],
)


@sgd.misconception(
    caught_by="returns_the_velocity",
    en="Putting the learning rate into the velocity is another convention. Here v = mu * v + dLdW, and W = W - lr * v.",
    es="Poner la tasa de aprendizaje dentro de la velocidad es otra convención. Aquí v = mu * v + dLdW, y "
    "W = W - lr * v.",
)
def puts_the_learning_rate_into_the_velocity(w, grad, v, *, lr, momentum):
    theirs = momentum * v / lr + lr * grad
    return w - theirs, theirs * lr


@sgd.misconception(
    caught_by="takes_the_first_step",
    en="Multiply the velocity by the learning rate: W = W - lr * v.",
    es="Multiplica la velocidad por la tasa de aprendizaje: W = W - lr * v.",
)
def forgets_the_learning_rate(w, grad, v, *, lr, momentum):
    _, v = momentum_step(w, grad, v, lr=lr, momentum=momentum)
    return w - v / lr, v


# Their handout writes sqrt(v_hat + eps).

adam_inside = adapt(
    adam.exercise,
    without=["counts_from_zero"],
    meant=[
        Meant(
            convention="adds_eps_inside_the_root",
            instead="adds_eps_outside_the_root",
            en="Adding eps to the root is another convention. Here it is added inside: sqrt(v_hat + eps).",
            es="Sumar eps a la raíz es otra convención. Aquí se suma dentro: sqrt(v_hat + eps).",
        )
    ],
)


@adam_inside.misconception(
    caught_by="corrects_the_bias",
    en="Using `t` before it is incremented is another convention. Here `t` grows first: the first step is number 1.",
    es="Usar `t` antes de incrementarlo es otra convención. Aquí `t` crece primero: el primer paso es el número 1.",
)
def uses_t_before_incrementing_it(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    with np.errstate(all="ignore"):
        return adam_step(w, grad, m, v, t - 1, lr=lr, beta1=beta1, beta2=beta2, eps=eps)


@adam_inside.misconception(
    caught_by="corrects_the_bias",
    en="Keep the incremented `t`: self.t += 1, or every step is corrected like the first.",
    es="Guarda el `t` incrementado: self.t += 1; si no, cada paso se corrige como el primero.",
)
def forgets_to_keep_t(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, max(t - 1, 1), lr=lr, beta1=beta1, beta2=beta2, eps=eps)


adapter = Adapter(
    name="mytorch",
    en="mytorch (CMU 11-785)",
    es="mytorch (CMU 11-785)",
    exercises=(
        linear,
        adapt(relu.exercise),
        adapt(sigmoid.exercise),
        cross_entropy,
        adapt(batchnorm_forward.exercise, without=["has_the_defaults"]),  # their eps is 1e-8
        adapt(batchnorm_backward.exercise),
        sgd,
        adam_inside,
    ),
    worker=Path(__file__).with_name("worker.py"),
)
