"""Grading one submission: every exercise of the assignments asked for."""

from __future__ import annotations

import time
from collections.abc import Sequence

from autograder.exercise.model import Assignment
from autograder.grade.exercise import grade_exercise
from autograder.grade.follow import follow_through
from autograder.grade.host import Host, Provided, WorkerHost
from autograder.grade.older import removed_names
from autograder.grade.outcome import ExerciseResult, Message, SubmissionResult, message
from autograder.intake import Submission, Unreadable
from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import Zygote
from autograder.text import Text

_STUCK = {
    "timeout": Text(
        en="A statement outside any function never ended; it was left out.",
        es="Una instrucción fuera de toda función nunca terminó; se dejó fuera.",
    ),
    "killed": Text(
        en="A statement outside any function ended the program; it was left out.",
        es="Una instrucción fuera de toda función terminó el programa; se dejó fuera.",
    ),
    "only definitions": Text(
        en="What is outside functions and classes takes too long: of that, only imports and simple assignments"
        " were executed.",
        es="Lo que está fuera de funciones y clases tarda demasiado: de eso solo se ejecutaron importaciones y"
        " asignaciones sencillas.",
    ),
}


def grade_submission(
    assignments: Sequence[Assignment],
    entry: Submission | Unreadable,
    zygote: Zygote,
    seed: int,
    deadline: Deadline | None = None,
    provided: Provided = Provided(),  # noqa: B008 (frozen)
) -> SubmissionResult:
    """Grade one submission in confined workers. Whatever it does, there is a result.

    Parameters
    ----------
    assignments : sequence of Assignment
    entry : Submission or Unreadable
    zygote : Zygote
        Where its processes come from.
    seed : int
        The class's seed: it determines every hidden input.
    deadline : Deadline, optional
        For each exchange with the submission.
    provided : Provided
        What the course puts beside the submission.
    """
    maximum = float(sum(assignment.max_score for assignment in assignments))
    if isinstance(entry, Unreadable):
        return SubmissionResult(
            entry.student, "unreadable", 0.0, maximum, 0.0, 0.0, reason=message(entry.reason)
        )
    started = time.perf_counter()
    host = WorkerHost(zygote, entry, deadline or Deadline(), provided)
    try:
        exercises = grade_exercises(assignments, host, seed)
    finally:
        host.discard()
    return SubmissionResult(
        student=entry.student,
        status="graded",
        score=float(sum(exercise.score for exercise in exercises)),
        max_score=maximum,
        cpu_s=round(host.cpu_seconds, 4),
        wall_s=round(time.perf_counter() - started, 4),
        exercises=exercises,
        notes=_notes(entry, host),
        problems=host.problems,
    )


def grade_exercises(assignments: Sequence[Assignment], host: Host, seed: int) -> list[ExerciseResult]:
    """Grade every exercise on its own first, then follow mistakes through to the exercises built on them."""
    results: dict[str, ExerciseResult] = {}
    pairs = [(a.name, exercise) for a in assignments for exercise in a.exercises]
    for assignment, exercise in pairs:
        results[exercise.name] = grade_exercise(assignment, exercise, host, seed)
    for _, exercise in pairs:
        if exercise.builds_on:
            own = results[exercise.name]
            results[exercise.name] = follow_through(exercise, own, results, host, seed)
    return list(results.values())


def _notes(entry: Submission, host: WorkerHost) -> list[Message]:
    notes = [*entry.notes, *(_STUCK[reason] for reason in host.stuck)]
    if host.adapted and (removed := removed_names(entry)):
        notes.append(_restored(", ".join(removed)))
    if host.translated:
        notes.append(_translated(", ".join(host.translated)))
    if host.given:
        notes.append(_not_graded(", ".join(host.given)))
    if host.absent:
        notes.append(_absent(", ".join(host.absent)))
    if host.in_want:
        notes.append(_in_want(host.in_want))
    return [message(note) for note in notes]


def _restored(names: str) -> Text:
    return Text(
        en=f"Restored for this submission, since NumPy or Python has them no longer: {names}.",
        es=f"Se repusieron para esta entrega, porque NumPy o Python ya no los tiene: {names}.",
    )


def _translated(names: str) -> Text:
    return Text(
        en=f"Read as Python 2, whose print statements, tabs or dictionary methods Python 3 no longer has: {names}.",
        es=f"Se leyó como Python 2, cuyas instrucciones print, tabuladores o métodos de diccionarios Python 3 ya no "
        f"tiene: {names}.",
    )


def _not_graded(names: str) -> Text:
    return Text(
        en=f"Not graded, because the course hands it out finished: {names}.",
        es=f"No se calificó, porque el curso lo entrega ya terminado: {names}.",
    )


def _in_want(count: int) -> Text:
    return Text(
        en=f"Statements outside functions that need what only the other course's modules and files have: {count}. They "
        "were left out, and that costs nothing.",
        es=f"Instrucciones fuera de funciones que necesitan lo que solo tienen los módulos y archivos del otro curso: "
        f"{count}. Se dejaron fuera, y eso no cuesta nada.",
    )


def _absent(names: str) -> Text:
    return Text(
        en=f"Imported modules that are not there; empty ones took their place: {names}.",
        es=f"Se importaron módulos que no están; otros vacíos tomaron su lugar: {names}.",
    )
