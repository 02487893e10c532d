"""Grading a submission where nbgrader would execute it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool, Dict, Unicode

from autograder.batch.job import Job, grade_one
from autograder.course import CourseError, Selection, find_course, private_seed, selected
from autograder.grade.outcome import ExerciseResult, SubmissionResult
from autograder.intake import read_submission
from autograder.report import discreet, exercise_fragment, exercise_text, remarks_fragment
from autograder.text import Language

#: Where the result stands among the resources that nbgrader passes from one preprocessor to the next.
KEY = "gradiente"


@dataclass(frozen=True, slots=True)
class Graded:
    """What was found out about a submission.

    Parameters
    ----------
    result : SubmissionResult
    exercises : frozenset of str
        The names of all exercises of the assignment, whether or not the submission could be read.
    """

    result: SubmissionResult
    exercises: frozenset[str]

    def exercise(self, name: str) -> ExerciseResult | None:
        """Return the result of an exercise."""
        return next((e for e in self.result.exercises if e.name == name), None)

    @property
    def readable(self) -> bool:
        """Whether it could be read at all."""
        return self.result.status == "graded"


class ConfinedGrade(NbGraderPreprocessor):  # type: ignore[misc]
    """Grade the submission that a notebook belongs to, and show the result at its ``check(...)`` cells.

    What is graded is the submitted folder itself, exactly as ``autograder grade`` does it: every notebook and every
    ``.py`` file in it, in a confined process. Nothing of the submission runs in this one, and no score is ever read
    from what it printed.
    """

    course = Unicode("", help="A folder of the Gradiente course: by default nbgrader's course folder.").tag(
        config=True
    )
    assignments = Dict(
        {},
        help="The course's assignment for each of nbgrader's that has another name: {'ps1': 'a1_backprop'}.",
    ).tag(config=True)
    language = Unicode("", help="en or es; by default the language that the notebook's name ends in.").tag(
        config=True
    )
    show_values = Bool(
        False, help="Show which number was wanted of the hidden inputs, and which one was found."
    ).tag(config=True)
    trust = Bool(False, help="Grade even where submissions cannot be confined.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade a submission and write the feedback into a notebook of it."""
        about = resources["nbgrader"]
        graded = self._graded(about["assignment"], about["student"])
        resources[KEY] = graded
        _show(nb, graded, self._language(about["notebook"]), values=self.show_values)
        self._report(graded, about["student"])
        return nb, resources

    def _graded(self, assignment: str, student: str) -> Graded:
        converter = self.parent.parent
        folder = converter.coursedir.format_path(converter.coursedir.submitted_directory, student, assignment)
        try:
            course = find_course(Path(self.course or converter.coursedir.root))
            name = course_assignment(assignment, course.names, self.assignments)
            job = Job(course, Selection(names=(name,)), private_seed(course.root), self.trust)
            exercises = (e.name for a in selected(job.course, job.selection) for e in a.exercises)
            return Graded(grade_one(job, read_submission(Path(folder))), frozenset(exercises))
        except CourseError as error:
            raise NbGraderException(error.text.en) from error

    def _language(self, notebook: str) -> Language:
        return "es" if (self.language or notebook[-2:]) == "es" else "en"

    def _report(self, graded: Graded, student: str) -> None:
        all_of_them = sorted(self.parent.parent.assignments)
        mine = [place for place, path in enumerate(all_of_them, 1) if Path(path).parent.name == student]
        progress = f" ({mine[0]} of {len(all_of_them)})" if mine else ""
        result = graded.result
        said = f"{result.score:g} of {result.max_score:g} points" if graded.readable else "could not be read"
        self.log.info("%s: %s, in %.0f ms%s", student, said, 1000 * result.wall_s, progress)


def course_assignment(assignment: str, names: tuple[str, ...], given: dict[str, str]) -> str:
    """Return the course's assignment that one of nbgrader's is: the one given, or the one whose name it has.

    The name may end in a language.

    Raises
    ------
    NbGraderException
        If there is none.
    """
    wanted = given.get(assignment, assignment)
    for name in (wanted, wanted.removesuffix("_en"), wanted.removesuffix("_es")):
        if name in names:
            return name
    raise NbGraderException(
        f"The course has no assignment {wanted!r}. Say in nbgrader_config.py which one is meant: "
        f"c.ConfinedGrade.assignments = {{{assignment!r}: NAME}}, where NAME is one of: {', '.join(names)}."
    )


def _show(nb: NotebookNode, graded: Graded, language: Language, *, values: bool) -> None:
    """Write what was found out into the notebook's cells, in place of anything they printed."""
    remarks = remarks_fragment(graded.result, language)
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if not is_check(cell, graded):
            continue
        if remarks:
            cell.outputs.append(_display(remarks, ""))
            remarks = "" if graded.readable else remarks
        exercise = graded.exercise(cell.metadata["nbgrader"]["grade_id"])
        if exercise is not None:
            exercise = exercise if values else discreet(exercise)
            text = exercise_text(exercise, language)
            cell.outputs.append(_display(exercise_fragment(exercise, language), text))


def is_check(cell: NotebookNode, graded: Graded) -> bool:
    """Tell whether a cell is the one whose points an exercise earns."""
    return bool(
        cell.cell_type == "code"
        and is_grade(cell)
        and not is_solution(cell)
        and cell.metadata["nbgrader"]["grade_id"] in graded.exercises
    )


def _display(html: str, text: str) -> NotebookNode:
    return new_output("display_data", data={"text/html": html, "text/plain": text})
