"""Asking a student's forward for many values with few messages.

The forward runs in another process, so a call costs a message however many points it carries. Each
part of the gradient check is therefore an *inquiry*: a generator that yields the points it wants and
is sent their outputs. `together` merges the requests of several inquiries, round by round, and
`carry_out` answers them: every part reads as if it ran alone, yet a round is one call.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.text import Text

Array: TypeAlias = NDArray[np.float64]

#: The parameters under test, by name. Each is a *block* of the whole parameter vector.
Point: TypeAlias = Mapping[str, Array]

#: Many points to their outputs, each one array (0-d for a loss).
Forward: TypeAlias = Callable[[Sequence[Point]], Sequence[NDArray[Any]]]

T = TypeVar("T")

#: Yields the points it wants, is sent their outputs, returns a `T`. Never asks for nothing.
Inquiry: TypeAlias = Generator[list[Point], list[Array], T]

#: The largest message, in bytes of parameters.
_MESSAGE = 2**26


def together(inquiries: Iterable[Inquiry[T]]) -> Inquiry[list[T]]:
    """Carry out several inquiries at once: the requests of a round become one request."""
    running = list(inquiries)
    results: dict[int, T] = {}
    requests: dict[int, list[Point]] = {}

    def advance(number: int, outputs: list[Array] | None) -> None:
        inquiry = running[number]
        try:
            requests[number] = next(inquiry) if outputs is None else inquiry.send(outputs)
        except StopIteration as stop:
            requests.pop(number, None)
            results[number] = stop.value

    for number in range(len(running)):
        advance(number, None)
    while requests:
        outputs = iter((yield [point for points in requests.values() for point in points]))
        for number, points in list(requests.items()):
            advance(number, [next(outputs) for _ in points])
    return [results[number] for number in range(len(running))]


def carry_out(inquiry: Inquiry[T], evaluate: Callable[[list[Point]], list[Array]]) -> T:
    """Answer an inquiry's requests until it returns."""
    try:
        points = next(inquiry)
        while True:
            points = inquiry.send(evaluate(points))
    except StopIteration as stop:
        result: T = stop.value
        return result


class Evaluator:
    """The forward, counted, and protected from what it might do to its arguments.

    Attributes
    ----------
    points, calls : int
        How many points were evaluated, in how many calls.
    """

    def __init__(self, forward: Forward) -> None:
        self._forward = forward
        self.points = 0
        self.calls = 0

    def raw(self, points: Sequence[Point]) -> list[NDArray[Any]]:
        """Evaluate points, as the forward returns them: any shape, any type."""
        outputs: list[NDArray[Any]] = []
        weight = max(1, sum(block.nbytes for block in points[0].values()))
        size = max(1, _MESSAGE // weight)
        for start in range(0, len(points), size):
            # Copies: a forward that writes into its argument must not change the next evaluation.
            batch = [{name: block.copy() for name, block in p.items()} for p in points[start : start + size]]
            outputs += [np.asarray(output) for output in self._forward(batch)]
            self.calls += 1
        self.points += len(points)
        return outputs

    def shaped(self, shape: tuple[int, ...]) -> Callable[[list[Point]], list[Array]]:
        """Return an evaluation that insists on outputs of `shape`.

        It raises `Mismatch` for an output of another shape: the forward has no derivative.
        """

        def evaluate(points: list[Point]) -> list[Array]:
            outputs = self.raw(points)
            for output in outputs:
                if output.shape != shape or output.dtype.kind not in "biuf":
                    raise _restless(output, shape)
            return [output.astype(np.float64) for output in outputs]

        return evaluate


def _restless(output: NDArray[Any], shape: tuple[int, ...]) -> Mismatch:
    text = Text(
        en="The output of the forward has shape {} at one point and {} at a neighbouring one.",
        es="La salida del forward tiene forma {} en un punto y {} en un punto vecino.",
    )
    got = str(output.shape)
    return Mismatch(text.format(shape, got), Evidence(kind="shape", got=got, wanted=str(shape)))
