"""One exercise's result as a fragment for a notebook's cell, in one language."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from autograder.grade.outcome import EvidenceResult, ExerciseResult, Message, SubmissionResult
from autograder.report.environment import environment
from autograder.report.evidence import evidence_cells
from autograder.report.numbers import points
from autograder.report.phrases import CHECK_STATUS, EXERCISE_STATUS, SAY
from autograder.text import Language, one_line


def discreet(exercise: ExerciseResult) -> ExerciseResult:
    """Return a result whose messages say where an answer differs and how, but no number that was wanted or found."""
    checks = [
        msgspec.structs.replace(check, message=_without_numbers(check.evidence))
        if check.evidence is not None and isinstance(check.evidence.wanted, float)
        else check
        for check in exercise.checks
    ]
    return msgspec.structs.replace(exercise, checks=checks)


def _without_numbers(found: EvidenceResult) -> Message:
    kept = msgspec.structs.replace(found, wanted=None, got=None, error_bound=None)
    english, spanish = [], []
    for cell in evidence_cells(kept):
        code = "`" if cell.code else ""
        english.append(f"{cell.label.en}: {code}{cell.value.en}{code}")
        spanish.append(f"{cell.label.es}: {code}{cell.value.es}{code}")
    return Message(
        ". ".join(["Other values than wanted", *english]) + ".",
        ". ".join(["Los valores no son los esperados", *spanish]) + ".",
    )


def exercise_fragment(exercise: ExerciseResult, language: Language) -> str:
    """Return an exercise's checks, messages and recognised mistakes as HTML."""
    return environment().get_template("cell.html").render(exercise=exercise, language=language)


def exercise_text(exercise: ExerciseResult, language: Language) -> str:
    """Return the same as plain text."""
    return "\n".join(_lines(exercise, language))


def remarks_fragment(submission: SubmissionResult, language: Language) -> str:
    """Return what is to be said of the submission as a whole as HTML; nothing, if there is nothing to say."""
    if submission.status == "graded" and not submission.problems and not submission.notes:
        return ""
    return environment().get_template("remarks.html").render(submission=submission, language=language)


def _lines(exercise: ExerciseResult, language: Language) -> Iterator[str]:
    outof = f"{points(exercise.score)} / {points(exercise.max_score)} {SAY['points'].to(language)}"
    yield f"{exercise.name}: {outof}"
    if exercise.status != "attempted":
        yield f"  {EXERCISE_STATUS[exercise.status].to(language)}"
        return
    for misconception in exercise.misconceptions:
        yield f"  {SAY['looks_like'].to(language)} {misconception.name}. {_said(misconception.hint, language)}"
    for check in exercise.checks:
        status = CHECK_STATUS[check.status].to(language)
        yield f"  {points(check.score)} / {points(check.points)} {_said(check.title, language)}: {status}"
        if check.message is not None:
            yield f"    {_said(check.message, language)}"


def _said(message: Message, language: Language) -> str:
    return one_line(message.en if language == "en" else message.es, 2000)
