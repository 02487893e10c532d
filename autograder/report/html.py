"""Writing the class report and each student's feedback as self-contained pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from autograder.grade.outcome import ExerciseResult, Results, SubmissionResult
from autograder.report.environment import environment
from autograder.report.figures import by_name, class_figures, stops
from autograder.report.files import write_atomically
from autograder.report.histogram import histogram
from autograder.report.names import feedback_name
from autograder.text import Language, Text

Titles = Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Part:
    """The exercises of one assignment, under its title."""

    title: Text
    exercises: Sequence[ExerciseResult]


@dataclass(frozen=True, slots=True)
class Row:
    """One student in the table of a class."""

    submission: SubmissionResult
    exercises: Mapping[str, ExerciseResult]
    stops: Sequence[str]


def write_html(results: Results, folder: Path, language: Language, titles: Titles) -> None:
    """Write ``index.html`` for the instructor and ``feedback/STUDENT.html`` for each student.

    Parameters
    ----------
    results : Results
    folder : Path
    language : {"en", "es"}
        The language in which pages open; every page has both.
    titles : mapping of str to Text
        The title of each assignment by its name; one without a title is shown by name.

    Raises
    ------
    ImportError
        If Jinja2 is not installed.
    """
    write_atomically(folder / "index.html", index_page(results, language, titles).encode())
    for submission in results.submissions:
        page = feedback_page(results, submission, language, titles)
        write_atomically(folder / "feedback" / feedback_name(submission.student), page.encode())


def feedback_page(results: Results, submission: SubmissionResult, language: Language, titles: Titles) -> str:
    """Return one student's page."""
    return (
        environment()
        .get_template("feedback.html")
        .render(
            language=language,
            title=_title(results.assignment, titles),
            version=results.version,
            submission=submission,
            parts=list(_parts(submission.exercises, titles)),
        )
    )


def index_page(results: Results, language: Language, titles: Titles) -> str:
    """Return the instructor's page about the class."""
    figures = class_figures(results)
    return (
        environment()
        .get_template("index.html")
        .render(
            language=language,
            title=_title(results.assignment, titles),
            version=results.version,
            sandbox=results.sandbox,
            figures=figures,
            bars=histogram(figures.bands),
            rows=[_row(submission) for submission in by_name(results.submissions)],
        )
    )


def _row(submission: SubmissionResult) -> Row:
    return Row(submission, {e.name: e for e in submission.exercises}, stops(submission))


def _title(assignment: str, titles: Titles) -> Text:
    return titles.get(assignment) or Text(en=assignment, es=assignment)


def _parts(exercises: Sequence[ExerciseResult], titles: Titles) -> Iterator[Part]:
    for assignment, group in groupby(exercises, key=lambda exercise: exercise.assignment):
        yield Part(_title(assignment, titles), list(group))
