"""The laws that every exercise of the course obeys: one test over all of them."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from autograder.course import find_course, load_assignment
from autograder.exercise.model import Assignment, Exercise
from autograder.grade.exercise import grade_exercise
from autograder.grade.host import LocalHost
from autograder.grade.problems import written_problems
from autograder.grade.verify import verify_exercise

COURSE = find_course(Path(__file__).parent)
ASSIGNMENTS = [load_assignment(COURSE, name) for name in COURSE.names]
EXERCISES = [exercise for assignment in ASSIGNMENTS for exercise in assignment.exercises]

#: Everyday seeds; `autograder verify` takes more.
SEEDS = range(2)

#: The reference is tried on more: its full marks are the first law.
MANY_SEEDS = range(100, 124)


def _affordable(seeds: range, exercise: Exercise) -> range:
    """Return fewer seeds for an exercise of the assignment in which networks are trained."""
    trained = exercise in ASSIGNMENTS[COURSE.names.index("a6_training")].exercises
    return seeds[: math.ceil(len(seeds) / 8)] if trained else seeds


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_it_is_written_as_it_should_be(assignment: Assignment) -> None:
    """Both languages, known prerequisites, points, parameters."""
    assert [str(problem) for problem in written_problems(assignment)] == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_it_obeys_the_laws(exercise: Exercise) -> None:
    """Full marks for the reference, a name for every misconception, nothing for the skeleton."""
    assert [str(problem) for problem in verify_exercise(exercise, _affordable(SEEDS, exercise))] == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_its_reference_earns_full_marks_on_many_seeds(exercise: Exercise) -> None:
    """No unlucky draw costs a right answer anything."""
    host = LocalHost({**exercise.uses, **exercise.references})
    results = [grade_exercise("", exercise, host, seed) for seed in _affordable(MANY_SEEDS, exercise)]
    assert [result for result in results if result.score < exercise.max_score] == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_it_knows_at_least_three_misconceptions(exercise: Exercise) -> None:
    """Mistakes that students really make."""
    assert len(exercise.misconceptions) >= 3


def test_names_are_unique_across_the_course() -> None:
    """Results of `--assignment all` are told apart by them."""
    names = [exercise.name for exercise in EXERCISES]
    assert len(set(names)) == len(names)
