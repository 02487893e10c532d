"""Arbitrary bytes and texts: intake always answers, and answers the same."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.intake import Submission, Unreadable, read_submissions

FEW = settings(max_examples=100, deadline=None)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["cells", "source", "cell_type", "worksheets", "input"]), inner, max_size=4
        )
    ),
)
PIECES = st.sampled_from(
    [
        "%",
        "%%",
        "!",
        "?",
        "\\",
        "\n",
        "'",
        '"',
        '"""',
        "'''",
        "(",
        ")",
        "=",
        " ",
        "time",
        "x",
        "#",
        "\r",
        "\t",
        "é",
    ]
)
CODE = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


def _read(name: str, data: bytes) -> Submission | Unreadable:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        (result,), _ = read_submissions(Path(folder))
    # What is handed on can be stored and shown.
    repr(result).encode()
    if isinstance(result, Unreadable):
        assert "nobody foresaw" not in result.reason.en
    else:
        assert all(chunk.source.encode() is not None for file in result.files for chunk in file.chunks)
    return result


@FEW
@given(suffix=st.sampled_from([".py", ".ipynb", ".zip", ".txt"]), data=st.binary(max_size=200))
def test_arbitrary_bytes_never_raise(suffix: str, data: bytes) -> None:
    """Whatever the bytes, there is one result, and it repeats."""
    assert _read("s01" + suffix, data) == _read("s01" + suffix, data)


@FEW
@given(value=JSON)
def test_arbitrary_json_never_raises(value: object) -> None:
    """Whatever the shape, a notebook has a result."""
    _read("s01.ipynb", json.dumps(value).encode())


def _packed() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("hw/solution.py", "x = 1\n" * 20)
        archive.writestr("hw/notas.ipynb", '{"cells": []}')
    return buffer.getvalue()


PACKED = _packed()


@settings(max_examples=250, deadline=None)
@given(
    changes=st.lists(st.tuples(st.integers(0, len(PACKED) - 1), st.integers(0, 255)), min_size=1, max_size=6),
    keep=st.integers(0, len(PACKED)) | st.just(len(PACKED)),
)
def test_damaged_archives_never_raise(changes: list[tuple[int, int]], keep: int) -> None:
    """An archive with any bytes changed or cut off has a result."""
    data = bytearray(PACKED)
    for position, value in changes:
        data[position] = value
    _read("s01.zip", bytes(data[:keep]))


@settings(max_examples=250, deadline=None)
@given(text=CODE)
@example(text="!a\\")
@example(text="%%bash\n\n")
def test_any_cell_keeps_its_lines(text: str) -> None:
    """However a cell is rewritten, its line count stays."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    result = _read("s01.ipynb", json.dumps({"cells": [{"cell_type": "code", "source": text}]}).encode())
    assert isinstance(result, Submission)
    assert result.files[0].chunks[0].source.count("\n") == lines
    as_file = _read("s01.py", text.encode(errors="replace"))
    if isinstance(as_file, Submission):
        assert as_file.files[0].chunks[0].source.count("\n") == lines


@FEW
@given(
    names=st.lists(
        st.binary(min_size=1, max_size=40).filter(
            lambda n: not set(n) & set(b"/\0") and not n.startswith(b".")
        ),
        min_size=1,
        max_size=5,
        unique=True,
    )
)
def test_any_file_name_is_a_student(names: list[bytes]) -> None:
    """Whatever the file system allows as a name, every entry has a result that can be written."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            (Path(folder) / (name + b".py").decode("utf-8", "surrogateescape")).write_text("x = 1")
        results, _ = read_submissions(Path(folder))
        for result in results:
            (Path(folder) / f"{result.student}.html").write_text(result.student, encoding="utf-8")
    students = [result.student for result in results]
    assert students == sorted(set(students))
    assert len(students) == len(names) or any(isinstance(result, Unreadable) for result in results)
