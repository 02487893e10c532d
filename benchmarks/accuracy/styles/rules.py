"""The means of rewriting source: rules for nodes, templates for what takes their place.

A rule looks at a node whose children have been rewritten already and returns what takes its place, or None.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from benchmarks.accuracy.units import Unit

Rule: TypeAlias = Callable[[Any], Any]
Trees: TypeAlias = Mapping[str, ast.Module]
Rewrite: TypeAlias = Callable[[Unit, Trees], Trees]

#: What rewritten source may call.
_PRELUDE = "import numpy as np\nfrom benchmarks.accuracy import habits as _habits"


@dataclass(frozen=True, slots=True)
class Style:
    """A way of writing things.

    Parameters
    ----------
    name : str
    rewrite : callable
        Returns new trees of an exercise's modules.
    noise : float
        The largest relative difference that its arithmetic may make.
    precision : float
        The rounding error of its arithmetic.
    regimes : tuple of str
        The circumstances that it is made for; all where empty.
    """

    name: str
    rewrite: Rewrite
    noise: float = 1e-7
    precision: float = 1e-16
    regimes: tuple[str, ...] = ()


def ruled(name: str, *rules: Rule) -> Style:
    """Return the style that applies rules to every node of an exercise's own source."""

    def rewrite(unit: Unit, trees: Trees) -> Trees:
        return rewritten(unit, trees, lambda definition: _Ruled(rules).visit(definition))

    return Style(name, rewrite)


def rewritten(unit: Unit, trees: Trees, change: Callable[[Any], Any]) -> Trees:
    """Return trees with the exercise's own definitions changed."""
    places = {(module, position) for module, position, _ in unit.definitions()}
    changed: dict[str, ast.Module] = {}
    for module, tree in trees.items():
        offset = len(tree.body) - len(unit.trees[module].body) if _has_prelude(tree) else 0
        body = [
            change(copy.deepcopy(statement)) if (module, k - offset) in places else statement
            for k, statement in enumerate(tree.body)
        ]
        changed[module] = with_prelude(ast.Module(body, []))
    return changed


def with_prelude(tree: ast.Module) -> ast.Module:
    """Return a module that imports what rewritten source may call."""
    if not _has_prelude(tree):
        start = sum(isinstance(s, ast.ImportFrom) and s.module == "__future__" for s in tree.body)
        tree = ast.Module([*tree.body[:start], *ast.parse(_PRELUDE).body, *tree.body[start:]], [])
    return ast.fix_missing_locations(tree)


def _has_prelude(tree: ast.Module) -> bool:
    return any(isinstance(s, ast.ImportFrom) and s.module == "benchmarks.accuracy" for s in tree.body)


class _Ruled(ast.NodeTransformer):
    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules

    def visit(self, node: ast.AST) -> Any:
        self.generic_visit(node)
        for rule in self._rules:
            new = rule(node)
            if new is not None:
                return new if isinstance(new, list) else ast.copy_location(new, node)
        return node


def made(template: str, **parts: Any) -> Any:
    """Return the expression of a template with trees in place of the names in `parts`."""
    return _Filled(parts).visit(ast.parse(template, mode="eval").body)


def statements(template: str, **parts: Any) -> list[ast.stmt]:
    """Return the statements of a template with trees in place of the names in `parts`."""
    return [_Filled(parts).visit(statement) for statement in ast.parse(template).body]


class _Filled(ast.NodeTransformer):
    def __init__(self, parts: Mapping[str, Any]) -> None:
        self._parts = parts

    def visit_Name(self, node: ast.Name) -> Any:
        return copy.deepcopy(self._parts[node.id]) if node.id in self._parts else node


def binary(node: Any, *kinds: type[ast.operator]) -> bool:
    """Tell whether a node is one of these operators on numbers, not on lists or shapes."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, kinds) and not _on_items(node)


def _on_items(node: ast.BinOp) -> bool:
    return any(
        isinstance(side, ast.Tuple | ast.List | ast.JoinedStr | ast.ListComp)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        or (isinstance(side, ast.Attribute) and side.attr == "shape")
        or (isinstance(side, ast.Subscript) and isinstance(side.slice, ast.Slice))
        for side in (node.left, node.right)
    )


def habit(name: str, call: ast.Call, *first: ast.expr) -> ast.Call:
    """Return a call of one of the habits with a call's arguments, after those in `first`."""
    return ast.Call(made(f"_habits.{name}"), [*first, *call.args], call.keywords)


def numpy_call(node: Any, *names: str) -> bool:
    """Tell whether a node is a call such as ``np.maximum(...)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "np"
    )


def method_call(node: Any, *names: str) -> bool:
    """Tell whether a node is a call such as ``x.sum(...)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "np")
    )


def drawing(node: Any, *names: str) -> bool:
    """Tell whether a node is a call such as ``rng.normal(...)``."""
    return method_call(node, *names) and ast.unparse(node.func.value).lower().endswith(("rng", "generator"))


def plain(call: ast.Call) -> bool:
    """Tell whether a call names its arguments one by one."""
    return not any(isinstance(a, ast.Starred) for a in call.args) and all(k.arg for k in call.keywords)
