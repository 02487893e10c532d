"""What to grade: assignments, or another course's version of them, or one exercise."""

from __future__ import annotations

from dataclasses import dataclass, replace

from autograder.course.adapters import adapted, load_adapter
from autograder.course.course import Course, CourseError, load_assignment
from autograder.exercise.model import Assignment
from autograder.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was asked for.

    Parameters
    ----------
    names : tuple of str
        Assignments.
    adapter : str or None
        Of the exercises in them, only those that this adapter maps, as it has them.
    only : tuple of str
        Only the exercises of these names; all, if empty.
    """

    names: tuple[str, ...]
    adapter: str | None = None
    only: tuple[str, ...] = ()


def selected(course: Course, selection: Selection) -> tuple[Assignment, ...]:
    """Return the assignments, with the exercises asked for; those that have none of them are left out.

    Raises
    ------
    CourseError
        If an assignment or the adapter cannot be had, or no exercise is left.
    """
    assignments = [load_assignment(course, name) for name in selection.names]
    if selection.adapter is not None:
        adapter = load_adapter(course, selection.adapter)
        assignments = [adapted(assignment, adapter) for assignment in assignments]
    offered = [exercise.name for assignment in assignments for exercise in assignment.exercises]
    for name in selection.only:
        if name not in offered:
            raise _no_exercise(name, selection, ", ".join(offered) or "—")
    if selection.only:
        assignments = [_only(assignment, selection.only) for assignment in assignments]
    found = tuple(assignment for assignment in assignments if assignment.exercises)
    if not found:
        raise _nothing_mapped(selection)
    return found


def _only(assignment: Assignment, names: tuple[str, ...]) -> Assignment:
    return replace(assignment, exercises=tuple(e for e in assignment.exercises if e.name in names))


def _no_exercise(name: str, selection: Selection, offered: str) -> CourseError:
    names = ", ".join(selection.names)
    return CourseError(
        Text(
            en=f"There is no exercise {name!r} in {names}. There are: {offered}.",
            es=f"No hay un ejercicio {name!r} en {names}. Hay: {offered}.",
        )
    )


def _nothing_mapped(selection: Selection) -> CourseError:
    names = ", ".join(selection.names)
    return CourseError(
        Text(
            en=f"The adapter {selection.adapter} maps no exercise of {names}. Use --assignment all.",
            es=f"El adaptador {selection.adapter} no abarca ningún ejercicio de {names}. Usa --assignment all.",
        )
    )
