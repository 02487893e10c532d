"""``grades.csv`` is a table everywhere, and a program nowhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE, hostile_class, sample_class

from autograder.grade.outcome import Results
from autograder.report import write_csv
from autograder.report.csv_file import safe_cell


def _rows(results: Results, folder: Path) -> list[list[str]]:
    write_csv(results, folder / "grades.csv")
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_each_student_is_a_row_and_each_exercise_a_column(tmp_path: Path) -> None:
    """Totals first, then exercises in their order; an unreadable submission has no exercise scores."""
    head, *rows = _rows(sample_class(), tmp_path)
    assert head[:6] == ["student", "status", "score", "max_score", "affine", "batchnorm_forward"]
    assert rows[0] == ["s01", "graded", "47", "50", "5", "8", "10", "5", "3", "6", "10"]
    assert rows[-1] == ["s22", "unreadable", "0", "50", *[""] * 7]
    assert len(rows) == 24


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    """Scores are the only cells without quotes."""
    write_csv(sample_class(), tmp_path / "grades.csv")
    assert b'\r\n"s01","graded",47,50,5,8,' in (tmp_path / "grades.csv").read_bytes()


def test_excel_recognises_the_encoding(tmp_path: Path) -> None:
    """The file starts with a byte order mark."""
    write_csv(sample_class(), tmp_path / "grades.csv")
    assert (tmp_path / "grades.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_hostile_names_make_no_formulas_and_no_rows(tmp_path: Path) -> None:
    """Neither with commas nor with semicolons between cells does one start like a formula."""
    rows = _rows(hostile_class(*HOSTILE), tmp_path)
    assert len(rows) == 1 + len(HOSTILE)
    assert {len(row) for row in rows} == {4 + len(HOSTILE)}
    text = (tmp_path / "grades.csv").read_text(encoding="utf-8-sig")
    for delimiter in ",;":
        cells = [cell for row in csv.reader(text.splitlines(), delimiter=delimiter) for cell in row]
        assert not [cell for cell in cells if cell[:1] in set("=+-@＝＋－＠\t\r")]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\r=1", "＝1", "＋1", "－1", "＠x", "  =1"])
def test_what_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    """An apostrophe in front is the spreadsheets' own mark."""
    assert safe_cell(text).startswith("'")


@given(st.text())
def test_any_text_is_one_harmless_cell(text: str) -> None:
    """Whatever a name contains, its cell is one line and starts no formula."""
    cell = safe_cell(text)
    assert cell[:1] not in set("=+-@＝＋－＠")
    assert cell.isprintable() or "\u200d" in cell


def test_a_semicolon_starts_no_formula_either() -> None:
    """Where Excel expects semicolons between cells, the rest of a name could be a cell of its own."""
    assert safe_cell("x;=1+1") == "x;'=1+1"
    assert safe_cell("Pérez; Ana") == "Pérez; Ana"
