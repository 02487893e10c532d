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
from solutions.optimizers import adam_step, rmsprop_step

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
softmax_loss = adapt(
    softmax_cross_entropy.exercise,
    without=["one_hot_agrees", "survives_certainty"],
    words={"`logits": "`x"},
)


batchnorm_with_param = adapt(
    batchnorm_forward.exercise,
    words={"`training`": "`mode == 'train'`"},
    hints={
        "collects_nothing": Text(
            en="In training, update running_mean and running_var, and put them back into bn_param: inference depends "
            "on them.",
            es="Al entrenar, actualiza running_mean y running_var y devuélvelos a bn_param: de ellos depende la "
            "inferencia.",
        ),
        "ignores_the_mode": Text(
            en="Ask for the mode: in mode 'test' the running statistics normalise, and nothing is collected.",
            es="Pregunta por el modo: en modo 'test' normalizan las estadísticas acumuladas y no se acumula nada.",
        ),
    },
)


dropout = adapt(
    inverted_dropout.exercise,
    without=["reads_it_as_drop_probability"],
    words={  # p is that of keeping or of dropping, as the year has it
        "keep_prob is": "the probability of keeping is",
        "keep_prob es": "la probabilidad de conservar es",
        "`training`": "`mode == 'train'`",
    },
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
        "leaves_survivors_as_they_are": Text(
            en="Divide the units that are kept by the probability of keeping, so that the average stays x. Leaving "
            "them as they are belongs to the original form, another convention, which corrects the scale at "
            "inference.",
            es="Divide las unidades que se conservan entre la probabilidad de conservar, para que el promedio siga "
            "siendo x. Dejarlas como están es de la forma original, otra convención, que corrige la escala en "
            "inferencia.",
        ),
        "multiplies_by_keep_prob": Text(
            en="Divide the survivors by the probability of keeping; you multiply. They must grow, to make up for those "
            "that are missing.",
            es="Divide las sobrevivientes entre la probabilidad de conservar; tú multiplicas. Deben crecer para "
            "compensar a las que faltan.",
        ),
        "divides_by_drop_probability": Text(
            en="Divide by the probability of keeping, not by that of dropping.",
            es="Divide entre la probabilidad de conservar, no entre la de descartar.",
        ),
        "forgets_to_divide_the_gradient": Text(
            en="The division by the probability of keeping belongs to the forward pass, and so to the gradient: divide "
            "dout too.",
            es="La división entre la probabilidad de conservar es parte del forward y, por lo tanto, del gradiente: "
            "divide también dout.",
        ),
        "passes_everything": Text(
            en="Pass the gradient through the mask of the forward pass, divided as it was; you return dout as it is.",
            es="Pasa el gradiente por la máscara del forward, dividida como estaba; tú devuelves dout tal cual.",
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


@dropout.misconception(
    replaces=inverted_dropout_forward,
    caught_by=("keeps_with_keep_prob", "survivors_grow"),
    en="You keep units with the probability of dropping them, and leave those that are kept as they are. Keep with the "
    "probability of keeping (the docstring says which of the two `p` is), and divide by it.",
    es="Conservas unidades con la probabilidad de descartarlas y dejas como están las que se conservan. Conserva con "
    "la probabilidad de conservar (el docstring dice cuál de las dos es `p`) y divide entre ella.",
)
def keeps_what_is_to_be_dropped(x, *, keep_prob, training, rng):
    factor = rng.random(x.shape) < 1 - keep_prob if training else 1.0
    return x * factor, factor


_NORMAL_DRAWS = Text(
    en="Draw with np.random.rand: only draws that are uniform between 0 and 1 are below a probability that often. "
    "Yours are those of np.random.randn.",
    es="Sortea con np.random.rand: solo los sorteos uniformes entre 0 y 1 quedan por debajo de una probabilidad con "
    "esa frecuencia. Los tuyos son los de np.random.randn.",
)


@dropout.misconception(
    replaces=inverted_dropout_forward,
    caught_by="keeps_with_keep_prob",
    en=_NORMAL_DRAWS.en,
    es=_NORMAL_DRAWS.es,
)
def keeps_normal_draws_above_p(x, *, keep_prob, training, rng):
    factor = (rng.standard_normal(x.shape) > 1 - keep_prob) / keep_prob if training else 1.0
    return x * factor, factor


@dropout.misconception(
    replaces=inverted_dropout_forward,
    caught_by=("keeps_with_keep_prob", "survivors_grow"),
    en=_NORMAL_DRAWS.en
    + " And divide by the probability of keeping: the docstring says whether that is `p`.",
    es=_NORMAL_DRAWS.es + " Y divide entre la probabilidad de conservar: el docstring dice si esa es `p`.",
)
def draws_normally_and_reads_p_the_other_way_round(x, *, keep_prob, training, rng):
    factor = (rng.standard_normal(x.shape) < 1 - keep_prob) / (1 - keep_prob) if training else 1.0
    return x * factor, factor


_STEP = "v = mu * v - learning_rate * dw"

sgd_momentum = adapt(
    momentum.exercise,
    without=["mirrors_the_velocity"],
    words={"lr": "learning_rate", "grad": "dw"},
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


@sgd_momentum.misconception(
    caught_by="takes_the_first_step",
    en=f"Go downhill: what is added to w has to point against the gradient, {_STEP}. Yours adds learning_rate * dw.",
    es=f"Ve cuesta abajo: lo que se suma a w debe apuntar en contra del gradiente, {_STEP}. El tuyo suma "
    "learning_rate * dw.",
)
def gathers_velocity_uphill(w, grad, v, *, lr, momentum):
    v = momentum * v - lr * grad
    return w - v, v


_PARENTHESES = Text(
    en="Put the whole divisor in parentheses: / (np.sqrt(...) + epsilon). Otherwise epsilon is added to the quotient.",
    es="Pon todo el divisor entre paréntesis: / (np.sqrt(...) + epsilon). Si no, epsilon se suma al cociente.",
)

rmsprop_with_config = adapt(
    rmsprop.exercise,
    without=["has_the_default"],  # the skeleton has set it
    words={"s": "cache", "lr": "learning_rate", "grad": "dw", "decay": "decay_rate", "eps": "epsilon"},
    hints={
        "forgets_the_learning_rate": Text(
            en="Multiply the step by learning_rate.", es="Multiplica el paso por learning_rate."
        ),
        "returns_the_old_average": Text(
            en="Keep the new average in the config, so that the next step can use it: config['cache'].",
            es="Guarda en config el promedio nuevo, para que el siguiente paso lo use: config['cache'].",
        ),
    },
)


@rmsprop_with_config.misconception(
    caught_by="adds_eps_outside_the_root",
    en="Use config['epsilon'], not a number of your own: 1e-8 is only its default.",
    es="Usa config['epsilon'], no un número tuyo: 1e-8 es solo su valor por omisión.",
)
def writes_epsilon_as_a_number(w, grad, s, *, lr, decay=0.9, eps):
    return rmsprop_step(w, grad, s, lr=lr, decay=decay, eps=1e-8)


@rmsprop_with_config.misconception(
    caught_by="adds_eps_outside_the_root", en=_PARENTHESES.en, es=_PARENTHESES.es
)
def adds_epsilon_to_the_parameters(w, grad, s, *, lr, decay=0.9, eps):
    w, s = rmsprop_step(w, grad, s, lr=lr, decay=decay, eps=0.0)
    return w + eps, s


adam_with_config = adapt(
    adam.exercise,
    without=["counts_from_zero"],
    words={"lr": "learning_rate", "grad": "dw", "eps": "epsilon"},
    hints={
        "forgets_the_learning_rate": Text(
            en="Multiply the step by learning_rate.", es="Multiplica el paso por learning_rate."
        ),
    },
)


@adam_with_config.misconception(caught_by="adds_eps_outside_the_root", en=_PARENTHESES.en, es=_PARENTHESES.es)
def adds_epsilon_to_the_parameters_in_adam(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    w, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=0.0)
    return w + eps, m, v


@adam_with_config.misconception(
    caught_by="corrects_the_bias",
    en="Raise the betas themselves to the power t: m / (1 - beta1**t), not m / (1 - (1 - beta1)**t).",
    es="Eleva las betas mismas a la potencia t: m / (1 - beta1**t), no m / (1 - (1 - beta1)**t).",
)
def raises_the_new_shares_to_t(w, grad, m, v, t, *, lr, beta1, beta2, eps):
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    return w - lr * m / (1 - (1 - beta1) ** t) / (np.sqrt(v / (1 - (1 - beta2) ** t)) + eps), m, v


@adam_with_config.misconception(
    caught_by="corrects_the_bias",
    en="Increment `t` in every step, before you use it: the first step is number 1. Starting from t = 1 and "
    "incrementing it afterwards is another convention; never incrementing it is none.",
    es="Incrementa `t` en cada paso, antes de usarlo: el primer paso es el número 1. Empezar en t = 1 e incrementarlo "
    "después es otra convención; no incrementarlo nunca no lo es.",
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
        adapt(
            relu.exercise,
            words={"z": "x", "da": "dout", "dz": "dx", "`a": "`out"},
        ),
        softmax_loss,
        adapt(hinge_loss.exercise, words={"`scores": "`x"}),
        batchnorm_with_param,
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
        rmsprop_with_config,
        adam_with_config,
    ),
    worker=Path(__file__).with_name("worker.py"),
    files=(r"(.*/)?(layers|optim)\.py", _IN_ASSIGNMENT.format(2)),
    complete=(_IN_ASSIGNMENT.format(3),),
)
