"""Ways of writing the same thing, and which of them an exercise can be written in."""

from __future__ import annotations

import ast
import random

from benchmarks.accuracy.styles.expressions import ARITHMETIC, CALLS, RANDOMNESS
from benchmarks.accuracy.styles.rules import Style, Trees
from benchmarks.accuracy.styles.structure import STRUCTURE
from benchmarks.accuracy.styles.whole import WHOLE
from benchmarks.accuracy.twins import comparison_of
from benchmarks.accuracy.units import Functions, Unit

#: How many mixtures of styles are tried, and of how many each.
MIXTURES = 8
_MIXED = 6


def _mixture(number: int) -> Style:
    """Return a style that is several at once."""
    eligible = (*ARITHMETIC, *CALLS, *RANDOMNESS, *STRUCTURE)
    chosen = random.Random(number).sample(eligible, len(eligible))  # noqa: S311 (not a secret)

    def rewrite(unit: Unit, trees: Trees) -> Trees:
        applied = 0
        for style in chosen:
            new = style.rewrite(unit, trees)
            if applied < _MIXED and differs(trees, new):
                trees, applied = new, applied + 1
        return trees

    return Style(f"mixture {number}", rewrite)


def rewritten_by(style: Style, unit: Unit) -> Trees | None:
    """Return an exercise's modules in a style; None if it changes nothing."""
    trees = style.rewrite(unit, unit.trees)
    return trees if differs(unit.trees, trees) else None


def differs(trees: Trees, others: Trees) -> bool:
    """Tell whether any definition is written otherwise; imports do not count."""
    return any(_text(trees[module]) != _text(others[module]) for module in trees)


def _text(tree: ast.Module) -> list[str]:
    return [ast.unparse(s) for s in tree.body if not isinstance(s, ast.Import | ast.ImportFrom)]


def keeps_meaning(style: Style, unit: Unit, trees: Trees) -> str | None:
    """Return why modules in a style do not mean what the reference means; None if they do."""
    try:
        program: Functions = unit.program(trees)
    except Exception as error:  # whatever a rewriting may lead to
        return f"{type(error).__name__}: {error}"
    comparison = comparison_of(unit.exercise)
    found = comparison.regimes_that_differ(program, noise=style.noise, precision=style.precision)
    found = [regime for regime in found if not style.regimes or regime in style.regimes]
    return f"other answers ({', '.join(found)})" if found else None


STYLES: tuple[Style, ...] = (
    *ARITHMETIC,
    *CALLS,
    *RANDOMNESS,
    *STRUCTURE,
    *WHOLE,
    *map(_mixture, range(1, MIXTURES + 1)),
)
