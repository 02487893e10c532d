"""The submission as checks see it: call it as you would call the reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.exercise.contract import NO_CONTRACT, Contract
from autograder.numeric.compare import wrong_arity
from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.sandbox.calls import Absent, Answer, Call, Earlier, Handle, Raised, Session
from autograder.sandbox.worker.messages import Problem
from autograder.text import Text


class SubmissionRaised(Exception):  # noqa: N818 (a finding, not an error of ours)
    """The submission ended a call in an exception.

    Parameters
    ----------
    function : str
        The function that was called.
    problem : Problem
        What the submission raised, and where. Its message is the submission's own text.
    """

    def __init__(self, function: str, problem: Problem) -> None:
        super().__init__(f"{function} raised {problem.type}")
        self.function = function
        self.problem = problem


class NotDefined(Exception):  # noqa: N818
    """The submission lacks the function."""

    def __init__(self, function: str) -> None:
        super().__init__(function)
        self.function = function


class Student:
    """A submission's functions, by name; an exercise's only function can be called directly."""

    def __init__(self, session: Session, contracts: Mapping[str, Contract], only: str | None) -> None:
        self._session = session
        self._contracts = contracts
        self._only = only

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the exercise's only function."""
        return self.function(*args, **kwargs)

    def early(self) -> StudentFunction:
        """Return the exercise's only function for calls whose arguments tell nothing of a right answer."""
        return self.function.early()

    @property
    def function(self) -> StudentFunction:
        """The exercise's only function."""
        if self._only is None:
            names = ", ".join(f"student.{name}" for name in self._contracts)
            raise TypeError(f"the exercise has several functions; call one of {names}")
        return StudentFunction(self._session, self._contracts[self._only])

    def __getattr__(self, name: str) -> StudentFunction:
        if name not in self._contracts:
            raise AttributeError(
                f"the exercise has no function {name!r}; it has {', '.join(self._contracts)}"
            )
        return StudentFunction(self._session, self._contracts[name])


class StudentFunction:
    """One function of a submission, or a method of one of its objects.

    Calling it returns what the submission returned: arrays, numbers and collections of them. Results that
    stay on the submission's side (a cache, a trained network) come as objects, to be passed back as they are or
    to be asked. Every call works on fresh copies of its arguments.
    """

    def __init__(
        self,
        session: Session,
        contract: Contract,
        target: Handle | None = None,
        *,
        early: bool = False,
        listen: bool = False,
    ) -> None:
        self.session = session
        self.contract = contract
        self._target = target
        self._early = early
        self._listen = listen

    def early(self) -> StudentFunction:
        """Return the function for calls whose arguments tell nothing of a right answer (`Call.early`)."""
        return StudentFunction(self.session, self.contract, self._target, early=True, listen=self._listen)

    def listening(self) -> StudentFunction:
        """Return the function for calls that answer ``(answer, printed)``: how many characters were printed.

        What was printed stays where it is. The count is a claim of the submission's.
        """
        return StudentFunction(self.session, self.contract, self._target, early=self._early, listen=True)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it once."""
        return self.answer(self.session.run([self.call(*args, **kwargs)])[0])

    def many(self, arguments: Sequence[tuple[Any, ...]], **kwargs: Any) -> list[Any]:
        """Call it on each tuple of arguments, in one exchange with the submission."""
        answers = self.session.run([self.call(*args, **kwargs) for args in arguments])
        return [self.answer(answer) for answer in answers]

    def call(self, *args: Any, **kwargs: Any) -> Call:
        """Return the call without making it, for `run_all`."""
        return Call(
            function=self.contract.name,
            args=tuple(map(_reference, args)),
            kwargs={name: _reference(value) for name, value in kwargs.items()},
            target=self._target,
            keep=self.contract.opaque,
            early=self._early,
            listen=self._listen,
        )

    def answer(self, answer: Answer) -> Any:
        """Return the value of an answer, or raise what it tells."""
        if isinstance(answer, Absent):
            raise NotDefined(self.contract.label)
        if isinstance(answer, Raised):
            raise SubmissionRaised(self.contract.label, answer.problem)
        value = self._value(answer.value)
        return (value, answer.printed) if self._listen else value

    def _value(self, value: Any) -> Any:
        if self.contract.is_class and isinstance(value, Handle):
            return StudentObject(self.session, self.contract, value)
        self._require_parts(value)
        return self._with_objects(value)

    def _with_objects(self, value: Any) -> Any:
        """Return an answer with what stayed on the submission's side as objects, which can be asked."""
        if isinstance(value, Handle):
            return StudentObject(self.session, NO_CONTRACT, value)
        if self.contract.opaque and isinstance(value, tuple):
            return tuple(self._with_objects(part) if isinstance(part, Handle) else part for part in value)
        return value

    def _require_parts(self, value: Any) -> None:
        """Several results must come as a tuple or list of that many."""
        results = self.contract.results
        if len(results) < 2 or (isinstance(value, tuple | list) and len(value) == len(results)):
            return
        name = self.contract.label
        finding = wrong_arity(value, len(results), name)
        wanted = ", ".join(results)
        raise Mismatch(
            Text(
                en=f"{name} should return {len(results)} values: {wanted}.",
                es=f"{name} debería devolver {len(results)} valores: {wanted}.",
            ),
            Evidence(kind="arity", argument=name, got=finding.evidence.got, wanted=wanted),
        )


