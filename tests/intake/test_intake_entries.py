"""The folder of a class: entries, students, names, and what is ignored."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from autograder.intake import IntakeError, Submission, Unreadable, read_submissions


def _students(folder: Path) -> list[str]:
    return [result.student for result in read_submissions(folder)[0]]


def test_every_kind_of_entry_is_one_submission(tmp_path: Path, zipped, notebook) -> None:
    """A file, a notebook, a folder and an archive each become one student's submission, sorted."""
    (tmp_path / "s03.py").write_text("x = 1\n")
    (tmp_path / "s02.ipynb").write_text(notebook("x = 1"))
    (tmp_path / "s01.zip").write_bytes(zipped({"solution.py": "x = 1"}))
    (tmp_path / "s04").mkdir()
    (tmp_path / "s04" / "solution.py").write_text("x = 1")
    results, notes = read_submissions(tmp_path)
    assert [r.student for r in results] == ["s01", "s02", "s03", "s04"]
    assert all(isinstance(r, Submission) and r.notes == () for r in results)
    assert notes == []
    assert [r.files[0].name for r in results] == ["solution.py", "s02.ipynb", "s03.py", "solution.py"]
    assert [r.files[0].chunks[0].label for r in results] == ["solution.py", "cell 1", "s03.py", "solution.py"]


def test_suffixes_in_capitals_count(tmp_path: Path) -> None:
    """`S01.PY` is a Python file."""
    (tmp_path / "S01.PY").write_text("x = 1")
    (result,), _ = read_submissions(tmp_path)
    assert isinstance(result, Submission)
    assert (result.student, result.files[0].name) == ("S01", "S01.py")


def test_a_folder_keeps_its_dots(tmp_path: Path) -> None:
    """A folder has no suffix: "j.perez" is the student."""
    (tmp_path / "j.perez").mkdir()
    (tmp_path / "j.perez" / "a.py").write_text("")
    assert _students(tmp_path) == ["j.perez"]


@pytest.mark.parametrize("name", ["s07.txt", "s07.docx", "s07.rar", "s07", "s07.csv"])
def test_another_kind_of_file_is_unreadable(tmp_path: Path, name: str) -> None:
    """A file of another kind is a result that says what to hand in."""
    (tmp_path / name).write_text("hola")
    (result,), _ = read_submissions(tmp_path)
    assert isinstance(result, Unreadable)
    assert result.student == "s07"
    assert ".zip" in result.reason.en
    assert ".zip" in result.reason.es
    assert name in result.reason.es


def test_what_nobody_handed_in_is_ignored_with_a_note(tmp_path: Path) -> None:
    """Hidden files, caches and a README are no submissions, and are named once."""
    for name in (".DS_Store", ".hidden.py", "README.md", "Thumbs.db"):
        (tmp_path / name).write_text("x")
    for name in ("__pycache__", "__MACOSX", ".ipynb_checkpoints"):
        (tmp_path / name).mkdir()
    (tmp_path / "s01.py").write_text("x = 1")
    results, notes = read_submissions(tmp_path)
    assert [r.student for r in results] == ["s01"]
    assert len(notes) == 1
    assert "README.md" in notes[0].en
    assert ".DS_Store" in notes[0].es


