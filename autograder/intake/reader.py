"""The folder of a class: one result for each student, whatever lies in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.intake.entry import read_entry, student_of
from autograder.intake.limits import Limits
from autograder.intake.model import IntakeError, RefusedError, Submission, Unreadable
from autograder.intake.names import collision_key, is_junk, is_readme, listed
from autograder.intake.submission import submission, unreadable
from autograder.text import Text, one_line

_Result = Submission | Unreadable


def read_submissions(folder: Path, *, limits: Limits | None = None) -> tuple[list[_Result], list[Text]]:
    """Read every submission in `folder`: each entry is one student's.

    Parameters
    ----------
    folder : Path
        Holds `.py` and `.ipynb` files, `.zip` archives and folders; an entry's name without suffix is the
        student.
    limits : Limits, optional
        How much of one submission is read.

    Returns
    -------
    results : list of Submission or Unreadable
        One for each student, sorted by student.
    notes : list of Text
        About entries that are no submission: hidden files, a README.

    Raises
    ------
    IntakeError
        If `folder` cannot be listed or no submission is in it.
    """
    limits = limits or Limits()
    names = _names(folder)
    ignored = [name for name in names if _is_ignored(name)]
    students: dict[str, list[str]] = {}
    for name in names:
        if not _is_ignored(name):
            students.setdefault(collision_key(student_of(folder / name)), []).append(name)
    if not students:
        raise _unusable(_EMPTY, folder)
    results = [_result(folder, entries, limits) for entries in students.values()]
    notes = [_IGNORED.format(listed(ignored))] if ignored else []
    return sorted(results, key=lambda result: result.student), notes


def read_submission(path: Path, *, limits: Limits | None = None) -> _Result:
    """Read one submission: a `.py` or `.ipynb` file, an archive, or a folder."""
    return _result(path.parent, [path.name], limits or Limits())


def _is_ignored(name: str) -> bool:
    return is_junk(name) or is_readme(name)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        raise _unusable(_MISSING, folder) from None
    except NotADirectoryError:
        raise _unusable(_NO_FOLDER, folder) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _unusable(_CLOSED, folder, one_line(why)) from None


def _result(folder: Path, entries: Sequence[str], limits: Limits) -> _Result:
    student = student_of(folder / entries[0])
    if len(entries) > 1:
        return unreadable(student, _SEVERAL.format(listed(entries)))
    try:
        return submission(student, read_entry(folder / entries[0], limits))
    except RefusedError as refusal:
        return unreadable(student, refusal.text)
    except Exception as error:  # What nobody foresaw costs one submission, not the batch.
        return unreadable(student, _UNFORESEEN.format(type(error).__name__))


def _unusable(text: Text, folder: Path, *values: object) -> IntakeError:
    return IntakeError(text.format(one_line(str(folder)), *values))


_IGNORED = Text(en="Ignored, not a submission: {0}.", es="Se ignoró, no es una entrega: {0}.")
_SEVERAL = Text(
    en="Several entries belong to this student, and it is not for the grader to choose: {0}."
    " Keep one, or put all files into one folder with the student's name.",
    es="Varias entregas corresponden a este estudiante, y el calificador no debe elegir: {0}."
    " Conserva una, o pon todos los archivos en una sola carpeta con el nombre del estudiante.",
)
_UNFORESEEN = Text(
    en="It could not be read, in a way nobody foresaw ({0}). Look at it by hand, and please report it.",
    es="No se pudo leer, por un motivo que nadie previó ({0}). Revísala a mano y, por favor, repórtalo.",
)
_MISSING = Text(
    en="There is no folder “{0}”. Give the folder that holds the submissions.",
    es="No existe la carpeta «{0}». Indica la carpeta que contiene las entregas.",
)
_NO_FOLDER = Text(
    en="“{0}” is a file. Give the folder that holds the submissions.",
    es="«{0}» es un archivo. Indica la carpeta que contiene las entregas.",
)
_CLOSED = Text(
    en="The folder “{0}” cannot be read ({1}). Check its permissions.",
    es="La carpeta «{0}» no se puede leer ({1}). Revisa sus permisos.",
)
_EMPTY = Text(
    en="No submission is in “{0}”. Each entry should be a .py, a .ipynb, a folder of them or a .zip,"
    " named after the student.",
    es="No hay ninguna entrega en «{0}». Cada elemento debe ser un .py, un .ipynb, una carpeta con ellos"
    " o un .zip, con el nombre del estudiante.",
)
