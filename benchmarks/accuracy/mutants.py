"""Every single edit of an exercise's source: a wrong program each, unless it happens to mean the same.

An operator looks at one node of the tree and yields what may take its place; None drops it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from benchmarks.accuracy.units import Unit, file_of

Replacement: TypeAlias = ast.AST | None
Operator: TypeAlias = Callable[[Any], Iterator[Replacement]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program with one edit.

    Parameters
    ----------
    place : str
        ``file:line`` of the statement.
    before, after : str
        The statement without and with the edit.
    module : str
    tree : ast.Module
        The edited module.
    """

    place: str
    before: str
    after: str
    module: str
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.place}: {self.before}  ->  {self.after}"


def mutants_of(unit: Unit) -> list[Mutant]:
    """Return the mutants of an exercise's own source, in its order, no program twice."""
    found: dict[tuple[str, str], Mutant] = {}
    for module, position, definition in unit.definitions():
        tree = unit.trees[module]
        for statement, node, new in edits(definition):
            edited = ast.fix_missing_locations(replaced(definition, node, new))
            text = ast.unparse(edited)
            if text == ast.unparse(definition) or (module, text) in found:
                continue
            body = [*tree.body[:position], edited, *tree.body[position + 1 :]]
            found[module, text] = Mutant(
                place=f"{file_of(module)}:{statement.lineno}",
                before=_line(statement),
                after=_line(statement, node, new),
                module=module,
                tree=ast.fix_missing_locations(ast.Module(body, [])),
            )
    return list(found.values())


def edits(definition: ast.stmt) -> Iterator[tuple[ast.stmt, ast.AST, Replacement]]:
    """Yield every edit of a definition: the statement it is in, the node, and what takes the node's place."""
    for statement, node in _nodes(definition, definition):
        for operator in OPERATORS:
            for new in operator(node):
                if node is not definition or new is not None:
                    yield statement, node, new
    functions = [n for n in ast.walk(definition) if isinstance(n, ast.FunctionDef)]
    for function in functions:
        names = _variables(function)
        for statement, node in _nodes(function, function):
            for new in _other_variables(node, names):
                yield statement, node, new


def _variables(function: ast.FunctionDef) -> list[str]:
    """Return the parameters and variables of a function."""
    arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    stored = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys([*(a.arg for a in arguments), *stored]))


