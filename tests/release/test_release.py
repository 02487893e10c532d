"""What students get: notebooks, modules and recordings, generated and up to date."""

from __future__ import annotations

import ast
import inspect
import re
import tempfile
import textwrap
from pathlib import Path

import msgspec
import nbformat
import pytest

from autograder.course import find_course, load_assignment
from autograder.exercise.model import Assignment, Exercise
from autograder.exercise.skeleton import unwritten
from autograder.practice.recording import RecordedExercise, Recording, read_recording, write_recording
from autograder.practice.replay import replay
from autograder.release import drift_of, release
from autograder.release.lesson import Lesson, LessonError, notebook, read_lesson
from autograder.release.record import record

COURSE = find_course(Path(__file__).parent)
ASSIGNMENTS = [load_assignment(COURSE, name) for name in COURSE.names]

# What is about one assignment is tested in one process: its recording is made once there.
EACH_ASSIGNMENT = [
    pytest.param(a, id=a.name, marks=pytest.mark.xdist_group(f"release of {a.name}")) for a in ASSIGNMENTS
]
EACH_EXERCISE = [
    pytest.param(e, id=e.name, marks=pytest.mark.xdist_group(f"release of {a.name}"))
    for a in ASSIGNMENTS
    for e in a.exercises
]
EXERCISES = [exercise for assignment in ASSIGNMENTS for exercise in assignment.exercises]
_RECORDINGS: dict[str, Recording] = {}


def _folder(assignment: Assignment) -> Path:
    return COURSE.root / COURSE.folder / assignment.name


def _recorded(exercise: Exercise) -> tuple[Recording, RecordedExercise]:
    """Return an exercise's recording, made once for its assignment and read back as students read it."""
    assignment = next(a for a in ASSIGNMENTS if exercise in a.exercises)
    if assignment.name not in _RECORDINGS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{assignment.name}.checks"
            write_recording(path, record(assignment))
            _RECORDINGS[assignment.name] = read_recording(path)
    recording = _RECORDINGS[assignment.name]
    return recording, next(e for e in recording.exercises if e.name == exercise.name)


@pytest.mark.parametrize("assignment", EACH_ASSIGNMENT)
def test_student_versions_are_up_to_date(assignment: Assignment) -> None:
    """What lies in the repository is what a release would write now."""
    drift = drift_of(assignment, _folder(assignment), _folder(assignment) / "student")
    assert [f"{d.path} {d.text.en}" for d in drift] == [], "run `autograder release`"


@pytest.mark.parametrize("exercise", EACH_EXERCISE)
def test_the_reference_passes_its_recording(exercise: Exercise) -> None:
    """Every recorded check."""
    outcome = replay(*_recorded(exercise), {**exercise.uses, **exercise.references})
    assert [(check.title.en, check.message) for check in outcome.checks if check.status != "passed"] == []


@pytest.mark.parametrize("exercise", EACH_EXERCISE)
def test_a_skeleton_is_not_written_yet(exercise: Exercise) -> None:
    """It passes nothing, and nothing is held against it."""
    blank = {name: unwritten(reference) for name, reference in exercise.references.items()}
    outcome = replay(*_recorded(exercise), {**exercise.uses, **blank})
    assert {check.status for check in outcome.checks} <= {"not_written", "skipped"}


@pytest.mark.parametrize("exercise", EACH_EXERCISE)
def test_recorded_mistakes_are_caught_and_most_are_named(exercise: Exercise) -> None:
    """A student who makes one of them on their own machine is told, in most cases by name.

    Not all: one trial with public inputs says less than grading does.
    """
    recording, recorded = _recorded(exercise)
    checks = {check.name for check in recorded.checks}
    mistakes = [m for m in exercise.misconceptions if m.caught_by[0] in checks]
    caught = named = 0
    for mistake in mistakes:
        outcome = replay(recording, recorded, {**exercise.uses, **exercise.references, **mistake.functions})
        caught += not outcome.passed
        named += mistake.hint in outcome.hints
    if not any(check.random for check in recorded.checks):  # of random answers little can be told at home
        assert caught >= 0.9 * len(mistakes)
        assert named >= 0.5 * len(mistakes)


@pytest.mark.parametrize("assignment", EACH_ASSIGNMENT)
def test_nothing_of_the_solutions_is_handed_out(assignment: Assignment, tmp_path: Path) -> None:
    """No line of a reference's body, of a check or of a misconception is in what students get."""
    files = release(assignment, _folder(assignment), tmp_path)
    handed_out = "\n".join(_code_of(path) for path in files if path.suffix in (".py", ".ipynb"))
    recording = msgspec.msgpack.decode((tmp_path / f"{assignment.name}.checks").read_bytes())
    assert set(recording) == {"assignment", "title", "exercises", "table", "format"}
    for exercise in assignment.exercises:
        for line in _telling_lines(exercise):
            assert line not in handed_out, (exercise.name, line)


