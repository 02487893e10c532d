"""Parameters of networks, for the exercises that take a whole one."""

from __future__ import annotations

from itertools import pairwise

from autograder import made


def network(*widths):
    """Parameters of the layers between dimensions of these names."""

    def draw(rng, sizes):
        pairs = [(sizes[i], sizes[o]) for i, o in pairwise(widths)]
        return [(rng.normal(0, i**-0.5, (i, o)), rng.normal(0, 0.5, o)) for i, o in pairs]

    return made(draw, *widths)
