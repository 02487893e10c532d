"""Gradient checks of a submission: its own backward against its own forward.

They answer "is this backward the derivative of *this* forward?" and so stay fair when the forward is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.exercise.student import Student, StudentFunction, run_all
from autograder.numeric.compare import as_numbers, close, has_float32_precision, wrong_arity
from autograder.numeric.gradient import (
    GradientVerdict,
    Point,
    check_gradient,
    raise_if_failed,
    require_gradient,
)
from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.sandbox.calls import Earlier
from autograder.text import Text

Arguments: TypeAlias = Mapping[str, Any]
Array: TypeAlias = NDArray[Any]


def gradient_agrees(
    forward: StudentFunction,
    backward: StudentFunction,
    at: Arguments,
    *,
    rng: Generator,
    of: str | Sequence[str] | None = None,
    **options: Any,
) -> None:
    """Raise `Mismatch` unless a backward is the derivative of its forward.

    Where the forward is the right one, the backward must equal the reference's (to rounding) and be the
    forward's derivative (numerically, to 1e-4 in every entry). Where the forward is wrong, one of the two will
    do: so a wrong forward costs its own points only. Every backward follows a fresh forward, since it may consume
    the cache or change `dout`.

    Parameters
    ----------
    forward : StudentFunction
        Returns its output first, and a `cache`; called with the values of `at` in order, and `options`.
    backward : StudentFunction
        ``backward(dout, cache)`` returns gradients in the order of the forward's arguments, and in the
        reference's docstring each is named ``d`` + the argument's name.
    at : mapping of str to value
        The forward's positional arguments, by name.
    rng : numpy.random.Generator
        Draws the upstream gradients and the directions.
    of : str or sequence of str, optional
        The arguments whose gradients are checked. Default: all that the backward returns.
    **options
        Keyword arguments of the forward.

    Raises
    ------
    Mismatch
        With the parameter, the entry, both values and the pattern, where there is one.
    """
    # Points near the inputs and random upstream gradients: none of it follows from an answer.
    pair = _Pair(forward.early(), backward.early(), at, options)
    names = pair.differentiated if of is None else (of,) if isinstance(of, str) else tuple(of)
    point = _point(at, names)
    out = pair.outputs([point])[0]
    right = pair.is_right(out)
    try:
        pair.require_reference_gradients(point, rng.standard_normal(out.shape), names)
    except Mismatch:
        if right:
            raise
    else:
        # With the wrong forward, a backward by the book is as good as one that follows it. In single
        # precision, derivatives cost thousands of calls and say no more than this comparison.
        if not right or has_float32_precision(out):
            return
    verdict = check_gradient(
        pair.outputs, lambda point, dout: pair.gradients(point, dout, names), point, rng=rng
    )
    raise_if_failed(verdict)
    if not right:
        _require_decided(verdict)


def loss_gradient_agrees(
    function: Student | StudentFunction, at: Arguments, *, rng: Generator, of: str, **options: Any
) -> None:
    """Raise `Mismatch` unless the gradient that a loss returns is the derivative of the loss it returns.

    Parameters
    ----------
    function : Student or StudentFunction
        Returns ``(loss, gradient)``; called with the values of `at` in order, and `options`.
    at : mapping of str to value
        Its positional arguments, by name.
    rng : numpy.random.Generator
    of : str
        The argument that the gradient belongs to. It may be a list of arrays, or of tuples of them (a
        network's parameters); the gradient then has the same structure. ``"params[0]"`` looks at that part of
        it alone.
    **options
        Keyword arguments of the function.

    Raises
    ------
    Mismatch
        As `gradient_agrees`.
    """
    function = (function.function if isinstance(function, Student) else function).early()
    argument = of.partition("[")[0]

    def losses(points: Sequence[Point]) -> list[Array]:
        answers = function.many([_placed(at, point) for point in points], **options)
        return [_loss(answer[0]) for answer in answers]

    def gradients(point: Point, upstreams: Sequence[Array]) -> list[dict[str, Array]]:
        answers = function.many([_placed(at, point) for _ in upstreams], **options)
        return [_within(of, _like(argument, at[argument], answer[1])) for answer in answers]

    point = _within(of, _point(at, (argument,)))
    loss, gradient = function(*at.values(), **options)
    wanted_loss, wanted = function.contract.reference(*at.values(), **options)
    right = _agrees(_loss(loss), np.asarray(wanted_loss))
    claims, known = (_within(of, _like(argument, at[argument], given)) for given in (gradient, wanted))
    try:
        for name, claim in claims.items():
            require_gradient(name, claim, known[name], point, np.ones(()))
    except Mismatch:
        if right:
            raise
    else:
        if not right or has_float32_precision(_loss(loss)):  # as for a forward and its backward
            return
    verdict = check_gradient(losses, gradients, point, rng=rng, loss=True)
    raise_if_failed(verdict)
    if not right:
        _require_decided(verdict)


def slopes_agree(
    ask: Callable[[Sequence[Any]], Sequence[tuple[Any, Any]]],
    at: Any,
    *,
    wanted: tuple[Any, Any],
    rng: Generator,
    name: str = "params",
) -> None:
    """Raise `Mismatch` unless gradients are the derivative of the loss they come with, however one asks for it.

    For what `loss_gradient_agrees` cannot call: an object that holds its parameters, say. The rule is the same.

    Parameters
    ----------
    ask : callable
        Returns the submission's ``(loss, gradients)`` at each of many values of the parameters.
    at : array, or list or tuple of arrays, or of tuples of them
        The parameters; gradients have the same structure.
    wanted : (loss, gradients)
        What is right at `at`.
    rng : numpy.random.Generator
    name : str
        What the parameters are called.

    Raises
    ------
    Mismatch
        As `gradient_agrees`.
    """
    point = _blocks(name, at)

    def losses(points: Sequence[Point]) -> list[Array]:
        return [_loss(loss) for loss, _ in ask([_replaced(name, at, point) for point in points])]

    def gradients(point: Point, upstreams: Sequence[Array]) -> list[dict[str, Array]]:
        answers = ask([_replaced(name, at, point) for _ in upstreams])
        return [_like(name, at, gradient) for _, gradient in answers]

    loss, gradient = ask([at])[0]
    right = _agrees(_loss(loss), np.asarray(wanted[0]))
    claims, known = _like(name, at, gradient), _like(name, at, wanted[1])
    try:
        for key, claim in claims.items():
            require_gradient(key, claim, known[key], point, np.ones(()))
    except Mismatch:
        if right:
            raise
    else:
        if not right or has_float32_precision(_loss(loss)):  # as for a forward and its backward
            return
    verdict = check_gradient(losses, gradients, point, rng=rng, loss=True)
    raise_if_failed(verdict)
    if not right:
        _require_decided(verdict)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A forward and a backward, at certain arguments."""

    forward: StudentFunction
    backward: StudentFunction
    at: Arguments
    options: Arguments

    @property
    def differentiated(self) -> tuple[str, ...]:
        """The arguments whose gradients the backward returns, in its order."""
        results = self.backward.contract.results
        names = tuple(name for name in self.at if "d" + name in results)
        return names or tuple(self.at)[: max(len(results), 1)]

    def outputs(self, points: Sequence[Point]) -> list[Array]:
        """Return the forward's output at each point."""
        answers = self.forward.many([_placed(self.at, point) for point in points], **self.options)
        return [as_numbers(_first(answer), name="out") for answer in answers]

    def gradients(
        self, point: Point, upstreams: Sequence[Array], names: Sequence[str]
    ) -> list[dict[str, Array]]:
        """Return the backward's gradients for each upstream gradient, each after a forward of its own."""
        cache = self.forward.contract.opaque[0]
        position = None if cache == -1 else cache
        calls = []
        for k, upstream in enumerate(upstreams):
            calls.append((self.forward, self.forward.call(*_placed(self.at, point), **self.options)))
            calls.append((self.backward, self.backward.call(upstream, Earlier(2 * k, position))))
        answers = run_all(self.forward.session, calls)[1::2]
        return [self._named(answer, names) for answer in answers]

    def _named(self, answer: Any, names: Sequence[str]) -> dict[str, Array]:
        every = self.differentiated
        parts = [answer] if len(every) == 1 else answer
        found = dict(zip(every, parts, strict=True))
        return {
            key: block for name in names for key, block in _like(name, self.at[name], found[name]).items()
        }

    def is_right(self, out: Array) -> bool:
        """Tell whether the forward's output is the reference's."""
        wanted, *_ = self.forward.contract.reference(*self.at.values(), **self.options)
        return _agrees(out, wanted)

    def require_reference_gradients(self, point: Point, upstream: Array, names: Sequence[str]) -> None:
        """Raise `Mismatch` unless the gradients are those of the reference."""
        got = self.gradients(point, [upstream], names)[0]
        results = self.forward.contract.reference(*self.at.values(), **self.options)
        cache = results[self.forward.contract.opaque[0]]
        wanted = self._named(self.backward.contract.reference(upstream, cache), names)
        for name, claim in got.items():
            require_gradient(name, claim, wanted[name], point, upstream)


def _agrees(got: Array, wanted: Any) -> bool:
    try:
        close(got, wanted)
    except Mismatch:
        return False
    return True


def _require_decided(verdict: GradientVerdict) -> None:
    """A pass is a pass only if the check could have seen a mistake."""
    if verdict.status == "passed":
        return
    if verdict.status == "vacuous":
        text = Text(
            en="The forward's output does not depend on its arguments, so there is no gradient to check.",
            es="La salida del forward no depende de sus argumentos: no hay gradiente que comprobar.",
        )
    else:
        text = Text(
            en="The forward is too rough or too imprecise here to tell what its gradient is.",
            es="El forward es aquí demasiado irregular o impreciso para saber cuál es su gradiente.",
        )
    raise Mismatch(text, Evidence(kind=verdict.status))


def _blocks(name: str, value: Any) -> dict[str, Array]:
    """Return the float arrays in `value` by name: itself, or the parts of a collection."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return {name: value}
    if isinstance(value, list | tuple):
        parts = (_blocks(f"{name}[{k}]", part) for k, part in enumerate(value))
        return {key: block for part in parts for key, block in part.items()}
    return {}


def _point(at: Arguments, names: Sequence[str]) -> dict[str, Array]:
    return {key: block for name in names for key, block in _blocks(name, at[name]).items()}


def _within(place: str, blocks: Mapping[str, Array]) -> dict[str, Array]:
    """Keep the blocks that lie at `place`, such as ``params[0]``."""
    return {name: block for name, block in blocks.items() if name == place or name.startswith(f"{place}[")}


def _placed(at: Arguments, point: Point) -> tuple[Any, ...]:
    """Return the arguments with the blocks of `point` in place of their own."""
    return tuple(_replaced(name, value, point) for name, value in at.items())


def _replaced(name: str, value: Any, point: Point) -> Any:
    if name in point:
        return point[name]
    if isinstance(value, list | tuple):
        return type(value)(_replaced(f"{name}[{k}]", part, point) for k, part in enumerate(value))
    return value


def _like(name: str, value: Any, gradient: Any) -> dict[str, Array]:
    if not isinstance(value, list | tuple):
        return {name: as_numbers(gradient, name=f"gradient of {name}")}
    if not isinstance(gradient, list | tuple) or len(gradient) != len(value):
        raise wrong_arity(gradient, len(value), f"gradient of {name}")
    parts = (_like(f"{name}[{k}]", v, g) for k, (v, g) in enumerate(zip(value, gradient, strict=True)))
    return {key: block for part in parts for key, block in part.items()}


def _first(answer: Any) -> Any:
    return answer[0] if isinstance(answer, tuple | list) else answer


def _loss(value: Any) -> Array:
    """A loss is one number; an array of one entry will do for a derivative."""
    loss = as_numbers(value, name="loss")
    return loss.reshape(()) if loss.size == 1 else loss