def _code_of(path: Path) -> str:
    """Return what is executed in the exercises' cells, or in the module: statements may say a formula."""
    if path.suffix == ".py":
        sources = [path.read_text(encoding="utf-8")]
    else:
        cells = nbformat.read(path, as_version=4).cells
        sources = [c.source for c in cells if c.cell_type == "code" and "nbgrader" in c.metadata]
    return "\n".join(re.sub(r'"""(?s:.*?)"""', "", ast.unparse(ast.parse(source))) for source in sources)


def _telling_lines(exercise: Exercise) -> set[str]:
    """Return the statements of references, checks and misconceptions that could give something away."""
    functions = [
        *exercise.references.values(),
        *(check.run for check in exercise.checks),
        *(f for wrong in exercise.misconceptions for f in wrong.functions.values()),
    ]
    lines: set[str] = set()
    for function in functions:
        if inspect.isfunction(function):
            tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
            body = [
                node for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.Return | ast.AugAssign)
            ]
            lines |= {text for node in body if len(text := ast.unparse(node)) > 12}
    return lines


def test_a_release_repeats_byte_by_byte(tmp_path: Path) -> None:
    """Nothing in it depends on when or where it was made."""
    assignment = ASSIGNMENTS[0]
    for name in ("one", "two"):
        release(assignment, _folder(assignment), tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_drift_is_seen(tmp_path: Path) -> None:
    """A file that was changed, one that is missing, and numbers that are other numbers."""
    assignment = ASSIGNMENTS[0]
    release(assignment, _folder(assignment), tmp_path)
    assert drift_of(assignment, _folder(assignment), tmp_path) == []
    (tmp_path / f"{assignment.name}_en.py").write_text("", encoding="utf-8")
    (tmp_path / f"{assignment.name}_es.ipynb").unlink()
    path = tmp_path / f"{assignment.name}.checks"
    recording = read_recording(path)
    table = [bytes(len(blob)) for blob in recording.table]
    write_recording(path, msgspec.structs.replace(recording, table=table))
    found = {drift.path.name: drift.text.en for drift in drift_of(assignment, _folder(assignment), tmp_path)}
    assert found == {
        f"{assignment.name}_en.py": "is not up to date",
        f"{assignment.name}_es.ipynb": "is missing",
        f"{assignment.name}.checks": "is not up to date",
    }


@pytest.mark.parametrize("lines", ["", "@exercise relu\n\n@exercise relu\n", "@exercise nothing\n"])
def test_a_lesson_names_each_exercise_once(lines: str) -> None:
    """One left out, one twice, one that is not there: each is an error with the lesson's file."""
    assignment = Assignment(
        name="few", en="Few", es="Pocos", exercises=tuple(e for e in EXERCISES if e.name == "relu")
    )
    with pytest.raises(LessonError, match=r"lesson\.en\.md:1: Each exercise of few belongs"):
        notebook(assignment, Lesson(Path("lesson.en.md"), lines), "en")


def test_a_lesson_becomes_a_notebook() -> None:
    """Prose, code, an exercise and a question, with what nbgrader has to know of them."""
    assignment = Assignment(
        name="few", en="Few", es="Pocos", exercises=tuple(e for e in EXERCISES if e.name == "relu")
    )
    text = (
        "# Title\n\nProse.\n\n```python\n1 + 1\n```\n\n"
        "@exercise relu\n\n@question why points=2\n\nWhy so?\n\nMore.\n"
    )
    cells = notebook(assignment, Lesson(Path("lesson.en.md"), text), "en").cells
    kinds = [(cell.cell_type, cell.metadata.get("nbgrader", {}).get("grade_id")) for cell in cells]
    assert kinds == [
        ("markdown", None),
        ("code", None),  # the import of `check`
        ("code", None),
        ("markdown", None),
        ("code", "relu-solution"),
        ("code", "relu"),
        ("markdown", None),
        ("markdown", "answer-why"),
        ("markdown", None),
    ]
    assert cells[5].source == 'check("relu")'
    assert cells[5].metadata["nbgrader"]["points"] == assignment.max_score
    assert "Why so?" in cells[6].source
    assert cells[7].metadata["nbgrader"]["points"] == 2


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("assignment", EACH_ASSIGNMENT)
def test_every_assignment_has_a_lesson(assignment: Assignment, language: str) -> None:
    """In both languages."""
    assert read_lesson(_folder(assignment), language) is not None  # type: ignore[arg-type]
