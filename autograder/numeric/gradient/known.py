"""A claimed gradient against one that is known: no measuring, and the same words and patterns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.compare import close
from autograder.numeric.gradient.contrast import Contrast
from autograder.numeric.gradient.evaluation import Array, Point
from autograder.numeric.gradient.findings import count_text
from autograder.numeric.gradient.patterns import name_pattern
from autograder.numeric.gradient.reshaping import readings, wrong_shape
from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.text import Text, join


def require_gradient(
    name: str, claim: NDArray[Any], wanted: NDArray[Any], point: Point, upstream: Array
) -> None:
    """Raise `Mismatch` unless a claimed gradient equals the known one up to rounding.

    Parameters
    ----------
    name : str
        The block.
    claim, wanted : (shape of the block) array
        The claimed and the known gradient.
    point : mapping of name to array
        All parameters, for patterns that involve them.
    upstream : array
        The upstream gradient; 1 for a loss.

    Raises
    ------
    Mismatch
        With the worst entry and the pattern of the whole, where there is one.
    """
    if claim.shape != wanted.shape:
        raise wrong_shape(name, claim, wanted.shape, _remedy(claim, wanted))
    try:
        close(claim, wanted, name=f"gradient of {name}")
    except Mismatch as found:
        if found.evidence.kind != "value":
            raise
        contrast = Contrast(name, point, claim.astype(np.float64), (), wanted.astype(np.float64), upstream)
        raise _finding(name, found.evidence, contrast) from None


def _remedy(claim: NDArray[Any], wanted: NDArray[Any]) -> str | None:
    for remedy, reading in readings(claim.astype(np.float64), wanted.shape):
        try:
            close(reading, wanted)
        except Mismatch:
            continue
        return remedy
    return None


def _finding(name: str, seen: Evidence, contrast: Contrast) -> Mismatch:
    with np.errstate(all="ignore"):
        pattern = name_pattern(contrast)
    place = f"`{name}{list(seen.index)}`" if seen.index else f"`{name}`"
    sentences = [
        Text(
            en="The gradient of {} is wrong: yours is {:.6g}, it should be {:.6g}.",
            es="El gradiente de {} no es correcto: el tuyo es {:.6g}, debería ser {:.6g}.",
        ).format(place, seen.got, seen.wanted)
    ]
    if seen.count and seen.total and seen.total > 1:
        sentences.append(count_text(seen.count, seen.total))
    if pattern:
        sentences.append(pattern.text)
    return Mismatch(
        join(sentences),
        Evidence(
            kind="gradient",
            argument=name,
            index=seen.index,
            got=seen.got,
            wanted=seen.wanted,
            count=seen.count,
            total=seen.total,
            pattern=pattern.name if pattern else None,
        ),
    )
