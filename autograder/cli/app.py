"""The command line: options and their help. What the commands do is in the modules of their names.

Those are imported when they are asked for: a student's machine has not all that grading needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import autograder
from autograder.cli.failure import failing_clearly

app = typer.Typer(
    name="autograder",
    help="Grade exercises of deep learning from scratch in NumPy, and verify the exercises themselves.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

_Language = Annotated[Literal["en", "es"], typer.Option("--lang", help="Language of messages and reports.")]
_Course = Annotated[
    Path, typer.Option("--course", help="A folder of the course.", show_default="the current folder")
]


def main() -> None:
    """Run the command."""
    app()


@app.command("grade")
def _grade(
    submissions: Annotated[
        Path, typer.Argument(help="Folder of submissions: each a .py, a .ipynb, a folder of them, or a .zip.")
    ],
    assignment: Annotated[
        str, typer.Option("--assignment", "-a", help="An assignment's name, or [b]all[/b].")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Where results go.", show_default="grades/ASSIGNMENT"),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", min=0, help="Seed of the hidden inputs.", show_default="the course's own"),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes that grade.", show_default="one per core"),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(help="Grade on a Dask cluster: its scheduler's address.")
    ] = None,
    adapter: Annotated[
        str | None, typer.Option(help="Grade submissions in another course's shape, by an adapter's name.")
    ] = None,
    only: Annotated[
        str | None, typer.Option(help="Grade one exercise, or several with commas in between.")
    ] = None,
    language: _Language = "en",
    trust: Annotated[
        bool, typer.Option("--trust", help="Grade even where submissions cannot be confined.")
    ] = False,
    course: _Course = Path(),
) -> None:
    """Grade a folder of submissions.

    Exit codes: 0 every submission has a result; 2 unusable arguments; 3 submissions cannot be confined here
    and --trust was not given; 130 interrupted (what was finished is kept, and the same command goes on).
    """
    from autograder.cli.grade import Options, grade

    options = Options(
        submissions=submissions,
        assignment=assignment,
        out=out,
        seed=seed,
        jobs=jobs,
        cluster=cluster,
        adapter=adapter,
        only=tuple(filter(None, (only or "").replace(" ", "").split(","))),
        language=language,
        trust=trust,
        course=course,
    )
    with failing_clearly(language):
        raise typer.Exit(grade(options))


@app.command("verify")
def _verify(
    assignments: Annotated[
        list[str] | None, typer.Argument(help="Names of assignments.", show_default="all")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How many seeds each law is tried on.")] = 5,
    language: _Language = "en",
    course: _Course = Path(),
) -> None:
    """Verify exercises: references score full marks, misconceptions are caught and named, skeletons score 0.

    Exit codes: 0 no problems; 1 problems, each with file, line and remedy; 2 unusable arguments.
    """
    from autograder.cli.verify import verify

    with failing_clearly(language):
        raise typer.Exit(verify(course, tuple(assignments or ()), seeds, language))


@app.command("check")
def _check(
    path: Annotated[Path, typer.Argument(help="Your .py or .ipynb file.")],
    exercises: Annotated[
        list[str] | None, typer.Argument(help="Names of exercises.", show_default="all")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever the file changes.")] = False,
    language: _Language = "en",
) -> None:
    """Check your own functions against the recorded checks of the folder you were given.

    Exit codes: 0 every check was passed; 1 some were not; 2 unusable arguments.
    """
    from autograder.cli.check import CheckOptions, check

    with failing_clearly(language):
        options = CheckOptions(path=path, exercises=tuple(exercises or ()), language=language, watch=watch)
        raise typer.Exit(check(options))


@app.command("release")
def _release(
    assignments: Annotated[
        list[str] | None, typer.Argument(help="Names of assignments.", show_default="all")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Where they go.", show_default="ASSIGNMENT/student in the course"),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only say whether they are up to date.")] = False,
    language: _Language = "en",
    course: _Course = Path(),
) -> None:
    """Write what students get: notebooks and modules in both languages, and recorded checks.

    Exit codes: 0 done, or up to date; 1 not up to date; 2 unusable arguments.
    """
    with failing_clearly(language):
        from autograder.cli.release import release

        raise typer.Exit(release(course, assignments or (), out, check, language))


@app.command("list")
def _list(
    markdown: Annotated[bool, typer.Option("--markdown", help="As tables in Markdown.")] = False,
    language: _Language = "en",
    course: _Course = Path(),
) -> None:
    """List the course's assignments and exercises, with points and topics."""
    from autograder.cli.list import list_exercises

    with failing_clearly(language):
        raise typer.Exit(list_exercises(course, language, markdown=markdown))


@app.command("doctor")
def _doctor(language: _Language = "en") -> None:
    """Show how well submissions are confined on this machine, layer by layer, and what to do about it.

    Exit codes: 0 for level B or better; 1 below.
    """
    from autograder.cli.doctor import doctor

    with failing_clearly(language):
        raise typer.Exit(doctor(language))


_nbgrader = typer.Typer(
    help="Courses that nbgrader hands out, collects and keeps the grades of.", no_args_is_help=True
)
app.add_typer(_nbgrader, name="nbgrader")


@_nbgrader.callback()
def _nbgrader_group() -> None:
    """Courses that nbgrader hands out, collects and keeps the grades of."""


@_nbgrader.command("init")
def _nbgrader_init(
    folder: Annotated[
        Path, typer.Argument(metavar="COURSE", help="The folder to make the nbgrader course in.")
    ],
    assignments: Annotated[
        list[str] | None,
        typer.Option("--assignment", "-a", help="Assignments to put in.", show_default="all"),
    ] = None,
    notebooks: Annotated[
        Literal["en", "es", "both"],
        typer.Option(help="Language of the notebooks; with both, each assignment is there twice."),
    ] = "en",
    course_id: Annotated[
        str | None,
        typer.Option("--id", help="nbgrader's name of the course.", show_default="the folder's name"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    language: _Language = "en",
    course: _Course = Path(),
) -> None:
    """Make an nbgrader course: source notebooks, and a configuration that grades with Gradiente.

    Exit codes: 0 done; 2 unusable arguments, or a file is there already and --force was not given.
    """
    from autograder.cli.nbgrader import InitOptions, init

    with failing_clearly(language):
        options = InitOptions(
            folder=folder,
            assignments=tuple(assignments or ()),
            notebooks=("en", "es") if notebooks == "both" else (notebooks,),
            course_id=course_id,
            force=force,
            language=language,
            course=course,
        )
        raise typer.Exit(init(options))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(autograder.__version__)
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Gradiente: exercises and grading for deep learning from scratch in NumPy."""
