"""Other forms of a whole function: what becomes of its arguments and results, and what kind of thing it is.

A reference keeps its text under another name, by which its neighbours call it; what has its own name calls that.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable
from typing import Any

from autograder.exercise.contract import Contract
from benchmarks.accuracy.arguments import parameters_of
from benchmarks.accuracy.habits import PACKED
from benchmarks.accuracy.styles.rules import Style, Trees, with_prelude
from benchmarks.accuracy.units import Unit

#: Given a function's contract, and the name of its text, returns what has its name; None to leave it alone.
Form = Callable[[Unit, Contract, str], str | None]


def formed(name: str, form: Form, **options: Any) -> Style:
    """Return the style that gives every reference another form."""

    def rewrite(unit: Unit, trees: Trees) -> Trees:
        wanted = {}
        for contract in _contracts(unit):
            written = f"_written_{contract.name}"
            made = (
                _class_form(unit, contract, written, form)
                if contract.is_class
                else form(unit, contract, written)
            )
            if made is not None:
                wanted[contract.name] = made
        return {module: _reformed(tree, wanted) for module, tree in trees.items()}

    return Style(name, rewrite, **options)


def _class_form(unit: Unit, contract: Contract, written: str, form: Form) -> str | None:
    """Return a class whose methods have another form, where that is one of the habits."""
    if form in CLASS_FORMS:
        return form(unit, contract, written)
    lines = [f"class {contract.name}({written}):", "    pass"]
    for method in contract.methods:
        made = form(unit, method, f"{written}.{method.name}")
        if made is not None and made.startswith(f"{method.name} = _habits."):
            lines.append(f"{contract.name}.{made}")
    return "\n".join(lines) if len(lines) > 2 else None


def _contracts(unit: Unit) -> list[Contract]:
    return [unit.exercise.contracts[name] for name in unit.exercise.references]


def _reformed(tree: ast.Module, wanted: dict[str, str]) -> ast.Module:
    definitions = [s for s in tree.body if isinstance(s, ast.FunctionDef | ast.ClassDef)]
    here = {s.name for s in definitions} & set(wanted)
    if not here:
        return tree
    body = [_away(statement, here) for statement in tree.body]
    for name in sorted(here):
        body += ast.parse(wanted[name]).body
    return with_prelude(ast.Module(body, []))


def _away(statement: ast.stmt, names: set[str]) -> Any:
    """Return a statement with references, and what mentions them, under other names."""
    moved = _Mentions(names).visit(copy.deepcopy(statement))
    if isinstance(moved, ast.FunctionDef | ast.ClassDef) and moved.name in names:
        moved.name = f"_written_{moved.name}"
    return moved


class _Mentions(ast.NodeTransformer):
    def __init__(self, names: set[str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> Any:
        return ast.Name(f"_written_{node.id}", node.ctx) if node.id in self._names else node


def given(change: str) -> Form:
    """Return the form that changes arrays among the arguments first."""
    return lambda unit, contract, written: f"{contract.name} = _habits.given({change}, {written})"


def answering(change: str) -> Form:
    """Return the form that changes the visible results."""
    return lambda unit, contract, written: (
        f"{contract.name} = _habits.answering({contract.opaque!r}, {change}, {written})"
    )


def through(habit: str) -> Form:
    """Return the form that passes the function through a habit."""
    return lambda unit, contract, written: f"{contract.name} = _habits.{habit}({written})"


def text(template: str) -> Form:
    """Return the form that a template writes, of NAME and WRITTEN."""
    return lambda unit, contract, written: template.replace("NAME", contract.name).replace("WRITTEN", written)


def packed(how: str) -> Form:
    """Return the form that keeps a forward's cache in something else."""

    def form(unit: Unit, contract: Contract, written: str) -> str | None:
        kept = {c.results[k] for c in _contracts(unit) for k in c.opaque if c.results}
        own = [c for c in _contracts(unit) if c.opaque]
        place = [k for k, name in enumerate(contract.parameters) if name in kept]
        if contract.opaque:
            return f"{contract.name} = _habits.packing({contract.opaque!r}, {how!r}, {written})"
        if place and own:
            return f"{contract.name} = _habits.unpacking({place[0]}, {how!r}, {written})"
        return None

    return form


def by_entries(unit: Unit, contract: Contract, written: str) -> str | None:
    """Return the form that works on one entry at a time, for functions of arrays of any shape."""
    first = [parameters_of(f)[:1] for f in unit.exercise.references.values()]
    if not all(parameters and "any shape" in parameters[0].kind for parameters in first):
        return None
    return f"{contract.name} = _habits.entry_by_entry({contract.opaque!r}, {written})"


