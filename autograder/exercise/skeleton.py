"""What a student starts from: the reference's signature and docstring, and a body to write.

Generated, so that skeleton and solution cannot drift. Of the docstring only the summary, Parameters and
Returns are handed out: Notes, References and Examples would give the answer away.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from autograder.exercise.contract import docstring_sections

_HANDED_OUT = ("Parameters", "Returns")

#: The methods with underscores that a class may promise.
_SPECIAL = ("__init__", "__call__")


def skeleton(reference: Callable[..., Any]) -> str:
    """Return the source of a function, or class, that is still to be written."""
    if inspect.isclass(reference):
        return _class_skeleton(reference)
    parts = [f"def {reference.__name__}{_signature(reference)}:", *_docstring(reference)]
    return "\n".join([*parts, "    raise NotImplementedError", ""])


def unwritten(reference: Callable[..., Any]) -> Callable[..., Any]:
    """Return the skeleton of `reference` as a function or class."""
    namespace: dict[str, Any] = {}
    exec(skeleton(reference), namespace)  # noqa: S102 (made above, from our own reference)
    made: Callable[..., Any] = namespace[reference.__name__]
    return made


def _class_skeleton(cls: type) -> str:
    methods = [
        textwrap.indent(skeleton(method), "    ")
        for name, method in vars(cls).items()
        if inspect.isfunction(method) and (name in _SPECIAL or not name.startswith("_"))
    ]
    return "\n".join([f"class {cls.__name__}:", *_docstring(cls), "", "\n".join(methods)])


def _signature(function: Callable[..., Any]) -> str:
    signature = inspect.signature(function)
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty))


def _docstring(reference: Callable[..., Any]) -> list[str]:
    # Its own docstring, not one inherited, which `object.__init__` has.
    sections = docstring_sections(inspect.cleandoc(reference.__doc__ or ""))
    summary = sections[""].strip().split("\n\n")[0]
    if not summary:
        return []
    text = summary
    for title in _HANDED_OUT:
        if title in sections:
            text += f"\n\n{title}\n{'-' * len(title)}\n{sections[title]}"
    quoted = f'"""{text}\n"""' if "\n" in text else f'"""{text}"""'
    # A raw docstring where the formulas of one hold backslashes.
    return textwrap.indent(("r" if "\\" in text else "") + quoted, "    ").split("\n")
