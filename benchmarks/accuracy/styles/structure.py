"""Other ways to put the same statements: temporaries, loops, conditions, names."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import Any

from benchmarks.accuracy.styles.rules import Style, Trees, made, rewritten, ruled, statements
from benchmarks.accuracy.units import Unit

_SIMPLE = ast.Assign | ast.AugAssign | ast.Return | ast.Expr
_SCOPES = ast.FunctionDef | ast.Lambda | ast.ClassDef


# -------------------------------------------------------------------------------------------- temporaries


class _Temporaries(ast.NodeTransformer):
    """Names the value of every subexpression of a statement, in the order in which they are calculated."""

    def __init__(self) -> None:
        self._count = 0
        self._before: list[ast.stmt] = []

    def generic_visit(self, node: Any) -> Any:
        if isinstance(node, ast.FunctionDef):  # default values are left alone
            node.body = self._body(node.body)
            return node
        for name in ("body", "orelse", "finalbody"):
            if isinstance(getattr(node, name, None), list):
                setattr(node, name, self._body(getattr(node, name)))
        return node

    def _body(self, body: list[ast.stmt]) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for statement in body:
            if isinstance(statement, _SIMPLE) and statement.value is not None:
                self._before = []
                statement.value = self._parts(statement.value)
                found += self._before
            found.append(self.visit(statement))
        return found

    def _parts(self, node: Any) -> Any:
        """Return an expression of names only, after putting its parts before the statement."""
        if isinstance(node, ast.BinOp):
            return ast.BinOp(self._named(node.left), node.op, self._named(node.right))
        if isinstance(node, ast.UnaryOp):
            return ast.UnaryOp(node.op, self._named(node.operand))
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return ast.Compare(self._named(node.left), node.ops, [self._named(node.comparators[0])])
        if isinstance(node, ast.Tuple):
            return ast.Tuple([self._named(item) for item in node.elts], node.ctx)
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                function = ast.Attribute(self._named(function.value), function.attr, ast.Load())
            arguments = [self._named(argument) for argument in node.args]
            keywords = [ast.keyword(k.arg, self._named(k.value)) for k in node.keywords]
            return ast.Call(function, arguments, keywords)
        return node

    def _named(self, node: Any) -> Any:
        if not isinstance(
            node, ast.BinOp | ast.UnaryOp | ast.Compare | ast.Call | ast.Attribute | ast.Subscript
        ):
            return node
        value = self._parts(node)
        self._count += 1
        name = f"_part{self._count}"
        self._before.append(ast.Assign([ast.Name(name, ast.Store())], value))
        return ast.Name(name, ast.Load())


def temporaries(unit: Unit, trees: Trees) -> Trees:
    """Give every subexpression a name."""
    return rewritten(unit, trees, lambda definition: _Temporaries().visit(definition))


class _Inlined(ast.NodeTransformer):
    """Writes the value of a name into the next statement if it is used there once, and nowhere else."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        self.generic_visit(node)
        body = list(node.body)
        for k in range(len(body) - 2, -1, -1):
            merged = _merged(body[k], body[k + 1], node)
            if merged is not None:
                body[k : k + 2] = [merged]
        node.body = body
        return node


def _merged(first: ast.stmt, second: ast.stmt, function: ast.FunctionDef) -> ast.stmt | None:
    if not (
        isinstance(first, ast.Assign) and isinstance(first.targets[0], ast.Name) and len(first.targets) == 1
    ):
        return None
    if not isinstance(second, ast.Assign | ast.Return) or second.value is None:
        return None
    name, value = first.targets[0].id, first.value
    uses = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name]
    here = [n for n in ast.walk(second.value) if isinstance(n, ast.Name) and n.id == name]
    # What a comprehension repeats would be drawn anew each time.
    repeating = _SCOPES | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    if len(uses) != 2 or len(here) != 1 or any(isinstance(n, repeating) for n in ast.walk(second.value)):
        return None

    class Put(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> Any:
            return value if node is here[0] else node

    return Put().visit(second)


def inlined(unit: Unit, trees: Trees) -> Trees:
    """Do without names that are used once."""
    return rewritten(unit, trees, lambda definition: _Inlined().visit(definition))


# ------------------------------------------------------------------------------------------ assignments


def in_place(node: Any) -> Any:
    """``v = a * v + b`` becomes ``v *= a; v += b``: an argument is changed."""
    if not isinstance(node, ast.Assign) or len(node.targets) > 1 or not isinstance(node.targets[0], ast.Name):
        return None
    steps = _steps(node.targets[0].id, node.value)
    return list(steps) if steps else None


def _steps(name: str, value: ast.expr) -> list[ast.stmt] | None:
    """Return the updates that turn `name` into a chain of operators that starts with it."""
    if isinstance(value, ast.Name):
        return [] if value.id == name else None
    if not isinstance(value, ast.BinOp) or isinstance(value.op, ast.MatMult):
        return None
    sides = [(value.left, value.right)]
    if isinstance(value.op, ast.Add | ast.Mult):
        sides.append((value.right, value.left))
    for inner, other in sides:
        steps = None if _mentions(other, name) else _steps(name, inner)
        if steps is not None:
            return [*steps, ast.AugAssign(ast.Name(name, ast.Store()), value.op, other)]
    return None


def _mentions(node: ast.AST, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node))


