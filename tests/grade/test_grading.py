"""Grading an exercise: points, prerequisites, statuses, named mistakes, follow-through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import Assignment, Exercise, close, generator, normal
from autograder.grade.host import WorkerHost
from autograder.grade.outcome import ExerciseResult, SubmissionResult
from autograder.grade.submission import grade_submission
from autograder.intake import Chunk, SourceFile, Submission, Unreadable
from autograder.sandbox.calls import Call, Earlier, Returned
from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import Zygote
from autograder.text import Text

QUICK = Deadline(cpu_seconds=0.3, wall_seconds=2.0)


def scale(x: Any) -> Any:
    """Scale by three.

    Returns
    -------
    y : array
    cache : anything
    """
    return 3 * x, x


def total(x: Any) -> Any:
    """Add up what `scale` gives.

    Returns
    -------
    s : float
    """
    return scale(x)[0].sum()


def noise(n: Any, rng: Any) -> Any:
    """Draw `n` normal numbers."""
    return rng.normal(size=n)


def _scale() -> Exercise:
    exercise = Exercise(scale, en="Scale.", es="Escala.", inputs={"x": normal("n")})

    @exercise.check(points=2, en="scales", es="escala")
    def scales(student: Any, x: Any) -> None:
        close(student(x)[0], 3 * x, name="y")

    @exercise.check(points=1, en="scales zeros", es="escala ceros", needs=scales)
    def scales_zeros(student: Any, x: Any) -> None:
        close(student(0 * x)[0], 0 * x)

    @exercise.misconception(caught_by=scales, en="By three, not two.", es="Por tres, no por dos.")
    def doubles(x: Any) -> Any:
        return 2 * x, x

    @exercise.misconception(caught_by=scales, en="Do not add.", es="No sumes.")
    def adds(x: Any) -> Any:
        return 3 + x, x

    return exercise


def _total(scaling: Exercise) -> Exercise:
    exercise = Exercise(total, en="Total.", es="Total.", inputs={"x": normal("n")}, builds_on=[scaling])

    @exercise.check(points=4, en="adds up", es="suma")
    def adds_up(student: Any, x: Any) -> None:
        close(student(x), 3 * x.sum(), name="s")

    return exercise


def _noise() -> Exercise:
    exercise = Exercise(noise, en="Noise.", es="Ruido.", inputs={"rng": generator()} | {"r": generator()})

    @exercise.check(points=1, en="spread", es="dispersión", trials=1)
    def spread(student: Any, r: Any) -> None:
        close(np.std(student(5000, r)), 1.0, tolerance=0.1)

    @exercise.misconception(caught_by=spread, en="Standard deviation 1.", es="Desviación estándar 1.")
    def too_wide(n: Any, rng: Any) -> Any:
        return 2 * rng.normal(size=n)

    return exercise


@pytest.fixture
def graded(zygote: Zygote, submission: Callable[..., Submission]) -> Callable[[str], SubmissionResult]:
    """Grade a source confined, on the exercises of this module."""
    scaling = _scale()
    exercises = (scaling, _total(scaling), _noise())
    assignment = Assignment(name="a", en="A", es="A", exercises=exercises)
    return lambda source: grade_submission([assignment], submission(source), zygote, 7, QUICK)


def _exercise(result: SubmissionResult, name: str) -> ExerciseResult:
    return next(exercise for exercise in result.exercises if exercise.name == name)


GOOD = """
def scale(x):
    return [3 * v for v in x], None

def total(x):
    return float(sum(scale(x)[0]))

def noise(n, rng):
    return [rng.standard_normal() for _ in range(n)]
"""


def test_a_right_submission_earns_everything(graded: Callable[[str], SubmissionResult]) -> None:
    """Lists for arrays and another way of drawing are as good."""
    result = graded(GOOD)
    assert (result.status, result.score, result.max_score) == ("graded", 8.0, 8.0)
    assert {exercise.status for exercise in result.exercises} == {"attempted"}
    assert result.cpu_s > 0
    assert result.wall_s > 0


def test_a_mistake_is_named_and_its_dependants_are_skipped(graded: Callable[[str], SubmissionResult]) -> None:
    """One bug, one complaint."""
    result = _exercise(graded(GOOD.replace("3 *", "2 *")), "scale")
    assert [check.status for check in result.checks] == ["failed", "skipped"]
    assert [m.name for m in result.misconceptions] == ["doubles"]
    evidence = result.checks[0].evidence
    assert evidence is not None
    assert (evidence.argument, evidence.pattern) == ("y", "factor 0.666667")
    assert result.checks[1].message is not None
    assert "«escala»" in result.checks[1].message.es


def test_an_unknown_mistake_gets_no_name(graded: Callable[[str], SubmissionResult]) -> None:
    """A wrong name is worse than none."""
    result = _exercise(graded(GOOD.replace("3 *", "2.5 *")), "scale")
    assert result.score == 0
    assert result.misconceptions == []


def test_an_earlier_mistake_is_carried_forward(graded: Callable[[str], SubmissionResult]) -> None:
    """What builds on it is graded with the reference standing in, and says so."""
    result = graded(GOOD.replace("3 *", "2 *"))
    assert _exercise(result, "total").score == 4.0
    assert _exercise(result, "total").carried_forward == ["scale"]


def test_nothing_is_carried_forward_where_it_does_not_help(graded: Callable[[str], SubmissionResult]) -> None:
    """A mistake of its own stays one."""
    result = graded(GOOD.replace("3 *", "2 *").replace("sum(scale", "max(scale"))
    assert _exercise(result, "total").score == 0
    assert _exercise(result, "total").carried_forward == []


def test_a_random_mistake_is_named_by_its_distribution(graded: Callable[[str], SubmissionResult]) -> None:
    """The draws differ from the misconception's; their distribution does not."""
    result = _exercise(graded(GOOD.replace("rng.standard_normal()", "rng.standard_normal() * 2")), "noise")
    assert [m.name for m in result.misconceptions] == ["too_wide"]


