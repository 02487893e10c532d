"""Label smoothing: noise in what the network is told, taken in expectation."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, scalar
from solutions.noise import smooth_labels


def _one_hot(rng, sizes):
    return np.eye(sizes["classes"])[rng.integers(sizes["classes"], size=sizes["batch"])]


exercise = Exercise(
    smooth_labels,
    en="Take the share `eps` of each one-hot label away and spread it evenly over all classes, the true one included.",
    es="Quita a cada etiqueta one-hot la fracción `eps` y repártela por igual entre todas las clases, incluida la "
    "verdadera.",
    topic=Text(en="Label smoothing", es="Suavizado de etiquetas"),
    inputs={"targets": made(_one_hot, "batch", "classes"), "eps": scalar(0.1, 0.4)},
    # So many classes, and so many more examples, that no two ways of dividing eps agree.
    sizes={"classes": range(5, 9), "batch": range(10, 14)},
    edges=[{"batch": 1}],
)


@exercise.check(
    points=2,
    en="a wrong class gets eps divided by the number of classes",
    es="una clase equivocada recibe eps dividido entre el número de clases",
)
def wrong_classes_get_their_share(student, targets, eps):
    smoothed = np.asarray(student(targets, eps=eps), dtype=float)
    wanted = smooth_labels(targets, eps=eps)
    # The true class is left aside here.
    close(np.where(targets == 0, smoothed, wanted), wanted, name="smoothed")


@exercise.check(
    points=1,
    en="the label of every example still adds up to 1",
    es="la etiqueta de cada ejemplo sigue sumando 1",
)
def rows_add_up_to_one(student, targets, eps):
    smoothed = np.asarray(student(targets, eps=eps), dtype=float)
    close(smoothed.sum(axis=1), np.ones(len(targets)), name="smoothed.sum(axis=1)", tolerance=1e-6)


@exercise.misconception(
    caught_by=wrong_classes_get_their_share,
    en="Spreading eps over the classes - 1 wrong classes is another convention. Here the true class gets a share too: "
    "(1 - eps) * targets + eps / classes.",
    es="Repartir eps entre las classes - 1 clases equivocadas es otra convención. Aquí la verdadera también recibe su "
    "parte: (1 - eps) * targets + eps / classes.",
)
def spreads_over_the_wrong_classes(targets, *, eps):
    return np.where(targets == 1, 1 - eps, eps / (targets.shape[1] - 1))


@exercise.misconception(
    caught_by=(wrong_classes_get_their_share, rows_add_up_to_one),
    en="What every class gets, the true one too, is eps / classes: divide by the number of all classes.",
    es="Lo que recibe cada clase, también la verdadera, es eps / classes: divide entre el número de todas las clases.",
)
def leaves_one_class_out_of_the_count(targets, *, eps):
    return (1 - eps) * targets + eps / (targets.shape[1] - 1)


@exercise.misconception(
    caught_by=rows_add_up_to_one,
    en="Take eps away from the true class before you spread it: (1 - eps) * targets.",
    es="Quita eps a la clase verdadera antes de repartirlo: (1 - eps) * targets.",
)
def takes_nothing_away(targets, *, eps):
    return targets + eps / targets.shape[1]


@exercise.misconception(
    caught_by=(wrong_classes_get_their_share, rows_add_up_to_one),
    en="Spread what you took away: add eps / classes to every class.",
    es="Reparte lo que quitaste: suma eps / classes a cada clase.",
)
def spreads_nothing(targets, *, eps):
    return (1 - eps) * targets


@exercise.misconception(
    caught_by=(wrong_classes_get_their_share, rows_add_up_to_one),
    en="Divide eps among the classes: eps / classes for each, not eps.",
    es="Divide eps entre las clases: eps / classes para cada una, no eps.",
)
def adds_eps_whole(targets, *, eps):
    return (1 - eps) * targets + eps


@exercise.misconception(
    caught_by=(wrong_classes_get_their_share, rows_add_up_to_one),
    en="Divide eps by the number of classes, targets.shape[1]; you divide by that of examples.",
    es="Divide eps entre el número de clases, targets.shape[1]; tú divides entre el de ejemplos.",
)
def divides_by_the_batch(targets, *, eps):
    return (1 - eps) * targets + eps / len(targets)


@exercise.misconception(
    caught_by=(wrong_classes_get_their_share, rows_add_up_to_one),
    en="eps / 2 is right for two classes; with more of them it is eps / classes.",
    es="eps / 2 es correcto con dos clases; con más es eps / classes.",
)
def halves_eps(targets, *, eps):
    return (1 - eps) * targets + eps / 2


@exercise.misconception(
    caught_by=(wrong_classes_get_their_share, rows_add_up_to_one),
    en="Clipping to eps and 1 - eps is not smoothing: what the true class loses is shared by all classes, eps / "
    "classes each.",
    es="Recortar a eps y 1 - eps no es suavizar: lo que pierde la clase verdadera se reparte entre todas, eps / "
    "classes a cada una.",
)
def clips_the_labels(targets, *, eps):
    return np.clip(targets, eps, 1 - eps)


@exercise.misconception(
    caught_by=wrong_classes_get_their_share,
    en="eps is the share that is spread, 1 - eps the one that stays; you exchanged them.",
    es="eps es la fracción que se reparte y 1 - eps la que se queda; las intercambiaste.",
)
def exchanges_the_shares(targets, *, eps):
    return eps * targets + (1 - eps) / targets.shape[1]
