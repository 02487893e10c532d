"""What was removed from NumPy and from Python, for submissions that were written before."""

from __future__ import annotations

import ast
import builtins
import functools
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

#: What NumPy had when older submissions were written, by what replaces it.
REMOVED_FROM_NUMPY: dict[str, Any] = {
    "int": int,
    "float": float,
    "bool": bool,
    "complex": complex,
    "object": object,
    "str": str,
    "long": int,
    "unicode": str,
    "float_": np.float64,
    "complex_": np.complex128,
    "string_": np.bytes_,
    "unicode_": np.str_,
    "Inf": np.inf,
    "Infinity": np.inf,
    "infty": np.inf,
    "PINF": np.inf,
    "NINF": -np.inf,
    "NaN": np.nan,
    "PZERO": 0.0,
    "NZERO": -0.0,
    "product": np.prod,
    "cumproduct": np.cumprod,
    "sometrue": np.any,
    "alltrue": np.all,
    "round_": np.round,
    "asscalar": lambda a: a.item(),
    "asfarray": lambda a, dtype=np.float64: np.asarray(a, dtype=dtype),
    "row_stack": np.vstack,
    "in1d": lambda ar1, ar2, **kwargs: np.isin(np.ravel(ar1), ar2, **kwargs),
    "trapz": lambda y, x=None, dx=1.0, axis=-1: np.trapezoid(y, x, dx, axis),
    "msort": lambda a: np.sort(a, axis=0),
    "find_common_type": lambda array_types, scalar_types: np.result_type(*array_types, *scalar_types),
    "cast": {},
    "mat": np.asmatrix,
}


#: What took None for the shape of a single number.
TOOK_NO_SHAPE = ("zeros", "ones", "empty")

#: What Python 2 had without an import, by what replaces it.
REMOVED_FROM_PYTHON: dict[str, Any] = {
    "xrange": range,
    "reduce": functools.reduce,
    "unicode": str,
    "basestring": str,
    "long": int,
}


def restore_removed_names() -> None:
    """Give NumPy, and the submission, back what they have no longer."""
    for name, value in REMOVED_FROM_PYTHON.items():
        if not hasattr(builtins, name):
            setattr(builtins, name, value)
    for name, value in REMOVED_FROM_NUMPY.items():
        if name not in vars(np):
            setattr(np, name, value)
    for name in TOOK_NO_SHAPE:
        create = getattr(np, name)
        if not takes_no_shape(create):
            setattr(np, name, _with_none_for_a_shape(create))


def takes_no_shape(create: Callable[..., Any]) -> bool:
    """Tell whether a function that makes arrays takes None for the shape of a single number, as all did once."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            create(None)
    except TypeError:
        return False
    return True


def _with_none_for_a_shape(create: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(create)
    def created(shape: Any, *args: Any, **kwargs: Any) -> Any:
        return create(() if shape is None else shape, *args, **kwargs)

    return created


#: So many print statements are rewritten in one passage.
_MOST_PRINTS = 100


def from_python_2(source: str) -> str | None:
    """Return source that Python 3 reads as Python 2 meant it, line for line; None if that is not what ails it.

    Print statements become calls, and a tab ends at the next multiple of eight columns.
    """
    for _ in range(_MOST_PRINTS):
        try:
            ast.parse(source)
        except TabError:
            source, before = _without_tabs(source), source
            if source == before:
                return None
        except SyntaxError as error:
            if "call to 'print'" not in error.msg:
                return None
            source = _with_call(source, error)
        else:
            return source
    return None


def _without_tabs(source: str) -> str:
    lines = source.splitlines(keepends=True)
    return "".join(
        line[: -len(rest) or None].expandtabs(8) + rest for line in lines for rest in [line.lstrip(" \t")]
    )


def _with_call(source: str, error: SyntaxError) -> str:
    """Put parentheses around what the print statement prints at which parsing stopped."""
    lines = source.splitlines(keepends=True)
    first, last = (error.lineno or 1) - 1, (error.end_lineno or 1) - 1
    start, end = (error.offset or 1) - 1, (error.end_offset or 1) - 1
    if first != last:  # then the column is not to be relied on
        end = _end_of_code(lines[last])
    lines[last] = f"{lines[last][:end]}){lines[last][end:]}"  # first: it does not move the start
    lines[first] = f"{lines[first][:start]}print({lines[first][start + len('print') :].lstrip(' ')}"
    return "".join(lines)


def _end_of_code(line: str) -> int:
    """Return where the code of a line ends and its comment begins, if it has one."""
    quote = ""
    for place, character in enumerate(line):
        if character == "#" and not quote:
            return len(line[:place].rstrip())
        if character in "'\"" and quote in ("", character):
            quote = "" if quote else character
    return len(line.rstrip())
