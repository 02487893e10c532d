"""Asking a student's functions what was recorded, and comparing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder.numeric.compare import close, shape_text
from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.practice.draws import FEW, FIRST, drawn_alike, is_excerpt, is_summary, same_numbers, shape_of
from autograder.practice.recording import RecordedAnswers, RecordedCheck, RecordedExercise, Recording
from autograder.sandbox.calls import Absent, Answer, Handle, Raised, Returned
from autograder.sandbox.local import LocalSession
from autograder.text import Text

Functions: TypeAlias = Mapping[str, Callable[..., Any]]
Status = Literal["passed", "failed", "not_written", "skipped"]

#: An answer that is judged as it is, not in parts.
_WHOLE = [-1]

_NOT_WRITTEN = Text(en="not written yet", es="todavía no está escrita")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """How one recorded check went.

    Parameters
    ----------
    title : Text
    status : str
    points : float
        What it is worth.
    message : Text or None
        What differed.
    """

    title: Text
    status: Status
    points: float
    message: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseOutcome:
    """How one exercise went, as far as it was recorded.

    Parameters
    ----------
    name : str
    checks : tuple of CheckOutcome
    hints : tuple of Text
        For mistakes that were recognised.
    unrecorded : tuple of Text
        Titles of checks that are only run when the work is handed in.
    """

    name: str
    checks: tuple[CheckOutcome, ...]
    hints: tuple[Text, ...] = ()
    unrecorded: tuple[Text, ...] = ()

    @property
    def score(self) -> float:
        """The points of the checks that were passed."""
        return float(sum(check.points for check in self.checks if check.status == "passed"))

    @property
    def max_score(self) -> float:
        """The points of all recorded checks."""
        return float(sum(check.points for check in self.checks))

    @property
    def passed(self) -> bool:
        """Whether every recorded check was passed."""
        return all(check.status == "passed" for check in self.checks)


def replay(recording: Recording, exercise: RecordedExercise, functions: Functions) -> ExerciseOutcome:
    """Run the recorded checks of an exercise on a student's functions."""
    outcomes: dict[str, CheckOutcome] = {}
    hints: dict[str, Text] = {}
    for check in exercise.checks:
        title = check.title.text
        answers = LocalSession(functions).run(recording.calls_of(check))
        status, message = _compared(recording, check, answers)
        if status == "failed" and (named := _named(recording, exercise, check, answers)):
            hints[named[0]] = named[1]  # also where it is skipped: what it asks may tell more
        if any(_failed(outcomes.get(name)) for name in check.needs):
            status, message = "skipped", None
        outcomes[check.name] = CheckOutcome(title=title, status=status, points=check.points, message=message)
    return ExerciseOutcome(
        name=exercise.name,
        checks=tuple(outcomes.values()),
        hints=tuple(hints.values()),
        unrecorded=tuple(title.text for title in exercise.unrecorded),
    )


def _failed(outcome: CheckOutcome | None) -> bool:
    return outcome is not None and outcome.status != "passed"


def _compared(
    recording: Recording, check: RecordedCheck, answers: Sequence[Answer]
) -> tuple[Status, Text | None]:
    for place, wanted in enumerate(recording.answers_of(check.right)):
        name = check.calls[place].function
        got = answers[place]
        if isinstance(got, Absent):
            text = Text(en="there is no function `{}`", es="no hay una función `{}`")
            return "not_written", text.format(name)
        if isinstance(got, Raised) and got.problem.type == "NotImplementedError":
            return "not_written", Text(en=f"`{name}` is {_NOT_WRITTEN.en}", es=f"`{name}` {_NOT_WRITTEN.es}")
        try:
            _require_alike(
                got, wanted, check.names[place] or [name], check.judged[place], random=place in check.random
            )
        except Mismatch as mismatch:
            return "failed", mismatch.text
    try:
        _require_same_repetitions(answers, check.right.repetitions)
    except Mismatch as mismatch:
        return "failed", mismatch.text
    return "passed", None


def _named(
    recording: Recording, exercise: RecordedExercise, check: RecordedCheck, answers: Sequence[Answer]
) -> tuple[str, Text] | None:
    """Return the one known mistake that answers as the student's functions did."""
    alike = [
        mistake
        for mistake in exercise.mistakes
        if mistake.check == check.name and _reproduces(recording, check, mistake.answers, answers)
    ]
    return (alike[0].name, alike[0].hint.text) if len(alike) == 1 else None


def _reproduces(
    recording: Recording, check: RecordedCheck, recorded: RecordedAnswers, answers: Sequence[Answer]
) -> bool:
    try:
        for place, wanted in enumerate(recording.answers_of(recorded)):
            _require_alike(answers[place], wanted, ["answer"], _WHOLE, random=place in check.random)
        _require_same_repetitions(answers, recorded.repetitions)
    except Mismatch:
        return False
    return any(isinstance(answer, Returned) for answer in answers)


