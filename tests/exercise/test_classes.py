"""An exercise whose references are classes: objects that are called, passed to others, listened to.

It also shows how such an exercise is written; `docs/authoring.md` tells the same in words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import Assignment, Exercise, close, normal, require, slopes_agree
from autograder.exercise.student import StudentObject
from autograder.grade.exercise import grade_exercise
from autograder.grade.host import LocalHost, WorkerHost
from autograder.grade.outcome import ExerciseResult
from autograder.grade.problems import written_problems
from autograder.grade.submission import grade_submission
from autograder.grade.verify import verify_exercise
from autograder.intake import Submission
from autograder.sandbox.channel import Deadline
from autograder.sandbox.process import Zygote


class Scale:
    """A layer that multiplies.

    Parameters
    ----------
    by : float
    """

    def __init__(self, by: float) -> None:
        self.by = by
        self.before: Any = None

    def __call__(self, before: Any) -> Any:
        """Come after another layer.

        Returns
        -------
        layer : Scale
            This one.
        """
        self.before = before
        return self


class Chain:
    """Layers up to a last one.

    Parameters
    ----------
    last : Scale
    """

    def __init__(self, last: Scale) -> None:
        self.last = last

    def get(self) -> Any:
        """Return the factors, from the last layer on.

        Returns
        -------
        factors : array
        """
        found, layer = [], self.last
        while layer is not None:
            found.append(layer.by)
            layer = layer.before
        return np.array(found)

    def put(self, factors: Any) -> None:
        """Replace the factors."""
        layer = self.last
        for factor in factors:
            layer.by = factor
            layer = layer.before

    def loss_and_gradient(self, x: Any) -> Any:
        """Return half of the squared output, and its gradient with respect to the factors.

        Returns
        -------
        loss : float
        gradient : array
        """
        factors = self.get()
        out = x * factors.prod()
        return (out**2).sum() / 2, (out**2).sum() / factors


def run(chain: Chain, x: Any, verbose: bool = False) -> Any:
    """Put a number through a chain, which stays on the submission's side.

    Returns
    -------
    chain : Chain
    """
    if verbose:
        print("running")
    chain.put(chain.get() * x)
    return chain


def _built(student: Any, factors: Any) -> StudentObject:
    layer = None
    for factor in factors:
        layer = student.Scale.early()(float(factor)).early()(layer)
    chain: StudentObject = student.Chain.early()(layer)
    return chain.early()


def _chain() -> Exercise:
    exercise = Exercise(
        Scale,
        Chain,
        name="chain",
        en="Chain.",
        es="Encadena.",
        inputs={"factors": normal("depth", mean=3.0), "x": normal("batch")},
        opaque=("layer",),  # what Scale.__call__ returns stays with the student
    )

    @exercise.check(points=1, en="lists its factors", es="lista sus factores")
    def lists(student: Any, factors: Any) -> None:
        close(_built(student, factors).get(), factors[::-1], name="factors")

    @exercise.check(points=2, en="gradient", es="gradiente")
    def slopes(student: Any, factors: Any, x: Any, rng: Any) -> None:
        chain = _built(student, factors)

        def ask(values: Any) -> Any:
            answers = []
            for value in values:
                chain.put(value)
                answers.append(chain.loss_and_gradient(x))
            return answers

        book = Chain(Scale(1.0))
        for _ in factors[1:]:
            book.last = Scale(1.0)(book.last)
        book.put(factors)
        slopes_agree(ask, factors, wanted=book.loss_and_gradient(x), rng=rng, name="factors")

    @exercise.misconception(replaces=Chain, caught_by=lists, en="All layers.", es="Todas las capas.")
    class looks_at_the_last(Chain):  # noqa: N801 (named as a mistake)
        def get(self) -> Any:
            return np.array([self.last.by])

    @exercise.misconception(replaces=Chain, caught_by=slopes, en="Divide.", es="Divide.")
    class forgets_to_divide(Chain):  # noqa: N801
        def loss_and_gradient(self, x: Any) -> Any:
            loss, gradient = super().loss_and_gradient(x)
            return loss, gradient * self.get()

    return exercise


def _run(chain: Exercise) -> Exercise:
    exercise = Exercise(
        run,
        en="Run.",
        es="Corre.",
        inputs={"factors": normal("depth", mean=3.0)},
        uses=[Scale, Chain],
        opaque=("layer", "chain"),  # so does what run returns: it can be asked
        time_factor=2.0,
        builds_on=[chain],
    )

    @exercise.check(points=1, en="multiplies", es="multiplica")
    def multiplies(student: Any, factors: Any) -> None:
        close(student.run.early()(_built(student, factors), 2.0).get(), 2 * factors[::-1], name="factors")

    @exercise.check(points=1, en="says so if asked", es="lo dice si se le pide")
    def talks(student: Any, factors: Any) -> None:
        for verbose in (False, True):
            _, printed = student.run.early().listening()(_built(student, factors), 2.0, verbose)
            require(bool(printed) == verbose, en="Speak when asked.", es="Habla si te preguntan.")

    @exercise.misconception(caught_by=multiplies, en="Do multiply.", es="Multiplica.")
    def does_nothing(chain: Chain, x: Any, verbose: bool = False) -> Any:
        return run(chain, 1.0, verbose)

    @exercise.misconception(caught_by=talks, en="Speak only if asked.", es="Habla solo si te preguntan.")
    def always_talks(chain: Chain, x: Any, verbose: bool = False) -> Any:
        return run(chain, x, True)

    @exercise.misconception(caught_by=talks, en="Speak if asked.", es="Habla si te preguntan.")
    def never_talks(chain: Chain, x: Any, verbose: bool = False) -> Any:
        return run(chain, x, False)

    return exercise


GOOD = """
import numpy as np

