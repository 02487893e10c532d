"""Weight sharing: the same number in several places."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made, normal
from solutions.weight_sharing import tied_gradient


def _groups(rng, sizes):
    """Each of the groups 0, 1, 2 .. has at least two places, and the last one has a single place."""
    places = sizes["rows"] * sizes["columns"]
    numbers = np.arange(places) % sizes["groups"]
    numbers[-1] = sizes["groups"]
    return rng.permutation(numbers).reshape(sizes["rows"], sizes["columns"])


exercise = Exercise(
    tied_gradient,
    name="weight_sharing",
    en="Several places of an array hold one and the same weight: those with the same number in `groups`. Given the "
    "gradient with respect to each place as if all were free, return the gradient with respect to the weight that is "
    "there.",
    es="Varios lugares de un arreglo contienen un mismo peso: los que tienen el mismo número en `groups`. A partir del "
    "gradiente respecto de cada lugar, como si todos fueran libres, devuelve el gradiente respecto del peso que está "
    "ahí.",
    topic=Text(en="Weight sharing", es="Pesos compartidos"),
    inputs={
        "grad": normal("rows", "columns"),
        "groups": made(_groups, "rows", "columns", "groups"),
    },
    sizes={"rows": range(4, 8), "columns": range(4, 8), "groups": range(3, 6)},
)


@exercise.check(
    points=1,
    en="all places of a group get the same gradient",
    es="todos los lugares de un grupo reciben el mismo gradiente",
)
def places_of_a_group_agree(student, grad, groups):
    tied = np.asarray(student(grad, groups), dtype=float)
    if tied.shape != grad.shape:
        close(tied, grad, name="tied")  # says so
    first_places = np.unique(groups, return_index=True)[1]
    close(tied, tied.ravel()[first_places][groups], name="tied")


@exercise.check(
    points=2,
    en="the gradient of a group is the sum over its places",
    es="el gradiente de un grupo es la suma sobre sus lugares",
)
def groups_are_summed(student, grad, groups):
    tied = np.asarray(student(grad, groups), dtype=float)
    if tied.shape != grad.shape:
        close(tied, grad, name="tied")
    wanted = tied_gradient(grad, groups)
    # Where the places of a group disagree, their own check has spoken: here it is enough that one is right.
    places = [groups == g for g in range(groups.max() + 1)]
    best = [_nearest(tied[place], wanted[place][0]) for place in places]
    close(best, np.array([wanted[place][0] for place in places]), name="tied")


def _nearest(values, wanted):
    return values[np.argmin(np.abs(values - wanted))]


@exercise.check(
    points=1,
    en="arrays with one axis and with three work like those with two",
    es="los arreglos de un eje y de tres funcionan igual que los de dos",
)
def takes_any_shape(student, grad, groups):
    own = np.asarray(student(grad, groups), dtype=float).ravel()
    for shape in ((grad.size,), (1, *grad.shape), (*grad.shape[::-1], 1)):
        close(student(grad.reshape(shape), groups.reshape(shape)), own.reshape(shape), name="tied")


@exercise.misconception(
    caught_by=groups_are_summed,
    en="Add up the gradients of a group and do not divide: the loss changes through every place at once.",
    es="Suma los gradientes de un grupo y no dividas: la pérdida cambia por todos los lugares a la vez.",
)
def averages_each_group(grad, groups):
    return tied_gradient(grad, groups) / np.bincount(groups.ravel())[groups]


@exercise.misconception(
    caught_by=groups_are_summed,
    en="sums[groups] += grad adds only once for each number, the last one: use np.add.at, np.bincount or a loop.",
    es="sums[groups] += grad suma una sola vez por número, la última: usa np.add.at, np.bincount o un ciclo.",
)
def keeps_the_last_of_a_group(grad, groups):
    sums = np.zeros(groups.max() + 1)
    sums[groups] += grad
    return sums[groups]


@exercise.misconception(
    caught_by=groups_are_summed,
    en="range leaves its end out: the groups are range(groups.max() + 1).",
    es="range excluye su final: los grupos son range(groups.max() + 1).",
)
def leaves_out_the_last_group(grad, groups):
    return np.where(groups < groups.max(), tied_gradient(grad, groups), 0.0)


@exercise.misconception(
    caught_by=places_of_a_group_agree,
    en="Write the sums into a new array: you change grad while later sums still need its old entries.",
    es="Escribe las sumas en un arreglo nuevo: cambias grad mientras otras sumas todavía necesitan sus entradas.",
)
def changes_what_it_sums(grad, groups):
    tied = grad.copy()
    for place in np.ndindex(tied.shape):
        tied[place] = tied[groups == groups[place]].sum()
    return tied


@exercise.misconception(
    caught_by=groups_are_summed,
    en="Add up each group on its own; you add up all places.",
    es="Suma cada grupo por separado; tú sumas todos los lugares.",
)
def sums_everything(grad, groups):
    return np.full_like(grad, grad.sum())


@exercise.misconception(
    caught_by=(places_of_a_group_agree, groups_are_summed),
    en="Return the sum of its group at every place, in the shape of grad: sums[groups].",
    es="Devuelve en cada lugar la suma de su grupo, con la forma de grad: sums[groups].",
)
def returns_one_sum_a_group(grad, groups):
    return np.bincount(groups.ravel(), weights=grad.ravel())


@exercise.misconception(
    caught_by=(places_of_a_group_agree, groups_are_summed),
    en="Places that are tied move together: each gets the gradients of all places of its group, added up.",
    es="Los lugares atados se mueven juntos: cada uno recibe la suma de los gradientes de todos los lugares de su "
    "grupo.",
)
def leaves_the_places_free(grad, groups):
    return grad


@exercise.misconception(
    caught_by=(places_of_a_group_agree, groups_are_summed),
    en="A place's own gradient is in the sum of its group already: do not add it again.",
    es="El gradiente de un lugar ya está en la suma de su grupo: no lo sumes otra vez.",
)
def adds_its_own_again(grad, groups):
    return grad + tied_gradient(grad, groups)


@exercise.misconception(
    caught_by=places_of_a_group_agree,
    en="Give the sum to every place of the group, not to the first one alone: they are to stay equal.",
    es="Dale la suma a todos los lugares del grupo, no solo al primero: deben seguir iguales.",
)
def gives_the_sum_to_the_first_place(grad, groups):
    tied = np.zeros(grad.size)
    sums = np.bincount(groups.ravel(), weights=grad.ravel())
    tied[np.unique(groups, return_index=True)[1]] = sums
    return tied.reshape(grad.shape)


@exercise.misconception(
    caught_by=takes_any_shape,
    en="grad may have any number of axes: go through the groups, with grad[groups == g], instead of rows and columns.",
    es="grad puede tener cualquier número de ejes: recorre los grupos, con grad[groups == g], en vez de filas y "
    "columnas.",
)
def takes_matrices_only(grad, groups):
    rows, columns = grad.shape
    return tied_gradient(grad, groups).reshape(rows, columns)
