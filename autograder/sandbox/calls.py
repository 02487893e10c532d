"""The vocabulary of asking a submission: calls, answers, and sessions that answer them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from autograder.sandbox.worker.messages import Problem


@dataclass(frozen=True, slots=True)
class Handle:
    """An object that stays on the submission's side (a forward's cache, an instance), by number."""

    number: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier call of the same `Session.run` answered; `position` picks one of several results."""

    call: int
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Unsendable:
    """An answer that is no number, text, array or collection of them, by its type's name."""

    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a submitted function, or of the method of an object if `target` is given.

    Parameters
    ----------
    function : str
        Its name. Where the submission defines no such function, and the first argument is one of its objects, that
        object's method of this name answers.
    args, kwargs
        Numbers, texts, arrays and collections of them; a `numpy.random.Generator` (passed by its
        state); a callable (the submission calls it back); directly among them also a `Handle` or `Earlier`.
    keep : tuple of int
        Positions of results that stay on the submission's side as handles; ``(-1,)`` keeps the whole answer.
    early : bool
        Whether nothing in the arguments follows from a right answer, so that the submission may see this
        call before it has answered the ones before.
    listen : bool
        Whether to count what the call prints.
    """

    function: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    target: Handle | Earlier | None = None
    keep: tuple[int, ...] = ()
    early: bool = False
    listen: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A call's answer, an iterator's items as a list; and how many characters it printed, if that was asked."""

    value: Any
    printed: int = 0


@dataclass(frozen=True, slots=True)
class Raised:
    """A call ended in an exception of the submission's."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Absent:
    """The submission does not define the function."""


Answer: TypeAlias = Returned | Raised | Absent


class Session(Protocol):
    """A submission that has been executed once and answers calls, wherever it runs."""

    def run(self, calls: Sequence[Call]) -> list[Answer]:
        """Answer calls in order, each on fresh copies of its arguments."""
        ...

    def begin(self, section: str) -> None:
        """Start a conversation of its own: objects kept in earlier ones are no longer asked for."""
        ...


class WorkerLost(Exception):  # noqa: N818 (an outcome of the submission, not an error of ours)
    """The process that answered is gone: it took too long, died, or broke the protocol.

    Parameters
    ----------
    reason : str
        ``"timeout"``, ``"killed"``, or ``"exhausted"`` (the submission has cost too many processes).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFunction:
    """A function or class of the grader's offered to a submission.

    Parameters
    ----------
    name : str
    function : callable
    keep : tuple of int
        Positions of results that stay in the grader; ``(-1,)`` keeps the whole result, as for an instance.
    methods : tuple of HeldFunction
        What may be asked of an instance, which is the first argument.
    attributes : tuple of str
        What an instance is called with, and keeps under these names on the submission's side as well.
    """

    name: str
    function: Callable[..., Any]
    keep: tuple[int, ...] = ()
    methods: tuple[HeldFunction, ...] = ()
    attributes: tuple[str, ...] = ()
