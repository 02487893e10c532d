"""Batch normalisation, forward: what it computes, and what it collects for later."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, normal, scalar, uniform
from solutions.batchnorm import batchnorm_forward

#: So small that it cannot be seen: where it is passed, `eps` is not the question.
NEGLIGIBLE = 1e-12

exercise = Exercise(
    batchnorm_forward,
    en="Normalise each feature of a batch, then scale it by gamma and shift it by beta. In training, use the "
    "batch's own mean and biased variance, and collect both in moving averages; at inference, use what was "
    "collected. Add `eps` to the variance, inside the root. `momentum` is the share of the old average that is kept.",
    es="Normaliza cada característica de un lote; luego escálala con gamma y desplázala con beta. Al entrenar, usa "
    "la media y la varianza sesgada del propio lote, y acumula ambas en promedios móviles; en inferencia, usa lo "
    "acumulado. Suma `eps` a la varianza, dentro de la raíz. `momentum` es la parte del promedio anterior que se "
    "conserva.",
    topic=Text(en="Batch normalisation, forward", es="Normalización por lotes, forward"),
    inputs={
        "x": normal("batch", "features", mean=1.0, std=2.0),
        "gamma": normal("features"),
        "beta": normal("features"),
        "running_mean": normal("features"),
        "running_var": uniform("features", low=0.5, high=3.0),
        "momentum": scalar(0.6, 0.95),
        "eps": scalar(0.1, 0.5),
    },
    edges=[{"features": 1}],
)


@exercise.check(
    points=2,
    en="in training, each feature is normalised over the batch, scaled and shifted",
    es="al entrenar, cada característica se normaliza sobre el lote, se escala y se desplaza",
)
def normalises_the_batch(student, x, gamma, beta, running_mean, running_var, momentum):
    options = {"training": True, "momentum": momentum, "eps": NEGLIGIBLE}
    _require_output(student, _large(x, gamma, beta, running_mean, running_var), **options)


def _large(x, gamma, beta, running_mean, running_var):
    """Data so large that no eps is seen, not even one of the student's own."""
    return 1000 * x, gamma, beta, 1000 * running_mean, 1e6 * running_var


def _require_output(student, at, **options):
    out, *_ = student(*at, **options)
    close(out, batchnorm_forward(*at, **options)[0], name="out", tolerance=1e-6)


@exercise.check(
    points=2,
    en="at inference, the running statistics take the place of the batch's",
    es="en inferencia, las estadísticas acumuladas ocupan el lugar de las del lote",
)
def normalises_at_inference(student, x, gamma, beta, running_mean, running_var, momentum):
    options = {"training": False, "momentum": momentum, "eps": NEGLIGIBLE}
    for batch in (x, x[:1]):
        _require_output(student, _large(batch, gamma, beta, running_mean, running_var), **options)


@exercise.check(
    points=1,
    needs=normalises_the_batch,
    en="eps is added to the variance, inside the root",
    es="eps se suma a la varianza, dentro de la raíz",
)
def adds_eps_inside_the_root(student, x, gamma, beta, running_mean, running_var, momentum, eps):
    def out(function, eps, *, training, x=x):
        at = (x, gamma, beta, running_mean, running_var)
        return function(*at, training=training, momentum=momentum, eps=eps)[0]

    close(out(student, eps, training=True), out(batchnorm_forward, eps, training=True), name="out")
    alone = x[:1]  # without variance, so that everything depends on eps
    close(
        out(student, eps, training=True, x=alone),
        out(batchnorm_forward, eps, training=True, x=alone),
        name="out",
    )
    without = out(batchnorm_forward, NEGLIGIBLE, training=False)
    if _similar(out(student, NEGLIGIBLE, training=False), without):  # else the check of inference has spoken
        close(out(student, eps, training=False), out(batchnorm_forward, eps, training=False), name="out")


def _similar(got, wanted):
    return np.shape(got) == np.shape(wanted) and np.allclose(got, wanted, rtol=1e-3)


# With a momentum of one half, the share kept and the share taken are the same: these two checks are about
# what is collected, the third about the shares.


@exercise.check(
    points=1,
    en="in training, the running mean takes in the batch's mean",
    es="al entrenar, la media acumulada incorpora la media del lote",
)
def collects_the_mean(student, x, gamma, beta, running_mean, running_var, eps):
    _, _, mean, _ = student(x, gamma, beta, running_mean, running_var, training=True, momentum=0.5, eps=eps)
    close(mean, (running_mean + x.mean(axis=0)) / 2, name="running_mean")


