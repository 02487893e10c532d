"""The summary in the terminal: short, in 80 columns, and obeyed by no terminal."""

from __future__ import annotations

import io

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import HOSTILE, hostile_class, sample_class
from rich.cells import cell_len
from rich.console import Console

from autograder.grade.outcome import Results
from autograder.report import summary_lines, summary_table
from autograder.report.summary import LISTED
from autograder.text import Language


def _table(results: Results, language: Language = "en") -> str:
    return _printed(results, language, lines=False)


def _lines(results: Results, language: Language = "en") -> str:
    return _printed(results, language, table=False)


def _printed(results: Results, language: Language, *, lines: bool = True, table: bool = True) -> str:
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system=None)
    for line in summary_lines(results, language) if lines else []:
        console.print(line)
    if table:
        console.print(summary_table(results, language))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _many(times: int) -> Results:
    """Return the sample class so many times over."""
    results = sample_class()
    copies = [
        msgspec.structs.replace(s, student=f"{s.student}-{k}")
        for k in range(times)
        for s in results.submissions
    ]
    return msgspec.structs.replace(results, submissions=copies)


def test_a_small_class_is_listed_whole_and_worst_first() -> None:
    """Unreadable submissions come first, then the lowest scores."""
    firsts = [line.split()[0] for line in _table(sample_class()).splitlines() if "/50" in line]
    assert len(firsts) == 24
    assert firsts[:3] == ["s22", "zoé", "s02"]
    assert firsts[-1] == "s18"


def test_mistakes_stand_beside_their_exercise() -> None:
    """What to talk about with a student is seen at once."""
    text = " ".join(_table(sample_class()).split())
    assert "batchnorm_backward (treats" in text
    assert "5 not attempted" in text


def test_a_large_class_is_summarised() -> None:
    """Ten bands, the twenty who need attention most, and how many more there are."""
    text = _table(_many(125))
    assert text.count("students") == 10
    assert text.count("/50") == 20
    assert "and 980 more who need attention: see index.html" in text
    assert len(_many(125).submissions) > LISTED


def test_the_lines_say_what_the_class_comes_to() -> None:
    """Counts, mean, isolation and the most frequent mistakes, in either language."""
    english, spanish = _lines(sample_class()), _lines(sample_class(), "es")
    assert "Graded: 23 of 24  Unreadable: 1" in english
    assert "Mean: 36.09  Median: 44  of 50 points" in english
    assert "5 × dropout: Divide what you keep by `keep_prob`." in english
    assert "Promedio: 36.09  Mediana: 44  de 50 puntos" in spanish
    assert "Aislamiento: nivel A" in spanish


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("results", [sample_class(), hostile_class(*HOSTILE), hostile_class(), _many(2)])
def test_no_line_is_longer_than_80_columns(results: Results, language: Language) -> None:
    """Whatever names there are."""
    assert max(map(cell_len, _printed(results, language).splitlines())) <= 80


@given(st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1)))
@settings(max_examples=60, deadline=None)
def test_no_text_reaches_the_terminal_as_a_command(text: str) -> None:
    """No control character is left but the ends of lines."""
    printed = _printed(hostile_class(text), "en")
    assert "".join(printed.split("\n")).replace("\u200d", "").isprintable()


def test_markup_is_shown_and_not_obeyed() -> None:
    """Square brackets in a student's name are square brackets."""
    assert "[red]markup" in _table(hostile_class("[red]markup[/red]"))
    assert "[/nonsense]" in _table(hostile_class("[/nonsense]"))