def _other_variables(node: ast.AST, names: list[str]) -> Iterator[Replacement]:
    """``a`` becomes another variable of the function."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)


def replaced(tree: Any, node: ast.AST, new: Replacement) -> Any:
    """Return a copy of `tree` with `new` in place of `node`; a body that would be empty passes."""
    if tree is node:
        return new
    if not isinstance(tree, ast.AST):
        return tree
    fields: dict[str, Any] = {}
    for field, value in ast.iter_fields(tree):
        if isinstance(value, list):
            items = [replaced(item, node, new) for item in value if item is not node or new is not None]
            fields[field] = items or ([ast.Pass()] if value and field == "body" else [])
        else:
            fields[field] = replaced(value, node, new)
    return ast.copy_location(type(tree)(**fields), tree)


def _nodes(node: ast.AST, statement: ast.stmt) -> Iterator[tuple[ast.stmt, ast.AST]]:
    """Walk a tree with the statement that each node is in, leaving out what is only said to people."""
    statement = node if isinstance(node, ast.stmt) else statement
    yield statement, node
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return
    for field, value in ast.iter_fields(node):
        if field in ("decorator_list", "annotation"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _nodes(child, statement)


def _line(statement: ast.stmt, node: ast.AST | None = None, new: Replacement = None) -> str:
    """Return a statement as one line, edited if `node` is given."""
    if node is statement and new is None:
        return "(dropped)"
    changed = statement if node is None else replaced(statement, node, new)
    lines = ast.unparse(ast.fix_missing_locations(changed)).splitlines()
    return lines[0] if isinstance(statement, _COMPOUND) else " ".join(line.strip() for line in lines)


_COMPOUND = ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.If | ast.With | ast.Try


# ------------------------------------------------------------------------------- operators on expressions

_ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.Sub),
    ast.FloorDiv: (ast.Div, ast.Mult, ast.Mod),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr, ast.BitXor),
    ast.BitOr: (ast.BitAnd,),
}
_COMMUTATIVE = ast.Add | ast.Mult | ast.BitAnd | ast.BitOr | ast.BitXor


def other_operators(node: ast.AST) -> Iterator[Replacement]:
    """``a + b`` becomes ``a - b``, and so on; in ``a += b`` as well."""
    if isinstance(node, ast.BinOp):
        for op in _ARITHMETIC.get(type(node.op), ()):
            yield ast.BinOp(node.left, op(), node.right)
    if isinstance(node, ast.AugAssign):
        for op in _ARITHMETIC.get(type(node.op), ()):
            yield ast.AugAssign(node.target, op(), node.value)
        yield ast.Assign([node.target], node.value)


def swapped_operands(node: ast.AST) -> Iterator[Replacement]:
    """``a - b`` becomes ``b - a``."""
    if isinstance(node, ast.BinOp) and not isinstance(node.op, _COMMUTATIVE):
        yield ast.BinOp(node.right, node.op, node.left)


def dropped_terms(node: ast.AST) -> Iterator[Replacement]:
    """``a + b`` becomes ``a``, or ``b``; ``a and b`` likewise."""
    if isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield from node.values


def signs(node: ast.AST) -> Iterator[Replacement]:
    """``-a`` becomes ``a``; what is assigned or returned changes its sign."""
    if isinstance(node, ast.UnaryOp):
        yield node.operand
    if isinstance(node, ast.Assign | ast.Return) and isinstance(node.value, ast.BinOp | ast.Call):
        yield replaced(node, node.value, _negative(node.value))
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        for part in node.value.elts:
            yield replaced(node, part, _negative(part))


def _negative(value: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.USub(), value)


_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def comparisons(node: ast.AST) -> Iterator[Replacement]:
    """``a < b`` becomes ``a <= b``, or ``a > b``."""
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            for other in _COMPARISONS[type(op)]:
                ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)


def constants(node: ast.AST) -> Iterator[Replacement]:
    """Another number, the other truth value, another text."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    others: set[Any] = set()
    if isinstance(value, bool):
        others = {not value}
    elif isinstance(value, int):
        others = {value + 1, value - 1, 2 * value, -value, 0}
    elif isinstance(value, float):
        others = {1.1 * value, 2 * value, value / 2, 10 * value, value / 10, -value, 0.0, 1.0}
    elif isinstance(value, str):
        others = {value + "_"}
    yield from (ast.Constant(other) for other in sorted(others) if other != value)


def calls(node: ast.AST) -> Iterator[Replacement]:
    """Fewer arguments, swapped arguments, the function left out, or one that is easily mistaken for it."""
    if not isinstance(node, ast.Call):
        return
    for k in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:k], *node.keywords[k + 1 :]])
    for k in range(1, len(node.args)):
        yield ast.Call(node.func, [*node.args[:k], *node.args[k + 1 :]], node.keywords)
    for k in range(len(node.args) - 1):
        swapped = [*node.args[:k], node.args[k + 1], node.args[k], *node.args[k + 2 :]]
        yield ast.Call(node.func, swapped, node.keywords)
    if node.args:
        yield node.args[0]
    if isinstance(node.func, ast.Attribute):
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "np"):
            yield node.func.value
        for other in _MISTAKEN.get(node.func.attr, ()):
            yield ast.Call(ast.Attribute(node.func.value, other, ast.Load()), node.args, node.keywords)


_PAIRS = (
    "sum mean", "max min", "maximum minimum", "argmax argmin", "var std", "sqrt square", "exp expm1", "log log1p",
    "zeros ones", "zeros_like ones_like", "floor ceil", "any all", "tanh sinh", "abs negative", "cumsum cumprod",
    "random standard_normal", "normal uniform", "append insert", "vstack hstack", "concatenate stack",
    "argsort sort", "dot multiply",
)  # fmt: skip
_MISTAKEN: dict[str, list[str]] = {}
for _one, _other in map(str.split, _PAIRS):
    _MISTAKEN.setdefault(_one, []).append(_other)
    _MISTAKEN.setdefault(_other, []).append(_one)


