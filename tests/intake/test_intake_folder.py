"""Folders of files: links, special files, limits, and what is left out."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from autograder.intake import Limits, Submission, Unreadable, read_submissions


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a student's folder."""
    folder = tmp_path / "class" / "s01"
    folder.mkdir(parents=True)
    return folder


def _read(work: Path, limits: Limits | None = None) -> Submission | Unreadable:
    (result,), _ = read_submissions(work.parent, limits=limits)
    return result


def _notes(result: Submission | Unreadable) -> str:
    assert isinstance(result, Submission)
    assert all(note.en and note.es for note in result.notes)
    return "\n".join(note.en for note in result.notes)


def test_nested_files_keep_their_paths(work: Path, notebook) -> None:
    """Files are sorted by path, and the cells of a notebook among them say which notebook."""
    (work / "sub").mkdir()
    (work / "sub" / "layers.py").write_text("x = 1")
    (work / "solution.py").write_text("x = 2")
    (work / "homework.ipynb").write_text(notebook("a", "b"))
    result = _read(work)
    assert isinstance(result, Submission)
    assert [f.name for f in result.files] == ["homework.ipynb", "solution.py", "sub/layers.py"]
    assert [c.label for f in result.files for c in f.chunks] == [
        "homework.ipynb, cell 1",
        "homework.ipynb, cell 2",
        "solution.py",
        "sub/layers.py",
    ]


def test_junk_inside_is_ignored_and_the_rest_is_noted(work: Path) -> None:
    """Caches are silent; data, archives and installed packages are named."""
    for name in (
        "__pycache__/a.py",
        ".ipynb_checkpoints/a.py",
        "venv/lib/b.py",
        "solution.py",
        "d.csv",
        "o.zip",
    ):
        (work / name).parent.mkdir(exist_ok=True, parents=True)
        (work / name).write_text("x = 1")
    result = _read(work)
    assert isinstance(result, Submission)
    assert [f.name for f in result.files] == ["solution.py"]
    assert "d.csv" in _notes(result)
    assert "o.zip" in _notes(result)
    assert "venv" in _notes(result)
    assert "pycache" not in _notes(result)


def test_a_folder_without_source_is_unreadable(work: Path) -> None:
    """An empty folder, or one with data only, says what is missing and what is there."""
    assert "no .py file" in _read(work).reason.en
    (work / "data.csv").write_text("1")
    result = _read(work)
    assert isinstance(result, Unreadable)
    assert "data.csv" in result.reason.es


def test_links_are_never_followed(work: Path, tmp_path: Path) -> None:
    """A link to a secret, to a folder or to itself is left out; a link as an entry is unreadable."""
    (tmp_path / "secret.py").write_text("SECRET = 1")
    (work / "solution.py").write_text("x = 1")
    (work / "link.py").symlink_to(tmp_path / "secret.py")
    (work / "up").symlink_to(tmp_path)
    (work / "loop.py").symlink_to(work / "loop.py")
    (work.parent / "s02.py").symlink_to(tmp_path / "secret.py")
    (work.parent / "s03").symlink_to(tmp_path)
    (work.parent / "s04.zip").symlink_to(tmp_path / "gone")
    results, _ = read_submissions(work.parent)
    assert "SECRET" not in repr(results)
    assert _notes(results[0]).count("symbolic link") == 3
    assert all(isinstance(r, Unreadable) and "symbolic link" in r.reason.en for r in results[1:])
    assert [r.student for r in results[1:]] == ["s02", "s03", "s04"]


def test_pipes_sockets_and_devices_do_not_block(work: Path) -> None:
    """What is no regular file is refused at once, inside a folder or as an entry."""
    os.mkfifo(work / "pipe.py")
    (work / "solution.py").write_text("x = 1")
    os.mkfifo(work.parent / "s02.py")
    os.mkfifo(work.parent / "s03.zip")
    os.mkfifo(work.parent / "s04.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(work.parent / "s05.py"))
        results, _ = read_submissions(work.parent)
    assert "pipe.py" in _notes(results[0])
    assert all(isinstance(r, Unreadable) and "not an ordinary file" in r.reason.en for r in results[1:])
    assert len(results) == 5


def test_hard_links_are_read(work: Path) -> None:
    """A second name of a file is a file."""
    (work / "a.py").write_text("x = 1")
    (work / "b.py").hardlink_to(work / "a.py")
    result = _read(work)
    assert isinstance(result, Submission)
    assert len(result.files) == 2


def test_names_of_one_spelling_are_refused(work: Path) -> None:
    """Two files that another system takes for one are not both kept."""
    (work / "Layers.py").write_text("x = 1")
    (work / "layers.py").write_text("x = 2")
    result = _read(work)
    assert isinstance(result, Unreadable)
    assert "Layers.py" in result.reason.en


def test_limits_are_kept(work: Path) -> None:
    """Too many files, bytes, folders or names: each has its reason."""
    deep = work
    for _ in range(4):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.py").write_text("x" * 100)
    (work / "b.py").write_text("x" * 100)
    assert isinstance(_read(work), Submission)
    for limits, part in (
        (Limits(files=1), "more than 1 files"),
        (Limits(total_bytes=150), "together"),
        (Limits(depth=3), "nested"),
        (Limits(folder_entries=5), "more than 5 files"),
        (Limits(source_bytes=99), "larger than"),
        (Limits(code_bytes=199), "MB of code"),
    ):
        result = _read(work, limits)
        assert isinstance(result, Unreadable)
        assert part in result.reason.en
    assert isinstance(_read(work, Limits(files=2, total_bytes=200, depth=4, folder_entries=6)), Submission)


def test_deep_folders_are_not_descended_into(work: Path) -> None:
    """Sixty folders within one another are refused at the limit."""
    here = os.getcwd()  # noqa: PTH109
    try:
        os.chdir(work)
        for _ in range(60):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")
    finally:
        os.chdir(here)
    assert "nested" in _read(work).reason.en


def test_a_bad_file_among_good_ones_is_left_out(work: Path) -> None:
    """One undecodable or oversized file costs a note; if nothing else is there, the submission."""
    (work / "bad.py").write_bytes(b"\0\0\0")
    (work / "big.py").write_text("x" * 2_000_001)
    (work / "broken.ipynb").write_text("{")
    assert isinstance(result := _read(work), Unreadable)
    assert "bad.py" in result.reason.en
    (work / "good.py").write_text("x = 1")
    result = _read(work)
    assert isinstance(result, Submission)
    assert [f.name for f in result.files] == ["good.py"]
    for name in ("bad.py", "big.py", "broken.ipynb"):
        assert name in _notes(result)


def test_notes_are_bounded(work: Path) -> None:
    """A folder of links does not become a report of links."""
    for number in range(300):
        (work / f"{number}.py").symlink_to("nowhere")
    (work / "a.py").write_text("x")
    result = _read(work)
    assert isinstance(result, Submission)
    assert len(result.notes) == 21
    assert "280" in result.notes[-1].es


def test_long_names_keep_their_suffix(work: Path, notebook) -> None:
    """A name cut short is still that of a notebook."""
    (work / ("é" * 110 + ".ipynb")).write_text(notebook("x = 1"))
    result = _read(work)
    assert isinstance(result, Submission)
    assert result.files[0].chunks[0].source == "x = 1"