def augmented_in_full(node: Any) -> Any:
    """``a += b`` becomes ``a = a + b``."""
    if not isinstance(node, ast.AugAssign):
        return None
    before = copy.deepcopy(node.target)
    before.ctx = ast.Load()
    return ast.Assign([node.target], ast.BinOp(before, node.op, node.value))


def unpacked_by_index(node: Any) -> Any:
    """``a, b = c`` becomes ``_all = c; a = _all[0]; b = _all[1]``."""
    if (
        not isinstance(node, ast.Assign)
        or not isinstance(node.targets[0], ast.Tuple)
        or len(node.targets) > 1
    ):
        return None
    targets = node.targets[0].elts
    if any(isinstance(target, ast.Starred) for target in targets):
        return None
    found = statements("_all = value", value=node.value)
    for k, target in enumerate(targets):
        found.append(ast.Assign([target], made(f"_all[{k}]")))
    return found


def returned_by_name(node: Any) -> Any:
    """``return a + b`` becomes ``_answer = a + b; return _answer``."""
    if not isinstance(node, ast.Return) or node.value is None:
        return None
    return statements("_answer = value\nreturn _answer", value=node.value)


# ----------------------------------------------------------------------------------- conditions and loops


def conditions_inverted(node: Any) -> Any:
    """``if a: b else: c`` becomes ``if not a: c else: b``."""
    if isinstance(node, ast.If):
        return ast.If(made("not a", a=node.test), node.orelse or [ast.Pass()], node.body)
    return (
        made("c if not a else b", a=node.test, b=node.body, c=node.orelse)
        if isinstance(node, ast.IfExp)
        else None
    )


def choices_as_statements(node: Any) -> Any:
    """``a = b if c else d`` becomes a statement with two branches."""
    if not isinstance(node, ast.Assign | ast.Return) or not isinstance(node.value, ast.IfExp):
        return None
    branches = []
    for value in (node.value.body, node.value.orelse):
        branch = copy.deepcopy(node)
        branch.value = value
        branches.append(branch)
    return ast.If(node.value.test, [branches[0]], [branches[1]])


def conditions_compared(node: Any) -> Any:
    """``if a`` becomes ``if a == True`` for a name."""
    if isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, ast.Name):
        node = copy.copy(node)
        node.test = made("a == True", a=node.test)
        return node
    return None


def loops_by_while(node: Any) -> Any:
    """``for a in b`` becomes a ``while`` over positions."""
    if not isinstance(node, ast.For) or node.orelse:
        return None
    tag = f"{node.lineno}"
    start = statements(f"_items{tag} = list(items)\n_place{tag} = 0", items=node.iter)
    step = statements(f"_item = _items{tag}[_place{tag}]\n_place{tag} += 1")
    step[0].targets = [node.target]  # type: ignore[attr-defined]
    return [*start, ast.While(made(f"_place{tag} < len(_items{tag})"), [*step, *node.body], [])]


def comprehensions_by_map(node: Any) -> Any:
    """``[f(a) for a in b]`` becomes ``list(map(lambda a: f(a), b))``."""
    if not isinstance(node, ast.ListComp) or len(node.generators) > 1:
        return None
    loop = node.generators[0]
    if loop.ifs or not isinstance(loop.target, ast.Name):
        return None
    argument = ast.arguments([], [ast.arg(loop.target.id)], None, [], [], None, [])
    return made("list(map(f, b))", f=ast.Lambda(argument, node.elt), b=loop.iter)


def comprehensions_by_generators(node: Any) -> Any:
    """``[f(a) for a in b]`` becomes ``list(f(a) for a in b)``."""
    if not isinstance(node, ast.ListComp):
        return None
    return made("list(g)", g=ast.GeneratorExp(node.elt, node.generators))


# ------------------------------------------------------------------------------------- names and shelter


