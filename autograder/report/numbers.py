"""Numbers as people read them."""

from __future__ import annotations

from math import isfinite


def points(value: float) -> str:
    """Return a score without needless decimals: ``31``, ``7.5``, ``3.33``."""
    if not isfinite(value):
        return str(value)
    rounded = round(value, 2) + 0.0  # + 0.0 turns -0.0 into 0.0
    return f"{rounded:.2f}".rstrip("0").rstrip(".")


def measured(value: float | str) -> str:
    """Return a number found or wanted with six significant digits, or a description as it is."""
    return value if isinstance(value, str) else f"{value:.6g}"


def share(part: float, whole: float) -> float:
    """Return `part` of `whole` between 0 and 1; 0 where nothing can be had."""
    if not isfinite(part) or not isfinite(whole) or whole <= 0:
        return 0.0
    return min(1.0, max(0.0, part / whole))


def percent(fraction: float) -> str:
    """Return a fraction as a whole percentage that says 0 and 100 only if it is exactly that."""
    rounded = round(100 * fraction)
    if rounded == 100 and fraction < 1:
        rounded = 99
    if rounded == 0 and fraction > 0:
        rounded = 1
    return f"{rounded}%"
