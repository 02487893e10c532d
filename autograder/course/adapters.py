"""A course's adapters, and the modules that it gives to submissions."""

from __future__ import annotations

from pathlib import Path

from autograder.course.course import Course, CourseError, import_from_course
from autograder.exercise.adapter import Adapter
from autograder.exercise.model import Assignment
from autograder.text import Text


def adapter_names(course: Course) -> tuple[str, ...]:
    """Return the names of the course's adapters, sorted."""
    packages = (course.root / course.folder / "adapters").glob("*/__init__.py")
    return tuple(sorted(path.parent.name for path in packages if path.parent.name.isidentifier()))


def load_adapter(course: Course, name: str) -> Adapter:
    """Import an adapter: the package ``adapters/NAME`` in the folder of assignments, which defines `adapter`.

    Raises
    ------
    CourseError
        If there is none of this name, or importing it fails, or it defines no `adapter`.
    """
    known = adapter_names(course)
    if name not in known:
        listed = ", ".join(known) or "—"
        raise CourseError(
            Text(
                en=f"There is no adapter {name!r} in {course.root / course.folder / 'adapters'}. There are: {listed}.",
                es=f"No hay un adaptador {name!r} en {course.root / course.folder / 'adapters'}. Hay: {listed}.",
            )
        )
    module = import_from_course(course, ("adapters", name))
    adapter = getattr(module, "adapter", None)
    if not isinstance(adapter, Adapter):
        raise CourseError(
            Text(
                en=f"The adapter {name} defines no `adapter`: write `adapter = Adapter(...)` in its __init__.py.",
                es=f"El adaptador {name} no define `adapter`: escribe `adapter = Adapter(...)` en su __init__.py.",
            )
        )
    return adapter


def adapted(assignment: Assignment, adapter: Adapter) -> Assignment:
    """Return an assignment with the versions that the adapter has of its exercises, in its order."""
    own = {exercise.name: place for place, exercise in enumerate(assignment.exercises)}
    found = [exercise for exercise in adapter.exercises if exercise.origin in own]
    return Assignment(
        name=assignment.name,
        en=assignment.en,
        es=assignment.es,
        exercises=tuple(sorted(found, key=lambda exercise: own[exercise.origin])),
    )


def support_files(course: Course) -> list[tuple[str, Path]]:
    """Return what submissions may import besides installed packages: module names and files, sorted."""
    if course.support is None:
        return []
    folder = course.root / course.support
    return [
        (".".join(path.relative_to(folder).with_suffix("").parts), path)
        for path in sorted(folder.rglob("*.py"))
    ]