class Scale:
    def __init__(self, by):
        self.factor = by
    def __call__(self, before):
        return [self] + (before or [])       # not the layer itself: its own business

class Chain:
    def __init__(self, last):
        self.layers = last
    def get(self):
        return [layer.factor for layer in self.layers]
    def put(self, factors):
        for layer, factor in zip(self.layers, factors):
            layer.factor = factor
        return self
    def loss_and_gradient(self, x):
        f = np.array(self.get())
        s = (x ** 2).sum() * f.prod() ** 2
        return s / 2, s / f

def run(chain, x, verbose=False):
    if verbose:
        import sys
        print("running", file=sys.stderr)
    return chain.put([x * f for f in chain.get()])
"""


@pytest.fixture
def graded(zygote: Zygote, submission: Callable[..., Submission]) -> Callable[[str], list[ExerciseResult]]:
    """Grade a source confined, on the exercises of this module."""
    chain = _chain()
    assignment = Assignment(name="a", en="A", es="A", exercises=(chain, _run(chain)))
    return lambda source: grade_submission([assignment], submission(source), zygote, 7).exercises


@pytest.mark.parametrize("make", [_chain, lambda: _run(_chain())])
def test_an_exercise_of_classes_obeys_the_laws(make: Callable[[], Exercise]) -> None:
    """Misconceptions are wrong classes, and are named."""
    exercise = make()
    assignment = Assignment(name="a", en="A", es="A", exercises=(exercise,))
    assert written_problems(assignment) == []
    assert [str(problem) for problem in verify_exercise(exercise)] == []


def test_a_right_submission_in_another_style_earns_everything(
    graded: Callable[[str], list[ExerciseResult]],
) -> None:
    """What stays on its side may be anything."""
    assert [(e.score, e.max_score) for e in graded(GOOD)] == [(3.0, 3.0), (2.0, 2.0)]


def test_mistakes_in_classes_are_named_across_the_process_boundary(
    graded: Callable[[str], list[ExerciseResult]],
) -> None:
    """Each by the answers of the objects."""
    chain, running = graded(GOOD.replace("s / 2, s / f", "s / 2, 0 * f + s").replace("if verbose", "if True"))
    assert [m.name for m in chain.misconceptions] == ["forgets_to_divide"]
    assert [m.name for m in running.misconceptions] == ["always_talks"]


def test_a_method_answers_for_a_function(graded: Callable[[str], list[ExerciseResult]]) -> None:
    """What is asked of an object first of all may be written in its class."""
    methods = GOOD.replace("\ndef run(chain", "\nclass Chain(Chain):\n  def run(chain")
    assert [e.score for e in graded(methods)] == [3.0, 2.0]
    skeleton = methods + "\ndef run(chain, x, verbose=False):\n    raise NotImplementedError\n"
    assert [e.score for e in graded(skeleton)] == [3.0, 2.0]
    assert [e.score for e in graded(GOOD.split("def run")[0])] == [3.0, 0.0]


def test_an_instance_of_a_broken_class_is_no_answer(graded: Callable[[str], list[ExerciseResult]]) -> None:
    """Neither an exception in `__call__` nor an object for an array troubles the grader."""
    broken = GOOD.replace("return [self] + (before or [])", "return 1 / 0")
    assert [check.status for check in graded(broken)[0].checks] == ["error", "error"]
    objects = GOOD.replace("return [layer.factor for layer in self.layers]", "return self")
    assert graded(objects)[0].checks[0].status == "failed"


def test_a_broken_class_is_carried_forward(graded: Callable[[str], list[ExerciseResult]]) -> None:
    """Objects of the reference's stand in; what the submission adds to its class, and its attributes, stay."""
    broken = GOOD.replace("self.factor = by", "self.factor = by + 1").split("def run")[0]
    source = """
    def run(chain, x, verbose=False):
        if verbose:
            print(chain.doubled(), chain.last)
        chain.put([x * f for f in chain.get()])
        return chain
"""
    helper = "    def doubled(self):\n        return [2 * f for f in self.get()]\n"
    function = broken + helper + textwrap.dedent(source)
    chain, running = graded(function)
    assert chain.score < 3.0
    assert (running.score, running.carried_forward) == (2.0, ["chain"])
    chain, running = graded(broken + helper + source)  # run is a method of the class
    assert (running.score, running.carried_forward) == (2.0, ["chain"])