@exercise.check(
    points=1,
    en="in training, the running variance takes in the batch's biased variance",
    es="al entrenar, la varianza acumulada incorpora la varianza sesgada del lote",
)
def collects_the_variance(student, x, gamma, beta, running_mean, running_var, eps):
    _, _, _, var = student(x, gamma, beta, running_mean, running_var, training=True, momentum=0.5, eps=eps)
    close(var, (running_var + x.var(axis=0)) / 2, name="running_var")


@exercise.check(
    points=1,
    en="`momentum` is the share of the old averages that is kept",
    es="`momentum` es la parte de los promedios anteriores que se conserva",
)
def keeps_the_share_momentum(student, x, gamma, beta, running_mean, running_var, momentum, eps):
    at, options = (x, gamma, beta, running_mean, running_var), {"training": True, "eps": eps}
    _, _, mean, var = student(*at, **options, momentum=momentum)
    _, _, _, half = student(*at, **options, momentum=0.5)
    # Whether they have the right shape, and this is the right variance, is asked above.
    mean, var, half = np.ravel(mean), np.ravel(var), np.ravel(half)
    close(mean, momentum * running_mean + (1 - momentum) * x.mean(axis=0), name="running_mean")
    close(var, momentum * running_var + (1 - momentum) * (2 * half - running_var), name="running_var")


@exercise.check(
    points=1,
    en="at inference, the running statistics stay as they are",
    es="en inferencia, las estadísticas acumuladas quedan como están",
)
def collects_nothing_at_inference(student, x, gamma, beta, running_mean, running_var, momentum, eps):
    at, options = (x, gamma, beta, running_mean, running_var), {"momentum": momentum, "eps": eps}
    _, _, mean, var = student(*at, training=False, **options)
    close(mean, running_mean, name="running_mean")
    close(var, running_var, name="running_var")


@exercise.check(
    points=1,
    needs=normalises_the_batch,
    en="by default momentum is 0.9 and eps 1e-5",
    es="por omisión, momentum es 0.9 y eps 1e-5",
)
def has_the_defaults(student, x, gamma, beta, running_mean, running_var):
    at = (x * 1e-3, gamma, beta, running_mean, running_var)  # a variance so small that eps weighs in
    out, _, mean, var = student(*at, training=True)
    same_out, _, same_mean, same_var = student(*at, training=True, momentum=0.9, eps=1e-5)
    close(out, same_out, name="out")
    close(mean, same_mean, name="running_mean")
    close(var, same_var, name="running_var")


def _forward(x, gamma, beta, mean, var, eps):
    return gamma * (x - mean) / np.sqrt(var + eps) + beta


def _moved(old, new, momentum):
    return momentum * old + (1 - momentum) * new


def _unbiased_var(x):
    return np.square(x - x.mean(axis=0)).sum(axis=0) / (len(x) - 1)


@exercise.misconception(
    caught_by=normalises_the_batch,
    en="Take the mean and the variance of each feature over the batch (axis=0), not of each example over its "
    "features: that would be layer normalisation.",
    es="Calcula la media y la varianza de cada característica sobre el lote (axis=0), no las de cada ejemplo sobre "
    "sus características: eso sería normalización por capa (layer normalization).",
)
def normalises_each_example(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    if not training:
        return _forward(x, gamma, beta, running_mean, running_var, eps), None, running_mean, running_var
    out = _forward(x, gamma, beta, x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True), eps)
    running_mean = _moved(running_mean, x.mean(axis=0), momentum)
    return out, None, running_mean, _moved(running_var, x.var(axis=0), momentum)


@exercise.misconception(
    caught_by=(normalises_the_batch, collects_the_mean, collects_the_variance),
    en="Every feature has a mean and a variance of its own: give `mean` and `var` axis=0.",
    es="Cada característica tiene su propia media y su propia varianza: pásales axis=0 a `mean` y `var`.",
)
def normalises_everything_together(
    x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
):
    if not training:
        return _forward(x, gamma, beta, running_mean, running_var, eps), None, running_mean, running_var
    running_mean = _moved(running_mean, x.mean(), momentum)
    running_var = _moved(running_var, x.var(), momentum)
    return _forward(x, gamma, beta, x.mean(), x.var(), eps), None, running_mean, running_var


