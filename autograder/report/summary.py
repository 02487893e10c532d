"""A class at a glance in the terminal.

A class that fits on a screen or two is listed whole, worst first: who needs help is what an instructor
looks for. A larger one is shown as a distribution, followed by the students who need attention.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text as Line

from autograder.grade.outcome import ExerciseResult, Results, SubmissionResult
from autograder.report.figures import BANDS, ClassFigures, MistakeFigures, class_figures, stops
from autograder.report.numbers import percent, points, share
from autograder.report.phrases import CHECK_STATUS, SANDBOX, SUBMISSION_STATUS
from autograder.report.terminal import PHRASES, bar, colour
from autograder.text import Language, Text, one_line

#: A class of up to so many students is listed whole.
LISTED = 40

#: Of a larger class, so many students are listed at most.
_ATTENTION = 20

#: Below this share of the points a student needs attention.
_LOW = 0.5

_MISTAKES = 5


def summary_table(results: Results, language: Language) -> Table:
    """Return a class as a table of at most 80 columns.

    Parameters
    ----------
    results : Results
    language : {"en", "es"}

    Returns
    -------
    table : rich.table.Table
        Up to 40 students: all of them, worst first. More: how many have which score, then those who need
        attention (unreadable, stopped, or below half of the points), worst first.
    """
    table = _empty(language)
    ordered = sorted(results.submissions, key=_urgency)
    if len(ordered) <= LISTED:
        _add(table, ordered, language)
        return table
    _add_bands(table, class_figures(results), language)
    urgent = [s for s in ordered if _needs_attention(s)]
    _add(table, urgent[:_ATTENTION], language)
    if len(urgent) > _ATTENTION:
        table.caption = PHRASES["more"].format(len(urgent) - _ATTENTION).to(language)
    return table


def summary_lines(results: Results, language: Language) -> list[Line]:
    """Return what a class's results come to: counts, mean, isolation, and its most frequent mistakes."""
    figures = class_figures(results)
    lines = [_count_line(figures, language)]
    if figures.mean is not None and figures.median is not None:
        scores = map(points, (figures.mean, figures.median, figures.max_score))
        lines.append(_line(PHRASES["middle"].format(*scores), language))
    level = results.sandbox.level
    style = "" if level in "AB" else "yellow"
    sandbox = PHRASES["sandbox"].format(level, SANDBOX[level].to(language))
    lines.append(Line(sandbox.to(language), style=style))
    if figures.mistakes:
        lines.append(_line(PHRASES["mistakes"], language))
        lines.extend(_mistake_line(item, language) for item in figures.mistakes[:_MISTAKES])
    return lines


def _line(text: Text, language: Language) -> Line:
    return Line(text.to(language))


def _count_line(figures: ClassFigures, language: Language) -> Line:
    line = Line(PHRASES["counts"].format(figures.graded, figures.total).to(language))
    if figures.unreadable:
        line.append(PHRASES["unreadable"].format(figures.unreadable).to(language), style="red")
    return line


def _mistake_line(item: MistakeFigures, language: Language) -> Line:
    hint = item.hint.es if language == "es" else item.hint.en
    line = Line(f"  {item.students:>4} × ", style="bold")
    line.append(f"{one_line(item.exercise, 60)}: ", style="not bold cyan")
    return line.append(one_line(hint, 300), style="not bold")


def _empty(language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), caption_justify="left")
    table.add_column(PHRASES["student"].to(language), max_width=16, overflow="ellipsis", no_wrap=True)
    table.add_column(PHRASES["score"].to(language), max_width=18, overflow="ellipsis", no_wrap=True)
    table.add_column(PHRASES["not_passed"].to(language), max_width=30, overflow="fold")
    table.add_column(PHRASES["status"].to(language), max_width=11, overflow="fold")
    return table


def _add(table: Table, submissions: Sequence[SubmissionResult], language: Language) -> None:
    for submission in submissions:
        table.add_row(
            Line(one_line(submission.student, 60)),
            _score(submission),
            _not_passed(submission, language),
            _status(submission, language),
        )


def _score(submission: SubmissionResult) -> Line:
    fraction = share(submission.score, submission.max_score)
    score = f" {points(submission.score):>5}/{points(submission.max_score)}"
    return Line.assemble(bar(fraction, colour(fraction)), score)


def _not_passed(submission: SubmissionResult, language: Language) -> Line:
    if submission.reason is not None:
        reason = submission.reason.es if language == "es" else submission.reason.en
        return Line(one_line(reason, 120), style="dim")
    return Line(", ").join(_lost(submission, language))


def _lost(submission: SubmissionResult, language: Language) -> Iterator[Line]:
    """Yield the exercises that lost points with their recognised mistakes, then those left untouched."""
    for exercise in submission.exercises:
        if exercise.status == "attempted" and exercise.score < exercise.max_score:
            yield _exercise(exercise)
    for status in ("not_attempted", "missing"):
        count = sum(e.status == status for e in submission.exercises)
        if count:
            yield Line(PHRASES[status].format(count).to(language), style="dim")


def _exercise(exercise: ExerciseResult) -> Line:
    line = Line(one_line(exercise.name, 60))
    if exercise.misconceptions:
        # Spaces, because a long identifier would be broken anywhere.
        mistakes = ", ".join(one_line(m.name, 60).replace("_", " ") for m in exercise.misconceptions)
        line.append(f" ({mistakes})", style="yellow")
    return line


def _status(submission: SubmissionResult, language: Language) -> Line:
    if submission.status == "unreadable":
        return Line(SUBMISSION_STATUS["unreadable"].to(language), style="red")
    stopped = stops(submission)
    if stopped:
        return Line(", ".join(CHECK_STATUS[stop].to(language) for stop in stopped), style="yellow")
    return Line(SUBMISSION_STATUS["graded"].to(language), style="dim")


def _urgency(submission: SubmissionResult) -> tuple[bool, float, str]:
    """Return a key that puts the unreadable first, then the lowest scores."""
    readable = submission.status != "unreadable"
    return readable, share(submission.score, submission.max_score), submission.student


def _needs_attention(submission: SubmissionResult) -> bool:
    low = share(submission.score, submission.max_score) < _LOW
    return submission.status == "unreadable" or low or bool(stops(submission))


def _add_bands(table: Table, figures: ClassFigures, language: Language) -> None:
    """Add one row for each band of scores, highest first, then a rule."""
    for number in reversed(range(BANDS)):
        count = figures.bands[number]
        fraction = share(count, figures.graded)
        label = Line(f"{100 * number // BANDS:>3}–{100 * (number + 1) // BANDS}%")
        filled = Line.assemble(bar(fraction, colour(number / BANDS)), f" {percent(fraction):>5}")
        table.add_row(label, filled, _students(count, language))
    table.add_section()


def _students(count: int, language: Language) -> Line:
    return Line(PHRASES["one" if count == 1 else "many"].format(count).to(language), style="dim")