def test_a_method_of_the_graders_is_asked_of_its_own_objects_only(
    graded: Callable[[str], list[ExerciseResult]],
) -> None:
    """A submission that passes another of the grader's objects gets an exception."""
    source = GOOD.replace("self.factor = by", "self.factor = by + 1").split("def run")[0]
    source += "def run(chain, x, verbose=False):\n    return Chain.get(Scale(1.0))\n"
    running = graded(source)[1]
    assert (running.score, running.carried_forward) == (0.0, [])


def test_no_name_where_a_method_met_a_stand_in(graded: Callable[[str], list[ExerciseResult]]) -> None:
    """It may look at insides that are not there, which is no mistake of the submission's."""
    broken = GOOD.replace("self.factor = by", "self.factor = by + 1").split("def run")[0]
    source = """
    def run(self, x, verbose=False):
        if verbose:
            print(x)
        for layer in self.layers:
            layer.factor = x * (layer.factor - 1) + 1
        return self
"""
    assert graded(broken + source)[1].misconceptions == []


def test_a_missing_attribute_is_a_finding() -> None:
    """It is said by its name."""
    exercise = Exercise(Scale, en="Scale.", es="Escala.")

    @exercise.check(points=1, en="keeps it", es="lo guarda")
    def keeps(student: Any) -> None:
        close(student(2.0).attribute("by"), 2.0, name="by")

    assert grade_exercise("", exercise, LocalHost({"Scale": Scale}), 0).score == 1.0
    other = type("Scale", (), {"__init__": lambda self, by: None})
    message = grade_exercise("", exercise, LocalHost({"Scale": other}), 0).checks[0].message
    assert message is not None
    assert message.en == "An object of `Scale` should have the attribute `by`."


def test_what_python_asks_of_any_object_is_not_asked_of_the_submission() -> None:
    """NumPy looks for protocols by name; a submission shall not answer."""
    source: dict[str, Any] = {}
    host = LocalHost({"Scale": Scale, "Chain": Chain})
    exercise = _chain()

    @exercise.check(points=1, en="looks", es="mira")
    def looks(student: Any) -> None:
        source["array"] = np.asarray(_built(student, [1.0]))

    assert grade_exercise("", exercise, host, 0).score == 4.0
    assert source["array"].dtype == object


def test_an_exercise_may_take_longer(zygote: Zygote, submission: Callable[..., Submission]) -> None:
    """Its time factor multiplies the processor time of each exchange, for that exercise only."""
    slow = GOOD.replace("if verbose:", "import time; start = time.process_time()\n    "
                        "while time.process_time() < start + 0.15: pass\n    if verbose:")  # fmt: skip
    exercise = _run(_chain())
    host = WorkerHost(zygote, submission(slow), Deadline(cpu_seconds=0.6, wall_seconds=3.0))
    # Two draws, one call and two: 0.9 seconds in one exchange, where 1.2 are allowed.
    assert host.rehearse(exercise, 7) is None
    exercise.time_factor = 1.0
    lost = host.rehearse(exercise, 7)
    assert lost is not None
    assert lost.reason == "timeout"
    host.discard()
