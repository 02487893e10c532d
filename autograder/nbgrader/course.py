"""Making an nbgrader course: its source notebooks and its configuration."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course, load_assignment
from autograder.release import release
from autograder.text import Language, Text

CONFIG = "nbgrader_config.py"


class CourseThereError(Exception):
    """A file would be written over.

    Parameters
    ----------
    text : Text
        Which, and what to do.
    """

    def __init__(self, path: Path) -> None:
        self.text = Text(
            en=f"{path} is there already: --force writes over it.",
            es=f"{path} ya existe: --force lo sobrescribe.",
        )
        super().__init__(self.text.en)


@dataclass(frozen=True, slots=True)
class Source:
    """An assignment as nbgrader has it.

    Parameters
    ----------
    name : str
        nbgrader's name of it.
    assignment : str
        The course's name of it.
    language : str
    """

    name: str
    assignment: str
    language: Language


def sources(names: Sequence[str], languages: Sequence[Language]) -> list[Source]:
    """Return nbgrader's assignments: one for each of the course's, or one for each language.

    Two languages in one assignment would count every exercise twice.
    """
    several = len(languages) > 1
    return [Source(f"{n}_{lang}" if several else n, n, lang) for n in names for lang in languages]


def write_course(
    course: Course, folder: Path, wanted: Sequence[Source], course_id: str, *, force: bool
) -> list[Path]:
    """Write a course; return the files.

    Raises
    ------
    CourseThereError
        If a file is there already, and `force` was not given.
    """
    targets = [folder / CONFIG, *(folder / "source" / source.name for source in wanted)]
    for path in targets:
        if path.exists() and not force:
            raise CourseThereError(path)
    written = []
    for name in dict.fromkeys(source.assignment for source in wanted):
        with tempfile.TemporaryDirectory() as made:
            release(load_assignment(course, name), course.root / course.folder / name, Path(made))
            for source in wanted:
                if source.assignment == name:
                    written += _copy(Path(made), folder / "source" / source.name, source)
    config = folder / CONFIG
    config.write_text(config_text(course, folder, course_id), encoding="utf-8")
    return [config, *written]


def _copy(made: Path, to: Path, source: Source) -> list[Path]:
    to.mkdir(parents=True, exist_ok=True)
    stem = f"{source.assignment}_{source.language}"
    files = [f"{stem}.ipynb", f"{stem}.py", f"{source.assignment}.checks"]
    return [Path(shutil.copyfile(made / file, to / file)) for file in files]


def config_text(course: Course, folder: Path, course_id: str) -> str:
    """Return the configuration of a course in `folder`."""
    inside = folder.resolve().is_relative_to(course.root)
    where = "HERE" if inside else f"Path({str(course.root)!r})"
    return _CONFIG.replace("@COURSE@", where).replace("@ID@", repr(course_id))


_CONFIG = '''"""An nbgrader course that Gradiente grades. nbgrader's own settings can be added at will."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader provides it)

HERE = Path(__file__).resolve().parent

# nbgrader starts `alembic` by its name, which only an activated environment knows.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])

c.CourseDirectory.course_id = @ID@
c.CourseDirectory.root = str(HERE)

# The Gradiente course: a folder in or below the one whose pyproject.toml has a [tool.autograder] table.
c.ConfinedGrade.course = str(@COURSE@)

# Skeletons are handed out as they are, and no file with a solution in it.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "autograder.nbgrader.ClearAllButSkeletons",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Only what was handed in is collected: no links to what is none of the student's.
c.ExchangeFactory.collect = "autograder.nbgrader.CollectPlainFiles"

# Whatever became of a notebook's cells, they are as they were released before anything is made of them.
c.Autograde.sanitize_preprocessors = [
    "autograder.nbgrader.MendCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# ConfinedGrade in place of Execute, SaveScores in place of SaveAutoGrades.
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.ConfinedGrade",
    "nbgrader.preprocessors.LimitOutput",
    "autograder.nbgrader.SaveScores",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# A .py file is kept, and graded, as the student wrote it.
c.Autograde.exclude_overwriting = {
    folder.name: [str(file.relative_to(folder)) for file in folder.rglob("*.py")]
    for folder in (HERE / "source").glob("*")
}
'''
