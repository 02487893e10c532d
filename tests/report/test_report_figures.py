"""The figures of a class, numbers as people read them, and evidence in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import sample_class, submission, unreadable

from autograder.grade.outcome import EvidenceResult, Results, Sandbox
from autograder.report.evidence import evidence_cells, pattern_text
from autograder.report.figures import by_name, class_figures
from autograder.report.histogram import HEIGHT, histogram
from autograder.report.numbers import measured, percent, points, share
from autograder.text import Text


def test_an_unreadable_submission_does_not_count_in_the_mean() -> None:
    """It is counted on its own: nobody knows what is in it."""
    results = Results("a", "0", 1, Sandbox("A"), [submission("a"), unreadable("b")])
    figures = class_figures(results)
    assert (figures.graded, figures.unreadable, figures.mean, figures.median) == (1, 1, 50.0, 50.0)


def test_a_class_without_graded_submissions_has_no_mean() -> None:
    """None is not zero."""
    figures = class_figures(Results("a", "0", 1, Sandbox("A"), [unreadable("b")]))
    assert (figures.mean, figures.median, figures.exercises, figures.mistakes) == (None, None, (), ())


def test_rates_are_of_those_graded() -> None:
    """Mean, full marks, attempts and passed checks of an exercise."""
    adam = next(e for e in class_figures(sample_class()).exercises if e.name == "adam")
    assert adam.full == pytest.approx(6 / 23)
    assert adam.attempted == pytest.approx(14 / 23)
    assert [c.passed for c in adam.checks] == pytest.approx([12 / 23, 6 / 23])


def test_mistakes_are_ordered_by_how_many_students_made_them() -> None:
    """Each student counts once."""
    mistakes = class_figures(sample_class()).mistakes
    assert [(m.exercise, m.students) for m in mistakes] == [("dropout", 5), ("batchnorm_backward", 3)]


def test_every_graded_submission_is_in_one_band() -> None:
    """Full marks are in the highest."""
    assert class_figures(sample_class()).bands == (1, 0, 4, 1, 0, 0, 0, 4, 3, 10)


def test_students_are_ordered_as_people_count() -> None:
    """s2 comes before s10, and case does not matter."""
    ids = ["s10", "S2", "b", "²", "s2a", "1", ""]
    assert [s.student for s in by_name(map(submission, ids))] == ["", "1", "b", "S2", "s2a", "s10", "²"]


@given(st.lists(st.text(alphabet="aB01²٣.", max_size=6)))
def test_any_students_can_be_ordered(ids: list[str]) -> None:
    """No mixture of letters and digits of any script is incomparable."""
    assert sorted(s.student for s in by_name(map(unreadable, ids))) == sorted(ids)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (31.0, "31"),
        (7.5, "7.5"),
        (10 / 3, "3.33"),
        (0.0, "0"),
        (-0.001, "0"),
        (100.0, "100"),
        (1e6, "1000000"),
    ],
)
def test_scores_have_no_needless_decimals(value: float, shown: str) -> None:
    """A whole number of points is a whole number."""
    assert points(value) == shown


def test_evidence_has_six_digits() -> None:
    """As ``%.6g`` has it; what is not a number is shown as it is."""
    assert [measured(v) for v in (-0.418230157, 1e-12, 5.0, "nan")] == ["-0.41823", "1e-12", "5", "nan"]


def test_percentages_say_all_and_nothing_only_if_it_is_so() -> None:
    """One of 3000 students is not nobody."""
    assert [percent(f) for f in (0, 1 / 3000, 0.5, 2999 / 3000, 1)] == ["0%", "1%", "50%", "99%", "100%"]


@given(st.floats(), st.floats())
def test_shares_are_between_none_and_all(part: float, whole: float) -> None:
    """Also of nothing, and of what is no number."""
    assert 0 <= share(part, whole) <= 1


def test_no_bar_of_the_histogram_vanishes() -> None:
    """One student among thousands is still to be seen; an empty class is flat."""
    assert [bar.height for bar in histogram([0, 1, 3000])] == [0, 2, HEIGHT]
    assert [bar.height for bar in histogram([0, 0])] == [0, 0]


def test_only_evidence_that_says_something_is_laid_out() -> None:
    """A kind alone makes no table; each other field makes one cell."""
    assert evidence_cells(EvidenceResult("unusable")) == []
    full = EvidenceResult("value", "x", [], 0.1, 0.2, 3, 4, 1e-9, "factor 2")
    shown = [(cell.label.en, cell.value.es) for cell in evidence_cells(full)]
    assert shown == [
        ("Wanted", "0.2"), ("Exact to", "± 1e-09"), ("Yours", "0.1"), ("Where", "x"), ("Entries", "3 de 4"),
        ("Pattern", "factor 2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "spanish"),
    [
        ("transposed", "transpuesto"),
        ("factor N/(N-1)", "factor N/(N-1)"),
        ("variance half or std half", "varianza a la mitad o desviación estándar a la mitad"),
        ("missing multiple of `w`", "falta un múltiplo de `w`"),
        ("something new", "something new"),
    ],
)
def test_patterns_are_named_in_spanish(pattern: str, spanish: str) -> None:
    """One that is not known here is shown as it is."""
    assert pattern_text(pattern) == Text(en=pattern, es=spanish)