@exercise.misconception(
    caught_by=normalises_the_batch,
    en="In training, normalise with the mean and variance of this very batch; the running ones are for inference.",
    es="Al entrenar, normaliza con la media y la varianza de este mismo lote; las acumuladas son para la inferencia.",
)
def trains_with_running_statistics(
    x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
):
    if training:
        running_mean = _moved(running_mean, x.mean(axis=0), momentum)
        running_var = _moved(running_var, x.var(axis=0), momentum)
    return _forward(x, gamma, beta, running_mean, running_var, eps), None, running_mean, running_var


@exercise.misconception(
    caught_by=(normalises_the_batch, normalises_at_inference),
    en="Do not stop at x_hat: scale it with gamma and shift it with beta.",
    es="No te quedes en x_hat: escálalo con gamma y desplázalo con beta.",
)
def forgets_scale_and_shift(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": momentum, "eps": eps}
    return batchnorm_forward(
        x, np.ones_like(gamma), np.zeros_like(beta), running_mean, running_var, **options
    )


@exercise.misconception(
    caught_by=(normalises_the_batch, normalises_at_inference),
    en="gamma is the scale and multiplies x_hat, beta is the shift and is added; you exchanged them.",
    es="gamma es la escala y multiplica a x_hat, beta es el desplazamiento y se suma; los intercambiaste.",
)
def swaps_gamma_and_beta(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": momentum, "eps": eps}
    return batchnorm_forward(x, beta, gamma, running_mean, running_var, **options)


@exercise.misconception(
    caught_by=(normalises_the_batch, normalises_at_inference),
    en="Divide by the standard deviation, sqrt(var + eps), not by the variance.",
    es="Divide entre la desviación estándar, sqrt(var + eps), no entre la varianza.",
)
def divides_by_the_variance(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    mean, var = (x.mean(axis=0), x.var(axis=0)) if training else (running_mean, running_var)
    if training:
        running_mean, running_var = _moved(running_mean, mean, momentum), _moved(running_var, var, momentum)
    return gamma * (x - mean) / (var + eps) + beta, None, running_mean, running_var


@exercise.misconception(
    caught_by=(normalises_the_batch, collects_the_variance),
    en="That is the unbiased variance, another convention. Here the sum of squares is divided by the batch size: "
    "np.var without ddof.",
    es="Esa es la varianza insesgada, otra convención. Aquí la suma de cuadrados se divide entre el tamaño del "
    "lote: np.var sin ddof.",
)
def takes_the_unbiased_variance(
    x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
):
    if not training:
        return _forward(x, gamma, beta, running_mean, running_var, eps), None, running_mean, running_var
    mean, var = x.mean(axis=0), _unbiased_var(x)
    out = _forward(x, gamma, beta, mean, var, eps)
    return out, None, _moved(running_mean, mean, momentum), _moved(running_var, var, momentum)


@exercise.misconception(
    caught_by=collects_the_variance,
    en="Collecting the unbiased variance is another convention (PyTorch's). Here the running average takes in the "
    "same biased variance that normalises the batch.",
    es="Acumular la varianza insesgada es otra convención (la de PyTorch). Aquí el promedio móvil incorpora la misma "
    "varianza sesgada con la que se normaliza el lote.",
)
def collects_the_unbiased_variance(
    x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
):
    options = {"training": training, "momentum": momentum, "eps": eps}
    out, cache, running_mean, _ = batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)
    if training:
        running_var = _moved(running_var, _unbiased_var(x), momentum)
    return out, cache, running_mean, running_var


@exercise.misconception(
    caught_by=collects_the_variance,
    en="Collect the variance itself, not the standard deviation: the root comes later, when it is used.",
    es="Acumula la varianza misma, no la desviación estándar: la raíz viene después, al usarla.",
)
def collects_the_standard_deviation(
    x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
):
    options = {"training": training, "momentum": momentum, "eps": eps}
    out, cache, running_mean, _ = batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)
    if training:
        running_var = _moved(running_var, x.std(axis=0), momentum)
    return out, cache, running_mean, running_var


@exercise.misconception(
    caught_by=(collects_the_mean, collects_the_variance, keeps_the_share_momentum),
    en="In training, return the updated running mean and variance; inference depends on them.",
    es="Al entrenar, devuelve la media y la varianza acumuladas ya actualizadas; la inferencia depende de ellas.",
)
def collects_nothing(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": momentum, "eps": eps}
    out, cache, _, _ = batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)
    return out, cache, running_mean, running_var


@exercise.misconception(
    caught_by=keeps_the_share_momentum,
    en="Some libraries call the share of the new batch the momentum; that is another convention. Here it is the "
    "share that is kept: momentum * old + (1 - momentum) * new.",
    es="Algunas bibliotecas llaman momentum a la parte que aporta el lote nuevo; es otra convención. Aquí es la parte "
    "que se conserva: momentum * anterior + (1 - momentum) * nuevo.",
)
def swaps_the_shares(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": 1 - momentum, "eps": eps}
    return batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)


@exercise.misconception(
    caught_by=normalises_at_inference,
    en="At inference, normalise with the running mean and variance: an example's output must not depend on the "
    "others in its batch.",
    es="En inferencia, normaliza con la media y la varianza acumuladas: la salida de un ejemplo no debe depender de "
    "los demás del lote.",
)
def infers_with_batch_statistics(
    x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
):
    options = {"training": True, "momentum": momentum if training else 1.0, "eps": eps}
    return batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)


