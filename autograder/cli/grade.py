"""``autograder grade``: a folder of submissions to a graded class with a report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text as RichText

import autograder
from autograder.batch import Job, grade_class
from autograder.cli.failure import INTERRUPTED, UnconfinedError, UsageError
from autograder.course import (
    Course,
    CourseError,
    Selection,
    choose,
    find_course,
    private_seed,
    selected,
)
from autograder.exercise.model import Assignment
from autograder.grade.outcome import Results, Sandbox, SubmissionResult
from autograder.grade.problems import written_problems
from autograder.intake import Submission, Unreadable, read_submissions
from autograder.report import summary_lines, summary_table, write_csv, write_html, write_json
from autograder.sandbox.level import find_level
from autograder.sandbox.process import Zygote
from autograder.store import Store
from autograder.text import Language, Text, one_line

#: Below so many submissions per process, starting another one costs more than it saves.
_WORTH_A_PROCESS = 8


_ALL = Text(en="All assignments", es="Todas las tareas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for; see ``autograder grade --help``."""

    submissions: Path
    assignment: str
    out: Path | None
    seed: int | None
    jobs: int | None
    cluster: str | None
    adapter: str | None
    only: tuple[str, ...]
    language: Language
    trust: bool
    course: Path


def grade(options: Options) -> int:
    """Grade a class, write its reports, print its summary; return the exit code."""
    course = _course(options)
    selection = Selection(
        names=choose(course, options.assignment), adapter=options.adapter, only=options.only
    )
    assignments = [_sound(assignment) for assignment in selected(course, selection)]
    entries, ignored = read_submissions(options.submissions)
    seed = private_seed(course.root) if options.seed is None else options.seed
    sandbox = _confinement(options)
    out = options.out or Path("grades") / "-".join(
        filter(None, (options.adapter, options.assignment, *options.only[:1]))
    )
    out.mkdir(parents=True, exist_ok=True)
    job = Job(course, selection, seed, options.trust)
    graded = _grade_with_progress(job, entries, out, options)
    results = Results(options.assignment, autograder.__version__, seed, sandbox, graded)
    _write(results, out, assignments, options.language)
    _say(results, out, ignored, options.language)
    return INTERRUPTED if len(graded) < len(entries) else 0


def _course(options: Options) -> Course:
    """Return the course named, or the one this folder is in, or the one the submissions are in."""
    try:
        return find_course(options.course)
    except CourseError:
        if options.course != Path() or not options.submissions.exists():
            raise
        return find_course(options.submissions)


def _confinement(options: Options) -> Sandbox:
    """Return how well submissions are kept apart here, found by attacking a worker."""
    with Zygote() as zygote:
        report = find_level(zygote)
    if not report.confined and not options.trust:
        missing = "; ".join(layer.why.to(options.language) for layer in report.layers if not layer.active)
        raise UnconfinedError(
            Text(
                en=f"Submissions cannot be confined on this machine (level {report.level}, at least B is wanted): "
                f"{missing} `autograder doctor` says what to do; --trust grades all the same.",
                es=f"En este equipo no se pueden aislar las entregas (nivel {report.level}, se pide al menos B): "
                f"{missing} `autograder doctor` dice qué hacer; --trust califica de todos modos.",
            )
        )
    return Sandbox(report.level, report.landlock, report.seccomp, report.namespaces)


def _sound(assignment: Assignment) -> Assignment:
    """Return the assignment if nothing is wrong with it as it is written."""
    problems = written_problems(assignment)
    if problems:
        raise UsageError(
            Text(
                en=f"{problems[0]} (`autograder verify {assignment.name}` lists all {len(problems)}.)",
                es=f"{problems[0]} (`autograder verify {assignment.name}` muestra los {len(problems)}.)",
            )
        )
    return assignment


def _grade_with_progress(
    job: Job, entries: Sequence[Submission | Unreadable], out: Path, options: Options
) -> list[SubmissionResult]:
    label = "Grading" if options.language == "en" else "Calificando"
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Store(out / "results.sqlite") as store, Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=len(entries))
        return grade_class(
            job,
            entries,
            store,
            lambda result, kept: bar.advance(task),
            jobs=options.jobs or _sensible_jobs(len(entries)),
            cluster=options.cluster,
        )


def _sensible_jobs(count: int) -> int:
    return max(1, min(len(os.sched_getaffinity(0)), count // _WORTH_A_PROCESS))


def _write(results: Results, out: Path, assignments: Sequence[Assignment], language: Language) -> None:
    write_json(results, out / "results.json")
    write_csv(results, out / "grades.csv")
    write_html(results, out, language, {a.name: a.title for a in assignments} | {"all": _ALL})


def _say(results: Results, out: Path, ignored: Sequence[Text], language: Language) -> None:
    console = Console()
    console.print(summary_table(results, language))
    for line in summary_lines(results, language):
        console.print(line)
    for note in ignored:
        console.print(RichText(one_line(note.to(language)), style="dim"))
    where = "Report" if language == "en" else "Informe"
    console.print(RichText(f"{where}: {out / 'index.html'}", style="bold"), soft_wrap=True)
