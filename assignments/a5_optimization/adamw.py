"""AdamW: Adam whose weight decay does not pass through the averages."""

from __future__ import annotations

import numpy as np

from assignments.a5_optimization import adam
from assignments.a5_optimization.steps import arrays
from autograder import Exercise, Text, close, normal, scalar, uniform
from solutions.optimizers import adam_step, adamw_step

exercise = Exercise(
    adamw_step,
    name="adamw",
    en="Take step number t of AdamW: Adam's step, and besides it a decay of the weights. Subtract lr * weight_decay "
    "times the old w from what Adam makes of it; the gradient and the averages m and v know nothing of the decay. "
    "Return the new w, m and v.",
    es="Da el paso número t de AdamW: el paso de Adam y, aparte, un decaimiento de los pesos. A lo que resulta de Adam "
    "réstale lr * weight_decay por el w anterior; el gradiente y los promedios m y v no se enteran del decaimiento. "
    "Devuelve los nuevos w, m y v.",
    topic=Text(en="AdamW, decoupled decay", es="AdamW, decaimiento desacoplado"),
    builds_on=[adam.exercise],
    inputs={
        "w": normal("rows", "columns", mean=1.0),
        "m": normal("rows", "columns"),
        "v": uniform("rows", "columns", low=0.1, high=2.0),
        "grads": normal(3, "rows", "columns"),
        "lr": scalar(0.05, 0.5),
        "beta1": scalar(0.6, 0.85),
        "beta2": scalar(0.9, 0.99),
        "eps": scalar(0.1, 0.5),
        "weight_decay": scalar(0.1, 0.8),
    },
    edges=[{"columns": 1}],
)


@exercise.check(
    points=4,
    en="without decay, it is Adam",
    es="sin decaimiento, es Adam",
)
def is_adam_without_decay(student, w, m, v, grads, lr, beta1, beta2, eps):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps}
    for m_now, v_now in ((m, v), (np.zeros_like(m), np.zeros_like(v))):
        now = w, m_now, v_now
        for t, grad in enumerate(grads, start=1):
            after = student(now[0], grad, *now[1:], t, **options, weight_decay=0.0)
            now = adam_step(now[0], grad, *now[1:], t, **options)
            for name, got, wanted in zip(("w", "m", "v"), after, now, strict=True):
                close(got, wanted, name=name)


@exercise.check(
    points=2,
    en="the averages m and v know nothing of the decay",
    es="los promedios m y v no se enteran del decaimiento",
)
def keeps_the_decay_out_of_the_averages(student, w, m, v, grads, lr, beta1, beta2, eps, weight_decay):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps}
    for t, grad in enumerate(grads, start=1):
        _, plain_m, plain_v = student(w, grad, m, v, t, **options, weight_decay=0.0)
        _, own_m, own_v = student(w, grad, m, v, t, **options, weight_decay=weight_decay)
        close(own_m, plain_m, name="m")
        close(own_v, plain_v, name="v")


@exercise.check(
    points=4,
    en="besides Adam's step, w loses lr * weight_decay times itself",
    es="además del paso de Adam, w pierde lr * weight_decay por sí mismo",
)
def shrinks_the_weights(student, w, m, v, grads, lr, beta1, beta2, eps, weight_decay):
    options = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps}
    for t, grad in enumerate(grads, start=1):
        plain, *_ = arrays(student(w, grad, m, v, t, **options, weight_decay=0.0))
        decayed, *_ = arrays(student(w, grad, m, v, t, **options, weight_decay=weight_decay))
        close(decayed, plain - lr * weight_decay * w, name="w")


