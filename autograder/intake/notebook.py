"""The code cells of a notebook; outputs, metadata and text cells are never looked at."""

from __future__ import annotations

import re

import msgspec

from autograder.intake.limits import Limits
from autograder.intake.model import RefusedError
from autograder.text import one_line

_Lines = str | list[str]


class _Cell(msgspec.Struct):
    cell_type: str
    source: _Lines = ""
    #: What format 3 called `source`.
    input: _Lines = ""


class _Worksheet(msgspec.Struct):
    cells: list[_Cell]


class _Notebook(msgspec.Struct):
    """As much of a notebook as is used: the decoder skips the rest without building it."""

    cells: list[_Cell] | msgspec.UnsetType = msgspec.UNSET
    #: Where format 3 kept its cells.
    worksheets: list[_Worksheet] | msgspec.UnsetType = msgspec.UNSET


def code_cells(text: str, name: str, limits: Limits) -> list[str]:
    """Return the source of each code cell of the notebook `name`, in order."""
    cells = [cell for cell in _cells(_parse(text, name), name) if cell.cell_type == "code"]
    if len(cells) > limits.cells:
        raise RefusedError(
            "“{0}” has more than {1} code cells. Hand in only your own work.",
            "«{0}» tiene más de {1} celdas de código. Entrega solo tu trabajo.",
            one_line(name, 80),
            limits.cells,
        )
    sources = [_source(cell) for cell in cells]
    if sum(map(len, sources)) > limits.source_bytes:
        raise RefusedError(
            "“{0}” holds more than {1:g} MB of code. Hand in only your own work.",
            "«{0}» contiene más de {1:g} MB de código. Entrega solo tu trabajo.",
            one_line(name, 80),
            limits.source_bytes / 1_000_000,
        )
    return sources


def _parse(text: str, name: str) -> _Notebook:
    try:
        try:
            return msgspec.json.decode(text, type=_Notebook)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            return msgspec.json.decode(_repaired(text), type=_Notebook)
    except msgspec.ValidationError as error:
        raise _misshapen(str(error), name) from None
    except msgspec.DecodeError as error:
        raise _not_json(text, str(error), name) from None
    except RecursionError:
        raise RefusedError(
            "“{0}” is nested too deeply to be a notebook. Save it again from Jupyter or Colab.",
            "«{0}» está anidado con demasiada profundidad para ser un notebook. Guárdalo de nuevo desde"
            " Jupyter o Colab.",
            one_line(name, 80),
        ) from None


def _cells(notebook: _Notebook, name: str) -> list[_Cell]:
    if notebook.cells is not msgspec.UNSET:
        return notebook.cells
    if notebook.worksheets is not msgspec.UNSET:
        return [cell for worksheet in notebook.worksheets for cell in worksheet.cells]
    raise _misshapen("$.cells", name)


def _source(cell: _Cell) -> str:
    lines = cell.source or cell.input
    text = lines if isinstance(lines, str) else "".join(lines)
    # A NUL byte would stop the compiler without a line number; this stops it with one.
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")


#: A whole string, or a number that Python writes and JSON does not know. Nothing is ever read twice.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|-?\b(?:NaN|Infinity)\b', re.DOTALL)
#: An escaped backslash, a proper surrogate pair, or (as the group) half of a pair.
_SURROGATE = re.compile(r"\\\\|\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|(\\u[dD][89a-fA-F]\w\w)")


def _repaired(text: str) -> str:
    """Mend what Python's own `json` writes and reads although it is no JSON: NaN and half characters."""
    return _TOKEN.sub(_mended, text)


def _mended(found: re.Match[str]) -> str:
    token = found.group()
    if not token.startswith('"'):
        return "null"
    return _SURROGATE.sub(lambda half: "\\ufffd" if half.group(1) else half.group(), token)


def _not_json(text: str, error: str, name: str) -> RefusedError:
    shown = one_line(name, 80)
    if not text.strip():
        return RefusedError(
            "“{0}” is empty. Save the notebook in Jupyter or Colab and hand it in again.",
            "«{0}» está vacío. Guarda el notebook en Jupyter o Colab y entrégalo de nuevo.",
            shown,
        )
    if text.lstrip().startswith("<"):
        return RefusedError(
            "“{0}” is a web page, not a notebook. Download the notebook itself (.ipynb).",
            "«{0}» es una página web, no un notebook. Descarga el notebook mismo (.ipynb).",
            shown,
        )
    return RefusedError(
        "“{0}” is not a notebook: its JSON breaks off or is wrong at line {1}. Save it again from Jupyter or"
        " Colab and do not edit it as text.",
        "«{0}» no es un notebook: su JSON está incompleto o es incorrecto en la línea {1}. Guárdalo de"
        " nuevo desde"
        " Jupyter o Colab y no lo edites como texto.",
        shown,
        _line(text, error),
    )


def _line(text: str, error: str) -> int:
    """Return the line an error speaks of: it counts bytes, or says that the text ended."""
    found = re.search(r"\(byte (\d+)\)", error)
    data = text.encode()
    return data.count(b"\n", 0, int(found.group(1)) if found else len(data)) + 1


_WANTED = {
    "cells": ("a list of cells", "una lista de celdas"),
    "worksheets": ("a list of worksheets", "una lista de hojas"),
    "source": ("a text or a list of texts", "un texto o una lista de textos"),
    "input": ("a text or a list of texts", "un texto o una lista de textos"),
    "cell_type": ("the kind of cell (code or markdown)", "el tipo de celda (code o markdown)"),
}
_OBJECT = ("an object in braces", "un objeto entre llaves")


def _misshapen(error: str, name: str) -> RefusedError:
    """Say in both languages what the decoder's message says: the path, and what belongs there."""
    found = re.search(r"\$[\w.\[\]]*", error)
    path = found.group() if found else "$"
    if missing := re.search(r"missing required field `(\w+)`", error):
        path += "." + missing.group(1)
    last = re.split(r"\.", path)[-1]
    is_cell = re.fullmatch(r"(cells|worksheets)\[\d+\]|\$", last)
    en, es = _OBJECT if is_cell else _WANTED.get(re.sub(r"\[\d*\]", "", last), _OBJECT)
    return RefusedError(
        "“{0}” is JSON but not a notebook: at {1} there should be {2}. Save it again from Jupyter or Colab.",
        "«{0}» es JSON pero no un notebook: en {1} debería haber {3}. Guárdalo de nuevo desde Jupyter o"
        " Colab.",
        one_line(name, 80),
        path,
        en,
        es,
    )
