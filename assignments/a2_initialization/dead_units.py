"""Rectified linear units that never speak."""

from __future__ import annotations

import numpy as np

from autograder import Exercise, Text, close, made
from solutions.depth import dead_relu_fraction


def _pre_activations(rng, sizes):
    """Some of the units are on for no example, the others for one at least; the last example turns none on."""
    batch, units = sizes["batch"], sizes["units"]
    z = rng.choice([-1.0, 1.0], (batch, units)) * rng.uniform(0.1, 2.0, (batch, units))
    awake = rng.integers(batch - 1, size=units), np.arange(units)
    z[awake] = np.abs(z[awake])
    z[-1] = -np.abs(z[-1])
    dead = rng.permutation(units)[: int(rng.integers(1, units - 1))]
    z[:, dead] = -np.abs(z[:, dead])
    return z


exercise = Exercise(
    dead_relu_fraction,
    name="dead_units",
    en="A rectified linear unit is dead if its activation, max(0, z), is 0 for every example of the batch. Return "
    "what fraction of the layer's units are dead.",
    es="Una unidad ReLU está muerta si su activación, max(0, z), es 0 para todos los ejemplos del lote. Devuelve qué "
    "fracción de las unidades de la capa están muertas.",
    topic=Text(en="Dead ReLU units", es="Unidades ReLU muertas"),
    inputs={"z": made(_pre_activations, "batch", "units"), "other": made(_pre_activations, "batch", "units")},
    sizes={"batch": range(5, 12), "units": range(7, 16)},
)


@exercise.check(
    points=3,
    en="it is the fraction of units that are off for every example",
    es="es la fracción de unidades apagadas para todos los ejemplos",
)
def fraction_agrees(student, z, other):
    layers = [z, other / 100, np.abs(z), -np.abs(z), z[:1]]
    fractions = student.function.many([(layer,) for layer in layers])
    for fraction, layer in zip(fractions, layers, strict=True):
        close(fraction, dead_relu_fraction(layer), name="fraction")


# Weights that start at zero give z = 0 everywhere: max(0, z) is 0, and no unit speaks.
@exercise.check(
    points=1,
    en="a unit whose z is exactly 0 for every example is dead, too",
    es="una unidad con z exactamente 0 para todos los ejemplos también está muerta",
)
def zero_is_silent(student, z):
    asleep = np.where(z.max(axis=0) <= 0, 0.0, z)
    one, other = student.function.many([(z,), (asleep,)])
    close(other, one, name="fraction")


@exercise.misconception(
    caught_by=fraction_agrees,
    en="You count the entries of z that are off. A unit is dead only if it is off for all examples: ask for each "
    "column first, and average afterwards.",
    es="Cuentas las entradas de z que están apagadas. Una unidad está muerta solo si está apagada para todos los "
    "ejemplos: pregunta primero por columna y promedia después.",
)
def counts_silent_entries(z):
    return np.mean(z <= 0)


@exercise.misconception(
    caught_by=fraction_agrees,
    en="Units are the columns of z: go over the examples, axis 0, to see whether a unit is ever on.",
    es="Las unidades son las columnas de z: recorre los ejemplos, el eje 0, para ver si una unidad se enciende alguna "
    "vez.",
)
def looks_at_examples(z):
    return np.mean(np.all(z <= 0, axis=1))


@exercise.misconception(
    caught_by=fraction_agrees,
    en="A unit that is off for some examples is alive. Dead means off for all of them: np.all, not np.any.",
    es="Una unidad apagada para algunos ejemplos está viva. Muerta significa apagada para todos: np.all, no np.any.",
)
def takes_any_for_all(z):
    return np.mean(np.any(z <= 0, axis=0))


@exercise.misconception(
    caught_by=fraction_agrees,
    en="This is the fraction of units that are alive; the dead ones are asked for.",
    es="Esa es la fracción de unidades vivas; se piden las muertas.",
)
def returns_the_living(z):
    return 1 - dead_relu_fraction(z)


@exercise.misconception(
    caught_by=fraction_agrees,
    en="Divide the number of dead units by the number of units.",
    es="Divide el número de unidades muertas entre el número de unidades.",
)
def returns_the_number(z):
    return np.sum(np.all(z <= 0, axis=0))


@exercise.misconception(
    caught_by=fraction_agrees,
    en="A mean below zero is not silence: a unit is dead only if z is at most 0 for every single example.",
    es="Un promedio bajo cero no es silencio: una unidad está muerta solo si z es a lo más 0 en todos y cada uno de "
    "los ejemplos.",
)
def looks_at_the_mean(z):
    return np.mean(z.mean(axis=0) <= 0)


@exercise.misconception(
    caught_by=zero_is_silent,
    en="max(0, 0) is 0: a unit is on only where z > 0, so z <= 0 counts as off.",
    es="max(0, 0) es 0: una unidad está encendida solo donde z > 0, así que z <= 0 cuenta como apagada.",
)
def takes_zero_for_on(z):
    return np.mean(np.all(z < 0, axis=0))
