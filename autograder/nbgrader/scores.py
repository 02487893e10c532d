"""Writing scores into nbgrader's gradebook."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, GradeCell, SolutionCell, TaskCell
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, is_solution, is_task

from autograder.nbgrader.grading import KEY, Graded, is_check


class SaveScores(NbGraderPreprocessor):  # type: ignore[misc]
    """Write the score of each exercise into the gradebook; leave questions to be graded by hand.

    A cell's output is never looked at: scores come from `ConfinedGrade`. A test that is none of the course's
    exercises is left to be graded by hand too.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Write the scores of a notebook."""
        about, graded = resources["nbgrader"], resources[KEY]
        cells = {c.metadata["nbgrader"]["grade_id"]: c for c in nb.cells if _is_known(c)}
        with Gradebook(about["db_url"]) as gradebook:
            found = gradebook.find_submission_notebook(
                about["notebook"], about["assignment"], about["student"]
            )
            known = _loaded(gradebook, found.notebook)
            for grade in found.grades:
                self._save_score(grade, cells.get(grade.name), graded)
            for comment in found.comments:
                _save_comment(comment, cells.get(comment.name), graded)
            gradebook.db.commit()
            del known  # a session forgets what nobody holds
        return nb, resources

    def _save_score(self, grade: Any, cell: NotebookNode | None, graded: Graded) -> None:
        if cell is not None and is_check(cell, graded):
            grade.auto_score = auto_score(graded, grade.name, grade.max_score)
            grade.needs_manual_grade = grade.manual_score is not None or not graded.readable
            return
        if cell is None or not (is_solution(cell) or is_task(cell)):
            self.log.warning("%s is no exercise of the course: it is left to be graded by hand", grade.name)
        untouched = cell is not None and is_solution(cell) and _is_untouched(cell)
        grade.auto_score = 0.0 if untouched else None
        grade.needs_manual_grade = grade.manual_score is not None or not untouched


def _loaded(gradebook: Gradebook, notebook: Any) -> list[Any]:
    """Load a notebook's cells all at once: each grade would ask for its own otherwise."""
    kinds = (GradeCell, SolutionCell, TaskCell)
    return [c for kind in kinds for c in gradebook.db.query(kind).filter(kind.notebook_id == notebook.id)]


def auto_score(graded: Graded, name: str, points: float) -> float:
    """Return what an exercise earns of the points that its cell has, which may not be the exercise's own."""
    exercise = graded.exercise(name)
    if exercise is None or exercise.max_score <= 0:
        return 0.0
    if points == exercise.max_score:
        return exercise.score
    return points * min(1.0, max(0.0, exercise.score / exercise.max_score))


def _save_comment(comment: Any, cell: NotebookNode | None, graded: Graded) -> None:
    """Say where there is no answer: nothing was written there, nor for the exercise anywhere else."""
    exercise = graded.exercise(comment.name.removesuffix("-solution"))
    elsewhere = exercise is not None and exercise.status == "attempted"
    untouched = cell is not None and not is_task(cell) and _is_untouched(cell) and not elsewhere
    comment.auto_comment = "No response." if untouched else None


def _is_untouched(cell: NotebookNode) -> bool:
    return bool(cell.metadata["nbgrader"].get("checksum") == compute_checksum(cell))


def _is_known(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("grade_id"))
