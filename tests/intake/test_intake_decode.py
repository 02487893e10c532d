"""Encodings: what Python takes, what Windows editors write, and what is no text."""

from __future__ import annotations

import codecs

import pytest

from autograder.intake import Submission, Unreadable

TEXT = "# año ñandú\nx = 'é'\n"


def _source(result: Submission | Unreadable) -> str:
    assert isinstance(result, Submission), result
    return result.files[0].chunks[0].source


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_utf8_needs_no_note(hand_in, data: bytes) -> None:
    """UTF-8 is read with or without its mark, and line ends become line feeds."""
    result = hand_in("s01.py", data)
    assert _source(result) == TEXT
    assert result.notes == ()


@pytest.mark.parametrize(
    "declared",
    [
        "latin-1",
        "iso-8859-1",
        "cp1252",
        "ISO_8859_15",
        "latin-1-unix",
        "windows-1252",
        "utf-8",
        "utf-8-dos",
        "mac-roman",
    ],
)
@pytest.mark.parametrize("before", ["", "#!/usr/bin/env python\n"])
def test_a_declared_encoding_counts(hand_in, declared: str, before: str) -> None:
    """PEP 263 declarations are obeyed on the first or second line."""
    text = f"{before}# -*- coding: {declared} -*-\n{TEXT}"
    encoding = declared.removesuffix("-unix").removesuffix("-dos")
    result = hand_in("s01.py", text.encode(encoding))
    assert _source(result) == text
    assert result.notes == ()


@pytest.mark.parametrize(
    "declared",
    ["klingon", "rot13", "zip", "hex", "punycode", "idna", "unicode_escape", "utf-7", "undefined", "cp9999"],
)
def test_other_declarations_are_refused(hand_in, declared: str) -> None:
    """Codecs that do not exist, are no character set or take quadratic time are not used."""
    result = hand_in("s01.py", f"# coding: {declared}\nx = 1\n")
    assert isinstance(result, Unreadable)
    assert declared in result.reason.en
    assert "UTF-8" in result.reason.es


def test_a_declaration_after_code_is_a_comment(hand_in) -> None:
    """Only the first two lines declare, and the second only below a comment."""
    for text in ("x = 1\n# coding: klingon\n", "\n\n# coding: klingon\n"):
        assert _source(hand_in("s01.py", text)) == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le"])
def test_utf16_and_utf32_with_a_mark_are_read_with_a_note(hand_in, encoding: str) -> None:
    """What Notepad once called Unicode is read, and the student told."""
    mark = "" if encoding == "utf-16" else "\ufeff"
    result = hand_in("s01.py", (mark + TEXT).encode(encoding))
    assert _source(result) == TEXT
    assert encoding[:6].upper() in result.notes[0].en


def test_utf16_without_a_mark_is_named(hand_in) -> None:
    """Without a mark it is a guess, and the reason says which."""
    for encoding in ("utf-16-le", "utf-16-be"):
        result = hand_in("s01.py", TEXT.encode(encoding))
        assert isinstance(result, Unreadable)
        assert "UTF-16" in result.reason.es


def test_windows_1252_is_read_with_a_note(hand_in) -> None:
    """A file saved by an editor on Windows is read although Python would refuse it."""
    result = hand_in("s01.py", (TEXT + "# “¿qué?” €\n").encode("cp1252"))
    assert _source(result) == TEXT + "# “¿qué?” €\n"
    assert "Windows-1252" in result.notes[0].es


def test_broken_utf8_says_where(hand_in) -> None:
    """A byte that neither UTF-8 nor Windows-1252 knows is named with its line."""
    result = hand_in("s01.py", b"x = 1\ny = '\x81'\n")
    assert isinstance(result, Unreadable)
    assert "byte 11 (line 2)" in result.reason.en
    assert "UTF-8" in result.reason.es


def test_broken_utf8_that_was_declared_is_refused(hand_in) -> None:
    """Who declares UTF-8 and saves something else is told, as Python would."""
    result = hand_in("s01.py", b"# coding: utf-8\nx = '\xe9'\n")
    assert isinstance(result, Unreadable)
    assert "line 2" in result.reason.en


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\0\0", b"\x89PNG\r\n\x1a\n\0", b"x = 1\0", b"\xff\xff\x01\x02", b"\xff\xfe\0"]
)
def test_binary_junk_is_refused(hand_in, data: bytes) -> None:
    """Bytes that are no text are said to be none."""
    result = hand_in("s01.py", data)
    assert isinstance(result, Unreadable)
    assert "UTF-8" in result.reason.en


def test_empty_and_odd_but_legal_text_is_read(hand_in) -> None:
    """An empty file defines nothing; form feeds and escapes are text."""
    assert _source(hand_in("s01.py", b"")) == ""
    assert _source(hand_in("s01.py", "x = 1\n\f\ny = '\x1b'\n")) == "x = 1\n\f\ny = '\x1b'\n"


def test_nothing_is_compiled_or_executed(hand_in, tmp_path) -> None:
    """Source that is wrong, or does something, is text like any other."""
    marker = tmp_path.parent / "executed"
    text = f"open({str(marker)!r}, 'w')\ndef (:\n" + "(" * 10_000
    assert _source(hand_in("s01.py", text)) == text
    assert not marker.exists()
