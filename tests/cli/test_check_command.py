"""``autograder check`` as a student meets it: a folder that was handed out, and a light install."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import msgspec
import pytest

from autograder import check
from autograder.course import find_course, load_assignment
from autograder.es import check as revisa
from autograder.practice import RecordingError
from autograder.release import release

COURSE = find_course(Path(__file__).parent)

#: What students' machines may lack: extras, and what only Linux has.
ABSENT = (
    "jinja2",
    "jupytext",
    "nbformat",
    "scipy",
    "distributed",
    "matplotlib",
    "fcntl",
    "resource",
    "pwd",
    "grp",
    "termios",
)

RELU = """
import numpy as np


def relu_forward(z):
    return np.maximum(0, z), z


def relu_backward(da, cache):
    return da * (cache > 0)
"""


@pytest.fixture(scope="session")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the first assignment."""
    folder = tmp_path_factory.mktemp("student")
    release(load_assignment(COURSE, "a1_backprop"), COURSE.root / COURSE.folder / "a1_backprop", folder)
    return folder


@pytest.fixture
def work(handed_out: Path, tmp_path: Path) -> Path:
    """A student's own copy of what matters in it."""
    (tmp_path / "a1_backprop.checks").write_bytes((handed_out / "a1_backprop.checks").read_bytes())
    return tmp_path


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where nothing but NumPy and a few pure packages can be imported."""
    program = f"""
    import sys

    class Absent:
        def find_spec(self, name, path=None, target=None):
            if name.split(".")[0] in {ABSENT!r}:
                raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

    sys.meta_path.insert(0, Absent())
    from autograder.cli import main
    main()
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_right_answer_passes_with_a_light_install(work: Path) -> None:
    """With no extra, and none of the modules that only Linux has."""
    (work / "mine.py").write_text(RELU, encoding="utf-8")
    done = _run(work, "check", "mine.py", "relu")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "relu: 5 of 5 points" in done.stdout


def test_a_known_mistake_is_named_in_spanish(work: Path) -> None:
    """With the check that failed and what to do."""
    (work / "mine.py").write_text(RELU.replace("da * (cache > 0)", "da"), encoding="utf-8")
    done = _run(work, "check", "mine.py", "relu", "--lang", "es")
    assert done.returncode == 1
    assert "✗ dz es el gradiente respecto de z" in done.stdout
    assert "→" in done.stdout


def test_what_was_handed_out_is_not_written_yet(handed_out: Path) -> None:
    """Module and notebook alike; nothing is held against it."""
    for name in ("a1_backprop_en.py", "a1_backprop_es.ipynb"):
        done = _run(handed_out, "check", name, "relu", "affine")
        assert done.returncode == 1
        assert "not written yet" in done.stdout
        assert "✗" not in done.stdout


def test_a_broken_file_says_where(work: Path) -> None:
    """Its error with the line, and the checks all the same."""
    (work / "mine.py").write_text(RELU + "\n1 / 0\n", encoding="utf-8")
    done = _run(work, "check", "mine.py", "relu")
    assert "mine.py, line 12: ZeroDivisionError" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing.py",), "There is no file nothing.py"),
        (("mine.py", "rellu"), "There is no exercise 'rellu'"),
        (("mine.txt",), "not a kind of file"),
    ],
)
def test_unusable_arguments_are_said(work: Path, arguments: tuple[str, ...], says: str) -> None:
    """In one line, with exit code 2."""
    for name in ("mine.py", "mine.txt"):
        (work / name).write_text(RELU, encoding="utf-8")
    done = _run(work, "check", *arguments)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_an_extra_that_is_missing_is_named(work: Path) -> None:
    """With the command that installs it."""
    done = _run(work, "release")
    assert done.returncode == 2
    assert "pip install 'gradiente[release]'" in " ".join(done.stderr.split())


def test_without_recordings_it_says_what_to_do(tmp_path: Path) -> None:
    """And a file that is no recording is named."""
    (tmp_path / "mine.py").write_text(RELU, encoding="utf-8")
    done = _run(tmp_path, "check", "mine.py")
    assert (done.returncode, "no recorded checks" in " ".join(done.stderr.split())) == (2, True)
    (tmp_path / "a1.checks").write_bytes(msgspec.msgpack.encode({"assignment": 3}))
    done = _run(tmp_path, "check", "mine.py")
    assert (done.returncode, "cannot be read as checks" in " ".join(done.stderr.split())) == (2, True)


def test_a_cell_shows_the_outcome(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` finds the functions of the cell that calls it, and answers in text and in HTML."""
    monkeypatch.chdir(work)
    cell: dict[str, object] = {"check": check, "revisa": revisa}
    exec(RELU, cell)  # noqa: S102 (a cell)
    shown = eval("check('relu')", cell)  # noqa: S307
    assert shown.passed
    assert "5 of 5 points" in repr(shown)
    assert "relu" in shown._repr_html_()
    assert "5 de 5 puntos" in repr(eval("revisa('relu')", cell))  # noqa: S307
    with pytest.raises(RecordingError, match="no exercise 'relo'"):
        check("relo")
