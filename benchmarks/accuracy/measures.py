"""The three measurements, task by task: a style, a mutant, or some runs of an exercise."""

from __future__ import annotations

import functools
import sys
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from autograder.course import find_course, load_assignment
from autograder.exercise.model import Exercise
from autograder.grade.exercise import grade_exercise
from autograder.grade.host import LocalHost
from autograder.grade.outcome import ExerciseResult
from benchmarks.accuracy.mutants import Mutant, mutants_of
from benchmarks.accuracy.styles import STYLES, keeps_meaning, rewritten_by
from benchmarks.accuracy.twins import comparison_of, is_random, overhear
from benchmarks.accuracy.units import Functions, Unit, exercises_of, unit_of

#: So many seconds of grading one style are enough, however many seeds there are.
STYLE_SECONDS = 60.0

#: A mutant must lose points on each of these seeds.
MUTANT_SEEDS = range(4)

#: The runs of (c) have seeds of their own.
_LUCK = 100_000


@dataclass(frozen=True, slots=True)
class StyleTask:
    """Grade an exercise written in a style, on so many seeds."""

    exercise: str
    style: int
    seeds: int
    first: int = 0


@dataclass(frozen=True, slots=True)
class MutantTask:
    """Grade a mutant, and hold it against the reference."""

    exercise: str
    mutant: int


@dataclass(frozen=True, slots=True)
class LuckTask:
    """Grade the reference of an exercise with random answers, so many times."""

    exercise: str
    first: int
    runs: int


@dataclass(frozen=True, slots=True)
class StyleResult:
    """How a style was graded.

    Parameters
    ----------
    unusable : str or None
        Why it was not: it changes nothing here ("unchanged"), or the meaning.
    gradings : int
    alarms : list of (int, str)
        The seeds on which it lost points, and what the checks said.
    """

    unusable: str | None
    gradings: int = 0
    alarms: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class MutantResult:
    """How a mutant was graded.

    Parameters
    ----------
    full_marks : list of int
        The seeds on which it lost nothing.
    differs : list of str
        The circumstances in which it answers otherwise than the reference.
    """

    full_marks: Sequence[int]
    differs: Sequence[str]


@dataclass(frozen=True, slots=True)
class LuckResult:
    """How often each check failed, with the seeds."""

    failures: dict[str, list[int]]


Task = StyleTask | MutantTask | LuckTask


@functools.cache
def course_exercises() -> dict[str, Exercise]:
    """Return all exercises of the course."""
    course = find_course(Path(__file__).parent)
    return exercises_of([load_assignment(course, name) for name in course.names])


@functools.cache
def unit(name: str) -> Unit:
    """Return an exercise of the course with its source."""
    exercises = course_exercises()
    return unit_of(exercises[name], list(exercises.values()))


@functools.cache
def mutants(name: str) -> list[Mutant]:
    """Return the mutants of an exercise of the course."""
    return mutants_of(unit(name))


def perform(task: Task) -> StyleResult | MutantResult | LuckResult:
    """Do one task."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if isinstance(task, StyleTask):
            return measure_style(unit(task.exercise), task.style, range(task.first, task.first + task.seeds))
        if isinstance(task, MutantTask):
            return measure_mutant(unit(task.exercise), mutants(task.exercise)[task.mutant])
        return measure_luck(course_exercises()[task.exercise], range(task.first, task.first + task.runs))


def measure_style(of: Unit, number: int, seeds: Iterable[int]) -> StyleResult:
    """Grade an exercise written in a style, if it can be and means the same."""
    style = STYLES[number]
    trees = rewritten_by(style, of)
    if trees is None:
        return StyleResult("unchanged")
    reason = keeps_meaning(style, of, trees)
    if reason is not None:
        return StyleResult(reason)
    program = of.program(trees)
    alarms, gradings = [], 0
    start = time.process_time()
    for seed in seeds:
        result = grade(of.exercise, program, seed)
        gradings += 1
        if result.score < result.max_score:
            alarms.append((seed, complaints(result)))
        if time.process_time() - start > STYLE_SECONDS:
            break
    return StyleResult(None, gradings, alarms)


def measure_mutant(of: Unit, mutant: Mutant, seeds: Iterable[int] = MUTANT_SEEDS) -> MutantResult:
    """Grade a mutant; one that cannot even be made, or sent, answers nothing."""
    try:
        program = of.program({mutant.module: mutant.tree})
    except Exception as error:  # whatever an edit may lead to
        return MutantResult([], [f"{type(error).__name__} when defined"])
    try:
        results = [(seed, grade(of.exercise, program, seed)) for seed in seeds]
    except (RecursionError, MemoryError) as error:  # an answer that contains itself, or is too large
        return MutantResult([], [type(error).__name__])
    full = [seed for seed, result in results if result.score == result.max_score]
    # Of one that is caught it is enough to know that it differs at all.
    return MutantResult(full, comparison_of(of.exercise).regimes_that_differ(program, most=99 if full else 1))


def measure_luck(exercise: Exercise, runs: Iterable[int]) -> LuckResult:
    """Grade the reference with many generators."""
    program = {**exercise.uses, **exercise.references}
    failures: dict[str, list[int]] = {check.name: [] for check in exercise.checks}
    for run in runs:
        with _own_generators_moved(by=run):
            checks = grade(exercise, program, _LUCK + run).checks
        for check in checks:
            if check.status != "passed":
                failures[check.name].append(_LUCK + run)
    return LuckResult(failures)


def answers_at_random(exercise: Exercise) -> bool:
    """Tell whether a submission of the exercise is given generators, or makes some of its own."""
    with _own_generators_moved(by=0) as made:
        given = [
            is_random(exchanges)
            for check in exercise.checks
            for exchanges in overhear(exercise, check, _LUCK)
        ]
    return any(given) or bool(made)


@contextmanager
def _own_generators_moved(*, by: int) -> Iterator[list[int]]:
    """Give other random numbers to references that seed generators themselves, and list those seeds.

    A reference may shuffle with a fixed seed where it is nobody else's business how; a student's seed is another.
    """
    made: list[int] = []
    original = np.random.default_rng

    def moved(seed: Any = None) -> np.random.Generator:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if not (isinstance(seed, int) and caller.startswith("solutions.")):
            return original(seed)
        made.append(seed)
        return original([by, seed])

    with mock.patch.object(np.random, "default_rng", moved):
        yield made


def grade(exercise: Exercise, program: Functions, seed: int) -> ExerciseResult:
    """Grade a program in this process."""
    return grade_exercise("", exercise, LocalHost(program), seed)


def complaints(result: ExerciseResult) -> str:
    """Return what the checks that were not passed said."""
    return "; ".join(
        f"{check.name}: {check.message.en if check.message else check.status}"
        for check in result.checks
        if check.score < check.points
    )
