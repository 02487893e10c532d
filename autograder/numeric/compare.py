"""Comparing an answer with the expected one: structure first, then values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.text import Text

Array: TypeAlias = NDArray[Any]

#: Agreement wanted of float64 answers, relative to each entry and to the root mean square of all. Two
#: honest ways of computing the same small exercise differ by some 1e-13; the mistakes worth naming by 1e-6.
FLOAT64_TOLERANCE = 1e-8

#: The same for answers that carry float32 precision (eps is 1.2e-7; a few layers lose two digits).
FLOAT32_TOLERANCE = 2e-4

_NUMERIC = "biuf"

#: Entries of the largest array whose shape is quoted.
_MOST_QUOTED = 10**6


def close(
    got: object,
    wanted: object,
    *,
    name: str = "answer",
    tolerance: float = FLOAT64_TOLERANCE,
    equal_nan: bool = False,
) -> None:
    """Raise `Mismatch` unless `got` equals `wanted` up to rounding.

    Shape is compared first, then finiteness, then values: an entry is wrong if it differs by more than
    `tolerance` times the larger of its own wanted magnitude and the root mean square of all wanted
    entries. Answers computed in float32 are compared with `FLOAT32_TOLERANCE` if that is larger. Lists
    stand for arrays; integers and booleans stand for floats of the same value.

    Parameters
    ----------
    got : array_like
        The submission's answer.
    wanted : array_like, or list, tuple or dict of them
        The expected answer. For a collection, each part is compared under its own name.
    name : str
        What the answer is called in the exercise.
    tolerance : float
        Relative; raise it in proportion to the conditioning of the computation.
    equal_nan : bool
        Whether NaN agrees with NaN. Not for verdicts: what follows from an answer of NaN is NaN as well.

    Raises
    ------
    Mismatch
        With the first difference in structure, or the worst entry.
    """
    if isinstance(wanted, Mapping):
        _close_mapping(got, wanted, name, tolerance, equal_nan)
    elif isinstance(wanted, list | tuple):
        _close_items(got, wanted, name, tolerance, equal_nan)
    else:
        expected = np.asarray(wanted)
        answer = as_numbers(got, name=name, shape=expected.shape)
        _same_shape(answer, expected, name, tolerance)
        _same_values(answer, expected, name, tolerance, equal_nan)


def as_numbers(got: object, *, name: str = "answer", shape: tuple[int, ...] | None = None) -> Array:
    """Return an answer as a real array, or raise `Mismatch` saying what it is instead."""
    try:
        array = np.asarray(got)
    except (ValueError, TypeError, OverflowError):
        array = np.empty(0, dtype=object)
    if array.dtype.kind in _NUMERIC and not isinstance(got, str | bytes):
        return array
    found = _describe(got)
    expected = "" if shape is None else f" {shape}"
    raise Mismatch(
        Text(
            en=f"`{name}` should be an array of real numbers{expected}; it is {found.en}.",
            es=f"`{name}` debería ser un arreglo de números reales{expected}; es {found.es}.",
        ),
        Evidence(kind="dtype", argument=name, got=found.en, wanted=f"real array{expected}"),
    )


def _describe(got: object) -> Text:
    if got is None:
        return Text(en="None (is a `return` missing?)", es="None (¿falta un `return`?)")
    if isinstance(got, list | tuple):
        return Text(en=f"a collection of {len(got)} parts", es=f"una colección de {len(got)} partes")
    if isinstance(got, np.ndarray | np.generic):
        return Text(en=f"of type {got.dtype}", es=f"de tipo {got.dtype}")
    if isinstance(got, str | dict | complex):
        kind = type(got).__name__
        return Text(en=f"a value of type {kind}", es=f"un valor de tipo {kind}")
    return Text(en="an object that is no number", es="un objeto que no es un número")


def _close_items(
    got: object, wanted: list[Any] | tuple[Any, ...], name: str, tolerance: float, equal_nan: bool
) -> None:
    if isinstance(got, np.ndarray) and got.ndim:
        got = list(got)
    if not isinstance(got, list | tuple) or len(got) != len(wanted):
        raise wrong_arity(got, len(wanted), name)
    for place, (part, expected) in enumerate(zip(got, wanted, strict=True)):
        close(part, expected, name=f"{name}[{place}]", tolerance=tolerance, equal_nan=equal_nan)


def _close_mapping(
    got: object, wanted: Mapping[str, Any], name: str, tolerance: float, equal_nan: bool
) -> None:
    if not isinstance(got, Mapping) or set(got) != set(wanted):
        keys = ", ".join(wanted)
        raise Mismatch(
            Text(
                en=f"`{name}` should be a dictionary with the keys {keys}.",
                es=f"`{name}` debería ser un diccionario con las claves {keys}.",
            ),
            Evidence(kind="arity", argument=name, wanted=keys),
        )
    for key, expected in wanted.items():
        close(got[key], expected, name=f"{name}['{key}']", tolerance=tolerance, equal_nan=equal_nan)


def wrong_arity(got: object, wanted: int, name: str) -> Mismatch:
    """Return the finding that an answer has not the wanted number of parts."""
    count = len(got) if isinstance(got, list | tuple) else 1
    found = Text(en=f"{count}", es=f"{count}") if got is not None else _describe(None)
    return Mismatch(
        Text(
            en=f"`{name}` should have {wanted} parts; it has {found.en}.",
            es=f"`{name}` debería tener {wanted} partes; tiene {found.es}.",
        ),
        Evidence(kind="arity", argument=name, got=float(count), wanted=float(wanted)),
    )


def _same_shape(got: Array, wanted: Array, name: str, tolerance: float) -> None:
    if got.shape == wanted.shape:
        return
    pattern, remark = _shape_pattern(got, wanted, tolerance)
    raise Mismatch(
        Text(
            en=f"`{name}` should have shape {wanted.shape}; it has {shape_text(got.shape)}{remark.en}.",
            es=f"`{name}` debería tener forma {wanted.shape}; tiene {shape_text(got.shape)}{remark.es}.",
        ),
        Evidence(
            kind="shape", argument=name, got=shape_text(got.shape), wanted=str(wanted.shape), pattern=pattern
        ),
    )


def shape_text(shape: tuple[int, ...]) -> str:
    """Return a submission's shape to be quoted, "(...)" for one far from any in an exercise.

    The digits of a shape are the submission's to choose, and could carry hidden inputs into a message.
    """
    entries = 1
    for length in shape:
        entries *= max(length, 1)
    return str(shape) if entries <= _MOST_QUOTED else "(...)"


def _shape_pattern(got: Array, wanted: Array, tolerance: float) -> tuple[str | None, Text]:
    """Tell a right answer in the wrong shape from a wrong answer."""
    nothing = Text(en="", es="")
    if got.size != wanted.size or not got.size:
        return None, nothing
    if got.T.shape == wanted.shape and not _wrong_entries(got.T, wanted, tolerance).any():
        return "transposed", Text(en=": it is transposed", es=": está transpuesto")
    if not _wrong_entries(got.reshape(wanted.shape), wanted, tolerance).any():
        return "reshaped", Text(
            en=": the numbers are right, the shape is not",
            es=": los números son correctos, la forma no",
        )
    return None, nothing


@dataclass(frozen=True, slots=True)
class _Worst:
    """The worst of the wrong entries."""

    index: tuple[int, ...]
    got: float
    wanted: float


def _same_values(got: Array, wanted: Array, name: str, tolerance: float, equal_nan: bool) -> None:
    wrong = _wrong_entries(got, wanted, tolerance)
    if equal_nan:
        wrong &= ~(_is_nan(got) & _is_nan(wanted))
    count = int(np.count_nonzero(wrong))
    if not count:
        return
    worst = _worst(got, wanted, wrong)
    finite = bool(np.isfinite(got).all()) or not np.isfinite(wanted).all()
    pattern = _value_pattern(got, wanted, tolerance)
    raise Mismatch(
        _value_text(name, worst, count, wrong.size, finite=finite, pattern=pattern),
        Evidence(
            kind="value" if finite else "not_finite",
            argument=name,
            index=worst.index,
            got=worst.got,
            wanted=worst.wanted,
            count=count,
            total=wrong.size,
            pattern=pattern,
        ),
    )


def _wrong_entries(got: Array, wanted: Array, tolerance: float) -> NDArray[np.bool_]:
    if has_float32_precision(got):
        tolerance = max(tolerance, FLOAT32_TOLERANCE)
    with np.errstate(all="ignore"):
        got, wanted = got.astype(np.float64), wanted.astype(np.float64)
        finite = wanted[np.isfinite(wanted)]
        scale = np.sqrt(np.mean(np.square(finite))) if finite.size else 0.0
        allowed = tolerance * np.maximum(np.abs(wanted), scale)
        # Everything is within the infinite tolerance of an infinite entry.
        same = (np.isfinite(wanted) & (np.abs(got - wanted) <= allowed)) | (got == wanted)
    return np.asarray(~same)


def _is_nan(array: Array) -> NDArray[np.bool_]:
    return np.isnan(array.astype(np.float64))


def has_float32_precision(array: Array) -> bool:
    """Tell whether every entry could have come out of float32 arithmetic."""
    if array.dtype.kind != "f":
        return False
    if array.dtype.itemsize < 8:
        return True
    with np.errstate(all="ignore"):
        rounded = array.astype(np.float32).astype(np.float64)
    # Zeros and small integers are exact in any precision and say nothing.
    return bool((rounded == array).all()) and bool((array != np.round(array)).any())


def _worst(got: Array, wanted: Array, wrong: NDArray[np.bool_]) -> _Worst:
    with np.errstate(all="ignore"):
        distance = np.abs(got.astype(np.float64) - wanted.astype(np.float64))
    distance = np.where(wrong, np.where(np.isfinite(distance), distance, np.inf), -1.0)
    index = tuple(int(k) for k in np.unravel_index(int(np.argmax(distance)), wrong.shape))
    return _Worst(index, float(got[index]), float(wanted[index]))


def _value_pattern(got: Array, wanted: Array, tolerance: float) -> str | None:
    """Name a constant factor between a wrong and the right answer, where there is one."""
    with np.errstate(all="ignore"):
        got, wanted = got.astype(np.float64), wanted.astype(np.float64)
        energy = float(np.sum(wanted * wanted))
        factor = float(np.sum(got * wanted)) / energy if energy else 0.0
        if wanted.size < 2 or not np.isfinite(factor) or abs(factor) < 1e-6:
            return None
        if _wrong_entries(got, factor * wanted, tolerance).any():
            return None
    return "factor %.6g" % factor  # noqa: UP031 (shorter than its alternatives)


def _value_text(
    name: str, worst: _Worst, count: int, total: int, *, finite: bool, pattern: str | None
) -> Text:
    where = f"[{', '.join(map(str, worst.index))}]" if worst.index else ""
    got, wanted = f"{worst.got:.6g}", f"{worst.wanted:.6g}"
    english = f"`{name}{where}` should be {wanted}; it is {got}"
    spanish = f"`{name}{where}` debería ser {wanted}; es {got}"
    if total > 1:
        english += f" ({count} of {total} entries differ)"
        spanish += f" ({count} de {total} entradas difieren)"
    text = Text(en=english + ".", es=spanish + ".")
    if not finite:
        return Text(
            en=text.en + " There are NaN or infinite entries.",
            es=text.es + " Hay entradas NaN o infinitas.",
        )
    if pattern:
        factor = pattern.removeprefix("factor ")
        return Text(
            en=f"{text.en} Every entry is {factor} times what it should be.",
            es=f"{text.es} Cada entrada es {factor} veces lo que debería ser.",
        )
    return text
