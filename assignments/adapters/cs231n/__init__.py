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
from autograder import Adapter, Text, adapt, close
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
    dx, dw, _ = student.affine_backward(dout, cache)
    wanted_dx, wanted_dw, _ = affine_backward(dout, wanted_cache)  # db does not depend on x
    close(dx, wanted_dx, name="dx")
    close(dw, wanted_dw, name="dw")


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


dropout = adapt(
    inverted_dropout.exercise,
    without=["reads_it_as_drop_probability"],
    titles={
        "keeps_with_keep_prob": Text(
            en="in training, a unit is kept with the probability of keeping, on its own",
            es="al entrenar, cada unidad se conserva con la probabilidad de conservar, por separado",
        ),
        "survivors_grow": Text(
            en="in training, the units that are kept are divided by the probability of keeping",
            es="al entrenar, las unidades que se conservan se dividen entre la probabilidad de conservar",
        ),
        "draws_with_rng": Text(
            en="the mask is drawn with np.random, anew each time",
            es="la máscara se sortea con np.random, cada vez de nuevo",
        ),
    },
    hints={
        "drops_with_keep_prob": Text(
            en="You drop units with the probability of keeping them, but divide by it. Keep where "
            "np.random.rand(*x.shape) is less than that.",
            es="Descartas unidades con la probabilidad de conservarlas, pero divides entre ella. Conserva donde "
            "np.random.rand(*x.shape) sea menor que ella.",
        ),
        "compares_normal_draws": Text(
            en="Only draws that are uniform between 0 and 1 are below p with probability p: use np.random.rand, not "
            "np.random.randn.",
            es="Solo los sorteos uniformes entre 0 y 1 quedan por debajo de p con probabilidad p: usa np.random.rand, "
            "no np.random.randn.",
        ),
        "seeds_its_own_generator": Text(
            en="Draw with np.random; a generator made inside gives the same mask every time.",
            es="Sortea con np.random; un generador creado dentro de la función da siempre la misma máscara.",
        ),
        "drops_at_inference": Text(
            en="Drop units only in mode 'train'; in mode 'test' nothing is random.",
            es="Descarta unidades solo en modo 'train'; en modo 'test' nada es aleatorio.",
        ),
        "takes_matrices_only": Text(
            en="Draw the mask in the shape of x, whatever it is: np.random.rand(*x.shape).",
            es="Sortea la máscara con la forma de x, sea cual sea: np.random.rand(*x.shape).",
        ),
    },
)


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


_STEP = "v = mu * v - learning_rate * dw"

sgd_momentum = adapt(
    momentum.exercise,
    without=["mirrors_the_velocity"],
    titles={
        "returns_the_velocity": Text(
            en="the velocity v is what the step adds to w",
            es="la velocidad v es lo que el paso le suma a w",
        ),
    },
    hints={
        "keeps_lr_out_of_the_velocity": Text(
            en=f"Keeping the learning rate out of the velocity is another convention. Here it goes into it: {_STEP}, "
            "and w + v.",
            es="Dejar la tasa de aprendizaje fuera de la velocidad es otra convención. Aquí va dentro: "
            f"{_STEP}, y w + v.",
        ),
        "averages_the_gradients": Text(
            en="Averaging the gradients, with a factor 1 - mu, is another convention. Here the new gradient counts in "
            f"full: {_STEP}.",
            es="Promediar los gradientes, con un factor 1 - mu, es otra convención. Aquí el gradiente nuevo cuenta "
            f"completo: {_STEP}.",
        ),
        "damps_the_gradient": Text(
            en=f"The new gradient counts in full: {_STEP}, without a factor 1 - mu.",
            es=f"El gradiente nuevo cuenta completo: {_STEP}, sin un factor 1 - mu.",
        ),
        "climbs": Text(
            en=f"Go downhill: {_STEP} already has its minus, so add v to w.",
            es=f"Ve cuesta abajo: {_STEP} ya lleva su menos; por eso v se suma a w.",
        ),
        "forgets_the_learning_rate": Text(
            en=f"Multiply the gradient by the learning rate: {_STEP}.",
            es=f"Multiplica el gradiente por la tasa de aprendizaje: {_STEP}.",
        ),
        "looks_ahead": Text(
            en="That is Nesterov's momentum, which looks one step ahead. Here the step adds v itself: w + v.",
            es="Ese es el momentum de Nesterov, que mira un paso adelante. Aquí el paso suma la propia v: w + v.",
        ),
        "forgets_the_old_velocity": Text(
            en=f"Keep the old velocity: {_STEP}. Without mu * v this is plain gradient descent.",
            es=f"Conserva la velocidad anterior: {_STEP}. Sin mu * v, esto es descenso de gradiente simple.",
        ),
        "never_slows_down": Text(
            en=f"The old velocity fades: multiply it by mu, {_STEP}.",
            es=f"La velocidad anterior se desvanece: multiplícala por mu, {_STEP}.",
        ),
        "returns_the_old_velocity": Text(
            en="Keep the new velocity in the config, so that the next step can use it: config['velocity'] = v.",
            es="Guarda en config la velocidad nueva, para que el siguiente paso la use: config['velocity'] = v.",
        ),
        "ignores_the_velocity": Text(
            en="This is plain gradient descent: it neither uses the velocity nor updates it. First "
            f"{_STEP}, then w + v.",
            es="Esto es descenso de gradiente simple: ni usa la velocidad ni la actualiza. Primero "
            f"{_STEP}; luego w + v.",
        ),
    },
)


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
    en="Increment `t` in every step, before you use it: the first step is number 1. Starting from t = 1 and "
    "incrementing it afterwards is another convention.",
    es="Incrementa `t` en cada paso, antes de usarlo: el primer paso es el número 1. Empezar en t = 1 e incrementarlo "
    "después es otra convención.",
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
    caught_by=("averages_the_gradients", "averages_the_squares"),
    en="Keep the new averages in the config, config['m'] = m and config['v'] = v, so that the next step can use them.",
    es="Guarda en config los promedios nuevos, config['m'] = m y config['v'] = v, para que el siguiente paso los use.",
)
def forgets_to_keep_the_averages(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    return adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)[0], m, v


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
        adapt(
            rmsprop.exercise,
            without=["has_the_default"],  # the skeleton has set it
            hints={
                "returns_the_old_average": Text(
                    en="Keep the new average in the config, so that the next step can use it: config['cache'].",
                    es="Guarda en config el promedio nuevo, para que el siguiente paso lo use: config['cache'].",
                )
            },
        ),
        adam_with_config,
    ),
    worker=Path(__file__).with_name("worker.py"),
    files=(r"(.*/)?(layers|optim)\.py", _IN_ASSIGNMENT.format(2)),
    complete=(_IN_ASSIGNMENT.format(3),),
)
