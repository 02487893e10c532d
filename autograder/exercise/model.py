"""Exercise, Check, Misconception, Assignment: what an author writes."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from autograder.exercise.contract import Contract, contract_of
from autograder.exercise.inputs import Input
from autograder.text import Text

Function: TypeAlias = Callable[..., Any]
_F = TypeVar("_F", bound=Function)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an author wrote something."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A named question to a submission, worth points.

    Parameters
    ----------
    name : str
    text : Text
        What is checked, as a short statement: "agrees with the reference".
    run : callable
        ``run(student, **inputs)``; raises where the answer is wrong.
    points : float
    needs : tuple of str
        Checks without which this one says nothing new: if one failed, this one is skipped.
    trials : int or None
        How many draws of the inputs it is tried on; None for the exercise's own.
    source : Source
    parameters : tuple of str
        The names of the inputs that it asks for.
    public : bool
        Whether students may have it, recorded.
    """

    name: str
    text: Text
    run: Function
    points: float
    needs: tuple[str, ...]
    trials: int | None
    source: Source
    parameters: tuple[str, ...]
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconception:
    """A mistake that students really make, as a runnable wrong implementation.

    Parameters
    ----------
    name : str
    hint : Text
        What to tell a student who made it.
    functions : mapping of str to callable
        The wrong functions; the exercise's other functions are right.
    caught_by : tuple of str
        The checks that must fail on it. The first names it.
    source : Source
    """

    name: str
    hint: Text
    functions: Mapping[str, Function]
    caught_by: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A convention that counts as right in another course's version of an exercise; ours is then the other one.

    Parameters
    ----------
    convention : str
        The misconception that it is in our version.
    instead : str
        What our own convention is called there.
    en, es : str
        What to tell somebody who followed ours.
    """

    convention: str
    instead: str
    en: str
    es: str

    @property
    def hint(self) -> Text:
        """What to tell, in both languages."""
        return Text(en=self.en, es=self.es)


class Exercise:
    """One exercise: its references, statement, inputs, checks and misconceptions, in one place.

    Parameters
    ----------
    *references : callable
        The functions (or one class) that a student writes. Signature and docstring make the skeleton; the
        Returns section of the docstring names the results.
    en, es : str
        The statement.
    inputs : mapping of str to Input
        How each argument is drawn. Checks ask for inputs by parameter name; `rng` is always there: the
        check's own generator, which the submission never sees.
    name : str, optional
        Default: the reference's name, or what the names of several have in common.
    uses : sequence of callable
        References of other exercises that checks call too: the student's own version answers (the forward
        of a backward).
    builds_on : sequence of Exercise
        Exercises whose functions the student's code calls. If one of them failed, this exercise is graded
        again with its reference standing in.
    sizes : mapping of str to range
        Sizes that a dimension may have, where the usual 3 to 9 do not suit.
    edges : sequence of mapping of str to int
        Sizes at the edge that are legal, each tried once more: ``[{"batch": 1}]``.
    trials : int
        How many draws of the inputs each check is tried on.
    opaque : sequence of str
        Names of results that stay on the student's side, because their content is the student's business.
    topic : Text, optional
        The technique in a few words, for lists; default: the name.
    signs_are_free : bool
        Whether the signs of answers are an accident of the method (eigenvectors): mistakes are then recognised
        by magnitudes alone.
    time_factor : float
        How many times the usual processor time its calls may take: more than 1 where a submission trains. Say in
        the statement how long that is.

    Examples
    --------
    >>> import numpy as np
    >>> from autograder import Exercise, close, normal
    >>> def double(x):
    ...     return 2 * x
    >>> exercise = Exercise(double, en="Double it.", es="Duplícalo.", inputs=dict(x=normal("n")))
    >>> @exercise.check(points=1, en="doubles", es="duplica")
    ... def doubles(student, x):
    ...     close(student(x), double(x))
    >>> [check.name for check in exercise.checks]
    ['doubles']
    """

    def __init__(
        self,
        *references: Function,
        en: str,
        es: str,
        inputs: Mapping[str, Input] | None = None,
        name: str | None = None,
        uses: Sequence[Function] = (),
        builds_on: Sequence[Exercise] = (),
        sizes: Mapping[str, range] | None = None,
        edges: Sequence[Mapping[str, int]] = (),
        trials: int = 2,
        opaque: Sequence[str] = ("cache",),
        topic: Text | None = None,
        signs_are_free: bool = False,
        time_factor: float = 1.0,
    ) -> None:
        if not references:
            raise TypeError("an exercise needs at least one reference function")
        self.references: Mapping[str, Function] = {f.__name__: f for f in references}
        self.only = next(iter(self.references)) if len(self.references) == 1 else None
        self.name = name or _common_name(tuple(self.references))
        self.origin = self.name
        self.meant: tuple[Meant, ...] = ()
        self.text = Text(en=en, es=es)
        words = self.name.replace("_", " ")
        self.topic = topic or Text(en=words, es=words)
        self.inputs: Mapping[str, Input] = dict(inputs or {})
        self.builds_on = tuple(builds_on)
        self.sizes: Mapping[str, range] = dict(sizes or {})
        self.edges = tuple(edges)
        self.trials = trials
        self.signs_are_free = signs_are_free
        self.time_factor = time_factor
        self.source = _caller()
        self.uses: Mapping[str, Function] = {f.__name__: f for f in uses}
        self.opaque = tuple(opaque)
        self.contracts: Mapping[str, Contract] = {
            name: contract_of(f, self.opaque) for name, f in {**self.uses, **self.references}.items()
        }
        self._checks: list[Check] = []
        self._misconceptions: list[Misconception] = []

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks, in the order they are run."""
        return tuple(self._checks)

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """The misconceptions, in the order they were written."""
        return tuple(self._misconceptions)

    @property
    def max_score(self) -> float:
        """The sum of the checks' points."""
        return float(sum(check.points for check in self._checks))

    def check(
        self,
        *,
        points: float,
        en: str,
        es: str,
        needs: Function | str | Sequence[Function | str] = (),
        trials: int | None = None,
        public: bool = True,
    ) -> Callable[[_F], _F]:
        """Register a function as a check.

        It receives `student` (call it as you would call the reference) and the inputs it names, and raises
        where the answer is wrong: with `close`, one of the other comparisons, or any `assert`.

        Parameters
        ----------
        points : float
            What it is worth; more than 0.
        en, es : str
            What is checked, as a short statement.
        needs : function, str, or sequence of them
            Checks whose failure makes this one pointless.
        trials : int, optional
            Draws of the inputs, where the exercise's own number does not suit.
        public : bool, optional
            Whether students get it, recorded (the reference's calls and answers, with inputs of a public seed).
            False where other answers than the reference's are right too, and for what is to be kept back.
        """

        def register(run: _F) -> _F:
            check = Check(
                name=run.__name__,
                text=Text(en=en, es=es),
                run=run,
                points=points,
                needs=_names(needs),
                trials=trials,
                source=_source(run),
                parameters=tuple(inspect.signature(run).parameters)[1:],
                public=public,
            )
            self._checks.append(check)
            return run

        return register

    def misconception(
        self,
        *,
        caught_by: Function | str | Sequence[Function | str],
        en: str,
        es: str,
        replaces: Function | str | None = None,
    ) -> Callable[[_F], _F]:
        """Register a wrong implementation of one of the exercise's functions.

        Decorate a function with the signature of the reference. In an exercise of several functions name the
        one it `replaces`, or decorate a class whose attributes are the wrong functions, by name.

        Parameters
        ----------
        caught_by : function, str, or sequence of them
            The checks that must fail on it; the first is where it is named.
        en, es : str
            What to tell a student who made this mistake: what to do, in one sentence.
        replaces : function or str, optional
        """

        def register(wrong: _F) -> _F:
            self._misconceptions.append(
                Misconception(
                    name=wrong.__name__,
                    hint=Text(en=en, es=es),
                    functions=self._replaced(wrong, replaces),
                    caught_by=_names(caught_by),
                    source=_source(wrong),
                )
            )
            return wrong

        return register

    def replace_checks(self, checks: Sequence[Check], misconceptions: Sequence[Misconception]) -> None:
        """Put others in the place of all (a version of an exercise for another course has its own)."""
        self._checks = list(checks)
        self._misconceptions = list(misconceptions)

    def _replaced(self, wrong: Function, replaces: Function | str | None) -> dict[str, Function]:
        if replaces is not None:
            return {_name(replaces): wrong}
        only = next(iter(self.references)) if len(self.references) == 1 else None
        if only and inspect.isclass(wrong) == inspect.isclass(self.references[only]):
            return {only: wrong}
        if inspect.isclass(wrong):
            return _functions_of(wrong)
        raise TypeError(
            f"{_source(wrong)}: misconception {wrong.__name__!r} must say which function it replaces: "
            f"replaces={' or '.join(self.references)}"
        )

    def __repr__(self) -> str:
        return f"<Exercise {self.name}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Exercises that are handed out together.

    Parameters
    ----------
    name : str
        Also the name of its folder.
    en, es : str
        Its title.
    exercises : tuple of Exercise
        In the order in which they are taught.
    """

    name: str
    en: str
    es: str
    exercises: tuple[Exercise, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "exercises", tuple(self.exercises))

    @property
    def title(self) -> Text:
        """The title in both languages."""
        return Text(en=self.en, es=self.es)

    @property
    def max_score(self) -> float:
        """The sum of the exercises' points."""
        return float(sum(exercise.max_score for exercise in self.exercises))


