"""Counts, bounds, aims."""

from __future__ import annotations

import ast

import pytest

from benchmarks.accuracy import report
from benchmarks.accuracy.crew import Lost
from benchmarks.accuracy.judged import RIGHT_ALL_THE_SAME, RIGHT_BY_RESULT
from benchmarks.accuracy.measures import LuckResult, MutantResult, StyleResult, course_exercises, mutants
from benchmarks.accuracy.mutants import Mutant
from benchmarks.accuracy.rates import upper_bound

MUTANT = Mutant("solutions/activations.py:71", "a", "b", "solutions.activations", ast.Module([], []))


def test_the_bound_of_no_event_is_that_of_the_rule_of_three() -> None:
    """With 95% confidence, about three in all that were tried."""
    assert upper_bound(0, 3000) == pytest.approx(1 - 0.05 ** (1 / 3000))
    assert upper_bound(0, 3000) == pytest.approx(3 / 3000, rel=0.01)
    assert upper_bound(2, 10) == pytest.approx(0.5069, abs=1e-4)
    assert upper_bound(5, 5) == 1.0


def test_alarms_are_counted_by_grading() -> None:
    """Styles that change nothing, or the meaning, are no gradings."""
    alarms = report.Alarms()
    alarms.add("one", StyleResult(None, 10, [(3, "agrees: no")]))
    alarms.add("two", StyleResult(None, 10))
    alarms.add("three", StyleResult("unchanged"))
    alarms.add("four", StyleResult("other answers (plain)"))
    alarms.add_more("two", StyleResult(None, 30), 40)
    assert alarms.figures == (1, 50)
    assert (alarms.styles, alarms.at_length, alarms.cut_short) == (2, 1, 1)
    assert "1 STYLES ON FEWER SEEDS" in report.text("alarms", {"relu": alarms})
    assert alarms.findings == ["one (seed 3): agrees: no"]
    assert alarms.unusable == ["four: other answers (plain)"]
    assert report.missed_aims({"alarms": {"relu": alarms}})


def test_no_alarm_in_too_few_styles_is_no_evidence() -> None:
    """Nor is a style whose grading never ended."""
    alarms = report.Alarms()
    for number in range(19):
        alarms.add(str(number), StyleResult(None, 10))
    assert report.missed_aims({"alarms": {"relu": alarms}}) == [
        "(a) False alarms: right programs that lost points: relu: only 19 styles"
    ]
    alarms.add("20", StyleResult(None, 10))
    assert report.missed_aims({"alarms": {"relu": alarms}}) == []
    alarms.add("21", Lost("timeout"))
    assert report.missed_aims({"alarms": {"relu": alarms}})


def test_nothing_measured_is_no_evidence() -> None:
    """An exercise without mutants, or a check without runs, shows."""
    assert report.missed_aims({"misses": {"relu": report.Misses()}})
    assert report.missed_aims({"luck": {"dropout": report.Luck()}})


def test_a_mutant_is_missed_if_it_differs_and_keeps_its_points() -> None:
    """On any seed; one that hangs is caught, one that differs nowhere is set aside."""
    misses = report.Misses()
    misses.add("relu", MUTANT, MutantResult([], ["plain"]))
    misses.add("relu", MUTANT, MutantResult([2], ["plain"]))
    misses.add("relu", MUTANT, MutantResult([0, 1, 2, 3], []))
    misses.add("relu", MUTANT, MutantResult([], []))
    misses.add("relu", MUTANT, Lost("timeout"))
    assert (misses.mutants, misses.caught, misses.missed, len(misses.equivalent)) == (5, 3, 1, 1)
    assert misses.only_checks == [str(MUTANT)]
    assert "seeds 2; differs: plain" in misses.findings[0]
    assert "a  ->  b" in report.text("misses", {"relu": misses})


def test_a_mutant_that_could_not_be_measured_is_no_success() -> None:
    """An error of the measurement's own must show."""
    misses = report.Misses()
    misses.add("relu", MUTANT, Lost("KeyError: 'no'"))
    assert misses.figures == (1, 1)
    assert "NOT MEASURED" in misses.findings[0]


def test_one_miss_in_a_thousand_is_within_the_aim() -> None:
    """One in a hundred is not."""
    misses = report.Misses(caught=999, missed=1)
    assert report.missed_aims({"misses": {"relu": misses}}) == []
    misses.caught = 99
    assert report.missed_aims({"misses": {"relu": misses}})


def test_luck_is_counted_by_check_and_run() -> None:
    """No bad luck is allowed."""
    luck = report.Luck()
    luck.add(100, LuckResult({"one": [], "two": [7]}))
    assert luck.figures == (1, 200)
    assert report.missed_aims({"luck": {"dropout": luck}})


def test_what_was_judged_right_is_still_a_mutant() -> None:
    """A judgement of source that has changed should go."""
    for exercise, before, after in RIGHT_ALL_THE_SAME:
        assert exercise in course_exercises()
        assert (before, after) in {(m.before, m.after) for m in mutants(exercise)}
    assert set(RIGHT_BY_RESULT) <= set(course_exercises())
