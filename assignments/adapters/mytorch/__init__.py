"""CMU's Introduction to Deep Learning (11-785): the classes of its `mytorch`, a folder or any of its files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assignments.a1_backprop import affine, relu, sigmoid, softmax_cross_entropy
from assignments.a3_normalization import batchnorm_backward, batchnorm_forward
from assignments.a5_optimization import adam, momentum
from assignments.a5_optimization.adam import LATE
from assignments.a5_optimization.steps import NEGLIGIBLE, arrays, nearest, require_movement
from autograder import Adapter, Text, adapt, close, require
from solutions.affine import affine_backward
from solutions.batchnorm import batchnorm_backward as batchnorm_gradients
from solutions.batchnorm import batchnorm_forward as batchnorm_statistics
from solutions.losses import softmax_cross_entropy as mean_loss
from solutions.optimizers import adam_step, momentum_step

# In later years the loss divides by N. Before, the layers did: there, the worker undoes it. Which year it is shows in
# the activations, whose backward took nothing then, or in a linear layer that is given initialisers.

linear = adapt(affine.exercise)


def _times(factor, dout, cache):
    dx, dw, db = affine_backward(dout, cache)
    return dx, dw * factor, db * factor


@linear.misconception(
    replaces=affine_backward,
    caught_by=("dw_agrees", "db_agrees"),
    en="Averaging over the batch in the layer is another convention (of earlier years). Here the loss divides by N, "
    "and the layer only sums: dLdW = dLdZ.T @ A.",
    es="Promediar sobre el lote en la capa es otra convención (de años anteriores). Aquí la pérdida divide entre N, y "
    "la capa solo suma: dLdW = dLdZ.T @ A.",
)
def averages_in_the_layer(dout, cache):
    return _times(1 / len(dout), dout, cache)


@linear.misconception(
    replaces=affine_backward,
    caught_by=("dw_agrees", "db_agrees"),
    en="Only summing over the batch in the layer is another convention (of later years, where the loss divides by N). "
    "Here the layer divides: dLdW = dLdZ.T @ A / N.",
    es="Solo sumar sobre el lote en la capa es otra convención (de años posteriores, donde la pérdida divide entre N). "
    "Aquí divide la capa: dLdW = dLdZ.T @ A / N.",
)
def leaves_the_division_to_the_loss(dout, cache):
    return _times(len(dout), dout, cache)


# Their formula is exp(A) divided by its sum, which large logits exceed, and takes the logarithm of that, which is that
# of 0 where a class is certain. Targets are always one-hot.

cross_entropy = adapt(
    softmax_cross_entropy.exercise,
    without=[
        "forgets_batch_size_in_gradient",
        "survives_large_logits",
        "survives_certainty",
        "one_hot_agrees",
    ],
)


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


@cross_entropy.misconception(
    caught_by="gradient_agrees",
    en="Dividing the gradient of the loss by N is another convention (of later years). Here the layers divide: "
    "softmax - Y.",
    es="Dividir entre N el gradiente de la pérdida es otra convención (de años posteriores). Aquí dividen las capas: "
    "softmax - Y.",
)
def divides_in_the_loss(logits, y):
    loss, gradient = mean_loss(logits, y)
    return loss, gradient / len(logits)


normalisation = adapt(batchnorm_forward.exercise, without=["has_the_defaults"])  # their eps is 1e-8


@normalisation.misconception(
    caught_by=("collects_the_mean", "collects_the_variance", "keeps_the_share_momentum"),
    en="The old running average is part of the new one: running_M = alpha * running_M + (1 - alpha) * M. Yours holds "
    "only the last batch.",
    es="El promedio acumulado anterior es parte del nuevo: running_M = alpha * running_M + (1 - alpha) * M. El tuyo "
    "solo guarda el último lote.",
)
def keeps_only_the_last_batch(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": 0.0 if training else momentum, "eps": eps}
    return batchnorm_statistics(x, gamma, beta, running_mean, running_var, **options)


normalisation_backward = adapt(batchnorm_backward.exercise)


@normalisation_backward.misconception(
    replaces=batchnorm_gradients,
    caught_by=("dgamma_agrees", "dbeta_agrees"),
    en="You exchanged the two gradients: that of the scale (dLdBW, or dgamma) is the sum of dLdBZ * NZ, that of the "
    "shift (dLdBb, or dbeta) the sum of dLdBZ.",
    es="Intercambiaste los dos gradientes: el de la escala (dLdBW, o dgamma) es la suma de dLdBZ * NZ; el del "
    "desplazamiento (dLdBb, o dbeta), la suma de dLdBZ.",
)
def exchanges_dgamma_and_dbeta(dout, cache):
    dx, dgamma, dbeta = batchnorm_gradients(dout, cache)
    return dx, dbeta, dgamma


# Their velocity is without the learning rate; until 2021 it was with it, and added: then the network took the step.

_HINTS = {
    "mirrors_the_velocity": Text(
        en="A velocity with the other sign is another convention: the same path, with v mirrored. Here SGD has "
        "v = mu * v + dLdW and W = W - lr * v (until 2021: momentum_W = momentum * momentum_W - lr * dW, added).",
        es="Una velocidad con el otro signo es otra convención: el mismo camino, con v reflejada. Aquí SGD tiene "
        "v = mu * v + dLdW y W = W - lr * v (hasta 2021: momentum_W = momentum * momentum_W - lr * dW, sumada).",
    ),
    "keeps_lr_out_of_the_velocity": Text(
        en="Keeping the learning rate out of the velocity is another convention (of later years). Here "
        "momentum_W = momentum * momentum_W - lr * dW is added to W.",
        es="Dejar la tasa de aprendizaje fuera de la velocidad es otra convención (de años posteriores). Aquí se "
        "suma a W momentum_W = momentum * momentum_W - lr * dW.",
    ),
    "averages_the_gradients": Text(
        en="Averaging the gradients, with a factor 1 - momentum, is another convention. Here the new gradient counts "
        "in full.",
        es="Promediar los gradientes, con un factor 1 - momentum, es otra convención. Aquí el gradiente nuevo cuenta "
        "completo.",
    ),
    "damps_the_gradient": Text(
        en="The new gradient counts in full, without a factor 1 - momentum.",
        es="El gradiente nuevo cuenta completo, sin un factor 1 - momentum.",
    ),
    "climbs": Text(
        en="Go downhill: from rest, the step is -lr times the gradient.",
        es="Ve cuesta abajo: desde el reposo, el paso es -lr por el gradiente.",
    ),
    "forgets_the_learning_rate": Text(
        en="Multiply the gradient by the learning rate: momentum_W = momentum * momentum_W - lr * dW.",
        es="Multiplica el gradiente por la tasa de aprendizaje: momentum_W = momentum * momentum_W - lr * dW.",
    ),
    "looks_ahead": Text(
        en="That is Nesterov's momentum, which looks one step ahead. Here the step is that of the new velocity itself.",
        es="Ese es el momentum de Nesterov, que mira un paso adelante. Aquí el paso es el de la velocidad nueva misma.",
    ),
    "forgets_the_old_velocity": Text(
        en="Keep the old velocity: momentum times it is part of the new one. Without it, this is plain gradient "
        "descent.",
        es="Conserva la velocidad anterior: multiplicada por momentum, es parte de la nueva. Sin ella, esto es "
        "descenso de gradiente simple.",
    ),
    "never_slows_down": Text(
        en="The old velocity fades: multiply it by momentum before adding the gradient's share.",
        es="La velocidad anterior se desvanece: multiplícala por momentum antes de sumar la parte del gradiente.",
    ),
    "returns_the_old_velocity": Text(
        en="Keep the new velocity in the optimiser, so that the next step can use it; the old one is still there.",
        es="Guarda la velocidad nueva en el optimizador, para que el siguiente paso la use; todavía está la anterior.",
    ),
    "ignores_the_velocity": Text(
        en="This is plain gradient descent: it neither uses the velocity nor updates it.",
        es="Esto es descenso de gradiente simple: ni usa la velocidad ni la actualiza.",
    ),
}

sgd = adapt(momentum.exercise, hints=_HINTS)


@sgd.check(
    points=2,
    en="without momentum, every step is lr * grad downhill",
    es="sin momentum, cada paso es lr * grad cuesta abajo",
)
def descends_without_momentum(student, w, grads, lr, momentum):
    at, from_rest = (w, grads[0]), np.zeros_like(w)
    plain, _ = arrays(student(*at, from_rest, lr=lr, momentum=0.0))
    own, _ = arrays(student(*at, from_rest, lr=lr, momentum=momentum))  # whether it is right is asked above
    close(plain, nearest(plain, w - lr * grads[0], own=own), name="w")


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
def forgets_lr_in_the_step(w, grad, v, *, lr, momentum):
    _, v = momentum_step(w, grad, v, lr=lr, momentum=momentum)
    return w - v / lr, v


@sgd.misconception(
    caught_by="descends_without_momentum",
    en="Where mu is 0, multiply the gradient by the learning rate as well: W = W - lr * dLdW.",
    es="Donde mu es 0, multiplica también el gradiente por la tasa de aprendizaje: W = W - lr * dLdW.",
)
def forgets_lr_without_momentum(w, grad, v, *, lr, momentum):
    if momentum == 0:
        return w - grad, v
    return momentum_step(w, grad, v, lr=lr, momentum=momentum)


@sgd.misconception(
    caught_by="descends_without_momentum",
    en="Where mu is 0, go downhill as well: W = W - lr * dLdW.",
    es="Donde mu es 0, ve también cuesta abajo: W = W - lr * dLdW.",
)
def climbs_without_momentum(w, grad, v, *, lr, momentum):
    if momentum == 0:
        return w + lr * grad, v
    return momentum_step(w, grad, v, lr=lr, momentum=momentum)


@sgd.misconception(
    caught_by="descends_without_momentum",
    en="Where mu is 0 there is a step to take, too: W = W - lr * dLdW.",
    es="Donde mu es 0 también hay que dar un paso: W = W - lr * dLdW.",
)
def stands_still_without_momentum(w, grad, v, *, lr, momentum):
    if momentum == 0:
        return w, v
    return momentum_step(w, grad, v, lr=lr, momentum=momentum)


# In earlier years sqrt(v_hat + eps) is what is handed in, in later ones sqrt(v_hat) + eps. With their eps, 1e-8, no
# test of the course can tell, and where Adam is handed in alone, nothing tells which year it is.

adam_either_way = adapt(adam.exercise, without=["counts_from_zero", "adds_eps_outside_the_root"])


@adam_either_way.check(
    points=1,
    en="eps is added to the divisor: to sqrt(v_hat), or inside that root",
    es="eps se suma al divisor: a sqrt(v_hat), o dentro de esa raíz",
)
def adds_eps_to_the_divisor(student, m, v, grads, lr, beta1, beta2, eps):
    at, options = (np.zeros_like(m), grads[0], m, v), {"lr": lr, "beta1": beta1, "beta2": beta2}
    for t in (LATE, 2):
        step, own_m, own_v = arrays(student(*at, t, **options, eps=NEGLIGIBLE))
        require_movement(step)
        with_eps, *_ = arrays(student(*at, t, **options, eps=eps))
        root, m_hat = np.sqrt(own_v / (1 - beta2**t)), own_m / (1 - beta1**t)
        shown = np.abs(lr * m_hat / step)
        if t == LATE or np.allclose(shown, root, rtol=1e-4):  # else the correction's own check has spoken
            _require_eps(step / with_eps, eps, (root, shown))


def _require_eps(shrinks, eps, roots):
    """Require that each entry's step shrinks by what eps adds to one of its roots, outside it or inside.

    Weights may be divided by one, and biases by the other.
    """
    wanted = [divisor for root in roots for divisor in (1 + eps / root, np.sqrt(1 + eps / root**2))]
    require(
        bool(np.isclose(shrinks, wanted, rtol=1e-4).any(axis=0).all()),
        en="With a larger eps, the step does not shrink as it should: the divisor is sqrt(v_hat) + eps, or "
        "sqrt(v_hat + eps).",
        es="Con un eps mayor, el paso no se achica como debería: el divisor es sqrt(v_hat) + eps, o sqrt(v_hat + eps).",
    )


@adam_either_way.misconception(
    caught_by=adds_eps_to_the_divisor,
    en="Add eps to the divisor, sqrt(v_hat) + eps: where every gradient was zero, you would divide by zero.",
    es="Suma eps al divisor, sqrt(v_hat) + eps: donde todos los gradientes fueron cero, dividirías entre cero.",
)
def forgets_eps(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=0.0 * eps)


@adam_either_way.misconception(
    caught_by=adds_eps_to_the_divisor,
    en="Adding eps to sqrt(v) and correcting the learning rate instead is another convention (the paper's efficient "
    "form). Here eps is added to sqrt(v_hat).",
    es="Sumar eps a sqrt(v) y corregir en cambio la tasa de aprendizaje es otra convención (la forma eficiente del "
    "artículo). Aquí eps se suma a sqrt(v_hat).",
)
def corrects_the_learning_rate_instead(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    return w - rate * m / (np.sqrt(v) + eps), m, v


@adam_either_way.misconception(
    caught_by="corrects_the_bias",
    en="Using `t` before it is incremented is another convention. Here `t` grows first: the first step is number 1.",
    es="Usar `t` antes de incrementarlo es otra convención. Aquí `t` crece primero: el primer paso es el número 1.",
)
def uses_t_before_incrementing_it(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    with np.errstate(all="ignore"):
        return adam_step(w, grad, m, v, t - 1, lr=lr, beta1=beta1, beta2=beta2, eps=eps)


@adam_either_way.misconception(
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
        normalisation,
        normalisation_backward,
        sgd,
        adam_either_way,
    ),
    worker=Path(__file__).with_name("worker.py"),
)
