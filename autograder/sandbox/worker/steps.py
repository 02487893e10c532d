"""A passage of a submission as steps: what of it is executed at once, and can fail without the rest."""

from __future__ import annotations
import __future__

import ast
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from .passages import definitions

_FUTURES = {name: getattr(__future__, name).compiler_flag for name in __future__.all_feature_names}

Import: TypeAlias = ast.Import | ast.ImportFrom


class Step(NamedTuple):
    """Some statements, and which of a module it is if it is an import outside functions."""

    code: types.CodeType
    imported: Import | None = None


def steps_of(
    source: str, label: str, *, stepwise: bool, known: Mapping[str, object] | None = None
) -> list[Step]:
    """Compile a passage: one top-level statement after another, or the statements between its imports together.

    Of a passage that comes after what is `known`, only the definitions.
    """
    tree = ast.parse(source, label)
    compile(tree, label, "exec", dont_inherit=True)  # errors found only here belong to the whole passage
    body = tree.body if known is None else definitions(tree.body, known)
    parts = [[statement] for statement in body] if stepwise else _between_imports(body)
    return list(_compiled(parts, label))


class SingleImport(NamedTuple):
    """An import of one name.

    Parameters
    ----------
    code : code
    module : str
        What is imported from; or what is imported.
    name : str
        What of the module; empty if it is the module itself.
    bound : str
        What it is called afterwards.
    """

    code: types.CodeType
    module: str
    name: str
    bound: str


def single_imports(statement: Import, label: str) -> Iterator[SingleImport]:
    """Yield an import of several names as imports of one."""
    for alias in statement.names:
        if isinstance(statement, ast.ImportFrom):
            one: Import = ast.ImportFrom(statement.module, [alias], statement.level)
            module, name, bound = statement.module or "", alias.name, alias.asname or alias.name
        else:
            one = ast.Import([alias])
            module, name, bound = alias.name, "", alias.asname or alias.name.partition(".")[0]
        body: list[ast.stmt] = [ast.copy_location(one, statement)]
        code = compile(ast.Module(body, []), label, "exec", dont_inherit=True)
        yield SingleImport(code, module, name, bound)


def _between_imports(body: Sequence[ast.stmt]) -> Iterator[list[ast.stmt]]:
    part: list[ast.stmt] = []
    for statement in body:
        if _imported(statement):
            if part:
                yield part
            yield [statement]
            part = []
        else:
            part.append(statement)
    if part:
        yield part


def _compiled(parts: Iterable[list[ast.stmt]], label: str) -> Iterator[Step]:
    flags = 0
    for part in parts:
        flags |= _future_flags(part[0])
        code = compile(ast.Module(part, []), label, "exec", flags=flags, dont_inherit=True)
        yield Step(code, _imported(part[0]) if len(part) == 1 else None)


def _imported(statement: ast.stmt) -> Import | None:
    return statement if isinstance(statement, ast.Import | ast.ImportFrom) else None


def _future_flags(statement: ast.stmt) -> int:
    if not (isinstance(statement, ast.ImportFrom) and statement.module == "__future__"):
        return 0
    flags = 0
    for alias in statement.names:
        flags |= _FUTURES.get(alias.name, 0)
    return flags