@exercise.misconception(
    caught_by=(keeps_the_decay_out_of_the_averages, shrinks_the_weights),
    en="Adding weight_decay * w to the gradient is Adam with an L2 penalty, another convention. Here the decay stays "
    "out of the gradient and is subtracted from w directly.",
    es="Sumar weight_decay * w al gradiente es Adam con una penalización L2, otra convención. Aquí el decaimiento no "
    "entra en el gradiente: se le resta directamente a w.",
)
def adds_the_decay_to_the_gradient(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    return adam_step(w, grad + weight_decay * w, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)


@exercise.misconception(
    caught_by=shrinks_the_weights,
    en="Do not divide the decay by sqrt(v_hat) + eps: add weight_decay * w after the division.",
    es="No dividas el decaimiento entre sqrt(v_hat) + eps: suma weight_decay * w después de la división.",
)
def divides_the_decay_too(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * (m_hat + weight_decay * w) / (np.sqrt(v_hat) + eps), m, v


@exercise.misconception(
    caught_by=shrinks_the_weights,
    en="A decay without lr is another convention. Here it is lr * weight_decay * w.",
    es="Un decaimiento sin lr es otra convención. Aquí es lr * weight_decay * w.",
)
def decays_without_lr(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    moved, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return moved - weight_decay * w, m, v


@exercise.misconception(
    caught_by=shrinks_the_weights,
    en="Decay the weights as they were before the step: subtract lr * weight_decay times the old w.",
    es="Aplica el decaimiento a los pesos de antes del paso: resta lr * weight_decay por el w anterior.",
)
def decays_the_moved_weights(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    moved, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return moved - lr * weight_decay * moved, m, v


@exercise.misconception(
    caught_by=shrinks_the_weights,
    en="Decay makes the weights smaller: subtract lr * weight_decay * w, do not add it.",
    es="El decaimiento achica los pesos: resta lr * weight_decay * w, no lo sumes.",
)
def grows_the_weights(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    moved, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return moved + lr * weight_decay * w, m, v


@exercise.misconception(
    caught_by=shrinks_the_weights,
    en="Take lr * weight_decay times w itself, so that large weights lose more; you use only its sign.",
    es="Resta lr * weight_decay por el propio w, para que los pesos grandes pierdan más; tú usas solo su signo.",
)
def decays_by_the_sign(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    moved, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return moved - lr * weight_decay * np.sign(w), m, v


@exercise.misconception(
    caught_by=shrinks_the_weights,
    en="That is Adam; the decay is missing. Subtract lr * weight_decay * w as well.",
    es="Eso es Adam; falta el decaimiento. Resta también lr * weight_decay * w.",
)
def forgets_the_decay(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    return adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)


def _decayed(moved, w, lr, weight_decay):
    return moved - lr * weight_decay * w


@exercise.misconception(
    caught_by=is_adam_without_decay,
    en="Correct the averages for their start from zero, as in Adam: m / (1 - beta1**t) and v / (1 - beta2**t).",
    es="Corrige los promedios por haber empezado en cero, como en Adam: m / (1 - beta1**t) y v / (1 - beta2**t).",
)
def forgets_the_correction(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    return _decayed(w - lr * m / (np.sqrt(v) + eps), w, lr, weight_decay), m, v


@exercise.misconception(
    caught_by=is_adam_without_decay,
    en="Adding eps inside the root is another convention. Here it is added to the root, as in Adam: "
    "sqrt(v_hat) + eps.",
    es="Sumar eps dentro de la raíz es otra convención. Aquí, como en Adam, se suma a la raíz: sqrt(v_hat) + eps.",
)
def adds_eps_inside_the_root(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return _decayed(w - lr * m_hat / np.sqrt(v_hat + eps), w, lr, weight_decay), m, v


@exercise.misconception(
    caught_by=is_adam_without_decay,
    en="Return m and v, not m_hat and v_hat: the next step would correct them once more.",
    es="Devuelve m y v, no m_hat y v_hat: el siguiente paso los corregiría otra vez.",
)
def returns_the_corrected_state(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    moved, m, v = adam_step(w, grad, m, v, t, lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return _decayed(moved, w, lr, weight_decay), m / (1 - beta1**t), v / (1 - beta2**t)


@exercise.misconception(
    caught_by=is_adam_without_decay,
    en="Go downhill: subtract Adam's step from w, do not add it.",
    es="Ve cuesta abajo: resta a w el paso de Adam, no lo sumes.",
)
def climbs(w, grad, m, v, t, *, lr, beta1, beta2, eps, weight_decay):
    moved, m, v = adam_step(w, grad, m, v, t, lr=-lr, beta1=beta1, beta2=beta2, eps=eps)
    return _decayed(moved, w, lr, weight_decay), m, v
