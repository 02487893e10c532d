"""A gradient of the wrong shape: always a failure, but its numbers may be right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.numeric.compare import shape_text
from autograder.numeric.gradient.evaluation import Array
from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.text import Text

_REMEDIES = {
    "right numbers, transposed": Text(
        en="Its numbers are right: it only has to be transposed.",
        es="Sus números son correctos: solo hay que transponerlo.",
    ),
    "right numbers, wrong shape": Text(
        en="Its numbers are right: only the shape is not.",
        es="Sus números son correctos: solo la forma no lo es.",
    ),
    "not summed": Text(
        en="Summed over the axes too many it would be right: the parameter was used once for each of them.",
        es="Sumado sobre los ejes que sobran sería correcto: el parámetro se usó una vez por cada uno.",
    ),
}


def wrong_shape(name: str, claim: Array, shape: tuple[int, ...], remedy: str | None) -> Mismatch:
    """Return the finding; `remedy` is the name of a reading that has the right numbers."""
    text = Text(
        en="The gradient of `{}` has shape {}; it should have that of `{}`, {}.",
        es="El gradiente de `{}` tiene forma {}; debería tener la de `{}`, {}.",
    ).format(name, shape_text(claim.shape), name, shape)
    if remedy:
        text = Text(en=f"{text.en} {_REMEDIES[remedy].en}", es=f"{text.es} {_REMEDIES[remedy].es}")
    evidence = Evidence(
        kind="shape", argument=name, got=shape_text(claim.shape), wanted=str(shape), pattern=remedy
    )
    return Mismatch(text, evidence)


def readings(claim: Array, shape: tuple[int, ...]) -> Iterator[tuple[str, Array]]:
    """Yield the ways to read a claim of the wrong shape as one of the right shape, by remedy."""
    if claim.T.shape == shape:
        yield "right numbers, transposed", claim.T
    if claim.size == int(np.prod(shape)):
        yield "right numbers, wrong shape", claim.reshape(shape)
    for summed in _sums(claim, shape):
        yield "not summed", summed


def _sums(claim: Array, shape: tuple[int, ...]) -> Iterator[Array]:
    """Undo broadcasting: sum the leading axes too many, and the axes that should have length 1."""
    extra = claim.ndim - len(shape)
    if extra < 0 or claim.size <= int(np.prod(shape)):
        return
    total = claim.sum(axis=tuple(range(extra)))
    stretched = tuple(axis for axis, length in enumerate(shape) if length == 1 and total.shape[axis] != 1)
    total = total.sum(axis=stretched, keepdims=True)
    if total.shape == shape:
        yield total
