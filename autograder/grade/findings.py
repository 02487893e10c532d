"""From what a check raised to a status and a message.

A submission chooses the text of its exceptions, and may put hidden inputs into it. So the messages here
quote nothing of it but what can be verified: a built-in exception's name, one of the submission's own
file labels, a line number within that file.
"""

from __future__ import annotations

import builtins
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.exercise.student import NotDefined, SubmissionRaised
from autograder.grade.outcome import CheckStatus
from autograder.numeric.mismatch import Evidence, Mismatch
from autograder.sandbox.calls import WorkerLost
from autograder.sandbox.worker.messages import Problem
from autograder.text import Text

#: The number of lines of every piece of source, by its label.
Lines = Mapping[str, int]

#: Where the grader's own modules are.
_PACKAGE = Path(__file__).parents[1]

NOT_ATTEMPTED = "NotImplementedError"

_LOST = {
    "timeout": Text(
        en="Time ran out: is there a loop that never ends?",
        es="Se acabó el tiempo: ¿hay un ciclo que no termina?",
    ),
    "exhausted": Text(
        en="Not tried: other parts of this submission had used up its time.",
        es="No se probó: otras partes de esta entrega agotaron su tiempo.",
    ),
    "killed": Text(
        en="The program ended in the middle of the call (a crash, an exit, or too much memory).",
        es="El programa terminó en medio de la llamada (falló, salió o usó demasiada memoria).",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why a check was not passed."""

    status: CheckStatus
    text: Text
    evidence: Evidence | None = None
    not_attempted: bool = False


def finding(error: Exception, lines: Lines) -> Finding:
    """Return what an exception out of a check means."""
    if isinstance(error, Mismatch):
        return Finding(status="failed", text=error.text, evidence=error.evidence)
    if isinstance(error, SubmissionRaised):
        return _raised(error, lines)
    if isinstance(error, NotDefined):
        name = error.function
        text = Text(en=f"There is no function `{name}`.", es=f"No hay una función `{name}`.")
        return Finding(status="error", text=text)
    if isinstance(error, WorkerLost):
        return Finding(
            status="killed" if error.reason == "killed" else "timeout",
            text=_LOST.get(error.reason, _LOST["killed"]),
        )
    return _stumbled(error)


def _raised(error: SubmissionRaised, lines: Lines) -> Finding:
    name = error.function
    if error.problem.type == NOT_ATTEMPTED:
        text = Text(en=f"`{name}` is not written yet.", es=f"`{name}` todavía no está escrita.")
        return Finding(status="error", text=text, not_attempted=True)
    kind = builtin_exception(error.problem.type)
    place = _place(error.problem, lines)
    text = Text(
        en=f"`{name}` raised {kind or 'an exception'}{place.en}.",
        es=f"`{name}` lanzó {kind or 'una excepción'}{place.es}.",
    )
    if kind == "TypeError" and not place.en:  # not in the submission: it was the call itself
        text = Text(
            en=f"{text.en} Does it take the arguments that are asked for?",
            es=f"{text.es} ¿Recibe los argumentos que se piden?",
        )
    return Finding(status="error", text=text)


def builtin_exception(name: str) -> str | None:
    """Return `name` if it is a built-in exception's, else None."""
    cls = getattr(builtins, name, None) if name.isidentifier() else None
    return name if isinstance(cls, type) and issubclass(cls, BaseException) else None


def _place(problem: Problem, lines: Lines) -> Text:
    if not 1 <= problem.line <= lines.get(problem.label, 0):
        return Text(en="", es="")
    return Text(
        en=f" (line {problem.line} of {problem.label})",
        es=f" (línea {problem.line} de {problem.label})",
    )


def _stumbled(error: Exception) -> Finding:
    """Tell an answer that a check could not work with from an error of the grader's own."""
    frames = traceback.extract_tb(error.__traceback__)
    if frames and Path(frames[-1].filename).is_relative_to(_PACKAGE):
        place = f"{type(error).__name__}, {Path(frames[-1].filename).name}:{frames[-1].lineno}"
        text = Text(
            en=f"The grader met an error of its own here ({place}). Please tell your instructor.",
            es=f"El calificador tuvo aquí un error propio ({place}). Avísale a tu docente.",
        )
        return Finding(status="error", text=text, evidence=Evidence(kind="grader_error", got=place))
    text = Text(
        en="The answer is not of the kind that was asked for.",
        es="La respuesta no es del tipo que se pedía.",
    )
    return Finding(status="failed", text=text, evidence=Evidence(kind="unusable"))