def test_a_skeleton_is_not_attempted_and_a_gap_is_missing(graded: Callable[[str], SubmissionResult]) -> None:
    """Neither is wrong."""
    result = graded("def scale(x):\n    raise NotImplementedError\n")
    assert [exercise.status for exercise in result.exercises] == ["not_attempted", "missing", "missing"]
    assert result.score == 0


def test_a_crash_leaves_the_other_exercises_gradable(graded: Callable[[str], SubmissionResult]) -> None:
    """Each exercise after it runs in a fresh process."""
    result = graded(GOOD.replace("return float(", "import os; os._exit(1); return float("))
    assert [exercise.score for exercise in result.exercises] == [3.0, 0.0, 1.0]
    assert _exercise(result, "total").checks[0].status == "killed"


def test_an_endless_loop_is_a_time_out(graded: Callable[[str], SubmissionResult]) -> None:
    """The rest is graded as if nothing had happened."""
    result = graded(GOOD.replace("return float(", "while True: pass\n    return float("))
    assert [exercise.score for exercise in result.exercises] == [3.0, 0.0, 1.0]
    assert _exercise(result, "total").checks[0].status == "timeout"


def test_the_text_of_an_exception_is_not_quoted(graded: Callable[[str], SubmissionResult]) -> None:
    """It is made by the submission, out of hidden inputs if it likes; type and line are verified."""
    result = graded("def scale(x):\n    raise ValueError(f'SECRET {x}')\n")
    check = _exercise(result, "scale").checks[0]
    assert check.status == "error"
    assert check.message is not None
    assert check.message.en == "`scale` raised ValueError (line 2 of homework.py)."


def test_an_exception_class_of_the_submission_is_called_by_its_built_in_base(
    graded: Callable[[str], SubmissionResult],
) -> None:
    """Names of classes are the submission's text too."""
    result = graded("class Secret(KeyError):\n    pass\n\ndef scale(x):\n    raise Secret\n")
    message = _exercise(result, "scale").checks[0].message
    assert message is not None
    assert "raised KeyError" in message.en


def test_a_forgotten_cache_is_said_by_the_names_of_the_results(
    graded: Callable[[str], SubmissionResult],
) -> None:
    """What was wanted is named."""
    result = graded("def scale(x):\n    return 3 * x\n")
    message = _exercise(result, "scale").checks[0].message
    assert message is not None
    assert message.en == "scale should return 2 values: y, cache."


def test_an_error_while_loading_is_reported_with_its_line(graded: Callable[[str], SubmissionResult]) -> None:
    """There are no hidden inputs yet, so its text can be shown."""
    result = graded(GOOD + "\nprint(nothing)\n")
    assert result.score == 8.0
    (problem,) = result.problems
    assert (problem.type, problem.label, problem.line) == ("NameError", "homework.py", 11)


def test_an_unreadable_entry_has_a_result(zygote: Zygote) -> None:
    """With its reason, and no points."""
    entry = Unreadable(student="ana", reason=Text(en="broken", es="dañado"), digest="")
    assignment = Assignment(name="a", en="A", es="A", exercises=(_scale(),))
    result = grade_submission([assignment], entry, zygote, 7)
    assert (result.status, result.score, result.max_score) == ("unreadable", 0.0, 3.0)
    assert result.reason is not None
    assert result.reason.es == "dañado"


def test_the_same_seed_gives_the_same_result(graded: Callable[[str], SubmissionResult]) -> None:
    """Regrading repeats, message for message."""
    source = GOOD.replace("3 *", "2.5 *")
    assert graded(source).exercises == graded(source).exercises


def test_a_notebook_beside_the_module_of_its_name_is_graded(zygote: Zygote) -> None:
    """Both are handed out under one name, and a student may write in either."""
    untouched = "def twice(x):\n    raise NotImplementedError\n"
    for written, other in ((".ipynb", ".py"), (".py", ".ipynb")):
        files = tuple(
            SourceFile(name=f"a{suffix}", chunks=(Chunk(label=f"a{suffix}", source=source),))
            for suffix, source in sorted(((written, "def twice(x):\n    return 2 * x\n"), (other, untouched)))
        )
        entry = Submission(student="ana", files=files, digest="", notes=())
        host = WorkerHost(zygote, entry, Deadline())
        try:
            [answer] = host.session().run([Call(function="twice", args=(3,), kwargs={})])
        finally:
            host.discard()
        assert answer == Returned(6)


@pytest.mark.parametrize("written", [".ipynb", ".py"])
def test_a_class_still_to_be_written_counts_for_nothing(zygote: Zygote, written: str) -> None:
    """A notebook's class is not lost to the skeleton in the module beside it, nor the other way round."""
    files = []
    for name in ("a.ipynb", "a.py"):
        body = "return 2 * x" if name.endswith(written) else "raise NotImplementedError"
        source = f"class Net:\n    def __call__(self, x):\n        {body}\n"
        files.append(SourceFile(name=name, chunks=(Chunk(label=name, source=source),)))
    host = WorkerHost(zygote, Submission(student="ana", files=tuple(files), digest="", notes=()), Deadline())
    try:
        net = Call(function="Net", args=(), kwargs={}, keep=(-1,))
        call = Call(function="__call__", args=(3,), kwargs={}, target=Earlier(0, None))
        answer = host.session().run([net, call])[1]
    finally:
        host.discard()
    assert answer == Returned(6)
