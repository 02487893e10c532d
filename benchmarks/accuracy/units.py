"""The source that belongs to an exercise, and programs made of changed versions of it.

To an exercise belong its references and whatever these use in the course's own modules: helpers, tables,
constants. References of other exercises do not: one exercise is changed at a time.
"""

from __future__ import annotations

import ast
import builtins
import functools
import graphlib
import inspect
import sys
import types
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from autograder.exercise.model import Assignment, Exercise

Functions: TypeAlias = dict[str, Callable[..., Any]]
#: A definition at the top of a module: the module's name and its own.
Place: TypeAlias = tuple[str, str]
_FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True, eq=False)
class Unit:
    """An exercise with its source.

    Parameters
    ----------
    exercise : Exercise
    trees : mapping of str to ast.Module
        The modules that its source lies in, without docstrings and annotations. First those used by others.
    own : collection of Place
        The definitions in them that belong to the exercise.
    """

    exercise: Exercise
    trees: Mapping[str, ast.Module]
    own: Collection[Place]

    def definitions(self) -> Iterator[tuple[str, int, ast.stmt]]:
        """Yield the exercise's own definitions: module, position in its body, and the statement."""
        for module, tree in self.trees.items():
            for position, statement in enumerate(tree.body):
                if any((module, name) in self.own for name in _defined(statement)):
                    yield module, position, statement

    def build(self, changed: Mapping[str, ast.Module] | None = None) -> Functions:
        """Return the exercise's functions, made anew from its modules or from `changed` versions of them."""
        made: dict[str, types.ModuleType] = {}
        for name, tree in self.trees.items():
            made[name] = _executed(name, (changed or {}).get(name, tree), made)
        return {
            name: getattr(made[reference.__module__], reference.__name__)
            for name, reference in self.exercise.references.items()
        }

    def program(self, changed: Mapping[str, ast.Module] | None = None) -> Functions:
        """Return all that a submission of the exercise defines: `build`, and the functions it uses."""
        return {**self.exercise.uses, **self.exercise.references, **self.build(changed)}

    def source(self, changed: Mapping[str, ast.Module]) -> str:
        """Return changed versions of modules as text."""
        return "\n\n".join(ast.unparse(tree) for tree in changed.values())


def unit_of(exercise: Exercise, course: Sequence[Exercise]) -> Unit:
    """Return an exercise with its source; `course` tells which references belong to others."""
    own_names = set(exercise.references)
    foreign = {_place(f) for other in course for f in other.references.values()}
    foreign -= {_place(f) for name, f in exercise.references.items() if name in own_names}
    own: dict[Place, None] = {}
    waiting = [_place(f) for f in exercise.references.values()]
    while waiting:
        place = waiting.pop()
        if place not in own and place not in foreign:
            own[place] = None
            waiting += _used(place)
    return Unit(exercise, {name: module_tree(name) for name in _ordered({m for m, _ in own})}, tuple(own))


def exercises_of(assignments: Sequence[Assignment]) -> dict[str, Exercise]:
    """Return all exercises of assignments by name."""
    return {exercise.name: exercise for assignment in assignments for exercise in assignment.exercises}


@functools.cache
def module_tree(name: str) -> ast.Module:
    """Return the tree of a module without docstrings and annotations; line numbers are those of the file."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return ast.fix_missing_locations(_Bare().visit(tree))


def file_of(module: str) -> str:
    """Return where a module lies, from the folder that the command runs in where possible."""
    file = Path(sys.modules[module].__file__ or module)
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)


class _Bare(ast.NodeTransformer):
    """Leaves out what no program depends on."""

    def visit_Module(self, node: ast.Module) -> ast.AST:
        return self._without_docstring(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._without_docstring(node)

    def _without_docstring(self, node: Any) -> Any:
        self.generic_visit(node)
        if node.body and isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant):
            node.body = node.body[1:] or [ast.Pass()]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        self._without_docstring(node)
        node.body = [_assignment(s) if isinstance(s, ast.AnnAssign) else s for s in node.body]
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node


def _assignment(node: ast.AnnAssign) -> ast.stmt:
    """Return an annotated assignment of a function without its annotation."""
    if node.value is None:
        return ast.copy_location(ast.Pass(), node)
    return ast.copy_location(ast.Assign([node.target], node.value), node)


def _place(function: Callable[..., Any]) -> Place:
    return function.__module__, function.__name__


def _defined(statement: ast.stmt) -> list[str]:
    """Return the names that a statement at the top of a module defines."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]
    return []


def _used(place: Place) -> Iterator[Place]:
    """Yield the definitions of the course's modules that a definition mentions."""
    module = sys.modules[place[0]]
    tree = module_tree(place[0])
    here = {name for statement in tree.body for name in _defined(statement)}
    for statement in tree.body:
        if place[1] not in _defined(statement):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id in here:
                yield place[0], node.id
            elif isinstance(node, ast.Name):
                yield from _elsewhere(getattr(module, node.id, None), module)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                owner = getattr(module, node.value.id, None)
                if inspect.ismodule(owner):
                    yield from _elsewhere(getattr(owner, node.attr, None), module)


def _elsewhere(value: Any, module: types.ModuleType) -> Iterator[Place]:
    """Yield the place of a function or class of another module of the same package."""
    if not (inspect.isfunction(value) or inspect.isclass(value)):
        return
    other = value.__module__
    same_package = other != module.__name__ and other.split(".")[0] == module.__name__.split(".")[0]
    if same_package and any(value.__name__ in _defined(s) for s in module_tree(other).body):
        yield other, value.__name__


def _ordered(modules: set[str]) -> Iterator[str]:
    """Sort modules so that each comes after those of them that it imports."""
    imports = {name: _imported(name) & modules - {name} for name in sorted(modules)}
    return iter(graphlib.TopologicalSorter(imports).static_order())


def _imported(name: str) -> set[str]:
    found = set()
    for node in ast.walk(module_tree(name)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _executed(name: str, tree: ast.Module, made: Mapping[str, types.ModuleType]) -> types.ModuleType:
    """Execute a version of a module that sees those `made` already in place of the originals."""
    module = types.ModuleType(name)
    module.__file__ = sys.modules[name].__file__
    module.__package__ = sys.modules[name].__package__
    module.__dict__["__builtins__"] = {**vars(builtins), "__import__": _importing(made)}
    exec(compile(tree, module.__file__ or name, "exec"), module.__dict__)  # noqa: S102 (the course's own source)
    return module


def _importing(made: Mapping[str, types.ModuleType]) -> Callable[..., Any]:
    def import_(name: str, *args: Any, **kwargs: Any) -> Any:
        module = __import__(name, *args, **kwargs)
        wanted = (kwargs.get("fromlist") or (args[2] if len(args) > 2 else None)) or ()
        if not wanted:
            return module
        if module.__name__ in made:
            return made[module.__name__]
        parts = {part: made[whole] for part in wanted if (whole := f"{module.__name__}.{part}") in made}
        return _Overlaid(module, parts) if parts else module

    return import_


class _Overlaid:
    """A package some of whose modules are replaced."""

    def __init__(self, package: types.ModuleType, parts: Mapping[str, types.ModuleType]) -> None:
        self._package, self._parts = package, parts

    def __getattr__(self, name: str) -> Any:
        return self._parts[name] if name in self._parts else getattr(self._package, name)
