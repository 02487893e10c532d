"""Single edits."""

from __future__ import annotations

import ast

import pytest
from toy_course.references import ALL, counters, means

from benchmarks.accuracy.mutants import edits, mutants_of, replaced
from benchmarks.accuracy.units import unit_of

FUNCTION = """
def f(x, y, *, k=2.0, training):
    if training and x.ndim > 1:
        x = x - y
    for part in y:
        x += part.T
    total = np.sum(x, axis=0, keepdims=True)
    return -total[1:] if k == 2.0 else total, y
"""


def _edited() -> set[str]:
    definition = ast.parse(FUNCTION).body[0]
    made = [replaced(definition, node, new) for _, node, new in edits(definition)]
    return {ast.unparse(ast.fix_missing_locations(tree)) for tree in made}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x - y", "x + y"),
        ("x - y", "y - x"),
        ("x = x - y", "x = x"),
        ("x = x - y", "pass"),
        ("x += part.T", "x -= part.T"),
        ("x += part.T", "x = part.T"),
        ("part.T", "part"),
        ("x.ndim > 1", "x.ndim >= 1"),
        ("x.ndim > 1", "x.ndim > 2"),
        ("training and x.ndim > 1", "training or x.ndim > 1"),
        ("training and x.ndim > 1", "training"),
        ("if training and x.ndim > 1:", "if not (training and x.ndim > 1):"),
        ("if training and x.ndim > 1:", "if True:"),
        ("if training and x.ndim > 1:", "if False:"),
        ("for part in y:", "for part in list(y)[1:]:"),
        ("for part in y:", "for part in list(y)[::-1]:"),
        ("axis=0", "axis=1"),
        ("axis=0, ", ""),
        ("keepdims=True", "keepdims=False"),
        (", keepdims=True", ""),
        ("np.sum(", "np.mean("),
        ("-total[1:]", "total[1:]"),
        ("total[1:]", "total[:]"),
        ("total[1:]", "total"),
        ("k=2.0", "k=4.0"),
        ("k=2.0", "k=2.2"),
        ("k=2.0", "k"),
        ("return (-total[1:] if k == 2.0 else total, y)", "return (y, -total[1:] if k == 2.0 else total)"),
        ("-total[1:] if k == 2.0 else total", "total if k == 2.0 else -total[1:]"),
        ("-total[1:] if k == 2.0 else total", "total"),
        ("np.sum(x, ", "np.sum(y, "),
    ],
)
def test_a_mutant_is_made(before: str, after: str) -> None:
    """Operators, comparisons, constants, axes, terms, statements, branches, loops, defaults, results, names."""
    source = ast.unparse(ast.parse(FUNCTION))
    assert source.count(before) >= 1
    assert source.replace(before, after, 1) in _edited()


def test_no_mutant_is_the_reference_and_none_comes_twice() -> None:
    """Each is another program."""
    unit = unit_of(means, ALL)
    programs = [unit.source({mutant.module: mutant.tree}) for mutant in mutants_of(unit)]
    assert len(set(programs)) == len(programs)
    assert not {unit.source({m: t}) for m, t in unit.trees.items()} & set(programs)


def test_a_mutant_says_where_it_was_edited() -> None:
    """File, line, and the statement before and after."""
    found = [str(m) for m in mutants_of(unit_of(means, ALL)) if m.after == "return row * power"]
    assert len(found) == 1
    assert "toy_course/references.py:" in found[0]
    assert found[0].endswith(": return row ** power  ->  return row * power")


def test_classes_constants_and_helpers_elsewhere_are_edited_too() -> None:
    """All that belongs to the exercise."""
    edited = {mutant.before for mutant in mutants_of(unit_of(means, ALL))}
    assert {"SHIFT = 0.5", "return 2 * shift"} <= edited
    assert "self.total += self.step" in {m.before for m in mutants_of(unit_of(counters, ALL))}
