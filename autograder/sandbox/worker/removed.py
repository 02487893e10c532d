"""What was removed from NumPy and from Python, for submissions that were written before."""

from __future__ import annotations

import ast
import builtins
import functools
import io
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


#: By function of NumPy's, the arguments that it took under another name.
RENAMED_ARGUMENTS: dict[str, dict[str, str]] = {"reshape": {"newshape": "shape"}}

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
    for name, renamed in RENAMED_ARGUMENTS.items():
        setattr(np, name, _with_old_arguments(getattr(np, name), renamed))
    for name in TOOK_NO_SHAPE:
        create = getattr(np, name)
        if not takes_no_shape(create):
            setattr(np, name, _with_none_for_a_shape(create))


def _with_old_arguments(function: Callable[..., Any], renamed: dict[str, str]) -> Callable[..., Any]:
    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **{renamed.get(name, name): value for name, value in kwargs.items()})

    return called


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

    Print statements become calls, a tab ends at the next multiple of eight columns, and the methods that
    dictionaries had are called by what replaced them.
    """
    for _ in range(_MOST_PRINTS):
        try:
            tree = ast.parse(source)
        except TabError:
            source, before = _without_tabs(source), source
            if source == before:
                return None
        except SyntaxError as error:
            if "call to 'print'" not in error.msg:
                return None
            source = _with_call(source, error)
        else:
            return _with_todays_methods(source, tree)
    return None


#: What dictionaries could do in Python 2, by what replaces it, and how many arguments it takes.
_METHODS_OF_DICTIONARIES = {
    "iteritems": ("items", 0),
    "iterkeys": ("keys", 0),
    "itervalues": ("values", 0),
    "has_key": ("__contains__", 1),
}


def _with_todays_methods(source: str, tree: ast.Module) -> str:
    """Return source that calls a dictionary's methods by their names of today, unless it defines the old ones."""
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    old = [
        (node.func.end_lineno or 1, node.func.end_col_offset or 0, node.func.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and _METHODS_OF_DICTIONARIES.get(node.func.attr, ("", -1))[1] == len(node.args)
        and not node.keywords
        and node.func.attr not in defined
    ]
    if not old:
        return source
    lines = [line.encode() for line in _lines_of(source)]  # columns count bytes
    for number, end, name in sorted(old, reverse=True):
        line = lines[number - 1]
        lines[number - 1] = line[: end - len(name)] + _METHODS_OF_DICTIONARIES[name][0].encode() + line[end:]
    return b"".join(lines).decode()


def _lines_of(source: str) -> list[str]:
    """Return the lines with their ends, as the compiler counts them: a form feed, say, ends none."""
    return io.StringIO(source).readlines()


def _without_tabs(source: str) -> str:
    lines = _lines_of(source)
    return "".join(
        line[: -len(rest) or None].expandtabs(8) + rest for line in lines for rest in [line.lstrip(" \t")]
    )


def _with_call(source: str, error: SyntaxError) -> str:
    """Put parentheses around what the print statement prints at which parsing stopped."""
    lines = _lines_of(source)
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
