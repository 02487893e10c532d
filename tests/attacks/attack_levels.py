"""The levels, the deadlines, and an honest submission."""

from __future__ import annotations

from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import ALL_LAYERS, Layer

#: The layers at each level. C is one of two: the test of a level takes both.
LEVELS: dict[str, tuple[frozenset[Layer], ...]] = {
    "A": (ALL_LAYERS,),
    "B": (ALL_LAYERS - {"namespaces"},),
    "C": (frozenset({"landlock", "privileges"}), frozenset({"seccomp", "privileges"})),
    "D": (frozenset(),),
}

SEED = 7

#: An attack's; an honest submission has a patient one, since other tests run at the same time.
QUICK = Deadline(cpu_seconds=0.2, wall_seconds=0.7, patience=2.0)
PATIENT = Deadline(cpu_seconds=20.0, wall_seconds=60.0)

HONEST = """
import numpy as np


def double(x):
    return x + x


def quadruple(x):
    return double(double(x))


def unit(x):
    return x / np.linalg.norm(x)


def table(n):
    return [[i * j for j in range(1, n + 1)] for i in range(1, n + 1)]


def corner(n):
    return table(n)[-1][-1]
"""

SOLUTION = "def double(x):\n    return 2 * x\n"
