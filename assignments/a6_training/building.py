"""Networks for checks: drawn as plain data, then built of the student's classes, or of the reference's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from autograder import close, made
from autograder.numeric.mismatch import Mismatch
from solutions import network as reference

ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid")


@dataclass(frozen=True, slots=True)
class Architecture:
    """Layers as (units, activation), and parameters for them."""

    features: int
    layers: tuple[tuple[int, str], ...]
    params: list[Any]


def architecture(*widths, activations=None):
    """Draw a network between dimensions of these names; each layer's activation is drawn unless it is given.

    The last of those drawn is neither linear nor able to be silent.
    """

    def draw(rng, sizes):
        pairs = [(sizes[i], sizes[o]) for i, o in pairwise(widths)]
        chosen = activations or _mixed(rng, len(pairs))
        params = [(rng.normal(0, i**-0.5, (i, o)), rng.normal(0, 0.5, o)) for i, o in pairs]
        layers = tuple((o, name) for (_, o), name in zip(pairs, chosen, strict=True))
        return Architecture(pairs[0][0], layers, params)

    return made(draw, *widths)


def _mixed(rng, count):
    last = ("tanh", "sigmoid")[int(rng.integers(2))]
    others = [name for name in ACTIVATIONS if name != last]
    return [*(str(name) for name in rng.permutation(others)[: count - 1]), last]


def layers_of(student, features, layers):
    """Chain the student's layers; return the input and the last layer. Every layer gets its number as seed."""
    inputs = node = student.Input.early()(features)
    for seed, (units, activation) in enumerate(layers):
        node = student.Dense.early()(units, activation, seed).early()(node)
    return inputs, node


def untouched(student, features, layers, loss="MSE", *rest):
    """Build the student's network, with the parameters that it starts from.

    `rest` are the last arguments of `Network`, none of them, or from the first on: metrics, optimizer, reg.
    """
    ends = layers_of(student, features, layers)
    return student.Network.early()(*ends, getattr(student, loss).early()(), *rest)


def built(student, drawn, loss="MSE", *rest):
    """Build the student's network of an architecture, and give it the drawn parameters."""
    network = untouched(student, drawn.features, drawn.layers, loss, *rest).early()
    network.set_params(drawn.params)
    return network


def book(drawn, loss="MSE", *rest):
    """Build the reference's network of an architecture, with the drawn parameters."""
    inputs = reference.Input(drawn.features)
    node: Any = inputs
    for seed, (units, activation) in enumerate(drawn.layers):
        node = reference.Dense(units, activation, seed)(node)
    network = reference.Network(inputs, node, getattr(reference, loss)(), *rest)
    network.set_params([(w.copy(), b.copy()) for w, b in drawn.params])
    return network


def agrees(got, wanted, **options):
    """Tell whether `close` has nothing to say."""
    try:
        close(got, wanted, **options)
    except Mismatch:
        return False
    return True


def accuracy(out, y):
    """Return the share of rows whose largest entry is that of the class."""
    return float(np.mean(np.argmax(np.asarray(out), axis=1) == y))
