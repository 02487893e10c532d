"""What of a notebook may be left out: the lesson's own cells, and at the worst all that defines nothing.

A lesson trains networks and draws figures between its exercises. None of that is asked for by a check, and all of
it takes time.
"""

from __future__ import annotations

import ast
import symtable
import types
from collections.abc import Iterator, Mapping, Sequence

from .messages import Chunk


def unneeded(chunks: Sequence[Chunk]) -> frozenset[str]:
    """Return the labels of the lesson's cells that nothing else in the submission builds on."""
    given = {chunk.label: names for chunk in chunks if chunk.given and (names := _Names(chunk.source)).parsed}
    if not given:
        return frozenset()
    wanted: set[str] = set()
    new = {name for chunk in chunks if chunk.label not in given for name in _Names(chunk.source).used}
    while new and "*" not in new:
        wanted |= new
        found = [label for label, names in given.items() if names.bound & wanted]
        new = {name for label in found for name in given.pop(label).used}
    return frozenset() if "*" in new else frozenset(given)


class _Names:
    """The names outside functions that a cell uses, and those that it defines or changes."""

    def __init__(self, source: str) -> None:
        self.used: set[str] = set()
        self.bound: set[str] = set()
        try:
            tree, table = ast.parse(source), symtable.symtable(source, "", "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.parsed = False
            return
        self.parsed = True
        self.bound = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
        self.used = {s.get_name() for s in table.get_symbols() if s.is_referenced()} | _from_inside(table)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                self.used.update(alias.name for alias in node.names)
            elif isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
                self.bound.update(_owner(node))  # `Network.fit = fit` changes `Network`


def _from_inside(table: symtable.SymbolTable) -> set[str]:
    """Return what functions, classes and comprehensions look up outside of themselves."""
    found: set[str] = set()
    for inner in table.get_children():
        found.update(s.get_name() for s in inner.get_symbols() if s.is_global())
        found |= _from_inside(inner)
    return found


def _owner(node: ast.expr) -> Iterator[str]:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def definitions(body: list[ast.stmt], known: Mapping[str, object]) -> list[ast.stmt]:
    """Return the statements that define something and can take no time to speak of.

    Parameters
    ----------
    body : list of statements
    known : mapping
        What the statements before have defined.
    """
    imports = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Import)]
    modules = {(alias.asname or alias.name).partition(".")[0] for node in imports for alias in node.names}
    modules |= {name for name, value in known.items() if isinstance(value, types.ModuleType)}
    return [statement for statement in body if _only_defines(statement, modules)]


def _only_defines(statement: ast.stmt, modules: set[str]) -> bool:
    if isinstance(
        statement, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    ):
        return True
    if isinstance(statement, ast.Try):
        return all(_only_defines(inner, modules) for inner in statement.body)
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return False
    calls = [node.func for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return all(set(_owner(call)) & modules for call in calls)