def test_a_folder_that_cannot_be_used_is_said_to_be(tmp_path: Path) -> None:
    """A missing folder, a file, an empty folder and a NUL in a name each have a message."""
    (tmp_path / "file.py").write_text("")
    (tmp_path / "empty").mkdir()
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / "README").write_text("")
    for name, part in (
        ("nowhere", "no folder"),
        ("file.py", "is a file"),
        ("empty", "No submission"),
        ("junk", "No submission"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(IntakeError) as raised:
            read_submissions(tmp_path / name)
        assert part in raised.value.text.en
        assert raised.value.text.es != raised.value.text.en
        assert "\0" not in str(raised.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_closed_folders_and_files_are_said_to_be(tmp_path: Path) -> None:
    """Missing permissions cost the one submission, or are the folder's own error."""
    (tmp_path / "s01.py").write_text("x = 1")
    (tmp_path / "s01.py").chmod(0)
    (tmp_path / "s02").mkdir(mode=0)
    results, _ = read_submissions(tmp_path)
    assert all("cannot be opened" in r.reason.en for r in results if isinstance(r, Unreadable))
    tmp_path.chmod(0)
    with pytest.raises(IntakeError, match="cannot be read"):
        read_submissions(tmp_path)
    tmp_path.chmod(0o700)


def test_two_entries_for_one_student_are_not_chosen_between(tmp_path: Path, zipped) -> None:
    """Both entries become one unreadable result that names them, and the others are read."""
    (tmp_path / "s01.py").write_text("x = 1")
    (tmp_path / "s01.zip").write_bytes(zipped({"a.py": "x"}))
    (tmp_path / "s02.py").write_text("x = 1")
    first, second = read_submissions(tmp_path)[0]
    assert isinstance(first, Unreadable)
    assert first.student == "s01"
    assert "s01.py" in first.reason.en
    assert "s01.zip" in first.reason.es
    assert isinstance(second, Submission)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ana.py", "ANA.ipynb"),
        ("josé.py", unicodedata.normalize("NFD", "josé") + ".py"),
        ("straße.py", "STRASSE.py"),
        ("ana.py", "ana\u200d.py"),
    ],
)
def test_names_that_look_alike_are_one_student(tmp_path: Path, one: str, other: str) -> None:
    """Case, normal form and invisible joiners do not make two students."""
    (tmp_path / one).write_text("x = 1")
    (tmp_path / other).write_text("x = 1")
    (result,), _ = read_submissions(tmp_path)
    assert isinstance(result, Unreadable)
    assert "Several entries" in result.reason.en


@pytest.mark.parametrize(
    "student",
    [
        "Ana María Ñandú",
        "👩🏽‍💻 émoji",
        "<b>x",
        "=1+1",
        "-rf",
        'it\'s "q"',
        "a&b;c",
        "{0}",
        "%s",
        "@s",
        "日本語",
    ],
)
def test_odd_names_stay_as_they_are(tmp_path: Path, student: str) -> None:
    """What can be shown is kept; escaping is for those who write HTML or tables."""
    (tmp_path / f"{student}.py").write_text("x = 1")
    assert _students(tmp_path) == [student]


@pytest.mark.parametrize(
    "student",
    [
        "a\x1b[31mred",
        "a\u202eyp.exe",
        "a\nb",
        "a\\b",
        "a\u2028b",
        "ñ" * 110,
        " ",
        os.fsdecode(b"caf\xe9"),
        "\x7f",
    ],
)
def test_names_that_act_are_made_safe(tmp_path: Path, student: str) -> None:
    """Controls, overrides, undecodable bytes, separators and great length are replaced, and a hash added."""
    (tmp_path / f"{student}.py").write_bytes(b"x = 1")
    (result,), _ = read_submissions(tmp_path)
    assert isinstance(result, Submission)
    name = result.student
    assert name != student
    assert len(name.encode()) <= 200
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in name)
    assert not set(name) & set("/\\")
    assert _students(tmp_path) == [name]
    assert result.files[0].name == f"{name}.py"


def test_names_made_safe_stay_apart(tmp_path: Path) -> None:
    """Two different undecodable names are two students."""
    for raw in (b"caf\xe9", b"caf\xe8", b"caf\x1b", "caf�".encode()):
        (tmp_path / os.fsdecode(raw + b".py")).write_text("x = 1")
    assert len(set(_students(tmp_path))) == 4


def test_normal_form_is_composed(tmp_path: Path) -> None:
    """A name from macOS becomes the name a roster has."""
    (tmp_path / (unicodedata.normalize("NFD", "josé") + ".py")).write_text("x")
    assert _students(tmp_path) == ["josé"]


def test_digest_is_of_content_alone(tmp_path: Path, notebook) -> None:
    """Times, the order of writing and outputs do not change a digest; content and names do."""
    digests = []
    for number, files in enumerate(
        (
            {"a.py": "x = 1", "b.py": "y = 2"},
            {"b.py": "y = 2", "a.py": "x = 1"},
            {"a.py": "x = 1", "b.py": "y = 3"},
            {"a.py": "x = 1", "c.py": "y = 2"},
            {"a.py": "x = 1b.py", "b.py": ""},
        )
    ):
        folder = tmp_path / str(number) / "s01"
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text)
            os.utime(folder / name, (number, number))
        (result,), _ = read_submissions(folder.parent)
        digests.append(result.digest)
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4
    assert all(len(d) == 64 for d in digests)


def test_unreadable_digest_repeats(tmp_path: Path) -> None:
    """The same unreadable file has the same digest again."""
    (tmp_path / "s01.py").write_bytes(b"\0\1")
    assert read_submissions(tmp_path) == read_submissions(tmp_path)
