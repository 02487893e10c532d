"""Two gradients in a row, for rules that look at whether they agree."""

from __future__ import annotations

import numpy as np

from autograder import made

#: Even, so that a quarter of the entries falls to each combination of signs.
SIZES = {"rows": range(4, 8, 2), "columns": range(2, 10, 2)}


def _draw(rng, sizes):
    shape = (2, sizes["rows"], sizes["columns"])
    signs = np.ones(shape)
    signs[0, ::2] = -1
    signs[1, :, ::2] = -1
    return signs * rng.uniform(0.2, 2.0, shape)


#: The previous gradient and this one, away from zero.
pair = made(_draw, "rows", "columns")


def in_turn(pair):
    """Return gradients that agree here and there, everywhere and nowhere, each after its previous one."""
    first, second = pair
    return [(first, second), (second, first), (first, 3 * first), (second, -second / 5)]


def upper_half(like):
    """Mark the upper half of the rows; each half has every combination of signs."""
    return np.arange(len(like))[:, np.newaxis] < len(like) // 2
