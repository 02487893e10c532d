"""What a reference promises: its parameters, the names of its results, and which results stay put."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

_SECTION = re.compile(r"^(?P<title>\w[\w ]*)\n-+$", re.MULTILINE)
_RESULT = re.compile(r"^(?P<name>\w+) ?:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Contract:
    """The interface of one function (or class) of an exercise, read off its reference.

    Parameters
    ----------
    name : str
        The function's name.
    reference : callable
        The reference itself, which never leaves the grader.
    parameters : tuple of str
        Names of its parameters, in order.
    results : tuple of str
        Names of what it returns, from the Returns section of its docstring; empty where there is none.
    opaque : tuple of int
        Positions of results that stay on the submission's side (a forward's cache).
    is_class : bool
        Whether the reference is a class: calling it keeps the instance on the submission's side.
    methods : tuple of Contract
        A class's public methods, and what calling an instance does.
    owner : str
        The class that this is a method of.
    alias : str
        What the submission calls it, where an adapter answers for it.
    """

    name: str
    reference: Callable[..., Any]
    parameters: tuple[str, ...]
    results: tuple[str, ...]
    opaque: tuple[int, ...]
    is_class: bool = False
    methods: tuple[Contract, ...] = ()
    owner: str = ""
    alias: str = ""

    @property
    def label(self) -> str:
        """What to call it in messages."""
        if self.alias:
            return self.alias
        return f"{self.owner}.{self.name}" if self.owner else self.name

    def method(self, name: str) -> Contract:
        """Return the contract of a method; one that the reference lacks promises nothing."""
        found = [method for method in self.methods if method.name == name]
        return (
            found[0]
            if found
            else Contract(name, getattr, (), (), (), owner=self.name if self.is_class else "")
        )


#: That of an object of which nothing is promised but what its author says.
NO_CONTRACT = Contract("object", getattr, (), (), ())


def contract_of(reference: Callable[..., Any], opaque: tuple[str, ...]) -> Contract:
    """Read the contract off a reference; results named in `opaque` stay on the submission's side."""
    parameters = tuple(inspect.signature(reference).parameters)
    if inspect.isclass(reference):
        methods = tuple(
            replace(contract_of(method, opaque), owner=reference.__name__)
            for name, method in vars(reference).items()
            if inspect.isfunction(method) and (name == "__call__" or not name.startswith("_"))
        )
        return Contract(reference.__name__, reference, parameters, (), (-1,), True, methods)
    results = result_names(reference)
    kept = tuple(k for k, name in enumerate(results) if name in opaque)
    if kept and len(results) == 1:
        kept = (-1,)
    return Contract(reference.__name__, reference, parameters, results, kept)


def result_names(reference: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names in the Returns section of a numpydoc docstring."""
    section = docstring_sections(inspect.getdoc(reference) or "").get("Returns", "")
    return tuple(match["name"] for match in _RESULT.finditer(section))


def docstring_sections(docstring: str) -> dict[str, str]:
    """Split a numpydoc docstring into its sections; the part before the first is under ``""``."""
    titles = list(_SECTION.finditer(docstring))
    starts = [0, *(match.end() for match in titles)]
    ends = [*(match.start() for match in titles), len(docstring)]
    names = ["", *(match["title"] for match in titles)]
    return {name: docstring[a:b].strip("\n") for name, a, b in zip(names, starts, ends, strict=True)}