@exercise.misconception(
    caught_by=(normalises_at_inference, collects_nothing_at_inference),
    en="Ask for `training`: at inference the running statistics normalise, and nothing is collected.",
    es="Pregunta por `training`: en inferencia se normaliza con las estadísticas acumuladas y no se acumula nada.",
)
def ignores_the_mode(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": True, "momentum": momentum, "eps": eps}
    return batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)


@exercise.misconception(
    caught_by=collects_nothing_at_inference,
    en="Update the running statistics only if `training`; at inference they are constants.",
    es="Actualiza las estadísticas acumuladas solo si `training`; en inferencia son constantes.",
)
def collects_at_inference(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": momentum, "eps": eps}
    out, cache, _, _ = batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)
    running_mean = _moved(running_mean, x.mean(axis=0), momentum)
    return out, cache, running_mean, _moved(running_var, x.var(axis=0), momentum)


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Adding eps to the standard deviation is another convention. Here it is added to the variance: "
    "sqrt(var + eps).",
    es="Sumar eps a la desviación estándar es otra convención. Aquí se suma a la varianza: sqrt(var + eps).",
)
def adds_eps_outside_the_root(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    mean, var = (x.mean(axis=0), x.var(axis=0)) if training else (running_mean, running_var)
    if training:
        running_mean, running_var = _moved(running_mean, mean, momentum), _moved(running_var, var, momentum)
    return gamma * (x - mean) / (np.sqrt(var) + eps) + beta, None, running_mean, running_var


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Add eps to the variance before taking the root, in both modes: a constant feature would divide by zero.",
    es="Suma eps a la varianza antes de sacar la raíz, en ambos modos: una característica constante dividiría entre "
    "cero.",
)
def forgets_eps(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": momentum, "eps": 0.0 * eps}
    return batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="At inference, too, eps is added to the variance, sqrt(running_var + eps), as in training; you add it to the "
    "standard deviation there.",
    es="También en inferencia eps se suma a la varianza, sqrt(running_var + eps), igual que al entrenar; ahí tú se lo "
    "sumas a la desviación estándar.",
)
def adds_eps_outside_the_root_at_inference(
    x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5
):
    if not training:
        out = gamma * (x - running_mean) / (np.sqrt(running_var) + eps) + beta
        return out, None, running_mean, running_var
    return batchnorm_forward(
        x, gamma, beta, running_mean, running_var, training=True, momentum=momentum, eps=eps
    )


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Add eps at inference as in training, sqrt(running_var + eps): a network is to be tested as it was trained.",
    es="Suma eps en inferencia igual que al entrenar, sqrt(running_var + eps): la red se prueba tal como se entrenó.",
)
def forgets_eps_at_inference(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": momentum, "eps": eps if training else 0.0 * eps}
    return batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)


@exercise.misconception(
    caught_by=adds_eps_inside_the_root,
    en="Use the argument `eps`, not a number of your own: 1e-5 is only its default.",
    es="Usa el argumento `eps`, no un número tuyo: 1e-5 es solo su valor por omisión.",
)
def writes_eps_as_a_number(x, gamma, beta, running_mean, running_var, *, training, momentum=0.9, eps=1e-5):
    options = {"training": training, "momentum": momentum}
    return batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)


@exercise.misconception(
    caught_by=has_the_defaults,
    en="Keep the default values of the signature you were given: momentum=0.9, eps=1e-5.",
    es="Conserva los valores por omisión de la firma que se te dio: momentum=0.9, eps=1e-5.",
)
def changes_the_defaults(x, gamma, beta, running_mean, running_var, *, training, momentum=0.99, eps=1e-8):
    options = {"training": training, "momentum": momentum, "eps": eps}
    return batchnorm_forward(x, gamma, beta, running_mean, running_var, **options)
