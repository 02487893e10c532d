"""Random answers as one array: several calls, of one shape, finite."""

from __future__ import annotations

from typing import Any, NoReturn, TypeAlias

import numpy as np
import numpy.typing as npt

from autograder.numeric.compare import shape_text
from autograder.numeric.mismatch import Evidence, Mismatch, Quoted
from autograder.text import Text

Array: TypeAlias = npt.NDArray[Any]
Floats: TypeAlias = npt.NDArray[np.float64]
Shape: TypeAlias = tuple[int, ...]

#: Values beyond this only say "enormous"; their squares and products stay finite.
ENORMOUS = 1e120


def fail(
    text: Text,
    *,
    kind: str = "distribution",
    name: str,
    got: Quoted | None = None,
    wanted: Quoted | None = None,
    pattern: str | None = None,
    index: Shape | None = None,
    count: int | None = None,
    total: int | None = None,
) -> NoReturn:
    """Raise the finding `text` about the answer `name`."""
    raise Mismatch(
        text,
        Evidence(
            kind=kind,
            argument=name,
            got=got,
            wanted=wanted,
            pattern=pattern,
            index=index,
            count=count,
            total=total,
        ),
    )


def stacked(samples: npt.ArrayLike, *, name: str, kinds: str, shape: Shape | None) -> Array:
    """Return the calls' answers as one array whose axis 0 counts the calls.

    Parameters
    ----------
    samples : array, or list or tuple of arrays
        The answer of one call, or of several.
    name : str
        What the answer is called in messages.
    kinds : str
        Accepted dtype kinds, as in `numpy.dtype.kind`.
    shape : tuple of int or None
        The shape of each answer, if it is known; otherwise that of the first.

    Raises
    ------
    Mismatch
        Of kind ``"dtype"``, ``"shape"`` or ``"not_finite"``.
    """
    several = samples if isinstance(samples, list | tuple) else [samples]
    calls = [_array(call, name) for call in several]
    for call in calls:
        _require_kind(call, name, kinds)
    wanted = shape if shape is not None or not calls else calls[0].shape
    for call in calls:
        _require_shape(call, name, wanted)
    if sum(call.size for call in calls) == 0:
        _fail_empty(name)
    for call in calls:
        _require_finite(call, name)
    return np.stack(calls)


def _array(call: npt.ArrayLike, name: str) -> Array:
    try:
        return np.asarray(call)
    except (ValueError, TypeError, OverflowError):
        fail(
            Text(
                en=f"{name} is not an array: its parts have different lengths.",
                es=f"{name} no es un arreglo: sus partes tienen longitudes distintas.",
            ),
            kind="shape",
            name=name,
        )


def _require_kind(call: Array, name: str, kinds: str) -> None:
    if call.dtype.kind in kinds:
        return
    wanted = "bool" if "b" in kinds else "float"
    fail(
        Text(
            en=f"{name} has dtype {call.dtype}; {wanted} was wanted.",
            es=f"{name} tiene dtype {call.dtype}; se esperaba {wanted}.",
        ),
        kind="dtype",
        name=name,
        got=str(call.dtype),
        wanted=wanted,
    )


def _require_shape(call: Array, name: str, wanted: Shape | None) -> None:
    if wanted is None or call.shape == wanted:
        return
    fail(
        Text(
            en=f"{name} has shape {shape_text(call.shape)}; {wanted} was wanted.",
            es=f"{name} tiene forma {shape_text(call.shape)}; se esperaba {wanted}.",
        ),
        kind="shape",
        name=name,
        got=shape_text(call.shape),
        wanted=str(wanted),
    )


def _fail_empty(name: str) -> NoReturn:
    fail(
        Text(en=f"{name} is empty.", es=f"{name} está vacío."),
        kind="shape",
        name=name,
        got="0 entries",
        wanted="at least 1 entry",
    )


def _require_finite(call: Array, name: str) -> None:
    bad = np.argwhere(~np.isfinite(call))
    if not len(bad):
        return
    index = tuple(int(i) for i in bad[0])
    fail(
        Text(
            en="{} holds {} at {}; {} of {} entries are not finite.",
            es="{} contiene {} en {}; {} de {} entradas no son finitas.",
        ).format(name, call[index], index, len(bad), call.size),
        kind="not_finite",
        name=name,
        got=str(call[index]),
        index=index,
        count=len(bad),
        total=call.size,
    )
