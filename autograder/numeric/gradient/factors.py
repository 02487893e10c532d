"""Naming a constant factor between a wrong gradient and the right one."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.numeric.gradient import pattern_texts as texts
from autograder.numeric.gradient.contrast import LEFT_OVER, Contrast, multiple_of
from autograder.numeric.gradient.pattern_texts import Pattern

_PLAIN = ((-1.0, "-1"), (2.0, "2"), (0.5, "1/2"), (-2.0, "-2"), (-0.5, "-1/2"))


def constant_factor(contrast: Contrast) -> Pattern | None:
    """Recognise a gradient that is zero, or a multiple of the right one."""
    claimed, wanted = contrast.claimed, contrast.wanted
    if not claimed.any():
        return texts.zero()
    factor = multiple_of(wanted, claimed)
    if not contrast.explains(factor * wanted, claimed):
        return None
    for number, symbol, size in _named(contrast):
        # Relative to the departure from 1 as well: (N-1)/N of a large N is next to 1.
        if abs(factor - number) <= LEFT_OVER * min(abs(number), abs(number - 1)):
            return texts.factor(symbol, size)
    return texts.factor(f"{factor:.4g}", None) if claimed.size >= 3 else None


def _named(contrast: Contrast) -> Iterator[tuple[float, str, texts.Size | None]]:
    """Yield the factors with a name: plain ones first, then those made of a size N."""
    for number, symbol in _PLAIN:
        yield number, symbol, None
    for size in _sizes(contrast):
        n = size.value
        for number, symbol in ((n, "N"), (1 / n, "1/N"), ((n - 1) / n, "(N-1)/N"), (n / (n - 1), "N/(N-1)")):
            yield number, symbol, size
            yield -number, f"-{symbol}", size


def _sizes(contrast: Contrast) -> Iterator[texts.Size]:
    """Yield the sizes a mean may have been taken over: of the output, of the block, of the others."""
    others = [(name, values) for name, values in contrast.point.items() if name != contrast.name]
    arrays = [("", contrast.upstream), (contrast.name, contrast.values), *others]
    for owner, array in arrays:
        for axis, length in enumerate(array.shape):
            if length > 1:
                yield texts.Size(length, owner, axis)
    for owner, array in arrays:
        if array.size > 1:
            yield texts.Size(array.size, owner, None)
