"""Finding a course and loading its assignments.

A course's root is the nearest folder upward whose ``pyproject.toml`` has a ``[tool.autograder]`` table. Its
assignments are the packages in the folder that the table names; each defines `assignment`.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
import tomllib
import traceback
import types
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.exercise.model import Assignment, Source
from autograder.text import Text


class CourseError(Exception):
    """A course, or one of its assignments, cannot be used.

    Parameters
    ----------
    text : Text
        What is wrong, and what to do.
    source : Source or None
        Where, if it is in an author's file.
    """

    def __init__(self, text: Text, source: Source | None = None) -> None:
        super().__init__(text.en)
        self.text = text
        self.source = source


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course on disk.

    Parameters
    ----------
    root : Path
    folder : str
        The folder of assignments, relative to the root.
    support : str or None
        The folder of modules that submissions may import, relative to the root.
    """

    root: Path
    folder: str
    support: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its assignments, sorted."""
        packages = (self.root / self.folder).glob("*/__init__.py")
        return tuple(sorted(path.parent.name for path in packages if path.parent.name.isidentifier()))


def find_course(start: Path) -> Course:
    """Return the course that `start` lies in.

    Raises
    ------
    CourseError
        If no folder upward has a ``pyproject.toml`` with a ``[tool.autograder]`` table.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        table = _table(folder / "pyproject.toml")
        if table is not None:
            return Course(
                root=folder,
                folder=str(table.get("assignments", "assignments")),
                support=str(table["support"]) if "support" in table else None,
            )
    raise CourseError(
        Text(
            en=f"There is no course in {start.resolve()} or above it: no pyproject.toml has a [tool.autograder] table. "
            "Run the command inside the course, or name its folder with --course.",
            es=f"No hay un curso en {start.resolve()} ni más arriba: ningún pyproject.toml tiene una tabla "
            "[tool.autograder]. Ejecuta el comando dentro del curso o indica su carpeta con --course.",
        )
    )


def _table(file: Path) -> dict[str, object] | None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    table = content.get("tool", {}).get("autograder")
    return table if isinstance(table, dict) else None


def choose(course: Course, asked: str) -> tuple[str, ...]:
    """Return the names of the assignments meant by `asked`: one of them, or all.

    Raises
    ------
    CourseError
        If there is no such assignment.
    """
    names = course.names
    if asked == "all" and names:
        return names
    if asked in names:
        return (asked,)
    known = ", ".join((*names, "all")) if names else "—"
    raise CourseError(
        Text(
            en=f"There is no assignment {asked!r} in {course.root / course.folder}. There are: {known}.",
            es=f"No hay una tarea {asked!r} en {course.root / course.folder}. Hay: {known}.",
        )
    )


def load_assignment(course: Course, name: str) -> Assignment:
    """Import an assignment.

    Raises
    ------
    CourseError
        If importing it fails, with the author's file and line; or if it defines no `assignment`.
    """
    module = import_from_course(course, (name,))
    assignment = getattr(module, "assignment", None)
    if not isinstance(assignment, Assignment):
        file = course.root / course.folder / name / "__init__.py"
        raise CourseError(
            Text(
                en=f"{name} defines no `assignment`: write `assignment = Assignment(...)` in its __init__.py.",
                es=f"{name} no define `assignment`: escribe `assignment = Assignment(...)` en su __init__.py.",
            ),
            Source(str(file), 1),
        )
    return assignment


def import_from_course(course: Course, names: Sequence[str]) -> types.ModuleType:
    """Import a module from the folder of assignments, by the names of its packages.

    Raises
    ------
    CourseError
        If importing it fails, with the author's file and line.
    """
    module_name = ".".join((*Path(course.folder).parts, *names))
    _make_importable(course, module_name.split(".")[0])
    try:
        return importlib.import_module(module_name)
    except Exception as error:
        source = _where(error, course.root)
        said = f"{type(error).__name__}: {error}"
        raise CourseError(
            Text(
                en=f"{names[-1]} cannot be imported. {said}",
                es=f"{names[-1]} no se puede importar. {said}",
            ),
            source,
        ) from error


def _make_importable(course: Course, package: str) -> None:
    """Let imports find this course's own packages, whatever else of their names is installed or loaded."""
    root = str(course.root)
    sys.path[:] = [root, *(entry for entry in sys.path if entry != root)]
    importlib.invalidate_caches()
    for name in (package, "solutions"):
        folder = course.root / name
        if folder.is_dir() and not _is_from(sys.modules.get(name), folder):
            for loaded in [n for n in sys.modules if n == name or n.startswith(name + ".")]:
                del sys.modules[loaded]
            if not (folder / "__init__.py").exists():
                # A folder without __init__.py would yield to a package of that name elsewhere on the path.
                module = types.ModuleType(name)
                module.__path__ = [str(folder)]
                sys.modules[name] = module


def _is_from(module: types.ModuleType | None, folder: Path) -> bool:
    return module is not None and [Path(p) for p in getattr(module, "__path__", [])] == [folder]


def _where(error: BaseException, root: Path) -> Source | None:
    """Return the innermost line of the course's own that an exception passed."""
    if isinstance(error, SyntaxError) and error.filename:
        return Source(error.filename, error.lineno or 0)
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if Path(f.filename).is_absolute() and Path(f.filename).is_relative_to(root)]
    return Source(own[-1].filename, own[-1].lineno or 0) if own else None


def definitions_digest(course: Course) -> str:
    """Return a SHA-256 over every module of the course loaded so far: what results depend on."""
    digest = hashlib.sha256()
    files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    for file in sorted(Path(f) for f in files if f and Path(f).is_relative_to(course.root)):
        if "site-packages" not in file.parts:
            digest.update(str(file.relative_to(course.root)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
