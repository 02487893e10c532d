"""What has to hold before a gradient is worth measuring: shapes, finite values, repeatability, linearity.

Every function here raises `Mismatch` with evidence of a kind of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.gradient.evaluation import Array, Evaluator, Point
from autograder.numeric.gradient.probe import norm
from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.text import Text

#: One point and several upstream gradients to the claimed gradients of each, by name.
Backward: TypeAlias = Callable[[Point, Sequence[Array]], Sequence[Mapping[str, NDArray[Any]]]]

#: Relative departure from linearity that single precision does not explain.
_LINEAR = 1e-3

#: Two gradients that differ by less, relatively, do not depend on what differs between their calls.
_SAME = 1e-9


def base_output(evaluator: Evaluator, point: Point) -> NDArray[Any]:
    """Evaluate a point twice, and return the output if it is numeric, finite and the same both times."""
    first, second = evaluator.raw([point, point])
    if first.dtype.kind not in "biuf":
        text = Text(
            en="The output of the forward is not an array of real numbers (its type is {}).",
            es="La salida del forward no es un arreglo de números reales (su tipo es {}).",
        )
        _fail(text.format(first.dtype), Evidence(kind="dtype", got=str(first.dtype), wanted="float64"))
    if first.dtype != second.dtype or not np.array_equal(first, second, equal_nan=True):
        text = Text(
            en="The forward gives two different outputs for the same arguments.",
            es="El forward da dos salidas distintas para los mismos argumentos.",
        )
        _fail(text, Evidence(kind="not_repeatable"))
    if not np.isfinite(first).all():
        _fail_not_finite(None, first)
    return first


def claims(found: Mapping[str, NDArray[Any]], point: Point) -> dict[str, NDArray[Any]]:
    """Return one set of claimed gradients by name, if each is there, numeric and finite."""
    return {name: _claim(name, found) for name in point}


def _claim(name: str, found: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    if name not in found:
        text = Text(en="There is no gradient of `{}`.", es="Falta el gradiente de `{}`.")
        _fail(text.format(name), Evidence(kind="missing_gradient", argument=name))
    claim = np.asarray(found[name])
    if claim.dtype.kind not in "biuf":
        text = Text(
            en="The gradient of `{}` is not an array of real numbers (its type is {}).",
            es="El gradiente de `{}` no es un arreglo de números reales (su tipo es {}).",
        )
        evidence = Evidence(kind="dtype", argument=name, got=str(claim.dtype), wanted="float64")
        _fail(text.format(name, claim.dtype), evidence)
    if not np.isfinite(claim.astype(np.float64)).all():
        _fail_not_finite(name, claim.astype(np.float64))
    return claim


def linear(answers: Sequence[Mapping[str, NDArray[Any]]], mix: tuple[float, float], floor: float) -> None:
    """Insist that the gradients at a mix of two upstream gradients are the mix of their gradients.

    Parameters
    ----------
    answers : sequence of three mappings
        The gradients of the first, of the second, and of the mix.
    mix : tuple of float
        The weights of both.
    floor : float
        The norm of a gradient that may be nothing but rounding, which is not linear.
    """
    for name in answers[0]:
        first, second, mixed = (answer[name].astype(np.float64) for answer in answers)
        size = norm(first) + norm(second)
        if size and norm(first - second) <= _SAME * size:
            text = Text(
                en="The gradient of `{}` is the same for different upstream gradients: it ignores dout.",
                es="El gradiente de `{}` es el mismo para distintos gradientes de la salida: ignora dout.",
            )
            _fail(text.format(name), Evidence(kind="upstream_ignored", argument=name))
        size = max(size, norm(mixed))
        if size > floor and not norm(mixed - mix[0] * first - mix[1] * second) <= _LINEAR * size:
            text = Text(
                en="The gradient of `{}` is not linear in the upstream gradient dout; every derivative is.",
                es="El gradiente de `{}` no es lineal en el gradiente de la salida, dout; toda derivada lo es.",
            )
            _fail(text.format(name), Evidence(kind="not_linear", argument=name))


def _fail_not_finite(name: str | None, values: NDArray[Any]) -> NoReturn:
    index = tuple(int(k) for k in np.argwhere(~np.isfinite(values))[0])
    got = str(values[index])
    text = Text(
        en="The gradient of `{}` has {} at {}." if name else "The output of the forward has {1} at {2}.",
        es="El gradiente de `{}` tiene {} en {}." if name else "La salida del forward tiene {1} en {2}.",
    )
    count = int(np.count_nonzero(~np.isfinite(values)))
    evidence = Evidence(
        kind="not_finite", argument=name, index=index, got=got, count=count, total=int(values.size)
    )
    _fail(text.format(name, got, list(index)), evidence)


def _fail(text: Text, evidence: Evidence) -> NoReturn:
    raise Mismatch(text, evidence)