def _require_alike(
    got: Answer, wanted: Answer, names: Sequence[str], judged: Sequence[int], *, random: bool
) -> None:
    """Raise `Mismatch` where what is judged of an answer differs from what was recorded."""
    if isinstance(got, Raised):
        if isinstance(wanted, Raised):
            return
        kind, line = got.problem.type, got.problem.line
        where = Text(en=f" (line {line})", es=f" (línea {line})") if line else Text(en="", es="")
        raise _differs(en=f"it raised {kind}{where.en}", es=f"lanzó {kind}{where.es}")
    if not (isinstance(got, Returned) and isinstance(wanted, Returned)):
        raise _differs(en="it should raise an error here", es="aquí debería lanzar un error")
    if isinstance(wanted.value, tuple | list) and len(names) == len(wanted.value) > 1:
        _require_count(got.value, names)
        for place, (one, right) in enumerate(zip(got.value, wanted.value, strict=True)):
            if place in judged or judged == _WHOLE:
                _require_same(one, right, names[place], random=random)
    elif judged:
        _require_same(got.value, wanted.value, names[0], random=random)


def _require_count(value: Any, names: Sequence[str]) -> None:
    if not (isinstance(value, tuple | list) and len(value) == len(names)):
        wanted = ", ".join(names)
        raise _differs(
            en=f"it should return {len(names)} values: {wanted}",
            es=f"debería devolver {len(names)} valores: {wanted}",
        )


def _require_same(got: Any, wanted: Any, name: str, *, random: bool) -> None:
    if isinstance(wanted, Handle):
        return  # a cache: the student's own business
    if is_summary(wanted) or (random and isinstance(wanted, np.ndarray)):
        _require_drawn_alike(got, wanted, name)
    elif is_excerpt(wanted):
        first = wanted[FIRST]
        close(_array(got, wanted, name).ravel()[: first.size], first, name=name, equal_nan=True)
    elif _nests(wanted):
        if isinstance(got, np.ndarray) and got.ndim:
            got = list(got)  # as `close` does
        _require_count(got, [name] * len(wanted))
        for place, (one, right) in enumerate(zip(got, wanted, strict=True)):
            _require_same(one, right, f"{name}[{place}]", random=random)
    elif random:
        return  # too few numbers to tell distributions apart
    elif isinstance(wanted, np.ndarray | np.generic | float | int | list | tuple):
        close(got, wanted, name=name, equal_nan=True)
    elif got != wanted:
        raise _differs(en=f"`{name}` should be {wanted!r}", es=f"`{name}` debería ser {wanted!r}")


def _nests(value: Any) -> bool:
    """Tell whether a list holds more than numbers: parameters of several shapes, say."""
    return isinstance(value, list | tuple) and any(
        not isinstance(item, bool | int | float | np.generic) for item in value
    )


def _array(got: Any, wanted: Any, name: str) -> NDArray[Any]:
    """Return an answer as an array of the recorded shape."""
    shape = shape_of(wanted)
    try:
        array = np.asarray(got, dtype=np.float64)
    except (TypeError, ValueError):
        raise _differs(
            en=f"`{name}` should be an array of numbers of shape {shape_text(shape)}.",
            es=f"`{name}` debería ser un arreglo de números de forma {shape_text(shape)}.",
        ) from None
    if array.shape != shape:
        found = shape_text(array.shape)
        raise _differs(
            en=f"`{name}` should have shape {shape_text(shape)}; it has {found}.",
            es=f"`{name}` debería tener forma {shape_text(shape)}; tiene {found}.",
        )
    return array


def _require_drawn_alike(got: Any, wanted: Any, name: str) -> None:
    array = _array(got, wanted, name)
    if array.size >= FEW and not drawn_alike(array, wanted):
        raise _differs(
            en=f"`{name}` is not distributed as it should be.",
            es=f"`{name}` no tiene la distribución que debería.",
        )


def _require_same_repetitions(answers: Sequence[Answer], pairs: Sequence[tuple[int, int, bool]]) -> None:
    """Random answers repeat where those of a right submission do, and nowhere else."""
    for first, second, equal in pairs:
        if same_numbers(answers[first], answers[second]) != equal:
            if equal:
                raise _differs(
                    en="Two calls with generators in the same state gave different answers: draw from `rng` alone.",
                    es="Dos llamadas con generadores en el mismo estado dieron respuestas distintas: sortea solo con "
                    "`rng`.",
                )
            raise _differs(
                en="Two calls with different generators gave the same answer: draw with the `rng` that you are given.",
                es="Dos llamadas con generadores distintos dieron la misma respuesta: sortea con el `rng` que recibes.",
            )


def _differs(*, en: str, es: str) -> Mismatch:
    return Mismatch(Text(en=en, es=es), Evidence(kind="value"))