def _functions_of(namespace: type) -> dict[str, Function]:
    """Return the functions that a class holds as attributes, static methods or plain ones."""
    found = {name: getattr(namespace, name) for name in vars(namespace)}
    return {name: value for name, value in found.items() if inspect.isfunction(value)}


def _common_name(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return names[0]
    common = os.path.commonprefix(names).strip("_")  # noqa: RUF071 (characters are meant)
    if not common:
        raise TypeError(f"the functions {', '.join(names)} share no prefix: give the exercise a name=")
    return common


def _names(functions: Function | str | Sequence[Function | str]) -> tuple[str, ...]:
    if callable(functions) or isinstance(functions, str):
        return (_name(functions),)
    return tuple(map(_name, functions))


def _name(function: Function | str) -> str:
    return function if isinstance(function, str) else function.__name__


def _source(function: Function) -> Source:
    if inspect.isclass(function):
        try:
            return Source(inspect.getfile(function), inspect.getsourcelines(function)[1])
        except (OSError, TypeError):
            return Source(function.__module__, 0)
    code = function.__code__
    return Source(code.co_filename, code.co_firstlineno)


def _caller() -> Source:
    """The place where an author wrote ``Exercise(...)``."""
    frame = inspect.stack(context=0)[2]
    return Source(frame.filename, frame.lineno)
