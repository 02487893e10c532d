"""What `verify` finds: every error an author can make, with its place and a remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import Assignment, Exercise, close, normal
from autograder.grade.problems import AuthorProblem, written_problems
from autograder.grade.verify import verify_exercise


def double(x: Any) -> Any:
    """Double a number.

    Parameters
    ----------
    x : array

    Returns
    -------
    y : array
    """
    return 2 * x


def _exercise(**options: Any) -> Exercise:
    return Exercise(double, en="Double it.", es="Duplícalo.", inputs={"x": normal("n", "m")}, **options)


def _sound() -> Exercise:
    exercise = _exercise()

    @exercise.check(points=1, en="doubles", es="duplica")
    def doubles(student: Any, x: Any) -> None:
        close(student(x), double(x))

    @exercise.misconception(caught_by=doubles, en="Times two.", es="Por dos.")
    def squares(x: Any) -> Any:
        return x**2

    return exercise


def _written(exercise: Exercise) -> list[AuthorProblem]:
    return written_problems(Assignment(name="a", en="A", es="A", exercises=(exercise,)))


def test_a_sound_exercise_has_no_problems() -> None:
    """Nothing is found where nothing is wrong."""
    assert _written(_sound()) == []
    assert verify_exercise(_sound()) == []


@pytest.mark.parametrize("missing", ["en", "es"])
def test_a_missing_language_is_a_type_error_at_once(missing: str) -> None:
    """Exercise, check and misconception all need both."""
    both = {"en": "text", "es": "texto"}
    one = {k: v for k, v in both.items() if k != missing}
    with pytest.raises(TypeError, match=missing):
        Exercise(double, **one)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=missing):
        _exercise().check(points=1, **one)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=missing):
        _exercise().misconception(caught_by="c", **one)  # type: ignore[arg-type]


def _unknown_prerequisite(exercise: Exercise) -> None:
    @exercise.check(points=1, en="x", es="x", needs="not_there")
    def more(student: Any, x: Any) -> None:
        close(student(x), double(x))


def _zero_points(exercise: Exercise) -> None:
    @exercise.check(points=0, en="x", es="x")
    def more(student: Any, x: Any) -> None:
        close(student(x), double(x))


def _empty_text(exercise: Exercise) -> None:
    @exercise.check(points=1, en="x", es=" ")
    def more(student: Any, x: Any) -> None:
        close(student(x), double(x))


def _unknown_input(exercise: Exercise) -> None:
    @exercise.check(points=1, en="x", es="x")
    def more(student: Any, z: Any) -> None:
        close(student(z), double(z))


def _same_name(exercise: Exercise) -> None:
    @exercise.check(points=1, en="x", es="x")
    def doubles(student: Any, x: Any) -> None:
        close(student(x), double(x))


def _unknown_catcher(exercise: Exercise) -> None:
    @exercise.misconception(caught_by="not_there", en="x", es="x")
    def more(x: Any) -> Any:
        return x


def _unknown_replaced(exercise: Exercise) -> None:
    @exercise.misconception(caught_by="doubles", en="x", es="x", replaces="triple")
    def more(x: Any) -> Any:
        return x


def _other_parameters(exercise: Exercise) -> None:
    @exercise.misconception(caught_by="doubles", en="x", es="x")
    def more(y: Any) -> Any:
        return y


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        (_unknown_prerequisite, "needs 'not_there'"),
        (_zero_points, "worth 0 points"),
        (_empty_text, "`es` is empty"),
        (_unknown_input, "asks for an input 'z'"),
        (_same_name, "same name"),
        (_unknown_catcher, "caught by 'not_there'"),
        (_unknown_replaced, "replaces 'triple'"),
        (_other_parameters, "parameters differ"),
    ],
)
def test_what_is_written_wrongly_is_found_without_running(
    mistake: Callable[[Exercise], None], said: str
) -> None:
    """Each problem names its file, its line, and what to do."""
    exercise = _sound()
    mistake(exercise)
    (problem,) = _written(exercise)
    assert said in problem.what
    assert problem.source.file == __file__
    wrong = Path(__file__).read_text(encoding="utf-8").splitlines()[problem.source.line - 1]
    assert wrong.strip().startswith(("@exercise", "def"))
    assert problem.remedy
    assert f"{__file__}:{problem.source.line}: double" in str(problem)


def _problems(add: Callable[[Exercise], None]) -> list[str]:
    exercise = _sound()
    add(exercise)
    assert _written(exercise) == []
    return [problem.what for problem in verify_exercise(exercise)]


def test_a_reference_that_fails_its_check_is_found() -> None:
    """The seed and the finding are quoted."""

    def add(exercise: Exercise) -> None:
        @exercise.check(points=1, en="x", es="x")
        def wrong(student: Any, x: Any) -> None:
            close(student(x), 3 * x)

    (what,) = _problems(add)
    assert "the reference does not pass (seed 0)" in what


def test_a_misconception_that_passes_its_check_is_found() -> None:
    """A check that cannot see what it claims to catch is an author's error."""

    def add(exercise: Exercise) -> None:
        @exercise.misconception(caught_by="doubles", en="x", es="x")
        def right_after_all(x: Any) -> Any:
            return x + x

    (what,) = _problems(add)
    assert "the check doubles passes on it" in what


def test_a_check_that_nothing_fails_is_found() -> None:
    """A check that cannot fail is worth nothing."""

    def add(exercise: Exercise) -> None:
        @exercise.check(points=1, en="x", es="x")
        def idle(student: Any, x: Any) -> None:
            student(x)

    assert _problems(add) == ["no misconception fails it."]


def test_two_misconceptions_that_answer_alike_are_found() -> None:
    """Neither could be named."""

    def add(exercise: Exercise) -> None:
        @exercise.misconception(caught_by="doubles", en="x", es="x")
        def multiplies_by_itself(x: Any) -> Any:
            return x * x

    whats = _problems(add)
    assert len(whats) == 2
    assert all("diagnosed as nothing" in what for what in whats)


def test_a_skeleton_that_scores_is_found() -> None:
    """A check that never calls the student's function gives points away."""

    def add(exercise: Exercise) -> None:
        @exercise.check(points=1, en="x", es="x")
        def idle(student: Any, x: Any) -> None:
            assert np.isfinite(x).all()

    whats = _problems(add)
    assert any("the skeleton scores 1" in what and "idle" in what for what in whats)


def test_a_misconception_of_several_functions_must_say_which_it_replaces() -> None:
    """The error names the file, the line and the choices."""

    def triple(x: Any) -> Any:
        return 3 * x

    exercise = Exercise(double, triple, en="x", es="x", name="both")
    with pytest.raises(TypeError, match="replaces=double or triple"):
        exercise.misconception(caught_by="c", en="x", es="x")(lambda x: x)