def renamed(unit: Unit, trees: Trees) -> Trees:
    """Give local names and positional parameters other names, as a student of another language would."""
    by_keyword = {k.arg for tree in trees.values() for k in _walk(tree, ast.keyword)}
    top = {n for tree in trees.values() for n in _top_names(tree)}

    def change(definition: Any) -> Any:
        functions = _functions(definition)
        names = {name for function in functions for name in _local_names(function)}
        names -= by_keyword | top | {"self", "cls"}
        return _Renamed(names).visit(definition) if functions else definition

    return rewritten(unit, trees, change)


def _functions(definition: ast.AST) -> list[ast.FunctionDef]:
    body = definition.body if isinstance(definition, ast.ClassDef) else [definition]
    return [item for item in body if isinstance(item, ast.FunctionDef)]


def _walk(tree: ast.AST, kind: type[Any]) -> Iterator[Any]:
    return (node for node in ast.walk(tree) if isinstance(node, kind))


def _top_names(tree: ast.Module) -> set[str]:
    names = {alias.asname or alias.name for node in _walk(tree, ast.Import) for alias in node.names}
    names |= {alias.asname or alias.name for node in _walk(tree, ast.ImportFrom) for alias in node.names}
    names |= {s.name for s in tree.body if isinstance(s, ast.FunctionDef | ast.ClassDef)}
    return names | {
        n.id for s in tree.body if isinstance(s, ast.Assign) for t in s.targets for n in _walk(t, ast.Name)
    }


def _local_names(function: ast.FunctionDef) -> set[str]:
    names = {n.id for n in _walk(function, ast.Name) if isinstance(n.ctx, ast.Store)}
    for arguments in _walk(function, ast.arguments):
        names |= {a.arg for a in (*arguments.posonlyargs, *arguments.args)}
    for arguments in _walk(function, ast.arguments):
        names -= {a.arg for a in arguments.kwonlyargs}
    for outer in _walk(function, ast.Global | ast.Nonlocal):  # type: ignore[arg-type]
        names -= set(outer.names)
    return names


class _Renamed(ast.NodeTransformer):
    def __init__(self, names: set[str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> Any:
        return ast.Name(self._new(node.id), node.ctx)

    def visit_arg(self, node: ast.arg) -> Any:
        return ast.arg(self._new(node.arg))

    def _new(self, name: str) -> str:
        return f"mi_{name}" if name in self._names else name


def sheltered(text: str) -> Any:
    """Return the rule that puts the body of a function inside `text`, which ends in a block."""

    def rule(node: Any) -> Any:
        if not isinstance(node, ast.FunctionDef):
            return None
        shelter = statements(f"{text}\n    pass")
        inner: Any = shelter[-1]
        inner.body = node.body
        new = copy.copy(node)
        new.body = shelter
        return new

    return rule


def in_a_closure(node: Any) -> Any:
    """The work is done by a function inside the function."""
    if not isinstance(node, ast.FunctionDef) or any(_walk(node, ast.Yield)):
        return None
    assigned = {n.id for n in _walk(node, ast.Name) if isinstance(n.ctx, ast.Store)}
    arguments = {a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    # Arguments that are assigned to would become local to the inner function: it gets them as defaults.
    given = sorted(assigned & arguments)
    inner = statements(f"def _calculate({', '.join(f'{name}={name}' for name in given)}):\n    pass")[0]
    inner.body = node.body  # type: ignore[attr-defined]
    new = copy.copy(node)
    new.body = [inner, *statements("return _calculate()")]
    return new


STRUCTURE: tuple[Style, ...] = (
    Style("a temporary for every subexpression", temporaries),
    Style("no names that are used once", inlined),
    ruled("updates in place", in_place),
    ruled("a += b as a = a + b", augmented_in_full),
    ruled("unpacked by index", unpacked_by_index),
    ruled("returned by name", returned_by_name),
    ruled("conditions inverted", conditions_inverted),
    ruled("choices as statements", choices_as_statements),
    ruled("conditions compared with True", conditions_compared),
    ruled("for as while", loops_by_while),
    ruled("comprehensions by map", comprehensions_by_map),
    ruled("comprehensions by generators", comprehensions_by_generators),
    Style("other names", renamed),
    ruled("inside np.errstate", sheltered("with np.errstate(all='ignore'):")),
    ruled("inside try and finally", sheltered("try:\n    pass\nfinally:\n    pass\nif True:")),
    ruled("inside a loop that ends at once", sheltered("for _ in range(1):")),
    ruled("inside a closure", in_a_closure),
)
