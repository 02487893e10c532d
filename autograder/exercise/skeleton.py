"""What a student starts from: the reference's signature and docstring, and a body to write.

Generated, so that skeleton and solution cannot drift. Of the docstring only the summary, Parameters and
Returns are handed out: Notes, References and Examples would give the answer away.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

from autograder.exercise.contract import docstring_sections
from autograder.text import Language

#: The sections of a docstring that are handed out, and their titles in Spanish.
_HANDED_OUT = {"Parameters": "Parámetros", "Returns": "Devuelve"}

#: The words in which docstrings give types, in Spanish. What is free text there is said by the statement.
_IN_SPANISH = (
    (r"\barrays?\b", "arreglo"),
    (r"\bshape of\b", "forma de"),
    (r"\bshapes? (?=\()", "forma "),
    (r"\bany shape\b", "cualquier forma"),
    (r"\bthe same shape as\b", "la misma forma que"),
    (r"\banything\b", "lo que quieras"),
    (r"\bdefault\b", "por omisión"),
    (r"\boptional\b", "opcional"),
    (r"\blist of\b", "lista de"),
    (r"\btuple of\b", "tupla de"),
    (r"\bdict of\b", "diccionario de"),
    (r"\bcallable\b", "función"),
    (r"\bintegers?\b", "enteros"),
    (r"\bone for each\b", "uno por cada"),
    (r"\beach\b", "cada uno"),
    (r"\bor\b", "o"),
    (r"\band\b", "y"),
    (r"\bof\b", "de"),
)

#: The methods with underscores that a class may promise.
_SPECIAL = ("__init__", "__call__")


def skeleton(reference: Callable[..., Any], language: Language = "en") -> str:
    """Return the source of a function, or class, that is still to be written."""
    if inspect.isclass(reference):
        return _class_skeleton(reference, language)
    parts = [f"def {reference.__name__}{_signature(reference)}:", *_docstring(reference, language)]
    return "\n".join([*parts, "    raise NotImplementedError", ""])


def unwritten(reference: Callable[..., Any]) -> Callable[..., Any]:
    """Return the skeleton of `reference` as a function or class."""
    namespace: dict[str, Any] = {}
    exec(skeleton(reference), namespace)  # noqa: S102 (made above, from our own reference)
    made: Callable[..., Any] = namespace[reference.__name__]
    return made


def _class_skeleton(cls: type, language: Language) -> str:
    methods = [
        textwrap.indent(skeleton(method, language), "    ")
        for name, method in vars(cls).items()
        if inspect.isfunction(method) and (name in _SPECIAL or not name.startswith("_"))
    ]
    return "\n".join([f"class {cls.__name__}:", *_docstring(cls, language), "", "\n".join(methods)])


def _signature(function: Callable[..., Any]) -> str:
    signature = inspect.signature(function)
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty))


def _docstring(reference: Callable[..., Any], language: Language) -> list[str]:
    # Its own docstring, not one inherited, which `object.__init__` has.
    sections = docstring_sections(inspect.cleandoc(reference.__doc__ or ""))
    text = sections[""].strip().split("\n\n")[0] if language == "en" else ""
    for title, spanish in _HANDED_OUT.items():
        if title in sections:
            text += _section(title, spanish, sections[title], language)
    text = text.strip("\n")
    if not text:
        return []
    quoted = f'"""{text}\n"""' if "\n" in text else f'"""{text}"""'
    # A raw docstring where the formulas of one hold backslashes.
    return textwrap.indent(("r" if "\\" in text else "") + quoted, "    ").split("\n")


def _section(title: str, spanish: str, body: str, language: Language) -> str:
    if language == "en":
        return f"\n\n{title}\n{'-' * len(title)}\n{body}"
    declarations = [line for line in body.split("\n") if line and not line.startswith(" ")]
    return f"\n\n{spanish}\n{'-' * len(spanish)}\n" + "\n".join(map(_in_spanish, declarations))


def _in_spanish(declaration: str) -> str:
    name, colon, kind = declaration.partition(" : ")
    for pattern, words in _IN_SPANISH:
        kind = re.sub(pattern, words, kind)
    return name + colon + kind