#: What other precisions are for: numbers of ordinary size.
_ORDINARY = ("plain", "edges", "square")
_SINGLE: dict[str, Any] = {"noise": 2e-3, "precision": 6e-8, "regimes": _ORDINARY}

_PARTIAL = """
import functools
NAME = functools.partial(WRITTEN)
"""
_METHOD = """
class _Own:
    def NAME(self, *args, **kwargs):
        return WRITTEN(*args, **kwargs)
NAME = _Own().NAME
"""
_STATIC = """
class _Own:
    NAME = staticmethod(WRITTEN)
NAME = _Own.NAME
"""
_STARRED = """
def NAME(*args, **kwargs):
    return WRITTEN(*args, **kwargs)
"""
_NEXT = """
def NAME(*args, **kwargs):
    return next(WRITTEN(*a, **k) for a, k in [(args, kwargs)])
"""
_TWICE = """
def NAME(*args, **kwargs):
    import copy
    WRITTEN(*copy.deepcopy(args), **copy.deepcopy(kwargs))
    return WRITTEN(*args, **kwargs)
"""
_REMEMBERING = """
_memory_NAME = []
def NAME(*args, **kwargs):
    _memory_NAME.append((args, kwargs))
    return WRITTEN(*args, **kwargs)
"""
_WARNING = """
def NAME(*args, **kwargs):
    import warnings
    warnings.simplefilter("ignore")
    return WRITTEN(*args, **kwargs)
"""

_SUBCLASS = """
class NAME(WRITTEN):
    remark = "of my own"
"""


def of_classes(template: str) -> Form:
    """Return the form that a template writes for a class."""

    def form(unit: Unit, contract: Contract, written: str) -> str | None:
        return (
            template.replace("NAME", contract.name).replace("WRITTEN", written) if contract.is_class else None
        )

    return form


#: The forms that are for a class as a whole.
CLASS_FORMS: tuple[Form, ...] = (of_classes(_SUBCLASS), of_classes(_STARRED))

WHOLE: tuple[Style, ...] = (
    formed("arguments converted with np.asarray", given("np.asarray")),
    formed("arguments copied", given("np.copy")),
    formed("arguments in Fortran order", given("np.asfortranarray")),
    formed("arguments as every second entry", given("_habits.strided")),
    formed("arguments read-only", given("_habits.read_only")),
    formed("arguments in single precision", given("_habits.single"), **_SINGLE),
    formed("arguments in extended precision", given("_habits.extended"), regimes=_ORDINARY),
    formed("arguments spoilt after use", through("spoiling")),
    formed("results as lists", answering("_habits.as_lists")),
    formed("results as lists of rows", answering("_habits.rows_in_lists")),
    formed("results in Fortran order", answering("_habits.changing_arrays(np.asfortranarray)")),
    formed("results as every second entry", answering("_habits.changing_arrays(_habits.strided)")),
    formed(
        "results in single precision",
        answering("_habits.changing_arrays(_habits.single)"),
        **_SINGLE,
    ),
    formed("results as arrays of objects", answering("_habits.changing_arrays(_habits.boxed)")),
    formed("results read-only", answering("_habits.changing_arrays(_habits.read_only)")),
    formed("single numbers as Python's", answering("_habits.numbers_as_floats")),
    formed("single numbers as arrays", answering("_habits.numbers_as_arrays")),
    formed("pieces in a list", through("pieces_as_list")),
    formed("pieces from a generator", through("pieces_from_generator")),
    *(formed(f"cache {how}", packed(how)) for how in PACKED),
    formed("one entry at a time", by_entries),
    formed("a subclass", CLASS_FORMS[0]),
    formed("a function that makes the object", CLASS_FORMS[1]),
    formed("a partial function", text(_PARTIAL)),
    formed("a method", text(_METHOD)),
    formed("a static method", text(_STATIC)),
    formed("an object that can be called", through("Caller")),
    formed("a method of an object", text("NAME = _habits.Caller(WRITTEN).method")),
    formed("decorated", through("decorated")),
    formed("any arguments", text(_STARRED)),
    formed("a lambda", text("NAME = lambda *args, **kwargs: WRITTEN(*args, **kwargs)")),
    formed("a generator's first value", text(_NEXT)),
    formed("calculated twice", text(_TWICE)),
    formed("remembering every call", text(_REMEMBERING)),
    formed("silencing warnings", text(_WARNING)),
    formed(
        "a generator seeded by the generator",
        text("NAME = _habits.with_other_generator(_habits.child, WRITTEN)"),
    ),
    formed("a generator spawned", text("NAME = _habits.with_other_generator(_habits.spawned, WRITTEN)")),
    formed("a generator warmed up", text("NAME = _habits.with_other_generator(_habits.warmed_up, WRITTEN)")),
)