def parts(node: ast.AST) -> Iterator[Replacement]:
    """``a.T`` becomes ``a``; ``a[k]`` becomes ``a``; bounds and steps of slices go."""
    if isinstance(node, ast.Attribute) and node.attr in ("T", "real", "size"):
        yield node.value
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield node.value
    if isinstance(node, ast.Slice):
        for field in ("lower", "upper", "step"):
            if getattr(node, field) is not None:
                bounds = {f: getattr(node, f) for f in ("lower", "upper", "step") if f != field}
                yield ast.Slice(**bounds)


def swapped_items(node: ast.AST) -> Iterator[Replacement]:
    """``a, b`` becomes ``b, a``, returned, packed and unpacked; dictionaries swap neighbouring values."""
    if isinstance(node, ast.Tuple | ast.List):
        for k in range(len(node.elts) - 1):
            swapped = [*node.elts[:k], node.elts[k + 1], node.elts[k], *node.elts[k + 2 :]]
            yield type(node)(swapped, node.ctx)
    if isinstance(node, ast.Dict):
        for k in range(len(node.values) - 1):
            values = [*node.values[:k], node.values[k + 1], node.values[k], *node.values[k + 2 :]]
            yield ast.Dict(node.keys, values)


def choices(node: ast.AST) -> Iterator[Replacement]:
    """A condition is negated; a branch is always taken, or never."""
    if isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
        yield from (node.body, node.orelse)
    if isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        yield from (ast.If(ast.Constant(taken), node.body, node.orelse) for taken in (True, False))
    if isinstance(node, ast.While):
        yield from (ast.While(ast.Constant(taken), node.body, node.orelse) for taken in (True, False))
    if isinstance(node, ast.comprehension):
        for k, condition in enumerate(node.ifs):
            rest = [*node.ifs[:k], *node.ifs[k + 1 :]]
            yield ast.comprehension(node.target, node.iter, rest, node.is_async)
            negated = [*node.ifs[:k], ast.UnaryOp(ast.Not(), condition), *node.ifs[k + 1 :]]
            yield ast.comprehension(node.target, node.iter, negated, node.is_async)


# -------------------------------------------------------------------------------- operators on statements


def dropped_statements(node: ast.AST) -> Iterator[Replacement]:
    """A statement goes."""
    if isinstance(node, ast.stmt) and not isinstance(node, ast.Pass | ast.Import | ast.ImportFrom):
        yield None


def loops(node: ast.AST) -> Iterator[Replacement]:
    """The first or the last round is left out; the others run backwards; ``break`` and ``continue`` swap."""
    if isinstance(node, ast.For | ast.comprehension):
        items = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
        for bounds in ((1, None, None), (None, -1, None), (None, None, -1)):
            limits = [None if b is None else ast.Constant(b) for b in bounds]
            yield replaced(node, node.iter, ast.Subscript(items, ast.Slice(*limits), ast.Load()))
    if isinstance(node, ast.Break):
        yield ast.Continue()
    if isinstance(node, ast.Continue):
        yield ast.Break()


def defaults(node: ast.AST) -> Iterator[Replacement]:
    """An optional argument is required. (Other values come from `constants`.)"""
    if isinstance(node, ast.arguments):
        if node.defaults:
            yield replaced(node, node.defaults[0], None)
        for k, default in enumerate(node.kw_defaults):
            if default is not None:
                required = [*node.kw_defaults[:k], None, *node.kw_defaults[k + 1 :]]
                yield ast.arguments(
                    node.posonlyargs,
                    node.args,
                    node.vararg,
                    node.kwonlyargs,
                    required,
                    node.kwarg,
                    node.defaults,
                )


OPERATORS: tuple[Operator, ...] = (
    other_operators,
    swapped_operands,
    dropped_terms,
    signs,
    comparisons,
    constants,
    calls,
    parts,
    swapped_items,
    choices,
    dropped_statements,
    loops,
    defaults,
)