class StudentObject:
    """An object that lives on the submission's side: an instance of a submitted class, or a kept result.

    Its methods are called as if it were here; itself too, if its class can be called (`__call__`). It can be
    an argument of other calls.
    """

    def __init__(self, session: Session, contract: Contract, handle: Handle, *, early: bool = False) -> None:
        self._session = session
        self._contract = contract
        self._early = early
        self.handle = handle

    def early(self) -> StudentObject:
        """Return the object for calls whose arguments tell nothing of a right answer (`Call.early`)."""
        return StudentObject(self._session, self._contract, self.handle, early=True)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object itself."""
        return self._method("__call__")(*args, **kwargs)

    def attribute(self, name: str) -> Any:
        """Return one of the object's attributes."""
        try:
            return self._method("__getattribute__")(name)
        except SubmissionRaised as raised:
            if raised.problem.type != "AttributeError":
                raise
        owner = self._contract.name
        raise Mismatch(
            Text(
                en=f"An object of `{owner}` should have the attribute `{name}`.",
                es=f"Un objeto de `{owner}` debería tener el atributo `{name}`.",
            ),
            Evidence(kind="missing", argument=name),
        )

    def many(self, arguments: Sequence[tuple[Any, ...]], **kwargs: Any) -> list[Any]:
        """Call the object itself on each tuple of arguments, in one exchange with the submission."""
        return self._method("__call__").many(arguments, **kwargs)

    def __getattr__(self, name: str) -> StudentFunction:
        if name.startswith("__"):  # what Python and NumPy ask of any object is not asked of the submission
            raise AttributeError(name)
        return self._method(name)

    def _method(self, name: str) -> StudentFunction:
        return StudentFunction(self._session, self._contract.method(name), self.handle, early=self._early)


def run_all(session: Session, calls: Sequence[tuple[StudentFunction, Call]]) -> list[Any]:
    """Make calls of several functions in one exchange; later ones may refer to `Earlier` answers."""
    answers = session.run([call for _, call in calls])
    return [function.answer(answer) for (function, _), answer in zip(calls, answers, strict=True)]


def _reference(value: Any) -> Any:
    return value.handle if isinstance(value, StudentObject) else value


__all__ = [
    "Earlier",
    "NotDefined",
    "Student",
    "StudentFunction",
    "StudentObject",
    "SubmissionRaised",
    "run_all",
]
