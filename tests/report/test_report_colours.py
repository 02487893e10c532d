"""The colours of the pages can be told apart."""

from __future__ import annotations

import re
from itertools import product

import pytest

from autograder.report.environment import environment

Theme = dict[str, str]


def _themes() -> list[Theme]:
    loader = environment().loader
    assert loader is not None
    style = loader.get_source(environment(), "style.css")[0]
    light, dark, *_ = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in (light, dark)]


def _luminance(colour: str) -> float:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    low, high = sorted(map(_luminance, (first, second)))
    return (high + 0.05) / (low + 0.05)


_PAIRS = [
    *product(["ink", "soft"], ["page", "card", "faint", "calm-bg"]),
    *product(["ink"], ["h0", "h1", "h2", "h3", "h4", "warn-bg"]),
    *product(["good", "bad", "warn", "accent"], ["card"]),
    ("good", "good-bg"),
    ("bad", "bad-bg"),
    ("warn", "warn-bg"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), _PAIRS)
def test_text_has_the_contrast_of_wcag_aa(theme: int, front: str, back: str) -> None:
    """Every text colour is readable on every background it occurs on: 4.5 to 1."""
    colours = _themes()[theme]
    assert _contrast(colours[front], colours[back]) >= 4.5
