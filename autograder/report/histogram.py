"""The geometry of a small histogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: The drawing's size without its labels, in units of its own.
WIDTH, HEIGHT = 400, 110

_GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its rectangle, where its band starts and has its middle, and what it counts."""

    x: float
    y: float
    width: float
    height: float
    start: float
    middle: float
    count: int
    low: int
    high: int


def histogram(counts: Sequence[int]) -> list[Bar]:
    """Return the bars for counts in bands of equal width from 0 to 100 percent."""
    step = WIDTH / len(counts)
    tallest = max(counts) or 1
    return [_bar(place, count, step, HEIGHT * count / tallest) for place, count in enumerate(counts)]


def _bar(place: int, count: int, step: float, height: float) -> Bar:
    x = place * step
    # A single student in a large class must not vanish.
    height = max(height, 2.0) if count else 0.0
    percent = 100 * step / WIDTH
    return Bar(
        x=round(x + _GAP / 2, 2),
        y=round(HEIGHT - height, 2),
        width=round(step - _GAP, 2),
        height=round(height, 2),
        start=round(x, 2),
        middle=round(x + step / 2, 2),
        count=count,
        low=round(place * percent),
        high=round((place + 1) * percent),
    )
